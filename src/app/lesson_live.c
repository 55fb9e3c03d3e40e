/* lesson_live — finds lessons, and knows when what a block runs has come to its end. */
#include "app/lesson_live.h"

#include "base/memory.h"
#include "base/minmax.h"
#include "base/os.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS_NS     (20 * NS_PER_MS) /* at a time: less than a frame */
#define SEEDS_EVENTS UINT64_C(3000000)

/* ---- Lessons ---- */

static struct lesson_entry read_entry(const struct lesson_live *live, const struct lesson_file *file)
{
    struct error error = {0};
    struct lesson_entry entry = {.file = *file, .lesson = live->read(file->path, &error)};
    error_make_plain(entry.file.name);
    if (entry.lesson == NULL)
        error_text(&error, entry.fault, sizeof entry.fault);
    return entry;
}

struct lesson_live *lesson_live_new(lesson_reader *read, struct error *error)
{
    struct wakeup *wakeup = wakeup_new(error);
    if (wakeup == NULL)
        return NULL;
    struct lesson_live *live = memory_zeroed(1, sizeof *live);
    live->read = read;
    live->wakeup = wakeup;
    live->texts = memory_zeroed(1, LESSON_BYTES_MAX);
    return live;
}

void lesson_live_read(struct lesson_live *live)
{
    if (live->entries != NULL)
        return;
    struct lesson_files found = lessons_list();
    live->entries = memory_zeroed(found.count + 1, sizeof *live->entries); /* and one that is given */
    live->list = memory_zeroed(found.count + 1, sizeof *live->list);
    for (size_t i = 0; i < found.count; i++)
        live->entries[live->count++] = read_entry(live, &found.files[i]);
    free(found.files);
    lesson_live_show(live);
}

void lesson_live_free(struct lesson_live *live)
{
    if (live == NULL)
        return;
    for (size_t i = 0; i < live->count; i++) {
        lesson_free(live->entries[i].lesson);
        free(live->entries[i].progress);
    }
    wakeup_free(live->wakeup);
    free(live->entries);
    free(live->list);
    free(live->texts);
    free(live);
}

struct lesson_entry *lesson_live_find(struct lesson_live *live, const char *path, struct error *error)
{
    lesson_live_read(live);
    size_t i = 0;
    while (i < live->count && strcmp(live->entries[i].file.path, path) != 0)
        i++;
    if (i == live->count) {
        const char *slash = strrchr(path, '/');
        struct lesson_file file;
        (void)snprintf(file.path, sizeof file.path, "%s", path);
        (void)snprintf(file.name, sizeof file.name, "%s", slash != NULL ? slash + 1 : path);
        live->entries[live->count++] = read_entry(live, &file);
    }
    struct lesson_entry *entry = &live->entries[i];
    if (entry->lesson == NULL)
        error_set(error, "%s", entry->fault);
    return entry->lesson != NULL ? entry : NULL;
}

/* ---- What a block runs ---- */

const struct lesson_block *lesson_live_first_block(const struct lesson *lesson)
{
    for (size_t i = 0; i < lesson->step_count; i++)
        if (lesson->steps[i].block != NULL && lesson->steps[i].block->run_count > 0)
            return lesson->steps[i].block;
    return NULL;
}

const struct lesson_block *lesson_live_block(const struct lesson_live *live)
{
    return progress_step(live->present->progress, live->present->lesson)->block;
}

static const struct scene_run *runs_of(const struct session *session)
{
    return &session->runs[session->count - session->batch_size];
}

bool lesson_live_is_batch(const struct lesson_block *block, const struct session *session)
{
    const struct scene_run *runs = runs_of(session);
    bool same = session->batch_size == block->run_count;
    for (size_t i = 0; same && i < block->run_count; i++) {
        struct plan plan = block->setup.plan;
        mode_fit(block->setup.modes[i], &plan);
        same = runs[i].mode == block->setup.modes[i] && plan_equal(&runs[i].plan, &plan) && !runs[i].changed &&
               runs[i].status != RUN_LEFT;
    }
    return same;
}

bool lesson_live_try_seeds(struct lesson_live *live, const struct lesson_block *block)
{
    static const atomic_bool cancelled = false;
    struct simulator simulator = {live->wakeup, &cancelled, SEEDS_EVENTS};
    int64_t begun = os_now();
    while (live->seeds.runs < block->setup.seeds && os_now() - begun < SEEDS_NS) {
        struct plan plan = block->setup.plan;
        struct error error;
        plan.seed += live->seeds.runs;
        if (!seeds_try(&simulator, &plan, block->setup.modes[0], &live->seeds, &error))
            return true; /* the figure has no value then */
    }
    return live->seeds.runs >= block->setup.seeds;
}

/* Its time has come, or it will not go on. */
static bool is_over(const struct lesson_block *block, const struct session *session, const struct scene_run *run)
{
    bool time_has_come = block->until == UNTIL_TIME && clock_now(session->clock) - run->trace->start >= block->time;
    return time_has_come || run->status == RUN_FINISHED || run->status == RUN_STUCK;
}

bool lesson_live_figures(const struct lesson_live *live, const struct lesson_block *block,
                         const struct session *session, struct lesson_figures figures[])
{
    const struct scene_run *runs = runs_of(session);
    for (size_t i = 0; i < block->run_count; i++)
        if (!is_over(block, session, &runs[i]))
            return false;
    for (size_t i = 0; i < block->run_count; i++) {
        const struct trace *trace = runs[i].trace;
        int64_t end = block->until == UNTIL_TIME ? trace->start + block->time : trace->latest;
        figures[i] = lesson_figures_of(trace, end);
        if (block->setup.seeds > 0 && live->seeds.runs >= block->setup.seeds)
            figures[i].values[FIGURE_FAILING] = (double)live->seeds.failed;
    }
    return true;
}
