/* ranking — which of several runs wins and by how much, in a sentence. */
#include "base/format.h"
#include "base/memory.h"
#include "base/minmax.h"
#include "view/text/captions.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum place { COMPLETE, FINISHED, RUNNING, STUCK, LEFT };

struct ranked {
    enum place place; /* finished with all its items is before finished */
    const char *mode;
    int64_t elapsed, lateness;
    uint64_t consumed, items;
};

static struct ranked ranked_of(const struct scene_run *run, int64_t now)
{
    static const enum place places[] = {
        [RUN_RUNNING] = RUNNING, [RUN_STUCK] = STUCK, [RUN_FINISHED] = FINISHED, [RUN_LEFT] = LEFT};
    struct ranked ranked = {.place = places[run->status],
                            .mode = run->mode->name,
                            .elapsed = trace_end(run->trace, now) - run->trace->start,
                            .lateness = run->lateness,
                            .consumed = run->trace->consumed,
                            .items = (uint64_t)plan_items(&run->plan)};
    if (ranked.place == FINISHED && ranked.consumed >= ranked.items)
        ranked.place = COMPLETE;
    return ranked;
}

static int compare(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->place != right->place)
        return (int)left->place - (int)right->place;
    return (left->elapsed > right->elapsed) - (left->elapsed < right->elapsed);
}

/* How many, from the first on, took as long as it, as far as can be told: the machine was late in both. */
static size_t count_equal(const struct ranked runs[], size_t count, int64_t tie)
{
    size_t equal = 1;
    while (equal < count && runs[equal].elapsed - runs[0].elapsed < MAX(tie, runs[0].lateness + runs[equal].lateness))
        equal++;
    return equal;
}

/* "(± 0.2 s)" where the lateness of the machine makes a tie. */
static void append_lateness(const struct ranked runs[], size_t count, int64_t tie, int digits, char *text, size_t size)
{
    int64_t lateness = runs[0].lateness + runs[count - 1].lateness;
    if (count > 1 && runs[count - 1].elapsed - runs[0].elapsed >= tie)
        format_append(text, size, " (± %s)", format_duration(lateness, digits).text);
}

static void append_names(const struct ranked runs[], size_t count, char *text, size_t size)
{
    for (size_t i = 0; i < count; i++)
        format_append(text, size, "%s%s", format_separator(i, count), runs[i].mode);
}

/* A mode's name can be a plural: "threads". */
static bool is_plural(const struct ranked runs[], size_t count)
{
    return count > 1 || runs[0].mode[strlen(runs[0].mode) - 1] == 's';
}

static void append_winners(const struct ranked runs[], size_t winners, size_t complete, bool all_ended, char *text,
                           size_t size)
{
    bool plural = is_plural(runs, winners);
    append_names(runs, winners, text, size);
    if (winners < complete)
        format_append(text, size, plural ? " win" : " wins");
    else if (!all_ended)
        format_append(text, size, " %s the first to finish", plural ? "are" : "is");
    else if (winners > 1)
        format_append(text, size, " finish together");
    else
        format_append(text, size, " alone %s", plural ? "finish" : "finishes");
}

/* Of runs in one place that did not do all their items. */
static void append_others(const struct ranked runs[], size_t count, char *text, size_t size)
{
    format_append(text, size, "%s", text[0] == '\0' ? "" : "; ");
    append_names(runs, count, text, size);
    if (runs->place == FINISHED)
        format_append(text, size, " ended with %" PRIu64 " of %s", runs->consumed,
                      format_count(runs->items, "item").text);
    else if (runs->place == RUNNING)
        format_append(text, size, " %s still running", is_plural(runs, count) ? "are" : "is");
    else
        format_append(text, size, runs->place == STUCK ? " ran into a deadlock" : " stopped early");
}

void sentence_ranking(const struct scene_run runs[], size_t count, int64_t now, int64_t tie, int digits, char *text,
                      size_t size)
{
    size_t in[LEFT + 1] = {0};
    struct ranked *ranked = memory_zeroed(count, sizeof *ranked);
    for (size_t i = 0; i < count; i++) {
        ranked[i] = ranked_of(&runs[i], now);
        in[ranked[i].place]++;
    }
    qsort(ranked, count, sizeof *ranked, compare);
    size_t complete = in[COMPLETE], winners = complete > 0 ? count_equal(ranked, complete, tie) : 0;
    text[0] = '\0';
    if (complete > 0) {
        append_winners(ranked, winners, complete, in[RUNNING] == 0, text, size);
        append_lateness(ranked, winners, tie, digits, text, size);
    }
    for (size_t i = winners, equal; i < complete; i += equal) {
        equal = count_equal(ranked + i, complete - i, tie);
        format_append(text, size, "%s%s ahead of ", i == winners || i + equal < complete ? ", " : " and ",
                      format_duration(difference_written(ranked[i].elapsed, ranked[0].elapsed, digits), digits).text);
        append_names(ranked + i, equal, text, size);
    }
    for (size_t i = complete, together; i < count; i += together) {
        together = ranked[i].place == FINISHED ? 1 : in[ranked[i].place];
        append_others(ranked + i, together, text, size);
    }
    format_append(text, size, ".");
    free(ranked);
}
