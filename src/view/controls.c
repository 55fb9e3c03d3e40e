/* controls — the table of the plan's fields that can be changed while it is carried out. */
#include "view/controls.h"

#include "base/format.h"
#include "base/minmax.h"
#include "base/units.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define STEP_DELAY_MIN NS_PER_MS /* a delay is not stepped below this, and from 0 to it */

enum type { NUMBER_32, NUMBER_64, DELAY };

/* The steps of numbers, up to 0, which means that there is no limit. */
static const int64_t items_notches[] = {1, 2, 5, 10, 20, 50, 100, 0};
static const int64_t capacity_notches[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 48, 64, 0};
static const int64_t limit_notches[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0};

#define FIELD(name) offsetof(struct plan, name)

static const struct row {
    const char *one, *many; /* the noun for one and for any other number; the same: it comes before the value */
    size_t field;           /* its offset in struct plan */
    enum type type;
    const int64_t *notches; /* NULL: the number goes by `step` from `least` to `most` */
    int64_t least, most, step;
} rows[CONTROL_COUNT] = {
    [CONTROL_PRODUCERS] = {"producer", "producers", FIELD(producers), NUMBER_32, NULL, 1, PLAN_WORKERS_MAX, 1},
    [CONTROL_ITEMS] = {"item", "items", FIELD(items), NUMBER_64, items_notches, 0, 0, 0},
    [CONTROL_PRODUCE] = {"produce", "produce", FIELD(produce), DELAY, NULL, 0, 0, 0},
    [CONTROL_CONSUMERS] = {"consumer", "consumers", FIELD(consumers), NUMBER_32, NULL, 1, PLAN_WORKERS_MAX, 1},
    [CONTROL_CONSUME] = {"consume", "consume", FIELD(consume), DELAY, NULL, 0, 0, 0},
    [CONTROL_CPU] = {"cpu", "cpu", FIELD(cpu_percent), NUMBER_32, NULL, 0, 100, 10},
    [CONTROL_CAPACITY] = {"queue", "queue", FIELD(capacity), NUMBER_32, capacity_notches, 0, 0, 0},
    [CONTROL_CORES] = {"core", "cores", FIELD(cores), NUMBER_32, limit_notches, 0, 0, 0},
    [CONTROL_POOL] = {"pool", "pool", FIELD(pool), NUMBER_32, limit_notches, 0, 0, 0},
    [CONTROL_RESULTS] = {"as", "as", FIELD(results), NUMBER_32, NULL, RESULTS_COMPLETED, RESULTS_SUBMITTED, 1},
};

/* Of a plan with tasks, as far as they differ. */
static const struct row tasks_rows[CONTROL_COUNT] = {
    [CONTROL_PRODUCERS] = {"task", "tasks", FIELD(tasks), NUMBER_32, NULL, 1, PLAN_WORKERS_MAX, 1},
    [CONTROL_PRODUCE] = {"each", "each", FIELD(produce), DELAY, NULL, 0, 0, 0},
};

static const struct row *row_of(const struct plan *plan, enum control control)
{
    return plan->tasks > 0 && tasks_rows[control].one != NULL ? &tasks_rows[control] : &rows[control];
}

bool control_applies(const struct plan *plan, enum control control)
{
    static const bool needs_queue[CONTROL_COUNT] = {
        [CONTROL_ITEMS] = true, [CONTROL_CONSUMERS] = true, [CONTROL_CONSUME] = true, [CONTROL_CAPACITY] = true};
    return plan->tasks == 0 || !needs_queue[control];
}

static int64_t number_of(const struct row *row, const struct plan *plan)
{
    const void *field = (const char *)plan + row->field;
    return row->type == NUMBER_64 ? *(const int64_t *)field : *(const uint32_t *)field;
}

static void set_number(const struct row *row, struct plan *plan, int64_t number)
{
    void *field = (char *)plan + row->field;
    if (row->type == NUMBER_64)
        *(int64_t *)field = number;
    else
        *(uint32_t *)field = (uint32_t)number;
}

/* ---- Steps ---- */

static int64_t next_notch(int64_t number, const int64_t notches[], int direction)
{
    int64_t below = number, above = 0; /* the notches next to it */
    for (; *notches != 0; notches++) {
        if (number == 0 || *notches < number)
            below = *notches;
        if (above == 0 && number != 0 && *notches > number)
            above = *notches;
    }
    return direction < 0 ? below : above;
}

static int64_t next_number(const struct row *row, int64_t number, int direction)
{
    int64_t next = direction < 0 ? number - row->step : number + row->step;
    return MIN(MAX(next, row->least), row->most);
}

static bool step_delay(struct delay *delay, int direction)
{
    int64_t less = delay->max / 5 * 4 + delay->max % 5 * 4 / 5, more = MAX(delay->max + delay->max / 4, STEP_DELAY_MIN);
    int64_t max = direction < 0 ? less : MIN(more, PLAN_DELAY_MAX);
    if (max == delay->max || (direction < 0 && max < STEP_DELAY_MIN))
        return false;
    double ratio = delay->max > 0 ? (double)delay->min / (double)delay->max : 1;
    *delay = (struct delay){.min = (int64_t)((double)max * ratio + 0.5), .max = max};
    return true;
}

bool control_step(struct plan *plan, enum control control, int direction)
{
    const struct row *row = row_of(plan, control);
    if (row->type == DELAY)
        return step_delay((struct delay *)((char *)plan + row->field), direction);
    int64_t number = number_of(row, plan);
    int64_t next =
        row->notches != NULL ? next_notch(number, row->notches, direction) : next_number(row, number, direction);
    set_number(row, plan, next);
    return next != number;
}

/* ---- Words ---- */

const char *control_name(const struct plan *plan, enum control control)
{
    const struct row *row = row_of(plan, control);
    return row->type != DELAY && number_of(row, plan) == 1 ? row->one : row->many;
}

bool control_noun_first(enum control control)
{
    return strcmp(rows[control].one, rows[control].many) == 0;
}

void control_value(const struct plan *plan, enum control control, char value[CONTROL_VALUE_SIZE])
{
    const struct row *row = row_of(plan, control);
    const struct delay *delay = (const struct delay *)((const char *)plan + row->field);
    bool falling = control == CONTROL_PRODUCE && plan->distribution == DISTRIBUTION_FALLING; /* "5–1 s" */
    if (row->type == DELAY)
        (void)snprintf(value, CONTROL_VALUE_SIZE, "%s",
                       format_range(falling ? delay->max : delay->min, falling ? delay->min : delay->max, 2).text);
    else if (row->notches != NULL && number_of(row, plan) == 0)
        (void)snprintf(value, CONTROL_VALUE_SIZE, "∞");
    else if (control == CONTROL_RESULTS)
        (void)snprintf(value, CONTROL_VALUE_SIZE, plan->results == RESULTS_COMPLETED ? "completed" : "submitted");
    else
        (void)snprintf(value, CONTROL_VALUE_SIZE, "%" PRId64 "%s", number_of(row, plan),
                       control == CONTROL_CPU ? "%" : "");
}
