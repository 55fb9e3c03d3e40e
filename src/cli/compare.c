/* compare — the command `compare`: modes on the same plan and seed, one run after another. */
#include "base/memory.h"
#include "cli/chart.h"
#include "cli/command.h"
#include "cli/headless.h"
#include "cli/json.h"
#include "cli/report.h"
#include "cli/sweep.h"

#include <stdlib.h>
#include <unistd.h>

/* Tells the user what takes so long: a real run is silent. */
static void announce(const struct options *options, const struct mode *mode)
{
    if (!options->instant && isatty(STDERR_FILENO))
        (void)fprintf(stderr, "overlap: %s is running ...\n", mode->name);
}

/* Runs mode after mode until all are done, or a signal ends one; `count` says how many there were. */
static bool run_all(const struct options *options, struct result results[], size_t *count, struct error *error)
{
    *count = 0;
    for (size_t i = 0; i < options->racer_count; i++) {
        announce(options, options->racers[i]);
        if (!headless_run(options, options->racers[i], NULL, &results[i], error))
            return false;
        ++*count;
        if (results[i].signal != 0)
            break;
    }
    return true;
}

static void print(const struct options *options, const struct result results[], size_t count)
{
    if (options->json)
        json_write_runs(results, count);
    else
        report_comparison(output_of(options->ascii), results, count);
}

/* The worst that became of any. */
static int status_of(const struct result results[], size_t count, struct error *error)
{
    int status = STATUS_DONE;
    for (size_t i = 0; i < count; i++) {
        int other = result_status(&results[i], error);
        if (other == STATUS_FAILED)
            return other;
        if (other > status)
            status = other;
    }
    return status;
}

static int compare_sweep(const struct options *options, struct error *error)
{
    struct sweep sweep;
    int status;
    if (!sweep_run(options, &sweep, &status, error))
        return status;
    if (options->json)
        json_write_sweep(&sweep);
    else
        chart_print(output_of(options->ascii), &sweep);
    return status;
}

int command_compare(const struct options *options, struct error *error)
{
    if (options->sweep)
        return compare_sweep(options, error);
    struct result *results = memory_zeroed(options->racer_count, sizeof *results);
    size_t count;
    int status = STATUS_FAILED;
    if (run_all(options, results, &count, error)) {
        print(options, results, count);
        status = status_of(results, count, error);
    }
    while (count > 0)
        result_free(&results[--count]);
    free(results);
    return status;
}
