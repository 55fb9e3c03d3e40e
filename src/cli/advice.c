/* advice — the choice of a mode, and a table of reasons; see the header. */
#include "cli/advice.h"

#include "base/memory.h"
#include "cli/format.h"
#include "modes/modes.h"

#include <stdlib.h>

static const double near_enough = 1.02; /* of the fastest's elapsed time */

/* Which modes cost less to write, to run and to understand than those that are not here, the lightest first. */
static const struct mode *const light[] = {&mode_sync, &mode_async};

/* ---- The choice ---- */

size_t advice_choose(const struct mode *const among[], const int64_t elapsed[], size_t count)
{
    size_t fastest = count;
    for (size_t i = 0; i < count; i++)
        if (elapsed[i] >= 0 && (fastest == count || elapsed[i] < elapsed[fastest]))
            fastest = i;
    for (size_t l = 0; l < sizeof light / sizeof *light && fastest < count; l++)
        for (size_t i = 0; i < count; i++)
            if (among[i] == light[l] && elapsed[i] >= 0 && (double)elapsed[i] <= (double)elapsed[fastest] * near_enough)
                return i;
    return fastest;
}

/* ---- The reasons ---- */

/* What a reason rests on. */
struct figures {
    const struct result *chosen, *results;
    size_t count, finished;
    double cpu;   /* share of the delays spent working, 0 … 1 */
    double cores; /* that the chosen mode kept busy on average */
};

static const struct result *finished_in(const struct figures *figures, const struct mode *mode)
{
    for (size_t i = 0; i < figures->count; i++)
        if (figures->results[i].mode == mode && result_is_finished(&figures->results[i]))
            return &figures->results[i];
    return NULL;
}

static bool it_alone_finishes(const struct figures *figures, char *text, size_t size)
{
    if (figures->finished > 1 || figures->count == 1)
        return false;
    (void)snprintf(text, size, "it alone comes to an end");
    return true;
}

static bool nothing_to_gain(const struct figures *figures, char *text, size_t size)
{
    if (figures->chosen->mode != &mode_sync)
        return false;
    (void)snprintf(text, size, "no other mode is faster by more than %.0f%%, and none is simpler",
                   (near_enough - 1) * 100);
    return true;
}

/* The others overlap as much, but for what their threads cost. */
static bool threads_cost_more(const struct figures *figures, char *text, size_t size)
{
    const struct result *threads = finished_in(figures, &mode_threads);
    if (figures->chosen->mode != &mode_async || threads == NULL ||
        (double)result_elapsed(threads) <= (double)result_elapsed(figures->chosen) * near_enough)
        return false;
    char more[FORMAT_SIZE];
    format_duration(result_elapsed(threads) - result_elapsed(figures->chosen), more);
    (void)snprintf(text, size, "with threads it takes %s longer: the overhead of %u of them", more,
                   (unsigned)result_workers(threads));
    return true;
}

static bool delays_are_sleep(const struct figures *figures, char *text, size_t size)
{
    if (figures->chosen->mode != &mode_async)
        return false;
    (void)snprintf(text, size,
                   "%.0f%% of the delays is sleep (I/O), so one thread keeps up with one for each of %u workers",
                   100 - 100 * figures->cpu, (unsigned)result_workers(figures->chosen));
    return true;
}

static bool loop_is_one_core(const struct figures *figures, char *text, size_t size)
{
    const struct result *async = finished_in(figures, &mode_async);
    if (figures->chosen->mode != &mode_threads || async == NULL)
        return false;
    char more[FORMAT_SIZE];
    format_duration(result_elapsed(async) - result_elapsed(figures->chosen), more);
    (void)snprintf(
        text, size,
        "%.0f%% of the delays is CPU, which keeps %.1f cores busy; async's loop has one core and takes %s longer",
        100 * figures->cpu, figures->cores, more);
    return true;
}

static bool is_fastest(const struct figures *figures, char *text, size_t size)
{
    char elapsed[FORMAT_SIZE];
    format_duration(result_elapsed(figures->chosen), elapsed);
    (void)snprintf(text, size, "it is the fastest, with %s", elapsed);
    return true;
}

/* Tried in order; each writes its clause and returns true where it applies. */
static bool (*const reasons[])(const struct figures *figures, char *text, size_t size) = {
    it_alone_finishes, nothing_to_gain, threads_cost_more, delays_are_sleep, loop_is_one_core, is_fastest,
};

static struct figures figures_of(const struct result results[], size_t count, size_t chosen)
{
    struct figures figures = {.chosen = &results[chosen], .results = results, .count = count};
    double working = 0, busy = result_stats(figures.chosen).busy, elapsed = (double)result_elapsed(figures.chosen);
    for (uint32_t i = 0; i < result_workers(figures.chosen); i++)
        working += (double)result_state_times(figures.chosen, result_worker(figures.chosen, i)).ns[STATE_WORKING];
    for (size_t i = 0; i < count; i++)
        figures.finished += result_is_finished(&results[i]);
    figures.cpu = busy > 0 ? working / busy : 0;
    figures.cores = elapsed > 0 ? working / elapsed : 0;
    return figures;
}

/* What it takes then says nothing of its mode. */
static bool makes_bug(const struct result *result)
{
    return plan_bug(&result->plan, result->mode->name) != BUG_NONE;
}

struct advice advice_of(const struct result results[], size_t count)
{
    struct advice advice = {.mode = NULL};
    for (size_t i = 0; i < count; i++)
        if (makes_bug(&results[i]))
            return advice;
    const struct mode **candidates = memory_zeroed(count, sizeof *candidates);
    int64_t *elapsed = memory_zeroed(count, sizeof *elapsed);
    for (size_t i = 0; i < count; i++) {
        candidates[i] = results[i].mode;
        elapsed[i] = result_is_finished(&results[i]) ? result_elapsed(&results[i]) : -1;
    }
    size_t chosen = advice_choose(candidates, elapsed, count);
    free(candidates);
    free(elapsed);
    if (chosen == count)
        return advice;
    advice.mode = results[chosen].mode;
    struct figures figures = figures_of(results, count, chosen);
    for (size_t i = 0; !reasons[i](&figures, advice.why, sizeof advice.why);)
        i++;
    return advice;
}
