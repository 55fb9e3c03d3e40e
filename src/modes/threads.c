/*
 * threads — a thread for every worker, a mutex around the queue, two condition variables: the program of every
 * textbook.
 *
 * main starts the threads and waits in join. Each thread carries out its worker's body by blocking.
 */
#include "threads.h"

#include "base/memory.h"
#include "mistakes.h"
#include "modes/modes.h"
#include "shop.h"

#include <stdlib.h>
#include <string.h>

/* A seat for every worker that was hired, kept when its thread has ended: a worker that is hired again gets a new
 * thread in its old seat. */
struct staff {
    struct shop shop;
    struct seat *seats;
    enum mistake mistake;
    bool left; /* main has said that it is finished, and no longer looks after its threads */
};

static void work_for(struct seat *seat)
{
    seat_carry_out(seat);
}

static struct seat *seat_of(struct staff *staff, struct worker *worker)
{
    struct seat *seat = worker->seat;
    if (seat == NULL) {
        seat = worker->seat = memory_apart(sizeof *seat);
        *seat = (struct seat){.shop = &staff->shop, .worker = worker, .next = staff->seats};
        staff->seats = seat;
        engine_give_recorder(staff->shop.engine, worker);
    }
    return seat;
}

static void start(struct staff *staff, struct worker *worker)
{
    struct shop *shop = &staff->shop;
    if (!staff->left)
        shop_enter_main(shop, STATE_WORKING, REASON_START, worker->lane);
    struct seat *seat = seat_of(staff, worker);
    if (staff->mistake == MISTAKE_NO_START)
        return;
    if (seat->started)
        seat_join(seat); /* it is on its way out of its last turn here */
    int failure = seat_start(seat, work_for);
    if (failure != 0 && engine_give_up(shop->engine, worker, strerror(failure)))
        shop_wake_everybody(shop);
}

static void start_wanted(struct staff *staff)
{
    struct engine *engine = staff->shop.engine;
    struct line hired = {0};
    engine_fetch(engine, &hired);
    while (hired.first != NULL && !crew_is_cancelled(engine_crew(engine)))
        start(staff, line_take(&hired));
}

static void join_ended(struct staff *staff)
{
    for (struct seat *seat = staff->seats; seat != NULL; seat = seat->next)
        if (seat_has_ended(seat))
            seat_join(seat);
}

/* The mistake: main has nothing more to do. What it leaves is looked after behind its back. */
static void leave(struct staff *staff)
{
    if (staff->left)
        return;
    staff->left = true;
    pthread_mutex_lock(&staff->shop.lock);
    engine_say_finished(staff->shop.engine);
    pthread_mutex_unlock(&staff->shop.lock);
}

/* main has started its threads. */
static void await_threads(struct staff *staff)
{
    if (staff->mistake == MISTAKE_NO_JOIN)
        leave(staff);
    else
        shop_enter_main(&staff->shop, STATE_WAITING, REASON_JOIN, LANE_NONE);
    clock_wait(engine_main(staff->shop.engine)); /* until a thread ends or the plan changes */
}

static void dissolve(struct staff *staff)
{
    for (struct seat *seat = staff->seats, *next; seat != NULL; seat = next) {
        next = seat->next;
        seat->worker->seat = NULL;
        free(seat);
    }
    shop_close(&staff->shop);
}

void threads_run_under(struct engine *engine, const struct cores_rule *rule)
{
    struct staff staff = {.mistake = engine_mistake(engine)};
    shop_open(&staff.shop, engine, rule);
    staff.shop.manners = mistakes_manners(staff.mistake);
    unsigned changes = engine_changes(engine);
    for (;;) {
        join_ended(&staff); /* before hiring: who ended last may be wanted again */
        start_wanted(&staff);
        if (staff.shop.started == 0)
            break;
        await_threads(&staff);
        shop_see_changes(&staff.shop, &changes);
    }
    dissolve(&staff);
}

static void threads_run(struct engine *engine)
{
    threads_run_under(engine, &cores_of_machine);
}

const struct mode mode_threads = {
    .name = "threads",
    .summary = "a thread for every worker",
    .workers_most = THREADS_MOST,
    .run = threads_run,
};
