/* progress — counts votes, and moves from step to step. */
#include "lessons/progress.h"

#include <math.h>
#include <string.h>

void progress_begin(struct lesson_progress *progress, const struct lesson *lesson)
{
    *progress = (struct lesson_progress){0};
    for (size_t i = 0; i < lesson->step_count; i++) {
        const struct lesson_step *step = &lesson->steps[i];
        bool asks = step->answer_count > 0;
        progress->steps[i].phase = asks ? PHASE_ASKED : step->block != NULL ? PHASE_READY : PHASE_EXPLAINED;
    }
    for (size_t run = 0; run < LESSON_RUNS_MAX; run++) {
        for (size_t i = 0; i < FIGURE_COUNT; i++)
            progress->figures[run].values[i] = NAN;
        for (size_t i = 0; i < LESSON_SLOTS; i++)
            for (size_t figure = 0; figure < LANE_FIGURE_COUNT; figure++)
                progress->figures[run].lanes[i][figure] = NAN;
    }
}

const struct lesson_step *progress_step(const struct lesson_progress *progress, const struct lesson *lesson)
{
    return &lesson->steps[progress->step];
}

struct step_progress *progress_now(struct lesson_progress *progress)
{
    return &progress->steps[progress->step];
}

/* ---- Votes ---- */

int progress_votes(const struct step_progress *step, int answer)
{
    int votes = 0;
    for (int i = 0; i < step->hand_count; i++)
        votes += step->hands[i] == answer;
    return votes;
}

static void vote_again(struct step_progress *step)
{
    step->again = step->hand_count > 0;
    for (int i = 0; i < LESSON_ANSWERS_MAX; i++)
        step->before[i] = progress_votes(step, i + 1);
    step->hand_count = 0;
    step->phase = PHASE_ASKED;
}

bool progress_vote(struct lesson_progress *progress, const struct lesson *lesson, int answer)
{
    struct step_progress *step = progress_now(progress);
    if (answer < 1 || answer > (int)progress_step(progress, lesson)->answer_count || step->phase > PHASE_READY)
        return false;
    if (step->phase == PHASE_READY)
        vote_again(step);
    if (step->hand_count == LESSON_HANDS_MAX)
        return false;
    step->hands[step->hand_count++] = (uint8_t)answer;
    return true;
}

bool progress_take_back(struct lesson_progress *progress)
{
    struct step_progress *step = progress_now(progress);
    bool taken = step->phase == PHASE_ASKED && step->hand_count > 0;
    step->hand_count -= taken;
    return taken;
}

void progress_reveal(struct lesson_progress *progress)
{
    if (progress_now(progress)->phase == PHASE_ASKED)
        progress_now(progress)->phase = PHASE_READY;
}

/* ---- Runs ---- */

void progress_run(struct lesson_progress *progress)
{
    progress_now(progress)->phase = PHASE_RUNNING;
}

void progress_leave_run(struct lesson_progress *progress)
{
    if (progress_now(progress)->phase == PHASE_RUNNING)
        progress_now(progress)->phase = PHASE_READY;
}

void progress_explain(struct lesson_progress *progress, const struct lesson *lesson,
                      const struct lesson_figures figures[])
{
    const struct lesson_block *block = progress_step(progress, lesson)->block;
    for (size_t i = 0; block != NULL && i < block->run_count; i++)
        progress->figures[block->first_run + i] = figures[i];
    progress_now(progress)->phase = PHASE_EXPLAINED;
}

/* ---- Steps ---- */

bool progress_next(struct lesson_progress *progress, const struct lesson *lesson)
{
    bool more = progress->step + 1 < lesson->step_count;
    progress->step += more;
    return more;
}

bool progress_back(struct lesson_progress *progress)
{
    bool before = progress->step > 0;
    progress->step -= before;
    return before;
}

size_t progress_done(const struct lesson_progress *progress, const struct lesson *lesson)
{
    size_t done = 0;
    for (size_t i = 0; i < lesson->step_count; i++)
        done += progress->steps[i].phase == PHASE_EXPLAINED;
    return done;
}
