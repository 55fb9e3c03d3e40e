/* lane_rows — which workers stand in which rows; see the header. */
#include "view/panels/lane_rows.h"

static int min(int a, int b)
{
    return a < b ? a : b;
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

static int lane_groups_of(int workers, int size)
{
    return (workers + size - 1) / size;
}

/* The smallest round number of workers with which the bands of both kinds fit. */
static int size_for(const struct lane_rows_wanted_of *visibility)
{
    static const int round[] = {1, 2, 3, 4, 5, 6, 8};
    for (int power = 1;; power *= 10)
        for (size_t i = 0; i < sizeof round / sizeof *round; i++) {
            int size = round[i] * power;
            int bands = visibility->main + lane_groups_of(visibility->producers, size) +
                        lane_groups_of(visibility->consumers, size);
            int gap = visibility->least > 1;
            if (bands * (visibility->least + gap) - gap <= visibility->height ||
                size >= max(visibility->producers, visibility->consumers))
                return size;
        }
}

/* The tallest rows in which so many stand with a gap between two, else without one, else one row each. */
static void choose_height(struct rows_layout *rows, const struct lane_rows_wanted_of *visibility, int count)
{
    int least = visibility->rows > 0 ? visibility->rows : 2;
    rows->height = visibility->rows > 0 ? min(visibility->rows, max(visibility->height, 1)) : visibility->most;
    for (; rows->height >= least; rows->height--)
        for (rows->gap = rows->height > 1; rows->gap >= 0; rows->gap--)
            if (count * (rows->height + rows->gap) - rows->gap <= visibility->height)
                return;
    rows->height = visibility->rows > 0 ? min(visibility->rows, max(visibility->height, 1)) : 1;
    rows->gap = 0;
}

struct rows_layout lane_rows_fit(const struct lane_rows_wanted_of *visibility)
{
    struct rows_layout rows = {
        .main = visibility->main, .pool = visibility->pool, .size = visibility->grouped ? size_for(visibility) : 1};
    rows.workers[LANE_PRODUCER] = visibility->producers;
    rows.workers[LANE_CONSUMER] = visibility->consumers;
    int producers = lane_groups_of(visibility->producers, rows.size),
        consumers = lane_groups_of(visibility->consumers, rows.size);
    int all = visibility->main + producers + consumers;
    choose_height(&rows, visibility, all);
    rows.cut = all * (rows.height + rows.gap) - rows.gap > visibility->height;
    rows.shown = rows.cut ? max(1, (visibility->height - 1) / rows.height) : all;

    /* Of each kind there is something to see: consumers have a third of the rows, or what the producers leave. */
    int workers = rows.shown - visibility->main, below = min(consumers, max(workers - producers, workers / 3));
    rows.producers = workers - below;
    rows.first_most = all - rows.shown;
    rows.first = min(max(visibility->first, 0), rows.first_most);
    rows.begins[LANE_PRODUCER] = min(rows.first, producers - rows.producers);
    rows.begins[LANE_CONSUMER] = rows.first - rows.begins[LANE_PRODUCER];
    return rows;
}

struct group rows_group(const struct rows_layout *rows, int row)
{
    row -= rows->main;
    if (row < 0)
        return (struct group){.kind = row == -rows->main ? LANE_MAIN : LANE_GIL, .first = 0, .count = 1};
    enum lane_kind kind = row < rows->producers ? LANE_PRODUCER : LANE_CONSUMER;
    int within = row - (kind == LANE_CONSUMER ? rows->producers : 0);
    int first = (rows->begins[kind] + within) * rows->size;
    return (struct group){.kind = kind == LANE_PRODUCER && rows->pool ? LANE_POOL : kind,
                          .first = (uint32_t)first,
                          .count = (uint32_t)min(rows->size, rows->workers[kind] - first)};
}
