/* figure_name — the tables of figures. */
#include "lessons/figure_name.h"

#include <string.h>

struct row {
    const char *name;
    enum unit unit;
};

static const struct row of_run[FIGURE_COUNT] = {
    [FIGURE_ELAPSED] = {"elapsed", UNIT_SECONDS},
    [FIGURE_OVERLAP] = {"overlap", UNIT_FACTOR},
    [FIGURE_THROUGHPUT] = {"throughput", UNIT_NONE},
    [FIGURE_PRODUCED] = {"produced", UNIT_NONE},
    [FIGURE_CONSUMED] = {"consumed", UNIT_NONE},
    [FIGURE_LATENCY_MEAN] = {"latency.mean", UNIT_SECONDS},
    [FIGURE_LATENCY_MEDIAN] = {"latency.median", UNIT_SECONDS},
    [FIGURE_LATENCY_LONGEST] = {"latency.longest", UNIT_SECONDS},
    [FIGURE_LATENCY_FIRST] = {"latency.first", UNIT_SECONDS},
    [FIGURE_LATENCY_LAST] = {"latency.last", UNIT_SECONDS},
    [FIGURE_MAX_DEPTH] = {"max_depth", UNIT_NONE},
    [FIGURE_MEAN_DEPTH] = {"mean_depth", UNIT_NONE},
    [FIGURE_IDLE] = {"idle", UNIT_SECONDS},
    [FIGURE_WORKING] = {"working", UNIT_SECONDS},
    [FIGURE_SLEEPING] = {"sleeping", UNIT_SECONDS},
    [FIGURE_WAITING] = {"waiting", UNIT_SECONDS},
    [FIGURE_READY] = {"ready", UNIT_SECONDS},
    [FIGURE_LOST] = {"lost", UNIT_NONE},
    [FIGURE_TAKEN_TWICE] = {"taken_twice", UNIT_NONE},
    [FIGURE_FAILED] = {"failed", UNIT_NONE},
    [FIGURE_WAKEUPS] = {"useless_wakeups", UNIT_NONE},
    [FIGURE_UPDATES_LOST] = {"updates_lost", UNIT_NONE},
    [FIGURE_FAILING] = {"failing", UNIT_NONE},
};

static const struct row of_lane[LANE_FIGURE_COUNT] = {
    [LANE_FIGURE_IDLE] = {"idle", UNIT_SECONDS},         [LANE_FIGURE_WORKING] = {"working", UNIT_SECONDS},
    [LANE_FIGURE_SLEEPING] = {"sleeping", UNIT_SECONDS}, [LANE_FIGURE_WAITING] = {"waiting", UNIT_SECONDS},
    [LANE_FIGURE_READY] = {"ready", UNIT_SECONDS},       [LANE_FIGURE_ITEMS] = {"items", UNIT_NONE},
    [LANE_FIGURE_DONE] = {"done", UNIT_SECONDS},         [LANE_FIGURE_RECEIVED] = {"received", UNIT_SECONDS},
};

/* The row of that name; `count`: there is none, and the error names those that there are. */
static size_t find(const struct row *rows, size_t count, const char *name, size_t length, struct error *error)
{
    char known[256] = "";
    for (size_t i = 0; i < count; i++)
        if (strlen(rows[i].name) == length && memcmp(rows[i].name, name, length) == 0)
            return i;
    for (size_t i = 0; i < count; i++)
        format_append(known, sizeof known, " %s", rows[i].name);
    error_set(error, "'%.*s' is not a figure%s:%s", (int)(length > 20 ? 20 : length), name,
              rows == of_lane ? " of a lane" : "", known);
    return count;
}

/* The lane whose name stands there, with a point behind it; LESSON_SLOTS: none. */
static size_t find_lane(const char *text)
{
    char name[LANE_NAME_SIZE];
    for (size_t slot = 0; slot < LESSON_SLOTS; slot++) {
        lane_id_name(figure_lane(slot), name);
        size_t length = strlen(name);
        if (strncmp(text, name, length) == 0 && text[length] == '.')
            return slot;
    }
    return LESSON_SLOTS;
}

bool figure_name_read(const char **at, struct figure_name *name, struct error *error)
{
    const char *text = *at;
    size_t slot = find_lane(text);
    *name = (struct figure_name){.of_lane = slot < LESSON_SLOTS, .slot = slot};
    if (name->of_lane)
        text = strchr(text, '.') + 1;
    size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");
    size_t count = name->of_lane ? LANE_FIGURE_COUNT : FIGURE_COUNT;
    const struct row *rows = name->of_lane ? of_lane : of_run;
    name->figure = find(rows, count, text, length, error);
    *at = text + length;
    if (name->figure == count)
        return false;
    name->unit = rows[name->figure].unit;
    return true;
}

double figure_value(const struct lesson_figures *figures, const struct figure_name *name)
{
    return name->of_lane ? figures->lanes[name->slot][name->figure] : figures->values[name->figure];
}
