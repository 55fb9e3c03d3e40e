/* ideal — a simulation of the bodies alone, event by event */
#include "engine/ideal.h"

#include "base/memory.h"
#include "base/units.h"
#include "engine/body.h"
#include "engine/worker.h"

#include <stdlib.h>

struct simulation {
    const struct plan *plan;
    int64_t now;
    struct worker *workers;
    struct heap due; /* whose work or sleep ends next */
    size_t depth;    /* of the queue */
    struct list wait_for_item, wait_for_room;
    size_t producing; /* producers whose story is not over */
};

static struct worker *worker_of(struct heap_node *timer)
{
    return (struct worker *)((char *)timer - offsetof(struct worker, timer));
}

static struct worker *take_first(struct list *queue)
{
    return LIST_OWNER(list_take(queue), struct worker, node);
}

static void wake_at(struct simulation *simulation, struct worker *worker, int64_t time)
{
    if (worker != NULL)
        heap_insert(&simulation->due, &worker->timer, time);
}

static void close_queue(struct simulation *simulation)
{
    for (struct worker *worker; (worker = take_first(&simulation->wait_for_item)) != NULL;)
        wake_at(simulation, worker, simulation->now);
}

/* Carries out the worker's operation; false when it must wait. What ends later comes back through the heap. */
static bool carry_out(struct simulation *simulation, struct worker *worker, bool *got)
{
    const struct plan *plan = simulation->plan;
    switch (worker->op.kind) {
    case OP_WORK:
    case OP_SLEEP:
        return true;
    case OP_PUT:
        if (plan->capacity != 0 && simulation->depth >= plan->capacity) {
            list_append(&simulation->wait_for_room, &worker->node);
            return false;
        }
        simulation->depth++;
        wake_at(simulation, take_first(&simulation->wait_for_item), simulation->now);
        return true;
    case OP_GET:
        *got = simulation->depth > 0;
        if (*got) {
            simulation->depth--;
            wake_at(simulation, take_first(&simulation->wait_for_room), simulation->now);
        } else if (simulation->producing > 0) {
            list_append(&simulation->wait_for_item, &worker->node);
            return false;
        }
        return true;
    case OP_EXIT:
        if (worker->body.kind == LANE_PRODUCER && --simulation->producing == 0)
            close_queue(simulation);
        return false;
    }
    return false;
}

/* The worker's operation is due to be carried out (an OP_WORK or OP_SLEEP: to end). */
static void resume(struct simulation *simulation, struct worker *worker)
{
    for (bool got = false; carry_out(simulation, worker, &got); got = false) {
        worker->op = body_next(&worker->body, simulation->plan, got);
        if (worker->op.ns > 0) {
            wake_at(simulation, worker, units_after(simulation->now, worker->op.ns));
            return;
        }
    }
}

int64_t ideal_elapsed(const struct plan *plan)
{
    if (plan->items == 0)
        return -1;
    size_t count = (size_t)plan->producers + plan->consumers;
    struct simulation simulation = {
        .plan = plan,
        .workers = memory_zeroed(count, sizeof(struct worker)),
        .producing = plan->producers,
    };
    for (uint32_t i = 0; i < count; i++) {
        bool produces = i < plan->producers;
        simulation.workers[i].body =
            body_new(produces ? LANE_PRODUCER : LANE_CONSUMER, produces ? i : i - plan->producers, plan->seed);
        wake_at(&simulation, &simulation.workers[i], 0);
    }
    for (struct heap_node *due; (due = heap_first(&simulation.due)) != NULL;) {
        heap_remove(&simulation.due, due);
        simulation.now = due->deadline;
        resume(&simulation, worker_of(due));
    }
    heap_release(&simulation.due);
    free(simulation.workers);
    return simulation.now;
}
