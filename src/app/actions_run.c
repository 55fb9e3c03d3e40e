/* actions_run — what keys do to runs, bugs and the plan. */
#include "app/actions.h"

#include "base/memory.h"
#include "base/minmax.h"
#include "base/units.h"
#include "engine/random.h"
#include "modes/modes.h"
#include "view/runs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Starts a batch, and says what is wrong where it cannot. */
static void start(struct ui_state *ui, const struct mode *const batch[], size_t count)
{
    struct error error;
    (void)timeview_live(&ui->view.time);
    if (!session_start(ui->session, batch, count, &error))
        ui_fail(ui, error.message);
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

/* A run of its own, in the single view. */
static void start_one(struct ui_state *ui, const struct mode *mode)
{
    action_show_race(ui, false);
    start(ui, &mode, 1);
}

/* With the run in the mode that was shown in its place. */
static void start_race(struct ui_state *ui)
{
    const struct mode *mode = session_mode(ui->session);
    start(ui, ui->racers, ui->racer_count);
    session_set_primary(ui->session, mode);
}

/* The race starts anew with the mode, or without it if it is there; a bug stands in its mode's place. */
static void toggle_racer(struct ui_state *ui, const struct mode *mode)
{
    size_t count = 0;
    const struct mode *racers[MODES_MAX + 1];
    for (size_t i = 0; i < ui->racer_count; i++)
        if (strcmp(ui->racers[i]->name, mode->name) != 0)
            racers[count++] = ui->racers[i];
    if (count == ui->racer_count)
        racers[count++] = mode;
    if (count < 2) {
        ui_remark(ui, "A race needs two modes.");
        return;
    }
    memcpy(ui->racers, racers, count * sizeof *racers);
    ui->racer_count = count;
    start_race(ui);
}

void action_choose_mode(const struct action_args *args)
{
    if (lesson_answers(args->ui, args->target.mode))
        return;
    if (args->ui->view.race)
        toggle_racer(args->ui, args->target.mode);
    else
        start_one(args->ui, args->target.mode);
}

/* The same again: the whole batch in a race; in the single view the run that it shows, alone. */
void action_restart(const struct action_args *args)
{
    if (args->ui->view.race)
        start_race(args->ui);
    else
        start_one(args->ui, session_mode(args->ui->session));
}

void action_restart_new_seed(const struct action_args *args)
{
    args->ui->session->plan.seed = random_seed();
    action_restart(args);
}

void action_toggle_language(const struct action_args *args)
{
    enum language *language = &args->ui->session->plan.language;
    *language = *language == LANGUAGE_C ? LANGUAGE_PYTHON : LANGUAGE_C;
    action_restart(args);
}

/* A race that is on or over is shown again; else one starts. */
void action_toggle_race(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    if (lesson_answers(ui, NULL))
        return;
    action_show_race(ui, !ui->view.race);
    if (ui->view.race && ui->session->batch_size == 1)
        start_race(ui);
}

/* ---- The scoreboard ---- */

void action_sort_runs(const struct action_args *args)
{
    static const enum score_column columns[] = {SCORE_RUN,  SCORE_ELAPSED, SCORE_IDEAL,
                                                SCORE_RATE, SCORE_LATENCY, SCORE_OVERLAP};
    enum { COLUMNS = sizeof columns / sizeof *columns };
    int place = 0;
    const struct plan *plan = &args->ui->session->plan;
    while (columns[place] != args->ui->view.order)
        place++;
    do
        place = (place + args->value + COLUMNS) % COLUMNS;
    while (score_title(plan, columns[place]) == NULL);
    enum score_column order = args->ui->view.order = columns[place];
    char text[64];
    (void)snprintf(text, sizeof text, "The runs are sorted by %s.",
                   order == SCORE_RUN ? "their number" : score_title(plan, order));
    ui_remark(args->ui, text);
}

/* Up and down in the order that is shown. */
void action_choose_run(const struct action_args *args)
{
    struct scene scene = ui_scene(args->ui);
    size_t *order = memory_zeroed(scene.run_count, sizeof *order), place = 0;
    scoreboard_order(&scene, order);
    while (order[place] != (size_t)runs_chosen(&scene))
        place++;
    place += (size_t)args->value; /* before the first it is beyond the last, too */
    if (place < scene.run_count)
        args->ui->view.run = scene.runs[order[place]].number;
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

/* ---- Bugs ---- */

/* From the mode as it should be on. */
void action_open_bugs(const struct action_args *args)
{
    int size = 1, chosen = 0;
    for (; bugs[size - 1] != NULL; size++)
        if (bugs[size - 1] == session_mode(args->ui->session))
            chosen = size;
    action_open_menu(args->ui, OVERLAY_BUGS, size, chosen);
}

/* A run with the bug, and says so if it takes another number of consumers; with none, of the mode as it should be. */
void action_make_bug(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    const struct mode *present = session_mode(ui->session);
    ui->view.open = OVERLAY_NONE;
    if (ui->view.chosen == 0 && present->bug == NULL) {
        ui_remark(ui, "No bug selected; nothing changed.");
        return;
    }
    const struct mode *mode = ui->view.chosen == 0 ? modes_find(present->name) : bugs[ui->view.chosen - 1];
    struct plan plan = ui->session->plan;
    struct error error;
    char text[80];
    if (lesson_answers(ui, mode))
        return;
    if (plan.tasks > 0 && !mode_allows(mode, &plan, &error)) {
        ui_remark(ui, error.message);
        return;
    }
    if (mode_fit(mode, &plan)) {
        (void)snprintf(text, sizeof text, "%s takes %u consumer%s.", mode->bug, plan.consumers,
                       plan.consumers == 1 ? "" : "s");
        ui_remark(ui, text);
    }
    start_one(ui, mode);
}

/* A run of the first seed that fails, paused just before it does. */
static void open_seed(struct ui_state *ui, const struct seeds *seeds)
{
    struct error error;
    char text[80];
    (void)timeview_live(&ui->view.time);
    ui->session->plan.seed = seeds->first;
    (void)snprintf(text, sizeof text,
                   seeds->eve > 0 ? "seed %" PRIu64 ": paused just before it goes wrong; . steps"
                                  : "seed %" PRIu64 ": it goes wrong at once",
                   seeds->first);
    if (session_replay(ui->session, session_mode(ui->session), seeds->eve, &error)) {
        int64_t moment = seeds->failure.time - seeds->eve; /* takes half of the columns as one steps to it */
        ui_set_cell(ui, MAX(2 * moment / MAX(ui->shown.columns, 1), NS_PER_MS));
        ui_remark(ui, text);
    } else
        ui_fail(ui, error.message);
}

void action_open_failing_seed(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct scene scene = ui_scene(ui);
    const struct mode *mode = session_mode(ui->session);
    const struct seeds *seeds = hint_worker_seeds(ui->hint_worker, &scene.plan, mode);
    if (mode->bug == NULL)
        ui_remark(ui, "Enter opens the first seed with which a bug shows: ! makes one.");
    else if (mode->only_slow)
        ui_remark(ui, "Nothing goes wrong with this bug: all only takes longer.");
    else if (seeds == NULL) {
        ui_remark(ui, "It is not known yet with which seeds it fails.");
        ui->awaits_seeds = true;
    } else if (seeds->failed == 0)
        ui_remark(ui, "It fails with none of the seeds that were tried.");
    else
        open_seed(ui, seeds);
}

/* ---- The plan ---- */

/* "cpu 20%", where the screen does not show it. */
static void say_hidden(struct ui_state *ui, enum control control)
{
    char value[CONTROL_VALUE_SIZE], text[96];
    const char *name = control_name(&ui->session->plan, control);
    bool noun_first = control_noun_first(control);
    control_value(&ui->session->plan, control, value);
    (void)snprintf(text, sizeof text, "%s %s.", noun_first ? name : value, noun_first ? value : name);
    if ((ui->shown.hidden_controls & 1u << control) != 0)
        ui_remark(ui, text);
}

/* What main has received keeps its order. */
static void say_results(struct ui_state *ui)
{
    char text[128];
    bool submitted = ui->session->plan.results == RESULTS_SUBMITTED;
    struct scene scene = ui_scene(ui);
    const char *from = session_is_over(ui->session)        ? "In the next run of a pool"
                       : runs_has_pool(runs_focus(&scene)) ? "From now on"
                                                           : "In a pool";
    (void)snprintf(text, sizeof text, "%s main receives %s.", from,
                   submitted ? "the results in the order in which it submitted the tasks"
                             : "each result as soon as it is there, as completed");
    ui_remark(ui, text);
}

static void change(struct ui_state *ui, enum control control, int direction)
{
    bool changed = session_change(ui->session, control, direction);
    if (control == CONTROL_RESULTS)
        say_results(ui);
    else if (!changed)
        ui_remark(ui, direction > 0 ? "This is the most there can be." : "This is the least there can be.");
    else if (session_is_over(ui->session))
        ui_remark(ui, "For the next run: r with the same seed, R with a new one, or a mode's key.");
    else
        say_hidden(ui, control);
}

void action_change_control(const struct action_args *args)
{
    change(args->ui, args->target.control, args->value);
}

void action_choose_control(const struct action_args *args)
{
    enum control *control = &args->ui->view.control;
    do
        *control = (enum control)(((int)*control + args->value + CONTROL_COUNT) % CONTROL_COUNT);
    while (!control_applies(&args->ui->session->plan, *control));
}

void action_change_chosen(const struct action_args *args)
{
    change(args->ui, args->ui->view.control, args->value);
}

void action_toggle_burn(const struct action_args *args)
{
    bool burns = session_toggle_burn(args->ui->session);
    ui_remark(args->ui, burns ? "Working now uses up a CPU of this machine: look at htop beside it."
                              : "Work is simulated again: it takes time, but does not load this machine.");
}
