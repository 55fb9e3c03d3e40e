/* lane_rows — which workers stand in which rows. */
#include "view/panels/lanes.h"

#include "base/minmax.h"

#include <stdio.h>

static int groups_of(int lanes, int size)
{
    return (lanes + size - 1) / size;
}

/* The smallest round number of workers with which the groups of both sections fit. */
static int size_for(const struct lane_rows_wanted *wanted)
{
    static const int round[] = {1, 2, 3, 4, 5, 6, 8};
    int above = wanted->sections[ABOVE].lanes, below = wanted->sections[BELOW].lanes;
    for (int power = 1;; power *= 10)
        for (size_t i = 0; i < sizeof round / sizeof *round; i++) {
            int size = round[i] * power;
            int groups = wanted->main + groups_of(above, size) + groups_of(below, size);
            int gap = wanted->style.rows_min > 1;
            if (groups * (wanted->style.rows_min + gap) - gap <= wanted->height || size >= MAX(above, below))
                return size;
        }
}

static int rows_of(const struct rows_layout *rows, int section)
{
    return rows->alone[section] + groups_of(rows->sections[section].lanes - rows->alone[section], rows->size);
}

/* Where pairs leave rows free, as many pairs as there are such rows are parted, from the first on. */
static void part_pairs(struct rows_layout *rows, const struct lane_rows_wanted *wanted)
{
    int left = wanted->height - rows->main - rows_of(rows, ABOVE) - rows_of(rows, BELOW);
    for (int section = ABOVE; section < SECTIONS && rows->size == 2 && left > 0; section++) {
        int pairs = MIN(left, rows->sections[section].lanes / 2);
        rows->alone[section] = 2 * pairs;
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
        .main = wanted->main,
        .sections = {wanted->sections[ABOVE], wanted->sections[BELOW]},
        .size = wanted->style.grouped ? size_for(wanted) : 1,
    };
    if (wanted->style.rows_min == 1)
        part_pairs(&rows, wanted);
    int above = rows_of(&rows, ABOVE), below = rows_of(&rows, BELOW);
    int all = wanted->main + above + below;
    choose_height(&rows, wanted, all);
    rows.cut = all * (rows.height + rows.gap) - rows.gap > wanted->height;
    rows.shown = rows.cut ? MAX(1, (wanted->height - 1) / rows.height) : all;

    /* Of each section there is something to see: the one below has a third of the rows, or what the other leaves. */
    int in_sections = rows.shown - wanted->main;
    rows.rows[BELOW] = MIN(below, MAX(in_sections - above, in_sections / 3));
    rows.rows[ABOVE] = in_sections - rows.rows[BELOW];
    rows.first_max = all - rows.shown;
    rows.first = MIN(MAX(wanted->style.first, 0), rows.first_max);
    rows.begins[ABOVE] = MIN(rows.first, above - rows.rows[ABOVE]);
    rows.begins[BELOW] = rows.first - rows.begins[ABOVE];
    return rows;
}

struct group rows_group(const struct rows_layout *rows, int row)
{
    row -= rows->main;
    if (row < 0)
        return (struct group){.kind = row == -rows->main ? LANE_MAIN : LANE_GIL, .first = 0, .count = 1};
    int section = row < rows->rows[ABOVE] ? ABOVE : BELOW;
    int within = row - (section == BELOW ? rows->rows[ABOVE] : 0);
    int first = rows->begins[section] + within, alone = rows->alone[section], size = first < alone ? 1 : rows->size;
    first = first < alone ? first : alone + (first - alone) * size;
    return (struct group){.kind = rows->sections[section].kind,
                          .first = (uint32_t)first,
                          .count = (uint32_t)MIN(size, rows->sections[section].lanes - first)};
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
