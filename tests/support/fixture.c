/* fixture — a run with a clock, a wakeup and a trace of its own; see the header. */
#include "support/fixture.h"

#include "modes/modes.h"
#include "support/patience.h"

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

static struct fixture open_on(const struct plan *plan, const struct mode *mode, enum clock_kind kind, double speed)
{
    struct fixture fixture = {0};
    fixture.wakeup = wakeup_new(NULL);
    fixture.clock = clock_new(kind, fixture.wakeup);
    clock_set_speed(fixture.clock, speed);
    clock_pause(fixture.clock); /* until all workers are made */
    fixture.trace = trace_new(clock_now(fixture.clock));
    fixture.engine = engine_start(plan, mode, fixture.clock, fixture.wakeup, fixture.trace, NULL);
    assert(fixture.engine != NULL);
    clock_resume(fixture.clock);
    return fixture;
}

struct fixture fixture_open(const struct plan *plan, const struct mode *mode)
{
    return open_on(plan, mode, CLOCK_INSTANT, 1);
}

struct fixture fixture_open_real(const struct plan *plan, const struct mode *mode, double speed)
{
    return open_on(plan, mode, CLOCK_REAL, speed);
}

void fixture_wait_for(const char *what, struct wakeup *wakeup)
{
    struct pollfd descriptor = {.fd = wakeup_fd(wakeup), .events = POLLIN};
    if (poll(&descriptor, 1, PATIENCE_SECONDS * 1000) != 1) {
        (void)fprintf(stderr, "%s: nothing has gone on for %d s\n", what, PATIENCE_SECONDS);
        abort();
    }
    wakeup_drain(wakeup);
}

enum engine_status fixture_advance(struct fixture *fixture, int64_t until)
{
    clock_allow(fixture->clock, until);
    for (;;) {
        bool idle = clock_is_idle(fixture->clock); /* before draining: what was recorded by then is drained */
        enum engine_status status = engine_drain(fixture->engine);
        if (status == ENGINE_FINISHED || idle)
            return status;
        fixture_wait(fixture->wakeup);
    }
}

enum engine_status fixture_finish(struct fixture *fixture)
{
    clock_allow(fixture->clock, TIME_NEVER);
    for (;;) {
        enum engine_status status = engine_drain(fixture->engine);
        if (status != ENGINE_RUNNING)
            return status;
        fixture_wait(fixture->wakeup);
    }
}

struct fixture fixture_finished(const struct plan *plan, const struct mode *mode)
{
    struct fixture fixture = fixture_open(plan, mode);
    enum engine_status status = fixture_finish(&fixture);
    assert(status == ENGINE_FINISHED);
    (void)status;
    return fixture;
}

struct stats fixture_carry_out(const struct plan *plan, const struct mode *mode)
{
    struct fixture fixture = fixture_finished(plan, mode);
    struct stats stats = stats_of(fixture.trace, 0);
    fixture_close(&fixture);
    return stats;
}

int64_t fixture_costs(const struct mode *mode)
{
    return mode == &mode_processes ? 5 * NS_PER_MS : 0;
}

void fixture_close(struct fixture *fixture)
{
    engine_free(fixture->engine);
    clock_free(fixture->clock);
    trace_free(fixture->trace);
    wakeup_free(fixture->wakeup);
}
