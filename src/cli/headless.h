/*
 * headless — one run without a screen, and what became of it.
 */
#pragma once

#include "cli/options.h"
#include "cli/output.h"
#include "trace/stats.h"
#include "view/scene.h"

struct result {
    struct scene_run
        run; /* RUN_LEFT: a signal or trouble ended it early; no ideal if a signal did. Its trace is closed */
    bool instant;
    int signal;           /* the one that ended it, 0: none */
    uint64_t stalls;      /* times that a worker had to wait for the reader of the record */
    struct error trouble; /* what went wrong on the way without ending it; an empty message: nothing */
};

/* Carries out the options' plan in `mode`, on a clock of its own, until it is finished or deadlocked or SIGINT or
 * SIGTERM comes (a second one ends the program at once). Meanwhile its events are written to the output, which may be
 * NULL. False and the reason, without a result, if it could not start or writing failed. */
bool headless_run(const struct options *options, const struct mode *mode, struct output *output, struct result *result,
                  struct error *error);
void result_free(struct result *result);

/* The exit status that says what became of it; with STATUS_FAILED the trouble is in `error`. */
int result_status(const struct result *result, struct error *error);

bool result_is_complete(const struct result *result); /* finished, and all items were consumed */
int64_t result_end(const struct result *result);      /* ns on its clock */
int64_t result_elapsed(const struct result *result);
struct stats result_stats(const struct result *result);

/* All workers of the plan, producers or tasks first, with or without events. */
uint32_t result_workers(const struct result *result);
lane_id result_worker(const struct result *result, uint32_t index);
struct state_times result_state_times(const struct result *result, lane_id worker);
