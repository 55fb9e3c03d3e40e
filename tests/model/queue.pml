/*
 * queue — a model of the queue and its waiters in the threads mode: src/clock/sync.c, src/modes/threads.c and
 * thread.c, and what src/engine/worker.c and engine.c have to do with them.
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

/* shared.mutex, its conditions, and the engine's */
byte holder = NOBODY;
chan mutex_waiters = [WORKERS + 1] of { byte };
chan not_empty = [WORKERS] of { byte };
chan not_full = [WORKERS] of { byte };
byte depth, capacity = 1, consumers = CONSUMERS, open_producers = PRODUCERS, changes;
bool ended[WORKERS];
byte put_items, taken_items;

#define CLOSED (open_producers == 0)
#define HAS_ROOM (depth < capacity)
#define WAITS_IN_VAIN(p) (CLOSED || p - PRODUCERS >= consumers)

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

/* ---- The mutex and its conditions; each step under the mutex's guard ---- */

inline wake_first(line)
{
    if
    :: nempty(line) ->
        line ? first;
        clock_unpark(first);
        first = 0
    :: empty(line)
    fi
}

/* Parks in the line, which the caller has joined; `foreign`: something else than a removal from it has woken p. */
inline park_in(line, p)
{
    clock_park(p);
    atomic {
        if
        :: line ?? [eval(p)] ->
            foreign = true;
#ifndef FAULT_DROP
            line ?? eval(p)
#endif
        :: else
        fi;
        ok = !cancelled
    }
}

inline sim_lock(p)
{
    do
    :: atomic { ok && holder == NOBODY -> holder = p; break }
    :: atomic { ok && holder != NOBODY -> mutex_waiters ! p };
       park_in(mutex_waiters, p)
    :: !ok -> break
    od;
    if
    :: foreign -> clock_unpark(p)
    :: else
    fi;
    foreign = false
}

inline sim_unlock(p)
{
    atomic {
        if
        :: holder == p ->
            holder = NOBODY;
            wake_first(mutex_waiters)
        :: else
        fi
    }
}

inline sim_cond_wait(line, p)
{
    atomic {
        assert(nfull(line));
        line ! p;
        holder = NOBODY;
        wake_first(mutex_waiters)
    };
    park_in(line, p);
    foreign = false;
    if
    :: ok -> sim_lock(p)
    :: else
    fi
}

inline sim_cond_signal(line)
{
#ifdef FAULT_SIGNAL
    skip
#else
    atomic { wake_first(line) }
#endif
}

/* ---- A worker's thread ---- */

inline put(p)
{
    sim_lock(p);
    do
    :: ok && !HAS_ROOM -> sim_cond_wait(not_full, p)
    :: else -> break
    od;
    if
    :: ok ->
        depth++; /* worker_put */
        put_items++;
        sim_cond_signal(not_empty)
    :: else
    fi;
    sim_unlock(p)
}

inline get(p)
{
    sim_lock(p);
    do
    :: ok && depth == 0 && !WAITS_IN_VAIN(p) -> sim_cond_wait(not_empty, p)
    :: else -> break
    od;
    got = ok && depth > 0;
    if
    :: got ->
        depth--; /* worker_take */
        taken_items++;
        sim_cond_signal(not_full)
    :: else
    fi;
    sim_unlock(p)
}

proctype worker_thread(byte me)
{
    byte items, first;
    bool ok = true, got, foreign;
    do /* carry_out, body_next */
    :: IS_PRODUCER(me) && ok && items < ITEMS ->
        put(me);
        items++
    :: !IS_PRODUCER(me) && ok && me - PRODUCERS < consumers ->
        get(me);
        if
        :: ok && !got -> break
        :: else
        fi
    :: else -> break
    od;
    if
    :: ok && IS_PRODUCER(me) -> /* worker_done */
        open_producers--;
#ifndef FAULT_CLOSE
        if
        :: atomic { CLOSED -> changes++ };
           clock_unpark(MAIN)
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

inline wake_all()
{
    for (each : 0 .. WORKERS - 1) {
        clock_unpark(each)
    }
    each = 0
}

proctype threads_run()
{
    byte seen = changes, each, alive;
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
           wake_all()
#endif
       :: else
       fi
    od;
    assert(put_items == taken_items + depth);
    assert(empty(not_empty) && empty(not_full) && empty(mutex_waiters) && holder == NOBODY);
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
        assert(!(left[0] && left[1] && left[2 % WORKERS] && left[WORKERS - 1])); /* main has seen them end */
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
