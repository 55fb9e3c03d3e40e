/* actions_run — what keys do to starting runs; see the header. */
#include "app/actions.h"

#include "base/memory.h"
#include "engine/random.h"
#include "modes/modes.h"
#include "view/panels/scoreboard.h"
#include "view/runs.h"

#include <stdio.h>
#include <stdlib.h>

/* Starts a batch, and says what is wrong where it cannot. */
static void start(struct ui_state *ui, const struct mode *const batch[], size_t count)
{
    struct error error;
    (void)timeview_live(&ui->view.time);
    if (!session_start(ui->session, batch, count, &error))
        ui_say(ui, error.message);
}

void action_show_race(struct ui_state *ui, bool race)
{
    if (ui->view.race == race)
        return;
    ui->view.race = race;
    if (ui->view.focus == FOCUS_RUNS)
        ui->view.focus = FOCUS_LANES; /* a race has no scoreboard */
    struct timeview time = ui->view.time;
    ui->view.time = ui->other_time;
    ui->other_time = time;
}

void action_start(struct ui_state *ui, const struct mode *mode)
{
    action_show_race(ui, false);
    start(ui, &mode, 1);
}

void action_choose_mode(const struct action_args *args)
{
    action_start(args->ui, args->mode);
}

/* The same again: the whole batch in a race; in the single view the run that it shows, alone. */
void action_restart(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    const struct mode *mode = session_mode(ui->session);
    struct error error;
    if (!ui->view.race) {
        start(ui, &mode, 1);
        return;
    }
    (void)timeview_live(&ui->view.time);
    if (!session_restart(ui->session, &error))
        ui_say(ui, error.message);
}

void action_restart_new_seed(const struct action_args *args)
{
    session_set_seed(args->ui->session, random_seed());
    action_restart(args);
}

/* The same again in the other language. */
void action_toggle_language(const struct action_args *args)
{
    session_toggle_language(args->ui->session);
    action_restart(args);
}

/* A race that is on or over is shown again; else one starts, and its run in the mode that was shown takes its place. */
void action_toggle_race(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    action_show_race(ui, !ui->view.race);
    if (!ui->view.race || session_is_race(ui->session))
        return;
    const struct mode *mode = session_mode(ui->session);
    start(ui, ui->racers, ui->racer_count);
    session_set_primary(ui->session, modes_find(mode->name));
}

/* ---- The scoreboard ---- */

void action_sort_runs(const struct action_args *args)
{
    static const enum score_column orders[] = {SCORE_RUN,  SCORE_ELAPSED, SCORE_IDEAL,
                                               SCORE_RATE, SCORE_LATENCY, SCORE_OVERLAP};
    const size_t count = sizeof orders / sizeof *orders;
    struct ui_state *ui = args->ui;
    size_t i = 0;
    while (orders[i] != ui->view.order)
        i++;
    ui->view.order = orders[(i + 1) % count];
    char text[64];
    (void)snprintf(text, sizeof text, "The runs are sorted by %s.",
                   ui->view.order == SCORE_RUN ? "their number" : score_title(ui->view.order));
    ui_say(ui, text);
}

/* Up and down in the order that is shown. */
void action_choose_run(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct scene scene = ui_scene(ui);
    size_t *order = memory_zeroed(scene.run_count, sizeof *order), place = 0;
    scoreboard_order(&scene, order);
    while (order[place] != (size_t)runs_chosen(&scene))
        place++;
    if (args->value < 0 ? place > 0 : place + 1 < scene.run_count)
        ui->view.run = scene.runs[order[args->value < 0 ? place - 1 : place + 1]].number;
    free(order);
}

/* Its lanes, as they were up to its end, or as they are where it goes on. */
void action_open_run(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct scene scene = ui_scene(ui);
    size_t chosen = (size_t)runs_chosen(&scene);
    const struct scene_run *run = &scene.runs[chosen];
    session_show_run(ui->session, chosen);
    action_show_race(ui, false);
    (void)timeview_live(&ui->view.time);
    bool present = run->batch == scene.runs[scene.run_count - 1].batch;
    if (!present || run->status == RUN_FINISHED)
        action_look_at_run(ui, run);
}
