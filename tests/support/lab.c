/* lab — a run on an instant clock of its own; see the header. */
#include "support/lab.h"

#include <assert.h>

struct lab lab_open(const struct plan *plan, const struct mode *mode)
{
    struct lab lab = {0};
    lab.doorbell = doorbell_new(NULL);
    lab.clock = clock_new(CLOCK_INSTANT, lab.doorbell);
    lab.trace = trace_new(0);
    lab.engine = engine_start(plan, mode, lab.clock, lab.doorbell, lab.trace, NULL);
    assert(lab.engine != NULL);
    return lab;
}

enum engine_status lab_advance(struct lab *lab, int64_t until)
{
    clock_allow(lab->clock, until);
    for (;;) {
        bool idle = clock_is_idle(lab->clock); /* before draining: what was recorded by then is drained */
        enum engine_status status = engine_drain(lab->engine);
        if (status == ENGINE_FINISHED || idle)
            return status;
        doorbell_wait(lab->doorbell);
    }
}

enum engine_status lab_finish(struct lab *lab)
{
    return lab_advance(lab, TIME_NEVER);
}

void lab_close(struct lab *lab)
{
    engine_free(lab->engine);
    clock_free(lab->clock);
    trace_free(lab->trace);
    doorbell_free(lab->doorbell);
}
