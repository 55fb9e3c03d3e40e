/*
 * engine — one run: a plan carried out in a mode on a clock, by threads of its own.
 *
 * This is its outside, for the one thread that controls it and owns its trace. What a mode sees of it is in worker.h.
 * Several engines live side by side in a process; they share nothing but, where wished, a clock and a wakeup.
 */
#pragma once

#include "base/error.h"
#include "clock/clock.h"
#include "engine/plan.h"
#include "trace/trace.h"

struct engine;
struct mode;

enum engine_status {
    ENGINE_RUNNING,
    ENGINE_STUCK,   /* a deadlock: nobody can go on unless the plan changes */
    ENGINE_FINISHED /* all threads have ended and all events are in the trace, which is closed */
};

/* Starts a run at the clock's present time. Its events go into `trace` (which the caller keeps, and made with that time
 * as its start; NULL: nowhere) when engine_drain is called; the wakeup is rung when there is reason to. NULL and the
 * reason if its first thread cannot be created. */
struct engine *engine_start(const struct plan *plan, const struct mode *mode, struct clock *clock,
                            struct wakeup *wakeup, struct trace *trace, struct error *error);

/* Moves what has been recorded into the trace. Call it each frame and whenever the wakeup was
 * rung. */
enum engine_status engine_drain(struct engine *engine);

/* From now on the run follows this plan: each worker at its next item, one taken away after finishing its item, a new
 * one at once (sync: at its turn). The mode must allow it. Seed, language and mode stay. Nothing once the run has
 * finished. */
void engine_change(struct engine *engine, const struct plan *plan);

/* Ends the run where it stands (if it has not finished) and closes the trace at the present time. */
void engine_stop(struct engine *engine);

/* Stops it first where needed. NULL is allowed. */
void engine_free(struct engine *engine);

/* Runs that end in the background, so that no key waits until thousands of threads have ended. One thread calls it. */
struct ending;

/* For runs on this clock and with this wakeup, which it owns from now on. */
struct ending *ending_new(struct clock *clock, struct wakeup *wakeup);

/* Ends the run where it stands and closes the trace at the present time, at once; its threads end in their own time and
 * the engine is freed then. */
void ending_add(struct ending *ending, struct engine *engine);

/* Waits at most `limit` ns until the threads of all these runs have ended. If some have not, the last of them frees
 * what is left. */
void ending_free(struct ending *ending, int64_t limit);

/* Times that a worker had to wait for the trace's reader because its ring was full. */
uint64_t engine_stalls(const struct engine *engine);

/* ns by which the machine was late: all waits of the thread that it held up most. 0 in simulated time. */
int64_t engine_lateness(const struct engine *engine);

/* What went wrong on the way without ending the run ("cannot create a thread for P17: …"): true and the first message
 * once, then false. */
bool engine_trouble(struct engine *engine, struct error *error);
