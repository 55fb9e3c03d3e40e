/* body — a worker's story as a resumable step function */
#include "engine/body.h"

struct body body_new(enum lane_kind kind, uint32_t index, uint64_t seed)
{
    uint64_t stream =
        (uint64_t)(kind == LANE_CONSUMER ? 2 : 1) << 24 | index; /* the nth task's is the nth producer's */
    return (struct body){
        .kind = kind,
        .index = index,
        .next = kind == LANE_CONSUMER ? OP_GET : OP_WORK,
        .random = random_stream(seed, stream),
    };
}

bool body_has_work(const struct body *body, const struct plan *plan)
{
    if (body->index >= plan_workers(plan, body->kind))
        return false;
    if (body->kind == LANE_TASK)
        return body->item == 0;
    return body->kind == LANE_CONSUMER || plan->items == 0 || body->item < plan->items;
}

/* The worker's own share of the range, where the plan gives it one. */
static int64_t own_delay(const struct body *body, const struct plan *plan)
{
    int64_t count = plan_workers(plan, body->kind), last = count > 1 ? count - 1 : 1, index = body->index;
    return plan->produce.max - (plan->produce.max - plan->produce.min) / last * (index < last ? index : last);
}

/* An item begins: draws its delay (in any case, so that the stream goes on alike) and splits it. */
static void begin_item(struct body *body, const struct delay *delay, const struct plan *plan)
{
    int64_t whole = random_between(&body->random, delay->min, delay->max);
    if (body->kind != LANE_CONSUMER && plan->distribution == DISTRIBUTION_FALLING)
        whole = own_delay(body, plan);
    body->work = whole * plan->cpu_percent / 100; /* at most PLAN_DELAY_MAX × 100: no overflow */
    body->sleep = whole - body->work;
    body->item += body->item == UINT32_MAX ? 2 : 1; /* without an end it may come round; 0 is none */
}

static struct op producer_next(struct body *body, const struct plan *plan)
{
    switch (body->next) {
    case OP_WORK:
        if (!body_has_work(body, plan))
            return (struct op){.kind = OP_EXIT};
        begin_item(body, &plan->produce, plan);
        body->next = OP_PUT;
        return (struct op){.kind = OP_WORK, .ns = body->work, .item = body->item};
    case OP_PUT:
        body->next = OP_SLEEP;
        return (struct op){.kind = OP_PUT, .item = body->item};
    default:
        body->next = OP_WORK;
        return (struct op){.kind = OP_SLEEP, .ns = body->sleep, .item = body->item};
    }
}

static struct op task_next(struct body *body, const struct plan *plan)
{
    switch (body->next) {
    case OP_WORK:
        if (!body_has_work(body, plan))
            return (struct op){.kind = OP_EXIT};
        begin_item(body, &plan->produce, plan);
        body->next = OP_SLEEP;
        return (struct op){.kind = OP_WORK, .ns = body->work, .item = body->item};
    case OP_SLEEP:
        body->next = OP_PUT;
        return (struct op){.kind = OP_SLEEP, .ns = body->sleep, .item = body->item};
    default:
        body->next = OP_WORK;
        return (struct op){.kind = OP_PUT, .item = body->item};
    }
}

static struct op consumer_next(struct body *body, const struct plan *plan, bool got)
{
    switch (body->next) {
    case OP_GET:
        if (!body_has_work(body, plan))
            return (struct op){.kind = OP_EXIT};
        body->next = OP_WORK;
        return (struct op){.kind = OP_GET};
    case OP_WORK:
        if (!got) {
            body->next = OP_GET;
            return (struct op){.kind = OP_EXIT};
        }
        begin_item(body, &plan->consume, plan);
        body->next = OP_SLEEP;
        return (struct op){.kind = OP_WORK, .ns = body->work, .item = body->item};
    default:
        body->next = OP_GET;
        return (struct op){.kind = OP_SLEEP, .ns = body->sleep, .item = body->item};
    }
}

struct op body_next(struct body *body, const struct plan *plan, bool got)
{
    if (body->kind == LANE_TASK)
        return task_next(body, plan);
    return body->kind == LANE_PRODUCER ? producer_next(body, plan) : consumer_next(body, plan, got);
}
