/* plan — what is to be done, and the table of what can be changed while it is done; see the header. */
#include "engine/plan.h"

#include "base/format.h"
#include "base/units.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    STEP_CPU = 10,          /* percent */
    STEP_CAPACITY_MAX = 64, /* the notch below unbounded */
    STEP_LIMIT_MAX = 16     /* of cores and threads: likewise */
};
#define STEP_DELAY_MIN NS_PER_MS /* a delay is not stepped below this, and from 0 to it */

struct row {
    const char *keys;
    const char *one, *many; /* the noun for one and for any other number */
    size_t field;           /* its offset in struct plan */
    bool (*step)(void *field, int direction);
    void (*value)(const void *field, char *value);
};

static bool step_workers(void *field, int direction)
{
    uint32_t *workers = field;
    if (direction < 0 ? *workers <= 1 : *workers >= PLAN_WORKERS_MAX)
        return false;
    *workers = direction < 0 ? *workers - 1 : *workers + 1;
    return true;
}

/* With no end (0) above the highest. */
static bool step_items(void *field, int direction)
{
    static const int64_t notches[] = {1, 2, 5, 10, 20, 50, 100};
    const int count = sizeof notches / sizeof *notches;
    int64_t *items = field;
    int below = -1, above = count; /* the notches next to it */
    for (int i = 0; i < count; i++)
        below = *items == 0 || notches[i] < *items ? i : below;
    for (int i = count; i-- > 0;)
        above = *items != 0 && notches[i] > *items ? i : above;
    if (direction < 0 ? below < 0 : *items == 0)
        return false;
    *items = direction < 0 ? notches[below] : above < count ? notches[above] : 0;
    return true;
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

/* Among the powers of two, with unbounded (0) above the highest. */
static bool step_capacity(void *field, int direction)
{
    uint32_t *capacity = field;
    if (direction < 0 ? *capacity == 1 : *capacity == 0)
        return false;
    uint32_t below = 0, above = 1; /* the powers next to it */
    while (above <= *capacity && above <= STEP_CAPACITY_MAX)
        above *= 2;
    for (uint32_t power = 1; power <= STEP_CAPACITY_MAX && (*capacity == 0 || power < *capacity); power *= 2)
        below = power;
    *capacity = direction < 0 ? below : above <= STEP_CAPACITY_MAX ? above : 0;
    return true;
}

/* One by one, with unlimited (0) above the highest. */
static bool step_limit(void *field, int direction)
{
    uint32_t *limit = field;
    if (direction < 0 ? *limit == 1 : *limit == 0)
        return false;
    if (direction < 0)
        *limit = *limit == 0 ? STEP_LIMIT_MAX : *limit - 1;
    else
        *limit = *limit < STEP_LIMIT_MAX ? *limit + 1 : 0;
    return true;
}

static void value_number(const void *field, char *value)
{
    (void)snprintf(value, PLAN_VALUE_SIZE, "%u", *(const uint32_t *)field);
}

static void value_percent(const void *field, char *value)
{
    (void)snprintf(value, PLAN_VALUE_SIZE, "%u%%", *(const uint32_t *)field);
}

/* 0: there is no limit. */
static void value_limit(const void *field, char *value)
{
    if (*(const uint32_t *)field == 0)
        (void)snprintf(value, PLAN_VALUE_SIZE, "∞");
    else
        value_number(field, value);
}

static void value_items(const void *field, char *value)
{
    int64_t items = *(const int64_t *)field;
    if (items == 0)
        (void)snprintf(value, PLAN_VALUE_SIZE, "∞");
    else
        (void)snprintf(value, PLAN_VALUE_SIZE, "%" PRId64, items);
}

static void value_delay(const void *field, char *value)
{
    const struct delay *delay = field;
    (void)snprintf(value, PLAN_VALUE_SIZE, "%s", format_range(delay->min, delay->max, 2).text);
}

static const struct row rows[CONTROL_COUNT] = {
    [CONTROL_PRODUCERS] = {"p/P", "producer", "producers", offsetof(struct plan, producers), step_workers,
                           value_number},
    [CONTROL_ITEMS] = {"n/N", "item", "items", offsetof(struct plan, items), step_items, value_items},
    [CONTROL_PRODUCE] = {"d/D", "", "", offsetof(struct plan, produce), step_delay, value_delay},
    [CONTROL_CONSUMERS] = {"c/C", "consumer", "consumers", offsetof(struct plan, consumers), step_workers,
                           value_number},
    [CONTROL_CONSUME] = {"e/E", "", "", offsetof(struct plan, consume), step_delay, value_delay},
    [CONTROL_CPU] = {"w/W", "cpu", "cpu", offsetof(struct plan, cpu_percent), step_cpu, value_percent},
    [CONTROL_CAPACITY] = {"b/B", "queue", "queue", offsetof(struct plan, capacity), step_capacity, value_limit},
    [CONTROL_CORES] = {"j/J", "core", "cores", offsetof(struct plan, cores), step_limit, value_limit},
    [CONTROL_POOL] = {"v/V", "thread", "threads", offsetof(struct plan, pool), step_limit, value_limit},
};

struct plan plan_default(void)
{
    return (struct plan){
        .producers = 2,
        .consumers = 1,
        .items = 20,
        .produce = {.min = NS_PER_S / 2, .max = NS_PER_S * 3 / 2},
        .consume = {.min = NS_PER_S / 2, .max = NS_PER_S / 2},
        .cpu_percent = 20,
        .cores = 4,
        .pool = 5,
        .language = LANGUAGE_C,
    };
}

const char *plan_control_name(const struct plan *plan, enum control control)
{
    char value[PLAN_VALUE_SIZE];
    plan_control_value(plan, control, value);
    return strcmp(value, "1") == 0 ? rows[control].one : rows[control].many;
}

const char *plan_control_keys(enum control control)
{
    return rows[control].keys;
}

void plan_control_value(const struct plan *plan, enum control control, char value[PLAN_VALUE_SIZE])
{
    rows[control].value((const char *)plan + rows[control].field, value);
}

bool plan_control_step(struct plan *plan, enum control control, int direction)
{
    return rows[control].step((char *)plan + rows[control].field, direction);
}

const char *plan_language_name(enum language language)
{
    return language == LANGUAGE_PYTHON ? "python" : "c";
}

static bool delay_equal(struct delay a, struct delay b)
{
    return a.min == b.min && a.max == b.max;
}

bool plan_equal(const struct plan *a, const struct plan *b)
{
    return a->producers == b->producers && a->consumers == b->consumers && a->items == b->items &&
           delay_equal(a->produce, b->produce) && delay_equal(a->consume, b->consume) &&
           a->cpu_percent == b->cpu_percent && a->capacity == b->capacity && a->cores == b->cores &&
           a->burn == b->burn && a->pool == b->pool && a->results == b->results && a->distribution == b->distribution &&
           a->language == b->language && a->seed == b->seed;
}
