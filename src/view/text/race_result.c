/* race_result — who wins and by how much, in words; see race.h. */
#include "base/memory.h"
#include "base/units.h"
#include "view/panels/race.h"
#include "view/runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct finisher {
    const char *mode;
    int64_t end;
};

static int by_end(const void *a, const void *b)
{
    int64_t left = ((const struct finisher *)a)->end, right = ((const struct finisher *)b)->end;
    return (left > right) - (left < right);
}

static void add(char *text, size_t size, const char *what)
{
    size_t length = strlen(text);
    (void)snprintf(text + length, size - length, "%s", what);
}

/* Who ends within what the screen can tell of the first. */
static size_t count_winners(const struct finisher *finishers, size_t count)
{
    size_t winners = 1;
    while (winners < count && finishers[winners].end - finishers[0].end < NS_PER_S / 20)
        winners++;
    return winners;
}

/* "threads wins, 1.4 s before async and 30.2 s before sync", or so much of it as is known. */
static void add_finishers(char *text, size_t size, const struct finisher *finishers, size_t count, bool all)
{
    size_t winners = count_winners(finishers, count);
    for (size_t i = 0; i < winners; i++) {
        add(text, size, i == 0 ? "" : i + 1 < winners ? ", " : " and ");
        add(text, size, finishers[i].mode);
    }
    if (all || winners < count)
        add(text, size, winners == 1 ? " wins" : winners < count ? " win" : " finish together");
    else
        add(text, size, winners == 1 ? " is the first to finish" : " are the first to finish");
    for (size_t i = winners; i < count; i++) {
        char margin[96];
        (void)snprintf(margin, sizeof margin, "%s%.1f s before %s", i == winners || i + 1 < count ? ", " : " and ",
                       units_seconds(finishers[i].end - finishers[0].end), finishers[i].mode);
        add(text, size, margin);
    }
}

/* "; sync and async are still running" */
static void add_others(char *text, size_t size, const struct scene_run *runs, size_t count, enum run_status status)
{
    static const struct {
        const char *one, *many;
    } words[] = {
        [RUN_RUNNING] = {"is still running", "are still running"},
        [RUN_STUCK] = {"is in a deadlock", "are each in a deadlock"},
        [RUN_LEFT] = {"was left", "were left"},
    };
    size_t all = 0, written = 0;
    for (size_t i = 0; i < count; i++)
        all += runs[i].status == status;
    for (size_t i = 0; i < count; i++)
        if (runs[i].status == status) {
            add(text, size, written == 0 ? "; " : written + 1 < all ? ", " : " and ");
            add(text, size, runs[i].mode);
            written++;
        }
    if (all > 0)
        add(text, size, " ");
    if (all > 0)
        add(text, size, all == 1 ? words[status].one : words[status].many);
}

size_t race_subject(const struct scene *scene)
{
    size_t count;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    for (size_t i = 0; i < count; i++)
        if (runs[i].status == RUN_STUCK)
            return (size_t)(&runs[i] - scene->runs);
    return scene->focus;
}

bool race_write_result(const struct scene *scene, char *text, size_t size)
{
    size_t count, finished = 0;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    struct finisher *finishers = memory_zeroed(count, sizeof *finishers);
    for (size_t i = 0; i < count; i++)
        if (runs[i].status == RUN_FINISHED)
            finishers[finished++] = (struct finisher){runs[i].mode, runs_end(scene, &runs[i])};
    qsort(finishers, finished, sizeof *finishers, by_end);
    text[0] = '\0';
    if (finished > 0) {
        add_finishers(text, size, finishers, finished, finished == count);
        add_others(text, size, runs, count, RUN_RUNNING);
        add_others(text, size, runs, count, RUN_STUCK);
        add_others(text, size, runs, count, RUN_LEFT);
        add(text, size, ".");
    }
    free(finishers);
    return finished > 0;
}
