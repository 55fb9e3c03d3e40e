/* plan — what is to be done. */
#include "engine/plan.h"

#include "base/units.h"

struct plan plan_default(void)
{
    return (struct plan){
        .producers = 2,
        .consumers = 1,
        .items = 10,
        .produce = {.min = NS_PER_S / 2, .max = NS_PER_S * 3 / 2},
        .consume = {.min = NS_PER_S / 2, .max = NS_PER_S / 2},
        .cpu_percent = 10,
        .cores = 4,
        .pool = 5,
        .language = LANGUAGE_PYTHON,
    };
}

const char *plan_language_name(enum language language)
{
    return language == LANGUAGE_PYTHON ? "python" : "c";
}

uint32_t plan_workers(const struct plan *plan, enum lane_kind kind)
{
    if (kind == LANE_TASK)
        return plan->tasks;
    bool queue = plan->tasks == 0;
    return queue && kind == LANE_PRODUCER ? plan->producers : queue && kind == LANE_CONSUMER ? plan->consumers : 0;
}

uint32_t plan_workers_all(const struct plan *plan)
{
    return plan->tasks > 0 ? plan->tasks : plan->producers + plan->consumers;
}

int64_t plan_items(const struct plan *plan)
{
    return plan->tasks > 0 ? plan->tasks : plan->items * plan->producers;
}

static bool delay_equal(struct delay a, struct delay b)
{
    return a.min == b.min && a.max == b.max;
}

bool plan_equal(const struct plan *a, const struct plan *b)
{
    return a->tasks == b->tasks && a->producers == b->producers && a->consumers == b->consumers &&
           a->items == b->items && delay_equal(a->produce, b->produce) && delay_equal(a->consume, b->consume) &&
           a->cpu_percent == b->cpu_percent && a->capacity == b->capacity && a->cores == b->cores &&
           a->burn == b->burn && a->pool == b->pool && a->results == b->results && a->distribution == b->distribution &&
           a->language == b->language && a->seed == b->seed;
}
