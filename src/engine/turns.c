/* turns — who goes on; see the header. */
#include "turns.h"

void turns_call(struct parker *parker, enum wake wake)
{
    struct crew *crew = parker->crew;
    struct clock *clock = crew->clock;
    if (parker->due.place != 0) {
        heap_remove(&clock->due, &parker->due);
        crew->timed--;
    }
    crew->active++;
    clock->active++;
    atomic_store_explicit(&crew->stuck, false, memory_order_relaxed);
    parker->wake = wake;
    if (clock->kind == CLOCK_REAL) {
        parker->state = PARKER_RUNNING;
        pthread_cond_signal(&parker->go_on);
        return;
    }
    parker->state = PARKER_CALLED;
    parker->called = NULL;
    if (clock->last_called != NULL)
        clock->last_called->called = parker;
    else
        clock->first_called = parker;
    clock->last_called = parker;
}

static void give_turn(struct clock *clock)
{
    struct parker *parker = clock->first_called;
    clock->first_called = parker->called;
    if (clock->first_called == NULL)
        clock->last_called = NULL;
    clock->turn = parker;
    parker->state = PARKER_RUNNING;
    pthread_cond_signal(&parker->go_on);
}

/* Instant: jumps to the next deadline and calls the first who is due; false where there is none that is allowed now. */
static bool jump(struct clock *clock)
{
    struct heap_node *first = heap_first(&clock->due);
    int64_t now = clock_now(clock);
    if (clock_is_paused(clock) || first == NULL || first->deadline > clock->allowed) {
        if (!clock_is_paused(clock) && clock->allowed != TIME_NEVER && clock->allowed > now)
            timebase_move(&clock->base, clock->allowed - now, 0);
        return false;
    }
    if (first->deadline > now)
        timebase_move(&clock->base, first->deadline - now, 0);
    turns_call((struct parker *)first, WAKE_DEADLINE);
    return true;
}

bool turns_idle(const struct clock *clock)
{
    const struct heap_node *first = heap_first(&clock->due);
    return clock->turn == NULL && clock->first_called == NULL &&
           (clock_is_paused(clock) || first == NULL || first->deadline > clock->allowed);
}

void turns_take(struct clock *clock)
{
    if (clock->kind == CLOCK_REAL || clock->turn != NULL)
        return;
    if (clock->first_called != NULL || jump(clock))
        give_turn(clock);
    else
        doorbell_ring(clock->doorbell);
}

void turns_tell_still(struct clock *clock)
{
    if (clock->active == 0 && clock->kind == CLOCK_REAL && clock_is_paused(clock))
        doorbell_ring(clock->doorbell);
}

void turns_settle(struct crew *crew)
{
    if (crew->active == 0 && crew->timed == 0 && crew->members > 0) {
        atomic_store_explicit(&crew->stuck, true, memory_order_release);
        doorbell_ring(crew->clock->doorbell);
    }
    turns_tell_still(crew->clock);
    turns_take(crew->clock);
}

void turns_stop(struct parker *parker)
{
    parker->crew->active--;
    parker->crew->clock->active--;
    if (parker->crew->clock->turn == parker)
        parker->crew->clock->turn = NULL;
}
