/* ranking — which of several runs wins and by how much, in a sentence. */
#include "base/format.h"
#include "base/memory.h"
#include "base/units.h"
#include "view/panel.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool is_complete(const struct ranked *run)
{
    return run->status == RUN_FINISHED && (run->items == 0 || run->consumed >= run->items);
}

static int by_elapsed(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (is_complete(left) != is_complete(right))
        return is_complete(right) - is_complete(left);
    return (left->elapsed > right->elapsed) - (left->elapsed < right->elapsed);
}

static void append_names(const struct ranked runs[], size_t count, char *text, size_t size)
{
    for (size_t i = 0; i < count; i++)
        format_append(text, size, "%s%s", format_separator(i, count), runs[i].mode);
}

/* How many, from the first on, took as long as it. */
static size_t count_equal(const struct ranked runs[], size_t count, int64_t tie)
{
    size_t equal = 1;
    while (equal < count && runs[equal].elapsed - runs[0].elapsed < tie)
        equal++;
    return equal;
}

/* A mode's name can be a plural: "threads". */
static bool is_plural(const struct ranked runs[], size_t count)
{
    return count > 1 || runs[0].mode[strlen(runs[0].mode) - 1] == 's';
}

static void append_winners(const struct ranked runs[], size_t winners, size_t finished, bool all_ended, char *text,
                           size_t size)
{
    bool plural = is_plural(runs, winners);
    append_names(runs, winners, text, size);
    if (winners < finished)
        format_append(text, size, plural ? " win" : " wins");
    else if (!all_ended)
        format_append(text, size, " %s the first to finish", plural ? "are" : "is");
    else if (winners > 1)
        format_append(text, size, " finish together");
    else
        format_append(text, size, " alone %s", plural ? "finish" : "finishes");
}

static void append_margins(const struct ranked runs[], size_t winners, size_t finished, int64_t tie, int digits,
                           char *text, size_t size)
{
    for (size_t i = winners, equal; i < finished; i += equal) {
        equal = count_equal(runs + i, finished - i, tie);
        format_append(text, size, "%s%s ahead of ", i == winners || i + equal < finished ? ", " : " and ",
                      format_duration(runs[i].elapsed - runs[0].elapsed, digits).text);
        append_names(runs + i, equal, text, size);
    }
}

/* "; sync and async ran into a deadlock" */
static void append_others(const struct ranked runs[], size_t count, enum run_status status, char *text, size_t size)
{
    size_t all = 0, written = 0;
    for (size_t i = 0; i < count; i++)
        all += runs[i].status == status;
    for (size_t i = 0; i < count; i++)
        if (runs[i].status == status) {
            format_append(text, size, "%s%s", written == 0 ? "; " : format_separator(written, all), runs[i].mode);
            if (++written == all && status == RUN_RUNNING)
                format_append(text, size, is_plural(&runs[i], all) ? " are still running" : " is still running");
        }
    if (all > 0 && status != RUN_RUNNING)
        format_append(text, size, status == RUN_STUCK ? " ran into a deadlock" : " stopped early");
}

void sentence_ranking(struct ranked runs[], size_t count, int64_t tie, int digits, char *text, size_t size)
{
    size_t finished = 0, running = 0;
    qsort(runs, count, sizeof *runs, by_elapsed);
    for (size_t i = 0; i < count; i++) {
        finished += is_complete(&runs[i]);
        running += runs[i].status == RUN_RUNNING;
    }
    text[0] = '\0';
    if (finished > 0) {
        size_t winners = count_equal(runs, finished, tie);
        append_winners(runs, winners, finished, running == 0, text, size);
        append_margins(runs, winners, finished, tie, digits, text, size);
    }
    for (size_t i = finished; i < count; i++)
        if (runs[i].status == RUN_FINISHED)
            format_append(text, size, "; %s ended with %" PRIu64 " of %s", runs[i].mode, runs[i].consumed,
                          format_count(runs[i].items, "item").text);
    append_others(runs, count, RUN_RUNNING, text, size);
    append_others(runs, count, RUN_STUCK, text, size);
    append_others(runs, count, RUN_LEFT, text, size);
    if (finished == 0) /* without the separator at the start */
        memmove(text, text + 2, strlen(text) - 1);
    format_append(text, size, ".");
}

/* ---- The race ---- */

#define RACE_TIE (NS_PER_S / 20) /* what the screen cannot tell apart */

size_t race_subject(const struct scene *scene)
{
    size_t count;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    for (size_t i = 0; i < count; i++)
        if (runs[i].status == RUN_STUCK)
            return (size_t)(&runs[i] - scene->runs);
    return scene->focus;
}

bool race_result_write(const struct scene *scene, char *text, size_t size)
{
    size_t count;
    bool any = false;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    struct ranked *ranked = memory_zeroed(count, sizeof *ranked);
    for (size_t i = 0; i < count; i++) {
        ranked[i] =
            (struct ranked){.mode = runs[i].mode, .status = runs[i].status, .elapsed = runs_end(scene, &runs[i])};
        any |= runs[i].status == RUN_FINISHED;
    }
    if (any)
        sentence_ranking(ranked, count, RACE_TIE, 1, text, size);
    free(ranked);
    return any;
}
