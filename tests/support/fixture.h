/*
 * fixture — a run with a clock, a wakeup and a trace of its own, for tests: start it, let time go on, look at its
 * trace.
 *
 * On an instant clock the test says how far time goes; on a real one it goes by itself, so only order and "at least"
 * can be asserted. A run that does not go on for PATIENCE_SECONDS of the machine's time ends the test program.
 */
#pragma once

#include "engine/engine.h"
#include "trace/stats.h"

struct fixture {
    struct wakeup *wakeup;
    struct clock *clock;
    struct trace *trace;
    struct engine *engine;
};

/* A run at time 0 of an instant clock in which no time goes on yet. */
struct fixture fixture_open(const struct plan *plan, const struct mode *mode);

/* A run that has gone from beginning to end, which it must reach, on an instant clock. */
struct fixture fixture_finished(const struct plan *plan, const struct mode *mode);

/* A run on a real clock at this speed. */
struct fixture fixture_open_real(const struct plan *plan, const struct mode *mode, double speed);

/* Instant: lets time go on to `until` and no further; comes back when nobody can run any more. */
enum engine_status fixture_advance(struct fixture *fixture, int64_t until);

/* Lets time go on until the run is finished or stuck. */
enum engine_status fixture_finish(struct fixture *fixture);

/* The figures of such a run, which has been closed. */
struct stats fixture_carry_out(const struct plan *plan, const struct mode *mode);

/* How much longer than its plan says a small run in this mode may take in simulated time: processes and pipes cost. */
int64_t fixture_costs(const struct mode *mode);

/* Blocks until the wakeup is rung, and answers it. Where that does not happen, the caller's name says who waited. */
#define fixture_wait(wakeup) fixture_wait_for(__func__, wakeup)
void fixture_wait_for(const char *what, struct wakeup *wakeup);

void fixture_close(struct fixture *fixture);
