/* controls — the table of the plan's fields that can be changed while it is carried out. */
#include "view/controls.h"

#include "base/format.h"
#include "base/units.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { STEP_CPU = 10 /* percent */ };
#define STEP_DELAY_MIN NS_PER_MS /* a delay is not stepped below this, and from 0 to it */

struct row {
    const char *one, *many; /* the noun for one and for any other number */
    size_t field;           /* its offset in struct plan */
    bool (*step)(void *field, int direction);
    void (*value)(const void *field, char *value);
};

/* ---- Steps ---- */

static bool step_workers(void *field, int direction)
{
    uint32_t *workers = field;
    if (direction < 0 ? *workers <= 1 : *workers >= PLAN_WORKERS_MAX)
        return false;
    *workers = direction < 0 ? *workers - 1 : *workers + 1;
    return true;
}

/* To the notch below or above; above the highest it is unlimited (0). */
static bool step_notch(int64_t *value, const int64_t notches[], int count, int direction)
{
    int below = -1, above = count; /* the notches next to it */
    for (int i = 0; i < count; i++)
        below = *value == 0 || notches[i] < *value ? i : below;
    for (int i = count; i-- > 0;)
        above = *value != 0 && notches[i] > *value ? i : above;
    if (direction < 0 ? below < 0 : *value == 0)
        return false;
    *value = direction < 0 ? notches[below] : above < count ? notches[above] : 0;
    return true;
}

static bool step_items(void *field, int direction)
{
    static const int64_t notches[] = {1, 2, 5, 10, 20, 50, 100};
    return step_notch(field, notches, sizeof notches / sizeof *notches, direction);
}

static bool step_small(uint32_t *field, const int64_t notches[], int count, int direction)
{
    int64_t value = *field;
    bool stepped = step_notch(&value, notches, count, direction);
    *field = (uint32_t)value;
    return stepped;
}

static bool step_capacity(void *field, int direction)
{
    static const int64_t notches[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 48, 64};
    return step_small(field, notches, sizeof notches / sizeof *notches, direction);
}

/* Cores, or threads of a pool. */
static bool step_limit(void *field, int direction)
{
    static const int64_t notches[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    return step_small(field, notches, sizeof notches / sizeof *notches, direction);
}

static bool step_delay(void *field, int direction)
{
    struct delay *delay = field;
    int64_t max = direction < 0 ? delay->max / 5 * 4 + delay->max % 5 * 4 / 5 : delay->max + delay->max / 4;
    if (direction > 0 && max < STEP_DELAY_MIN)
        max = STEP_DELAY_MIN;
    if (max > PLAN_DELAY_MAX)
        max = PLAN_DELAY_MAX;
    if (max == delay->max || (direction < 0 && max < STEP_DELAY_MIN))
        return false;
    double ratio = delay->max > 0 ? (double)delay->min / (double)delay->max : 1;
    *delay = (struct delay){.min = (int64_t)((double)max * ratio + 0.5), .max = max};
    return true;
}

static bool step_cpu(void *field, int direction)
{
    uint32_t *percent = field;
    if (direction < 0 ? *percent == 0 : *percent >= 100)
        return false;
    if (direction < 0)
        *percent = *percent > STEP_CPU ? *percent - STEP_CPU : 0;
    else
        *percent = *percent + STEP_CPU < 100 ? *percent + STEP_CPU : 100;
    return true;
}

/* ---- Values ---- */

static void value_number(const void *field, char *value)
{
    (void)snprintf(value, CONTROL_VALUE_SIZE, "%u", *(const uint32_t *)field);
}

static void value_percent(const void *field, char *value)
{
    (void)snprintf(value, CONTROL_VALUE_SIZE, "%u%%", *(const uint32_t *)field);
}

/* 0: there is no limit. */
static void value_limit(const void *field, char *value)
{
    if (*(const uint32_t *)field == 0)
        (void)snprintf(value, CONTROL_VALUE_SIZE, "∞");
    else
        value_number(field, value);
}

static void value_items(const void *field, char *value)
{
    int64_t items = *(const int64_t *)field;
    if (items == 0)
        (void)snprintf(value, CONTROL_VALUE_SIZE, "∞");
    else
        (void)snprintf(value, CONTROL_VALUE_SIZE, "%" PRId64, items);
}

static void value_delay(const void *field, char *value)
{
    const struct delay *delay = field;
    (void)snprintf(value, CONTROL_VALUE_SIZE, "%s", format_range(delay->min, delay->max, 2).text);
}

/* ---- The table ---- */

#define FIELD(name) offsetof(struct plan, name)

static const struct row rows[CONTROL_COUNT] = {
    [CONTROL_PRODUCERS] = {"producer", "producers", FIELD(producers), step_workers, value_number},
    [CONTROL_ITEMS] = {"item", "items", FIELD(items), step_items, value_items},
    [CONTROL_PRODUCE] = {"", "", FIELD(produce), step_delay, value_delay},
    [CONTROL_CONSUMERS] = {"consumer", "consumers", FIELD(consumers), step_workers, value_number},
    [CONTROL_CONSUME] = {"", "", FIELD(consume), step_delay, value_delay},
    [CONTROL_CPU] = {"cpu", "cpu", FIELD(cpu_percent), step_cpu, value_percent},
    [CONTROL_CAPACITY] = {"queue", "queue", FIELD(capacity), step_capacity, value_limit},
    [CONTROL_CORES] = {"core", "cores", FIELD(cores), step_limit, value_limit},
    [CONTROL_POOL] = {"thread", "threads", FIELD(pool), step_limit, value_limit},
};

const char *control_name(const struct plan *plan, enum control control)
{
    char value[CONTROL_VALUE_SIZE];
    control_value(plan, control, value);
    return strcmp(value, "1") == 0 ? rows[control].one : rows[control].many;
}

void control_value(const struct plan *plan, enum control control, char value[CONTROL_VALUE_SIZE])
{
    rows[control].value((const char *)plan + rows[control].field, value);
}

bool control_step(struct plan *plan, enum control control, int direction)
{
    return rows[control].step((char *)plan + rows[control].field, direction);
}
