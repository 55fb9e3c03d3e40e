/* compare — the command `compare`: modes on the same plan and seed, one run after another. */
#include "base/memory.h"
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
        report_comparison(output_of(options->ascii, options->color), results, count);
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
        sweep_print(output_of(options->ascii, options->color), &sweep);
    return status;
}

int command_compare(const struct options *options, struct error *error)
{
    if (options->sweep)
        return compare_sweep(options, error);
    struct result *results = memory_zeroed(options->racer_count, sizeof *results);
    size_t count;
    bool done = run_all(options, results, &count, error);
    int status = done ? STATUS_DONE : STATUS_FAILED;
    if (done)
        print(options, results, count);
    for (size_t i = 0; i < count && done; i++)
        status = command_worse_status(status, result_status(&results[i], error));
    while (count > 0)
        result_free(&results[--count]);
    free(results);
    return status;
}
