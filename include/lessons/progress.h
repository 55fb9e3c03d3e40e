/*
 * progress — where a class is in a lesson: the step, its votes, whether they are seen, and the figures of its runs.
 *
 * Plain data and pure functions; a progress of all zeros is begun by progress_begin. Any thread.
 */
#pragma once

#include "lessons/lesson.h"

#include <stdint.h>

/* A step goes from one to the next; without a question it begins with the second, without a run it skips the third. */
enum lesson_phase {
    PHASE_ASKED,    /* hands are counted, and not shown */
    PHASE_READY,    /* the votes are seen; its block can be run */
    PHASE_RUNNING,  /* its block is being run */
    PHASE_EXPLAINED /* what came of it is known: the step is done */
};

enum { LESSON_HANDS_MAX = 250 /* of a vote */ };

struct step_progress {
    enum lesson_phase phase;
    uint8_t hands[LESSON_HANDS_MAX]; /* the answers that were voted for, from 1, one after another */
    int hand_count;
    bool again;                     /* it is the second vote or a later one */
    int before[LESSON_ANSWERS_MAX]; /* then the votes of the one before */
    int run;                        /* of its run what it is called elsewhere; 0: it has had none */
};

struct lesson_progress {
    size_t step;
    struct step_progress steps[LESSON_STEPS_MAX];
    struct lesson_figures figures[LESSON_RUNS_MAX]; /* of the lesson's runs in their order, once they are over */
};

void progress_begin(struct lesson_progress *progress, const struct lesson *lesson);

/* The present step. */
const struct lesson_step *progress_step(const struct lesson_progress *progress, const struct lesson *lesson);
struct step_progress *progress_now(struct lesson_progress *progress);

/* One hand more for an answer, from 1. When the votes are seen, a second vote begins with it. False where the step has
 * no such answer, its block is run, or there are too many. */
bool progress_vote(struct lesson_progress *progress, const struct lesson *lesson, int answer);

/* The latest hand is taken back. False where there is none, or the votes are seen. */
bool progress_take_back(struct lesson_progress *progress);

int progress_votes(const struct step_progress *step, int answer); /* for an answer, from 1 */

/* The votes are seen. */
void progress_reveal(struct lesson_progress *progress);

/* The step's block is being run; it was left before its end; or its runs have come to what it waits for, with their
 * figures in the order of the block's runs. */
void progress_run(struct lesson_progress *progress);
void progress_leave_run(struct lesson_progress *progress);
void progress_explain(struct lesson_progress *progress, const struct lesson *lesson,
                      const struct lesson_figures figures[]);

/* On to the next step or back to the one before. False at the last and the first. */
bool progress_next(struct lesson_progress *progress, const struct lesson *lesson);
bool progress_back(struct lesson_progress *progress);

size_t progress_done(const struct lesson_progress *progress, const struct lesson *lesson); /* so many steps are */
