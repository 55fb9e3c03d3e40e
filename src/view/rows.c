/* rows — which workers stand in which rows; see the header. */
#include "rows.h"

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int bands_of(int workers, int size)
{
    return (workers + size - 1) / size;
}

/* The smallest round number of workers with which the bands of both kinds fit. */
static int size_for(const struct rows_wish *wish)
{
    static const int round[] = {1, 2, 3, 4, 5, 6, 8};
    for (int power = 1;; power *= 10)
        for (size_t i = 0; i < sizeof round / sizeof *round; i++) {
            int size = round[i] * power;
            int bands = wish->main + bands_of(wish->producers, size) + bands_of(wish->consumers, size);
            int gap = wish->least > 1;
            if (bands * (wish->least + gap) - gap <= wish->height || size >= larger(wish->producers, wish->consumers))
                return size;
        }
}

/* The tallest rows in which so many stand with a gap between two, else without one, else one row each. */
static void choose_height(struct rows_layout *rows, const struct rows_wish *wish, int count)
{
    int least = wish->rows > 0 ? wish->rows : 2;
    rows->height = wish->rows > 0 ? smaller(wish->rows, larger(wish->height, 1)) : wish->most;
    for (; rows->height >= least; rows->height--)
        for (rows->gap = rows->height > 1; rows->gap >= 0; rows->gap--)
            if (count * (rows->height + rows->gap) - rows->gap <= wish->height)
                return;
    rows->height = wish->rows > 0 ? smaller(wish->rows, larger(wish->height, 1)) : 1;
    rows->gap = 0;
}

struct rows_layout rows_fit(const struct rows_wish *wish)
{
    struct rows_layout rows = {.main = wish->main, .size = wish->grouped ? size_for(wish) : 1};
    rows.workers[LANE_PRODUCER] = wish->producers;
    rows.workers[LANE_CONSUMER] = wish->consumers;
    int producers = bands_of(wish->producers, rows.size), consumers = bands_of(wish->consumers, rows.size);
    int all = wish->main + producers + consumers;
    choose_height(&rows, wish, all);
    rows.cut = all * (rows.height + rows.gap) - rows.gap > wish->height;
    rows.shown = rows.cut ? larger(1, (wish->height - 1) / rows.height) : all;

    /* Of each kind there is something to see: consumers have a third of the rows, or what the producers leave. */
    int workers = rows.shown - wish->main, below = smaller(consumers, larger(workers - producers, workers / 3));
    rows.producers = workers - below;
    rows.first_most = all - rows.shown;
    rows.first = smaller(larger(wish->first, 0), rows.first_most);
    rows.begins[LANE_PRODUCER] = smaller(rows.first, producers - rows.producers);
    rows.begins[LANE_CONSUMER] = rows.first - rows.begins[LANE_PRODUCER];
    return rows;
}

struct band rows_band(const struct rows_layout *rows, int row)
{
    row -= rows->main;
    if (row < 0)
        return (struct band){.kind = LANE_MAIN, .first = 0, .count = 1};
    enum lane_kind kind = row < rows->producers ? LANE_PRODUCER : LANE_CONSUMER;
    int within = row - (kind == LANE_CONSUMER ? rows->producers : 0);
    int first = (rows->begins[kind] + within) * rows->size;
    return (struct band){
        .kind = kind, .first = (uint32_t)first, .count = (uint32_t)smaller(rows->size, rows->workers[kind] - first)};
}
