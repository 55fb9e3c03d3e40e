/*
 * result — what became of a headless run, as the reports read it.
 */
#pragma once

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "trace/stats.h"
#include "view/scene.h"

#include <stdbool.h>
#include <stdint.h>

struct result {
    const struct mode *mode;
    struct plan plan;
    bool instant;
    bool deadlock;        /* it could not go on, and was ended */
    int signal;           /* the signal that ended it early, 0: none */
    int64_t ideal;        /* ns; -1 where there is none: no end, or ended early by a signal */
    struct trace *trace;  /* closed */
    int64_t lateness;     /* ns by which the machine was late */
    uint64_t stalls;      /* times that a worker had to wait for the reader of the record */
    struct error trouble; /* what went wrong on the way without ending it; an empty message: nothing */
};

void result_free(struct result *result);

/* The exit status that says what became of it; with STATUS_FAILED the trouble is in `error`. */
int result_status(const struct result *result, struct error *error);

/* As the view sees it. RUN_LEFT: a signal or trouble ended it early. */
struct scene_run result_run(const struct result *result);

bool result_is_finished(const struct result *result); /* no deadlock, no signal, no trouble */
bool result_is_complete(const struct result *result); /* and all items were consumed */

bool result_pool_starves(const struct result *result); /* a deadlock in which workers have no thread of the pool */
uint32_t result_failed(const struct result *result);   /* workers that ended with an error */
int64_t result_end(const struct result *result);       /* ns on its clock */
int64_t result_elapsed(const struct result *result);
struct stats result_stats(const struct result *result);

/* All workers of the plan, producers first, with or without events. */
uint32_t result_workers(const struct result *result);
lane_id result_worker(const struct result *result, uint32_t index);
struct state_times result_state_times(const struct result *result, lane_id worker);
