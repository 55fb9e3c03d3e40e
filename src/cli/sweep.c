/* sweep — every mode at every cpu share. */
#include "cli/sweep.h"

#include "cli/advice.h"
#include "cli/command.h"
#include "cli/headless.h"

uint32_t sweep_percent(size_t step)
{
    return (uint32_t)step * 100 / (SWEEP_STEPS - 1);
}

const struct mode *sweep_choice(const struct sweep *sweep, size_t step)
{
    int64_t elapsed[SWEEP_MODES_MAX];
    for (size_t i = 0; i < sweep->mode_count; i++)
        elapsed[i] = sweep->elapsed[i][step];
    size_t chosen = advice_choose(sweep->modes, elapsed, sweep->mode_count);
    return chosen < sweep->mode_count ? sweep->modes[chosen] : NULL;
}

/* One run; the status says how it ended. */
static int measure(const struct options *options, const struct mode *mode, int64_t *elapsed, struct error *error)
{
    struct result result;
    if (!headless_run(options, mode, NULL, &result, error))
        return STATUS_FAILED;
    int status = result_status(&result, error);
    *elapsed = result_is_finished(&result) ? result_elapsed(&result) : -1;
    result_free(&result);
    return status;
}

bool sweep_run(const struct options *options, struct sweep *sweep, int *status, struct error *error)
{
    struct options at = *options;
    at.instant = true;
    *sweep = (struct sweep){.plan = options->plan};
    *status = STATUS_DONE;
    for (; sweep->mode_count < SWEEP_MODES_MAX && sweep->mode_count < options->racer_count; sweep->mode_count++) {
        const struct mode *mode = sweep->modes[sweep->mode_count] = options->racers[sweep->mode_count];
        for (size_t step = 0; step < SWEEP_STEPS; step++) {
            at.plan.cpu_percent = sweep_percent(step);
            int one = measure(&at, mode, &sweep->elapsed[sweep->mode_count][step], error);
            *status = one == STATUS_FAILED || one > *status ? one : *status;
            if (one == STATUS_FAILED || one > STATUS_SIGNAL)
                return false;
        }
    }
    return true;
}
