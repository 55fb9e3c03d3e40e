/* advice — the choice of a mode, and a table of reasons. */
#include "cli/advice.h"

#include "base/format.h"
#include "base/memory.h"
#include "modes/modes.h"
#include "view/text/sentence.h"

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
    double cpu;   /* share of the time per item that is computing, 0 … 1 */
    double cores; /* that the chosen mode kept busy on average */
};

static const struct result *finished_in(const struct figures *figures, const struct mode *mode)
{
    for (size_t i = 0; i < figures->count; i++)
        if (figures->results[i].mode == mode && result_is_complete(&figures->results[i]))
            return &figures->results[i];
    return NULL;
}

static struct format more_than(const struct figures *figures, const struct result *other)
{
    return format_duration(result_elapsed(other) - result_elapsed(figures->chosen), 2);
}

static bool it_alone_finishes(const struct figures *figures, char *text, size_t size)
{
    (void)snprintf(text, size, "it is the only one that finishes");
    return figures->finished == 1 && figures->count > 1;
}

static bool nothing_to_gain(const struct figures *figures, char *text, size_t size)
{
    (void)snprintf(text, size, "no other mode is faster by more than %s, and none is simpler",
                   format_percent(near_enough - 1).text);
    return figures->chosen->mode == &mode_sync;
}

/* The others overlap as much, but for what their threads cost. */
static bool threads_cost_more(const struct figures *figures, char *text, size_t size)
{
    const struct result *threads = finished_in(figures, &mode_threads);
    if (figures->chosen->mode != &mode_async || threads == NULL ||
        (double)result_elapsed(threads) <= (double)result_elapsed(figures->chosen) * near_enough)
        return false;
    (void)snprintf(text, size, "threads take %s longer, because %s cost time themselves",
                   more_than(figures, threads).text, format_count(result_workers(threads), "thread").text);
    return true;
}

static bool loop_keeps_up(const struct figures *figures, char *text, size_t size)
{
    (void)snprintf(text, size, "%s, and one thread does as well as %u", sentence_work(figures->cpu).text,
                   (unsigned)result_workers(figures->chosen));
    return figures->chosen->mode == &mode_async;
}

static bool loop_has_one_core(const struct figures *figures, char *text, size_t size)
{
    const struct result *async = finished_in(figures, &mode_async);
    if (figures->chosen->mode != &mode_threads || async == NULL)
        return false;
    (void)snprintf(text, size, "%s is computing (%s cores on average); async has only one core and takes %s longer",
                   format_percent(figures->cpu).text, format_number(figures->cores).text,
                   more_than(figures, async).text);
    return true;
}

static bool is_fastest(const struct figures *figures, char *text, size_t size)
{
    (void)snprintf(text, size, "it is the fastest, with %s", format_duration(result_elapsed(figures->chosen), 2).text);
    return true;
}

/* Each writes its clause and returns whether it applies; the first that does is used. */
static bool (*const reasons[])(const struct figures *figures, char *text, size_t size) = {
    it_alone_finishes, nothing_to_gain, threads_cost_more, loop_keeps_up, loop_has_one_core, is_fastest,
};

static struct figures figures_of(const struct result results[], size_t count, size_t chosen)
{
    struct figures figures = {.chosen = &results[chosen], .results = results, .count = count};
    double working = 0, busy = result_stats(figures.chosen).busy, elapsed = (double)result_elapsed(figures.chosen);
    for (uint32_t i = 0; i < result_workers(figures.chosen); i++)
        working += (double)result_state_times(figures.chosen, result_worker(figures.chosen, i)).ns[STATE_WORKING];
    for (size_t i = 0; i < count; i++)
        figures.finished += result_is_complete(&results[i]);
    figures.cpu = busy > 0 ? working / busy : 0;
    figures.cores = elapsed > 0 ? working / elapsed : 0;
    return figures;
}

struct advice advice_of(const struct result results[], size_t count)
{
    struct advice advice = {.mode = NULL};
    for (size_t i = 0; i < count; i++)
        if (results[i].mode->bug != NULL) /* then the time that it takes says nothing about its mode */
            return advice;
    const struct mode **candidates = memory_zeroed(count, sizeof *candidates);
    int64_t *elapsed = memory_zeroed(count, sizeof *elapsed);
    for (size_t i = 0; i < count; i++) {
        candidates[i] = results[i].mode;
        elapsed[i] = result_is_complete(&results[i]) ? result_elapsed(&results[i]) : -1;
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
