/* acts_runs — what keys do to starting runs; see the header. */
#include "acts.h"

#include "base/memory.h"
#include "engine/random.h"
#include "view/scoreboard.h"

#include <stdio.h>
#include <stdlib.h>

/* Starts a heat, and says what is wrong where it cannot. */
static void start(struct desk *desk, const struct mode *const modes[], size_t count)
{
    struct error error;
    (void)timeview_live(&desk->time);
    if (!session_start(desk->session, modes, count, &error))
        acts_say(desk, error.message);
}

void act_show_race(struct desk *desk, bool race)
{
    if (desk->race == race)
        return;
    desk->race = race;
    if (desk->focus == FOCUS_RUNS)
        desk->focus = FOCUS_LANES; /* a race has no scoreboard */
    struct timeview time = desk->time;
    desk->time = desk->other_time;
    desk->other_time = time;
}

void act_start(struct desk *desk, const struct mode *mode)
{
    act_show_race(desk, false);
    start(desk, &mode, 1);
}

/* As it should be, whatever mistake was made before. */
void act_choose_mode(const struct press *press)
{
    session_make_mistake(press->desk->session, MISTAKE_NONE);
    act_start(press->desk, press->mode);
}

/* The same again: the whole heat in a race; in the single view the run that it shows, alone. */
void act_restart(const struct press *press)
{
    struct desk *desk = press->desk;
    const struct mode *mode = session_mode(desk->session);
    struct error error;
    if (!desk->race) {
        start(desk, &mode, 1);
        return;
    }
    (void)timeview_live(&desk->time);
    if (!session_restart(desk->session, &error))
        acts_say(desk, error.message);
}

void act_restart_new_seed(const struct press *press)
{
    session_set_seed(press->desk->session, random_seed());
    act_restart(press);
}

/* A race that is on or over is shown again; else one starts, and its run in the mode that was shown takes its place. */
void act_toggle_race(const struct press *press)
{
    struct desk *desk = press->desk;
    act_show_race(desk, !desk->race);
    if (!desk->race || session_is_race(desk->session))
        return;
    const struct mode *mode = session_mode(desk->session);
    start(desk, desk->racers, desk->racer_count);
    session_lead(desk->session, mode);
}

/* ---- The scoreboard ---- */

static struct scene scene_of(const struct desk *desk)
{
    struct scene scene = {.order = desk->order};
    session_show(desk->session, &scene);
    return scene;
}

void act_sort_runs(const struct press *press)
{
    static const enum score_column orders[] = {SCORE_RUN,  SCORE_ELAPSED, SCORE_IDEAL,
                                               SCORE_RATE, SCORE_LATENCY, SCORE_OVERLAP};
    const size_t count = sizeof orders / sizeof *orders;
    struct desk *desk = press->desk;
    size_t i = 0;
    while (orders[i] != desk->order)
        i++;
    desk->order = orders[(i + 1) % count];
    char text[64];
    (void)snprintf(text, sizeof text, "The runs are sorted by %s.",
                   desk->order == SCORE_RUN ? "their number" : score_title(desk->order));
    acts_say(desk, text);
}

/* Up and down in the order that is shown. */
void act_choose_run(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene = scene_of(desk);
    size_t *order = memory_zeroed(scene.run_count, sizeof *order), place = 0;
    scoreboard_order(&scene, order);
    while (order[place] != (size_t)commands_chosen(desk, &scene))
        place++;
    if (press->value < 0 ? place > 0 : place + 1 < scene.run_count)
        desk->chosen = scene.runs[order[press->value < 0 ? place - 1 : place + 1]].number;
    free(order);
}

/* Its lanes, as they were up to its end, or as they are where it goes on. */
void act_open_run(const struct press *press)
{
    struct desk *desk = press->desk;
    struct scene scene = scene_of(desk);
    size_t chosen = (size_t)commands_chosen(desk, &scene);
    const struct scene_run *run = &scene.runs[chosen];
    session_show_run(desk->session, chosen);
    act_show_race(desk, false);
    (void)timeview_live(&desk->time);
    bool present = run->heat == scene.runs[scene.run_count - 1].heat;
    if (!present || run->status == RUN_FINISHED)
        act_look_at_run(desk, run);
}
