/*
 * depth_series — steps with a cumulative integral; see the header.
 *
 * As in a lane, merging steps is forgetting the later ones; only their peak is handed on.
 */
#include "trace/depth_series.h"

#include "base/memory.h"
#include "trace/timeline.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

struct step {
    /* items × ns from the start to this step. A double, because a long run with a long queue passes 2^64; exact up to
     * 2^53, and a window's error stays below one part in 10^15 of the whole. */
    double before;
    uint32_t value; /* at the step's start, once everything at that instant had happened */
    uint32_t peak;  /* highest within the step, an item that came and went at its start included */
    bool merged;    /* never the newest step */
};

struct depth_series {
    struct timeline line;
    struct step *steps; /* beside line.start */
    uint32_t highest;   /* of all of them */
};

static void resize(struct depth_series *depth)
{
    depth->steps = memory_resized(depth->steps, depth->line.room, sizeof depth->steps[0]);
}

struct depth_series *depth_series_new(int64_t start, size_t most)
{
    struct depth_series *depth = memory_zeroed(1, sizeof *depth);
    timeline_init(&depth->line, start, most);
    resize(depth);
    depth->steps[0] = (struct step){0};
    return depth;
}

void depth_series_free(struct depth_series *depth)
{
    if (depth == NULL)
        return;
    timeline_release(&depth->line);
    free(depth->steps);
    free(depth);
}

static uint32_t higher(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void merge_groups(struct depth_series *depth)
{
    struct timeline *line = &depth->line;
    size_t kept = 0;
    for (size_t first = 0, end; first < line->count; first = end) {
        end = timeline_group_end(line, first);
        line->start[kept] = line->start[first];
        struct step *step = &depth->steps[kept++];
        *step = depth->steps[first];
        for (size_t i = first + 1; i < end; i++) {
            step->peak = higher(step->peak, depth->steps[i].peak);
            step->merged = true;
        }
    }
    line->count = kept;
}

static void merge_oldest(struct depth_series *depth)
{
    do
        merge_groups(depth);
    while (!timeline_fit_resolution(&depth->line));
}

void depth_series_limit(struct depth_series *depth, size_t most)
{
    timeline_limit(&depth->line, most);
    if (depth->line.room <= most)
        return;
    if (depth->line.count > most)
        merge_oldest(depth);
    timeline_trim(&depth->line);
    resize(depth);
}

static void make_room(struct depth_series *depth)
{
    if (depth->line.count >= depth->line.most)
        merge_oldest(depth);
    if (depth->line.count == depth->line.room) {
        timeline_grow(&depth->line);
        resize(depth);
    }
}

void depth_series_set(struct depth_series *depth, int64_t time, uint32_t value)
{
    size_t newest = depth->line.count - 1;
    depth->highest = higher(depth->highest, value);
    if (time <= depth->line.start[newest]) {
        struct step *step = &depth->steps[newest];
        step->value = value;
        step->peak = higher(step->peak, value);
        return;
    }
    if (value == depth->steps[newest].value)
        return;

    make_room(depth);
    newest = depth->line.count - 1;
    const struct step *last = &depth->steps[newest];
    double integral = last->before + (double)(time - depth->line.start[newest]) * last->value;
    depth->steps[newest + 1] = (struct step){.before = integral, .value = value, .peak = value};
    depth->line.start[newest + 1] = time;
    depth->line.count++;
}

uint32_t depth_series_now(const struct depth_series *depth)
{
    return depth->steps[depth->line.count - 1].value;
}

/* Mean height of one step. */
static double height(const struct depth_series *depth, size_t index)
{
    const struct step *step = &depth->steps[index];
    if (!step->merged)
        return step->value;
    return (step[1].before - step->before) / (double)(depth->line.start[index + 1] - depth->line.start[index]);
}

uint32_t depth_series_at(const struct depth_series *depth, int64_t time)
{
    if (time < depth->line.start[0])
        return 0;
    return (uint32_t)lround(height(depth, timeline_find(&depth->line, time)));
}

uint32_t depth_series_peak(const struct depth_series *depth, int64_t from, int64_t to)
{
    uint32_t peak = 0;
    const int64_t *start = depth->line.start;
    if (from <= start[0] && start[depth->line.count - 1] < to)
        return depth->highest;
    for (size_t i = timeline_find(&depth->line, from); i < depth->line.count && start[i] < to; i++) {
        const struct step *step = &depth->steps[i];
        bool starts_before = start[i] < from;
        peak = higher(peak, starts_before && !step->merged ? step->value : step->peak);
    }
    return from < to ? peak : 0;
}

double depth_series_mean(const struct depth_series *depth, int64_t from, int64_t to)
{
    if (from >= to)
        return 0;
    double window = (double)(to - from);
    const int64_t *start = depth->line.start;
    if (from < start[0])
        from = start[0];
    if (from >= to)
        return 0;

    size_t first = timeline_find(&depth->line, from), last = timeline_find(&depth->line, to);
    if (first == last)
        return height(depth, first) * (double)(to - from) / window;
    double integral = height(depth, first) * (double)(start[first + 1] - from);
    integral += depth->steps[last].before - depth->steps[first + 1].before;
    integral += height(depth, last) * (double)(to - start[last]);
    return integral / window;
}
