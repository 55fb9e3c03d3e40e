/* advice — the choice of a mode, and the reason for it. */
#include "base/format.h"
#include "cli/report.h"
#include "view/text/sentence.h"

static const double near_enough = 1.05; /* of the fastest's elapsed time */

/* Which modes cost less to write, to run and to understand than those that are not here, the lightest first. */
static const struct mode *const light[] = {&mode_sync, &mode_async};

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

/* The result of that mode, if it did all its items. */
static const struct result *complete_in(const struct result results[], size_t count, const struct mode *mode)
{
    for (size_t i = 0; i < count; i++)
        if (results[i].run.mode == mode && result_is_complete(&results[i]))
            return &results[i];
    return NULL;
}

/* `alone`: no other one is complete. */
static void write_reason(char *text, size_t size, const struct result *chosen, const struct result results[],
                         size_t count, bool alone)
{
    const struct result *async = complete_in(results, count, &mode_async);
    const struct result *threads = complete_in(results, count, &mode_threads);
    double elapsed = (double)result_elapsed(chosen), busy = result_stats(chosen).busy, working = 0;
    int64_t threads_more = threads != NULL ? result_elapsed(threads) - result_elapsed(chosen) : 0;
    for (uint32_t i = 0; i < result_workers(chosen); i++)
        working += (double)result_state_times(chosen, result_worker(chosen, i)).ns[STATE_WORKING];
    double cpu = busy > 0 ? working / busy : 0, cores = elapsed > 0 ? working / elapsed : 0;
    bool python = chosen->run.plan.language == LANGUAGE_PYTHON, computes = working > 0;
    const char *reason = "it is the fastest, with {elapsed}";
    if (count > 1 && alone)
        reason = "it is the only one that finishes";
    else if (chosen->run.mode == &mode_sync)
        reason = "no other mode is faster by more than {near}, and none is simpler";
    else if (chosen->run.mode == &mode_processes && python && computes)
        reason =
            "{cpu} is computing, which Python's threads do one at a time, under one GIL; each process has its own. "
            "In C threads would do";
    else if (chosen == async && python && computes && (double)threads_more > elapsed * (near_enough - 1))
        reason = "threads take {threads more} longer, because only one at a time has the GIL; in C they have none";
    else if (chosen == async && (double)threads_more > elapsed * (near_enough - 1))
        reason = "threads take {threads more} longer, because {threads} cost time themselves";
    else if (chosen == async)
        reason = "{work}, and one thread does as well as {workers}";
    else if (chosen == threads && async != NULL && python && computes)
        reason =
            "async takes {async more} longer, since a worker that computes keeps the loop until it is done; threads "
            "hand the GIL over, and in C they have none";
    else if (chosen == threads && async != NULL)
        reason = "{cpu} is computing ({cores} cores on average); async has only one core and takes {async more} "
                 "longer{; in Python}";
    sentence_fill(
        reason,
        (const struct field[]){
            {"elapsed", format_duration(result_elapsed(chosen), 2).text},
            {"near", format_percent(near_enough - 1).text},
            {"threads", format_count(result_workers(chosen), "thread").text},
            {"workers", format_number(result_workers(chosen)).text},
            {"threads more", format_duration(threads_more, 2).text},
            {"async more", format_duration(async != NULL ? result_elapsed(async) - result_elapsed(chosen) : 0, 2).text},
            {"work", sentence_work(cpu).text},
            {"cpu", format_percent(cpu).text},
            {"cores", format_number(cores).text},
            {"; in Python", python ? "" : "; in Python it takes processes"},
            {NULL, NULL},
        },
        text, size);
}

struct advice advice_of(const struct result results[], size_t count)
{
    struct advice advice = {.mode = NULL};
    for (size_t i = 0; i < count; i++)
        if (results[i].run.mode->bug != NULL) /* then the time that it takes says nothing about its mode */
            return advice;
    const struct mode *candidates[MODES_MAX] = {NULL};
    int64_t elapsed[MODES_MAX] = {0};
    size_t complete = 0;
    for (size_t i = 0; i < count; i++) {
        candidates[i] = results[i].run.mode;
        elapsed[i] = result_is_complete(&results[i]) ? result_elapsed(&results[i]) : -1;
        complete += elapsed[i] >= 0;
    }
    size_t chosen = advice_choose(candidates, elapsed, count);
    if (chosen < count) {
        advice.mode = candidates[chosen];
        write_reason(advice.why, sizeof advice.why, &results[chosen], results, count, complete == 1);
    }
    return advice;
}
