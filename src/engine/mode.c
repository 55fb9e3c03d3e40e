/* mode — what a mode can run */
#include "engine/mode.h"

bool mode_fit(const struct mode *mode, struct plan *plan)
{
    uint32_t asked = plan->consumers;
    if (plan->consumers < mode->min_consumers)
        plan->consumers = mode->min_consumers;
    if (mode->max_consumers != 0 && plan->consumers > mode->max_consumers)
        plan->consumers = mode->max_consumers;
    return plan->consumers != asked;
}

bool mode_allows(const struct mode *mode, const struct plan *plan, struct error *error)
{
    static const char *const many[] = {
        [LANE_PRODUCER] = "producers", [LANE_TASK] = "tasks", [LANE_CONSUMER] = "consumers"};
    uint32_t max = mode->max_workers;
    if (plan->tasks > 0 && mode->needs_queue)
        return error_set(error, "bug %s is one of the queue, which tasks do not have", mode->bug);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        if (max != 0 && plan_workers(plan, kind) > max)
            return error_set(error, "%u %s are more than %s can run: at most %u", plan_workers(plan, kind), many[kind],
                             mode->name, max);
    struct plan fitted = *plan;
    return !mode_fit(mode, &fitted) || error_set(error, "bug %s takes %u consumer%s, not %u", mode->bug,
                                                 fitted.consumers, fitted.consumers == 1 ? "" : "s", plan->consumers);
}

bool mode_has_gil(const struct mode *mode, const struct plan *plan)
{
    return mode->holds_gil && plan->language == LANGUAGE_PYTHON;
}
