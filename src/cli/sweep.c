/* sweep — runs every mode at every cpu share; see the header. */
#include "cli/sweep.h"

#include "cli/advice.h"
#include "cli/chart.h"
#include "cli/command.h"
#include "cli/headless.h"
#include "cli/json.h"
#include "modes/modes.h"

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

/* All runs, until a signal ends one or one fails. The status is the worst of all. */
static int run_all(const struct options *options, struct sweep *sweep, struct error *error)
{
    struct options at = *options;
    at.instant = true;
    int worst = STATUS_DONE;
    for (size_t i = 0; i < sweep->mode_count; i++)
        for (size_t step = 0; step < SWEEP_STEPS; step++) {
            at.plan.cpu_percent = sweep_percent(step);
            int status = measure(&at, sweep->modes[i], &sweep->elapsed[i][step], error);
            if (status == STATUS_FAILED || status > STATUS_SIGNAL)
                return status;
            worst = status > worst ? status : worst;
        }
    return worst;
}

int sweep_command(const struct options *options, struct error *error)
{
    struct sweep sweep = {.plan = options->plan};
    while (sweep.mode_count < SWEEP_MODES_MAX && sweep.mode_count < options->racer_count) {
        sweep.modes[sweep.mode_count] = options->racers[sweep.mode_count];
        sweep.mode_count++;
    }
    int status = run_all(options, &sweep, error);
    if (status == STATUS_FAILED || status > STATUS_SIGNAL)
        return status;
    if (options->json)
        json_write_sweep(&sweep);
    else
        chart_print(output_of(options->ascii), &sweep);
    return status;
}
