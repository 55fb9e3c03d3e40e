/* lab — a run with a clock, a wakeup and a trace of its own; see the header. */
#include "support/fixture.h"

#include "support/patience.h"

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

static struct lab open_on(const struct plan *plan, const struct mode *mode, enum clock_kind kind, double speed)
{
    struct lab lab = {0};
    lab.wakeup = wakeup_new(NULL);
    lab.clock = clock_new(kind, lab.wakeup);
    clock_set_speed(lab.clock, speed);
    lab.trace = trace_new(clock_now(lab.clock));
    lab.engine = engine_start(plan, mode, lab.clock, lab.wakeup, lab.trace, NULL);
    assert(lab.engine != NULL);
    return lab;
}

struct lab lab_open(const struct plan *plan, const struct mode *mode)
{
    return open_on(plan, mode, CLOCK_INSTANT, 1);
}

struct lab lab_open_real(const struct plan *plan, const struct mode *mode, double speed)
{
    return open_on(plan, mode, CLOCK_REAL, speed);
}

void lab_wait_for(const char *what, struct wakeup *wakeup)
{
    struct pollfd descriptor = {.fd = wakeup_fd(wakeup), .events = POLLIN};
    if (poll(&descriptor, 1, PATIENCE_SECONDS * 1000) != 1) {
        (void)fprintf(stderr, "%s: nothing has gone on for %d s\n", what, PATIENCE_SECONDS);
        abort();
    }
    wakeup_drain(wakeup);
}

enum engine_status lab_advance(struct lab *lab, int64_t until)
{
    clock_allow(lab->clock, until);
    for (;;) {
        bool idle = clock_is_idle(lab->clock); /* before draining: what was recorded by then is drained */
        enum engine_status status = engine_drain(lab->engine);
        if (status == ENGINE_FINISHED || idle)
            return status;
        lab_wait(lab->wakeup);
    }
}

enum engine_status lab_finish(struct lab *lab)
{
    clock_allow(lab->clock, TIME_NEVER);
    for (;;) {
        enum engine_status status = engine_drain(lab->engine);
        if (status != ENGINE_RUNNING)
            return status;
        lab_wait(lab->wakeup);
    }
}

struct stats lab_carry_out(const struct plan *plan, const struct mode *mode)
{
    struct lab lab = lab_open(plan, mode);
    enum engine_status status = lab_finish(&lab);
    assert(status == ENGINE_FINISHED);
    (void)status;
    struct stats stats = stats_of(lab.trace, 0);
    lab_close(&lab);
    return stats;
}

void lab_close(struct lab *lab)
{
    engine_free(lab->engine);
    clock_free(lab->clock);
    trace_free(lab->trace);
    wakeup_free(lab->wakeup);
}
