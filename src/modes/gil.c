/*
 * gil — a thread for every worker, and one lock that a worker must hold to work: a global interpreter lock.
 *
 * A worker that sleeps or waits lets go of it. One that works hands it over after 5 ms when another wants it: CPython's
 * switch interval (docs.python.org/3/library/sys.html, sys.setswitchinterval: "the ideal duration of the timeslices
 * allocated to concurrently running Python threads", 0.005 s unless it is set). Lane main is the lock's: who has it.
 */
#include "base/units.h"
#include "modes/modes.h"
#include "modes/threads.h"

static const struct cores_rule the_lock = {
    .places = 1,
    .slice = 5 * NS_PER_MS,
    .state = STATE_WAITING,
    .reason = REASON_LOCK,
    .is_main_lane = true,
};

static void gil_run(struct engine *engine)
{
    threads_run_under(engine, &the_lock);
}

const struct mode mode_gil = {
    .name = "gil",
    .summary = "a thread for every worker, one lock to work",
    .workers_most = THREADS_MAX,
    .run = gil_run,
};
