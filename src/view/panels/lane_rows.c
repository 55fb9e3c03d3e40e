/* lane_rows — which workers stand in which rows. */
#include "view/panels/lanes.h"

#include "base/minmax.h"

#include <stdio.h>

static int groups_of(int workers, int size)
{
    return (workers + size - 1) / size;
}

/* The smallest round number of workers with which the groups of both kinds fit. */
static int size_for(const struct lane_rows_wanted *wanted)
{
    static const int round[] = {1, 2, 3, 4, 5, 6, 8};
    for (int power = 1;; power *= 10)
        for (size_t i = 0; i < sizeof round / sizeof *round; i++) {
            int size = round[i] * power;
            int groups = wanted->main + groups_of(wanted->producers, size) + groups_of(wanted->consumers, size);
            int gap = wanted->style.rows_min > 1;
            if (groups * (wanted->style.rows_min + gap) - gap <= wanted->height ||
                size >= MAX(wanted->producers, wanted->consumers))
                return size;
        }
}

static int rows_of(const struct rows_layout *rows, enum lane_kind kind)
{
    return rows->alone[kind] + groups_of(rows->workers[kind] - rows->alone[kind], rows->size);
}

/* Where pairs leave rows free, as many pairs as there are such rows are parted, from the first on. */
static void part_pairs(struct rows_layout *rows, const struct lane_rows_wanted *wanted)
{
    int left = wanted->height - rows->main - rows_of(rows, LANE_PRODUCER) - rows_of(rows, LANE_CONSUMER);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER && rows->size == 2 && left > 0; kind++) {
        int pairs = MIN(left, rows->workers[kind] / 2);
        rows->alone[kind] = 2 * pairs;
        left -= pairs;
    }
}

/* The tallest rows in which so many stand with a gap between two, else without one, else one row each. */
static void choose_height(struct rows_layout *rows, const struct lane_rows_wanted *wanted, int count)
{
    int chosen = MIN(wanted->style.rows, MAX(wanted->height, 1)), least = chosen > 0 ? chosen : 2;
    for (rows->height = chosen > 0 ? chosen : wanted->style.rows_max; rows->height >= least; rows->height--)
        for (rows->gap = rows->height > 1; rows->gap >= 0; rows->gap--)
            if (count * (rows->height + rows->gap) - rows->gap <= wanted->height)
                return;
    rows->height = chosen > 0 ? chosen : 1;
    rows->gap = 0;
}

struct rows_layout lane_rows_fit(const struct lane_rows_wanted *wanted)
{
    struct rows_layout rows = {
        .main = wanted->main, .pool = wanted->pool, .size = wanted->style.grouped ? size_for(wanted) : 1};
    rows.workers[LANE_PRODUCER] = wanted->producers;
    rows.workers[LANE_CONSUMER] = wanted->consumers;
    if (wanted->style.rows_min == 1)
        part_pairs(&rows, wanted);
    int producers = rows_of(&rows, LANE_PRODUCER), consumers = rows_of(&rows, LANE_CONSUMER);
    int all = wanted->main + producers + consumers;
    choose_height(&rows, wanted, all);
    rows.cut = all * (rows.height + rows.gap) - rows.gap > wanted->height;
    rows.shown = rows.cut ? MAX(1, (wanted->height - 1) / rows.height) : all;

    /* Of each kind there is something to see: consumers have a third of the rows, or what the producers leave. */
    int workers = rows.shown - wanted->main, below = MIN(consumers, MAX(workers - producers, workers / 3));
    rows.producers = workers - below;
    rows.first_max = all - rows.shown;
    rows.first = MIN(MAX(wanted->style.first, 0), rows.first_max);
    rows.begins[LANE_PRODUCER] = MIN(rows.first, producers - rows.producers);
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
    int first = rows->begins[kind] + within, alone = rows->alone[kind], size = first < alone ? 1 : rows->size;
    first = first < alone ? first : alone + (first - alone) * size;
    return (struct group){.kind = kind == LANE_PRODUCER && rows->pool ? LANE_POOL : kind,
                          .first = (uint32_t)first,
                          .count = (uint32_t)MIN(size, rows->workers[kind] - first)};
}

void lane_group_name(struct group group, char name[GROUP_NAME_SIZE])
{
    char first[LANE_NAME_SIZE];
    lane_id_name(lane_id_of(group.kind, group.first), first);
    if (group.count == 1)
        (void)snprintf(name, GROUP_NAME_SIZE, "%s", first);
    else
        (void)snprintf(name, GROUP_NAME_SIZE, "%s–%u", first, group.first + group.count);
}
