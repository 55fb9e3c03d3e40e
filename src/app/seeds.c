/* seeds — runs of one plan with one seed after another */
#include "app/seeds.h"

#include "base/format.h"

#include <inttypes.h>

void seeds_add(struct seeds *seeds, const struct seeds *more)
{
    struct seeds both = more->failed > 0 && (seeds->failed == 0 || more->first < seeds->first) ? *more : *seeds;
    both.runs = seeds->runs + more->runs;
    both.failed = seeds->failed + more->failed;
    *seeds = both;
}

bool seeds_try(struct simulator *simulator, const struct plan *plan, const struct mode *mode, struct seeds *seeds,
               struct error *error)
{
    bool stuck;
    struct trace *trace = simulate(simulator, plan, mode, &stuck, error);
    if (trace == NULL)
        return false;
    struct failure failure = failure_of(trace, (uint64_t)plan_items(plan), stuck);
    struct seeds one = {.runs = 1, .failed = failure.kind != FAILURE_NONE, .first = plan->seed, .failure = failure};
    if (one.failed > 0)
        one.eve = failure_eve(trace, &failure);
    seeds_add(seeds, &one);
    trace_free(trace);
    return true;
}

void seeds_count(const struct seeds *seeds, char text[SEEDS_COUNT_SIZE])
{
    text[0] = '\0';
    if (seeds->failed > 0 && seeds->failed < seeds->runs)
        format_append(text, SEEDS_COUNT_SIZE, "%" PRIu64, seeds->failed);
    else
        format_append(text, SEEDS_COUNT_SIZE, "%s", seeds->failed == 0 ? "none" : "every one");
    format_append(text, SEEDS_COUNT_SIZE, " of %" PRIu64, seeds->runs);
}
