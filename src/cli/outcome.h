/*
 * outcome — what became of a headless run, as the reports read it.
 */
#ifndef OVERLAP_CLI_OUTCOME_H
#define OVERLAP_CLI_OUTCOME_H

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "record/stats.h"

#include <stdbool.h>
#include <stdint.h>

/* Plain data; outcome_release frees what it holds. */
struct outcome {
    const struct mode *mode;
    struct plan plan;
    bool instant;
    bool deadlock;        /* it could not go on, and was ended */
    int signal;           /* the signal that ended it early, 0: none */
    int64_t ideal;        /* ns; -1 where there is none: no end, or ended early by a signal */
    struct trace *trace;  /* closed */
    uint64_t stalls;      /* times that a worker had to wait for the reader of the record */
    struct error trouble; /* what went wrong on the way without ending it; an empty message: nothing */
};

void outcome_release(struct outcome *outcome);

/* The exit status that says what became of it; with STATUS_FAILED the trouble is in `error`. */
int outcome_status(const struct outcome *outcome, struct error *error);

bool outcome_is_finished(const struct outcome *outcome); /* its story is over: no deadlock, no signal */

/* A deadlock in which workers have no thread of the pool, for those that wait hold them all. */
bool outcome_starves(const struct outcome *outcome);

/* Workers that ended with an error. */
uint32_t outcome_failed(const struct outcome *outcome);

/* When it ended, on its clock, and how long it took. */
int64_t outcome_end(const struct outcome *outcome);
int64_t outcome_elapsed(const struct outcome *outcome);

struct stats outcome_stats(const struct outcome *outcome);

/* All workers of the plan, producers first, whether they were heard of or not. */
uint32_t outcome_workers(const struct outcome *outcome);
lane_id outcome_worker(const struct outcome *outcome, uint32_t index);
struct shares outcome_shares(const struct outcome *outcome, lane_id worker);

/* The span in which a lane was at the end: idle where it was not heard of. */
struct span outcome_last(const struct outcome *outcome, lane_id id);

#endif
