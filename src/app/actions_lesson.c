/* actions_lesson — what keys do in a lesson: vote, show the votes, run what a step runs, go on and back. */
#include "app/actions.h"

#include "base/memory.h"
#include "base/minmax.h"
#include "base/units.h"
#include "view/runs.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define FASTEST 100 /* to the end of a run, */
#define FAST    10  /* and to a time in it, which is not to be missed by much */

static struct lesson_progress *progress_of(const struct ui_state *ui)
{
    return ui->lessons->present->progress;
}

static const struct lesson *lesson_of(const struct ui_state *ui)
{
    return ui->lessons->present->lesson;
}

static bool in_lesson(const struct ui_state *ui)
{
    return ui->lessons != NULL && ui->lessons->open;
}

static void show(struct ui_state *ui)
{
    lesson_live_show(ui->lessons);
}

/* What has come of the run is at the end of a step without a question. */
static int first_page(const struct ui_state *ui)
{
    return progress_step(progress_of(ui), lesson_of(ui))->answer_count > 0 ? 1 : INT_MAX;
}

/* ---- The step's run ---- */

/* A batch of what the block runs, from its beginning. False and in red the reason where it could not be started. */
static bool start_batch(struct ui_state *ui, const struct lesson_block *block, bool paused)
{
    struct session *session = ui->session;
    const struct lesson_setup *setup = &block->setup;
    struct error error;
    bool race = setup->mode_count > 1;
    action_show_race(ui, race);
    if (race) {
        ui->racer_count = setup->mode_count;
        memcpy(ui->racers, setup->modes, setup->mode_count * sizeof *setup->modes);
    }
    (void)timeview_live(&ui->view.time);
    session->plan = setup->plan;
    session_pause(session, paused);
    clock_set_speed(session->clock, setup->speed);
    bool started = session_start(session, setup->modes, setup->mode_count, &error);
    if (!started)
        ui_fail(ui, error.message);
    return started;
}

/* Whether it is there, and stands where it has just begun. */
static bool is_prepared(const struct ui_state *ui, const struct lesson_block *block)
{
    const struct session *session = ui->session;
    int64_t elapsed = clock_now(session->clock) - session->runs[session->count - 1].trace->start;
    return lesson_live_is_batch(block, session) && session->paused && elapsed < 10 * NS_PER_MS;
}

static void run_step(struct ui_state *ui)
{
    const struct lesson_block *block = lesson_live_block(ui->lessons);
    ui->view.lesson_page = 1;
    if (block->run_count == 0) { /* it follows from runs before */
        progress_explain(progress_of(ui), lesson_of(ui), NULL);
        return;
    }
    ui->lessons->seeds = (struct seeds){0};
    progress_run(progress_of(ui));
    if (is_prepared(ui, block))
        session_pause(ui->session, false);
    else if (!start_batch(ui, block, false))
        progress_leave_run(progress_of(ui));
}

/* Brings the program to the screen where the step names it, and takes away what another step has brought. */
static void show_code(struct ui_state *ui)
{
    const struct lesson_block *block = lesson_live_block(ui->lessons);
    bool wanted = block != NULL && block->shows_code;
    if (wanted || ui->lessons->shows_code)
        ui->view.code = wanted;
    ui->lessons->shows_code = wanted;
}

/* The lanes of what is explained, where its run is still kept; of a race only while it is the latest. */
static void look_at_step(struct ui_state *ui)
{
    struct scene scene = ui_scene(ui);
    int number = progress_now(progress_of(ui))->run;
    show_code(ui);
    (void)timeview_live(&ui->view.time);
    for (size_t i = 0; number > 0 && i + 1 < scene.run_count; i++)
        if (scene.runs[i].number == number && !scene.runs[i].off_timeline) {
            action_show_race(ui, false);
            action_look_at_run(ui, &scene.runs[i]);
        }
}

/* What asks nothing is run at once. */
static void enter_step(struct ui_state *ui)
{
    const struct lesson_step *step = progress_step(progress_of(ui), lesson_of(ui));
    ui->view.lesson_page = 1;
    look_at_step(ui);
    if (progress_now(progress_of(ui))->phase == PHASE_READY && step->answer_count == 0)
        run_step(ui);
}

/* A run that is longer than the columns becomes denser; none is stretched, so that their lengths can be compared. */
static void fit_run(struct ui_state *ui)
{
    struct time_bounds bounds = ui_time_bounds(ui);
    struct timeview *time = &ui->view.time;
    int64_t before = time->cell, start = ui->session->runs[ui->session->count - 1].trace->start;
    if (ui->view.race || time->edge != TIME_NEVER)
        return;
    timeview_fit_growing(time, &bounds, start);
    time->cell = MAX(time->cell, before);
}

bool lesson_update(struct ui_state *ui)
{
    struct lesson_figures figures[LESSON_MODES_MAX];
    if (!in_lesson(ui) || progress_now(progress_of(ui))->phase != PHASE_RUNNING)
        return false;
    const struct lesson_block *block = lesson_live_block(ui->lessons);
    fit_run(ui);
    if (!lesson_live_is_batch(block, ui->session)) {
        progress_leave_run(progress_of(ui));
        ui_remark(ui, "That is another run than this step's.");
    } else if (lesson_live_try_seeds(ui->lessons, block) &&
               lesson_live_figures(ui->lessons, block, ui->session, figures)) {
        progress_explain(progress_of(ui), lesson_of(ui), figures);
        progress_now(progress_of(ui))->run = ui->session->runs[ui->session->count - 1].number;
        clock_set_speed(ui->session->clock, block->setup.speed);
        if (block->until == UNTIL_TIME)
            session_pause(ui->session, true);
        ui->view.lesson_page = first_page(ui);
    }
    show(ui);
    return true;
}

/* ---- Votes ---- */

void action_vote(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    char text[64];
    if (!progress_vote(progress_of(ui), lesson_of(ui), args->value)) {
        size_t answers = progress_step(progress_of(ui), lesson_of(ui))->answer_count;
        (void)snprintf(text, sizeof text, answers > 0 ? "There are answers 1 to %zu." : "This step asks nothing.",
                       answers);
        ui_remark(ui, progress_now(progress_of(ui))->phase > PHASE_READY && answers > 0 ? "The vote is over." : text);
    }
    show(ui);
}

bool lesson_answers(struct ui_state *ui, const struct mode *mode)
{
    if (!in_lesson(ui) || progress_now(progress_of(ui))->phase > PHASE_READY)
        return false;
    const struct lesson_block *block = lesson_live_block(ui->lessons);
    bool asked = mode == NULL ? block->run_count > 1 : block->run_count == 1 && block->setup.modes[0] == mode;
    if (!asked)
        return false;
    progress_reveal(progress_of(ui));
    run_step(ui);
    show(ui);
    return true;
}

/* ---- On and back ---- */

void action_lesson_next(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct lesson_progress *progress = progress_of(ui);
    struct step_progress *step = progress_now(progress);
    if (ui->view.lesson_page < ui->shown.lesson_pages)
        ui->view.lesson_page++;
    else if (step->phase == PHASE_ASKED && step->hand_count > 0)
        progress_reveal(progress);
    else if (step->phase == PHASE_ASKED || step->phase == PHASE_READY) {
        progress_reveal(progress);
        run_step(ui);
    } else if (step->phase == PHASE_RUNNING) {
        session_pause(ui->session, false);
        clock_set_speed(ui->session->clock, lesson_live_block(ui->lessons)->until == UNTIL_TIME ? FAST : FASTEST);
    } else if (progress_next(progress, lesson_of(ui)))
        enter_step(ui);
    else
        ui_remark(ui, "This was the last step: l lists the lessons, Esc goes to free play.");
    show(ui);
}

void action_lesson_back(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->view.lesson_page = MIN(ui->view.lesson_page, ui->shown.lesson_pages);
    if (ui->view.lesson_page > 1)
        ui->view.lesson_page--;
    else if (progress_now(progress_of(ui))->phase == PHASE_RUNNING)
        ui_remark(ui, "The step is being run: Enter goes on to its end.");
    else if (progress_back(progress_of(ui))) {
        look_at_step(ui);
        ui->view.lesson_page = first_page(ui);
    } else
        ui_remark(ui, "This is the first step.");
    show(ui);
}

/* The latest hand; where there is none, it goes back a step. */
void action_take_back(const struct action_args *args)
{
    if (progress_take_back(progress_of(args->ui)))
        show(args->ui);
    else
        action_lesson_back(args);
}

/* ---- Which lesson, and free play ---- */

void lesson_open(struct ui_state *ui, struct lesson_entry *entry)
{
    struct lesson_live *live = ui->lessons;
    bool begins = entry->progress == NULL || progress_done(entry->progress, entry->lesson) == entry->lesson->step_count;
    if (entry->progress == NULL)
        entry->progress = memory_zeroed(1, sizeof *entry->progress);
    live->present = entry;
    live->open = true;
    ui->view.open = OVERLAY_NONE;
    ui->view.focus = FOCUS_LANES;
    ui->view.lesson_page = 1;
    if (begins) {
        progress_begin(entry->progress, entry->lesson);
        const struct lesson_block *block = lesson_live_first_block(entry->lesson);
        if (block != NULL && !is_prepared(ui, block)) /* its workers are seen, and wait */
            (void)start_batch(ui, block, true);
        enter_step(ui);
    } else
        look_at_step(ui);
    show(ui);
}

void action_lessons(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct lesson_live *live = ui->lessons;
    if (live != NULL)
        lesson_live_read(live);
    if (live == NULL || live->count == 0)
        ui_remark(ui, "There are no lessons: docs/lessons.md says where they are looked for.");
    else if (live->present != NULL && !live->open && ui->view.open != OVERLAY_LESSONS)
        lesson_open(ui, live->present);
    else
        action_open_menu(ui, OVERLAY_LESSONS, (int)live->count,
                         live->present != NULL ? (int)(live->present - live->entries) : 0);
}

void action_open_lesson(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    struct lesson_entry *chosen = &ui->lessons->entries[ui->view.chosen];
    if (chosen->lesson != NULL)
        lesson_open(ui, chosen);
    else
        ui_fail(ui, chosen->fault);
}

bool lesson_leave(struct ui_state *ui)
{
    if (!in_lesson(ui))
        return false;
    ui->lessons->open = false;
    ui_remark(ui, "Free play with this plan: l comes back to the step.");
    return true;
}
