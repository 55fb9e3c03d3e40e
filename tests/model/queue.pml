/*
 * queue — a model of the queue and its waiters in the threads mode: src/clock/condition.c, src/modes/threads.c, and
 * what src/engine/worker.c, deeds.c and engine.c have to do with them.
 *
 * Each inline and process is named after the function that it stands for. The clock is only what clock.pml has shown it
 * to be: a park returns when it was unparked since the last one, or cancelled. Delays are left out: a thread may be held
 * up anywhere. While it goes on, the plan changes (a consumer is taken away, the capacity grows) and the run may
 * be cancelled.
 *
 * Shown: when nobody can go on, nobody waits for what is there (an item, room, the news that none will come, a changed
 * plan); so no wake-up is lost, and the run ends or is a deadlock of the program that it stands for; no item is lost or
 * counted twice; a line of waiters has everybody once. A FAULT_… leaves a line of the code out, and must be found.
 */
#ifndef PRODUCERS
#define PRODUCERS 2
#endif
#ifndef CONSUMERS
#define CONSUMERS 2
#endif
#ifndef ITEMS
#define ITEMS 2 /* of each producer */
#endif

#ifndef CHANGES
#define CHANGES 1 /* of the plan, at most */
#endif

#define WORKERS (PRODUCERS + CONSUMERS)
#define MAIN WORKERS
#define NOBODY 255
#define IS_PRODUCER(p) (p < PRODUCERS)

/* The clock's. */
bool parked[WORKERS + 1], permit[WORKERS + 1], left[WORKERS + 1];
bool cancelled;

/* The shop's and the engine's. */
byte lock = NOBODY; /* shop.lock: who holds it */
chan not_empty = [WORKERS] of { byte };
chan not_full = [WORKERS] of { byte };
byte depth, capacity = 1, consumers = CONSUMERS, open_producers = PRODUCERS, changes;
bool ended[WORKERS];
byte put_items, taken_items;

#define CLOSED (open_producers == 0)
#define HAS_ROOM (depth < capacity)
#define WAITS_IN_VAIN(p) (CLOSED || p - PRODUCERS >= consumers)

inline pthread_mutex_lock(p)
{
    atomic { lock == NOBODY -> lock = p }
}

inline pthread_mutex_unlock()
{
    lock = NOBODY
}

/* ---- The clock ---- */

inline clock_park(p)
{
    if
    :: atomic { permit[p] -> permit[p] = false }
    :: atomic { !permit[p] && !cancelled -> parked[p] = true };
       !parked[p] /* scheduler_wake() */
    :: cancelled
    fi
}

inline clock_unpark(p)
{
    atomic {
        if
        :: parked[p] -> parked[p] = false
        :: else -> permit[p] = true
        fi
    }
}

/* ---- The condition; under the shop's lock ---- */

inline condition_wait(line, p)
{
    assert(nfull(line));
    line ! p;
    pthread_mutex_unlock();
    clock_park(p);
    pthread_mutex_lock(p);
    /* drop */
#ifndef FAULT_DROP
    if
    :: line ?? [eval(p)] -> line ?? eval(p)
    :: else
    fi;
#endif
    goes_on = !cancelled
}

inline condition_signal(line)
{
#ifdef FAULT_SIGNAL
    skip
#else
    if
    :: atomic { nempty(line) -> line ? first };
       clock_unpark(first)
    :: empty(line)
    fi
#endif
}

inline condition_broadcast(line)
{
    do
    :: atomic { nempty(line) -> line ? first };
       clock_unpark(first)
    :: empty(line) -> break
    od
}

inline shop_wake_everybody(p)
{
    pthread_mutex_lock(p);
    condition_broadcast(not_empty);
    condition_broadcast(not_full);
    pthread_mutex_unlock()
}

/* ---- A worker's thread ---- */

inline put(p)
{
    pthread_mutex_lock(p);
    do
    :: goes_on && !HAS_ROOM -> condition_wait(not_full, p)
    :: else -> break
    od;
    if
    :: goes_on ->
        depth++; /* engine_put */
        put_items++;
        condition_signal(not_empty)
    :: else
    fi;
    pthread_mutex_unlock()
}

inline get(p)
{
    pthread_mutex_lock(p);
    do
    :: goes_on && depth == 0 && !WAITS_IN_VAIN(p) -> condition_wait(not_empty, p)
    :: else -> break
    od;
    got = goes_on && depth > 0;
    if
    :: got ->
        depth--; /* engine_take */
        taken_items++;
        condition_signal(not_full)
    :: else
    fi;
    pthread_mutex_unlock()
}

proctype worker_thread(byte me)
{
    byte items, first;
    bool goes_on = true, got, closes;
    do /* carry_out, body_next */
    :: IS_PRODUCER(me) && goes_on && items < ITEMS ->
        put(me);
        items++
    :: !IS_PRODUCER(me) && goes_on && me - PRODUCERS < consumers ->
        get(me);
        if
        :: goes_on && !got -> break
        :: else
        fi
    :: else -> break
    od;
    if
    :: goes_on -> /* engine_worker_done */
        atomic {
            if
            :: IS_PRODUCER(me) ->
                open_producers--;
                closes = CLOSED
            :: else
            fi
        };
#ifndef FAULT_CLOSE
        if
        :: closes -> shop_wake_everybody(me)
        :: else
        fi
#endif
    :: else
    fi;
    ended[me] = true;
    clock_unpark(MAIN);
    left[me] = true /* waiter_leave */
}

/* ---- The main thread ---- */

proctype threads_run()
{
    byte seen = changes, each, alive, first;
    do
    :: alive = 0;
       for (each : 0 .. WORKERS - 1) { /* join_ended */
           if
           :: ended[each] -> left[each]
           :: else -> alive++
           fi
       }
       each = 0;
       if
       :: alive == 0 -> break
       :: else
       fi;
       clock_park(MAIN);
       if
       :: seen != changes ->
           seen = changes;
#ifndef FAULT_CHANGE
           shop_wake_everybody(MAIN)
#endif
       :: else
       fi
    od;
    assert(put_items == taken_items + depth);
    assert(empty(not_empty) && empty(not_full));
    left[MAIN] = true
}

/* ---- The controlling thread ---- */

inline engine_change()
{
    atomic {
        if
        :: consumers > 0 -> consumers--
        :: capacity++
        fi;
        changes++
    };
    clock_unpark(MAIN)
}

/* clock_group_cancel */
inline clock_group_cancel()
{
    atomic {
        cancelled = true;
        for (each : 0 .. WORKERS) {
            parked[each] = false
        }
        each = 0
    }
}

#define RESTS(p) (parked[p] || left[p])

/* What clock_group_is_stuck says: all are parked, none has a deadline. */
proctype controller()
{
    byte each, count;
    do
    :: count < CHANGES ->
       count++;
       engine_change()
    :: clock_group_cancel() -> break
    :: break
    od;
    do
    :: atomic {
        parked[MAIN] && RESTS(0) && RESTS(1) && RESTS(2) && RESTS(WORKERS - 1) ->
        for (each : 0 .. WORKERS - 1) {
            assert(left[each] || !IS_PRODUCER(each) || !HAS_ROOM);
            assert(left[each] || IS_PRODUCER(each) || (depth == 0 && !WAITS_IN_VAIN(each)))
        }
        each = 0
    };
       clock_group_cancel();
       break
    :: left[MAIN] -> break
    od
}

init {
    byte each;
    atomic {
        for (each : 0 .. WORKERS - 1) {
            run worker_thread(each)
        }
        run threads_run();
        run controller()
    }
}
