/*
 * clock — a model of src/clock/scheduler.c, group.c and clock.c: park and unpark, with pause, speed, step, allow and cancel.
 *
 * Each inline is named after the function that it stands for. What a function does under the clock's lock is one
 * atomic sequence; where it waits on a condition variable the sequence blocks, and lets go of the lock, as the real one
 * does. Time is counted in ticks of the machine. The model is of a real clock, whose threads take turns above speed 1, or
 * with -DINSTANT of an instant one.
 *
 * Shown: everybody comes to an end; nobody stays parked whose reason to go on has come (a flag and an unpark, a
 * deadline, a cancellation); time never runs backwards; in an instant clock one thread runs at a time, in a real one time stands while one has its turn; whoever waits
 * for the wakeup is rung. A FAULT_… leaves a line of the clock out, and must be found.
 */
#define NEVER 255
#define NOBODY 254

#ifndef THREADS
#define THREADS 2
#endif
#ifndef OPERATIONS
#define OPERATIONS 2 /* that each thread does */
#endif
#ifndef COMMANDS
#define COMMANDS 2 /* that the controller gives */
#endif

mtype = { PARKED, RUNNABLE, RUNNING, GONE, DEADLINE, UNPARKED, WAKE_CANCELLED };

typedef Waiter {
    mtype state = RUNNING;
    mtype wake;
    byte due = NEVER;      /* its deadline while it is in the heap */
    bool permit;
    bool waiting;          /* in pthread_cond_wait or _timedwait on go_on */
    byte alarm = NEVER;    /* the timeout of that wait, on the machine's clock */
    bool flag              /* what it is told by an unpark: the condition that its caller looks at again */
}

Waiter waiter[THREADS];
byte machine, now, speed = 1, allowed;
byte to_cancel = THREADS; /* the first that has not been told of the cancelling */
byte line, limit = NEVER; /* of a real clock's time base */
bool paused, cancelled, stuck, rung;
byte members = THREADS, active_count = THREADS, running = THREADS, timed;
chan runnable = [THREADS] of { byte };

/* ---- Under the lock ---- */

inline wakeup_notify()
{
#ifdef FAULT_RING
    skip
#else
    rung = true
#endif
}

/* heap_first: who is due first, or NOBODY. */
inline heap_first(who)
{
    who = NOBODY;
    for (scan : 0 .. THREADS - 1) {
        if
        :: waiter[scan].due != NEVER && (who == NOBODY || waiter[scan].due < waiter[who].due) -> who = scan
        :: else
        fi
    }
    scan = 0
}

/* timebase_move, for its jump. */
inline timebase_move(to)
{
    assert(to >= now);
    now = to;
    line = to;
    limit = NEVER
}

inline timebase_limit(to)
{
    assert(line >= now);
    limit = to;
    if
    :: limit < now -> limit = now
    :: else
    fi;
    now = (line < limit -> line : limit);
    if /* of a long turn the line makes up only a part */
    :: line > limit -> line = limit
    :: true
    fi
}

#ifdef INSTANT
#define TAKES_TURNS true
#else
#define TAKES_TURNS (speed > 1)
#endif

/* pthread_cond_signal(go_on) */
inline pthread_cond_signal(p)
{
    waiter[p].waiting = false
}

inline scheduler_wake(p, why)
{
    if
    :: waiter[p].due != NEVER ->
        waiter[p].due = NEVER;
        timed--
    :: else
    fi;
    active_count++;
    stuck = false;
    waiter[p].wake = why;
    waiter[p].state = RUNNABLE;
    runnable ! p;
    if
    :: !TAKES_TURNS -> run_first()
    :: else
    fi
}

inline run_first()
{
    runnable ? turn;
    running++;
    waiter[turn].state = RUNNING;
    pthread_cond_signal(turn);
    turn = 0
}

#ifdef INSTANT
inline jump()
{
    if
    :: !paused && first != NOBODY && waiter[first].due <= allowed ->
        if
        :: waiter[first].due > now -> timebase_move(waiter[first].due)
        :: else
        fi;
        scheduler_wake(first, DEADLINE);
        run_first()
    :: else ->
        if
        :: !paused && allowed != NEVER && allowed > now -> timebase_move(allowed)
        :: else
        fi;
        wakeup_notify()
    fi
}
#else
inline jump()
{
    if
    :: !paused && first != NOBODY && waiter[first].due <= line ->
        timebase_limit(waiter[first].due);
        scheduler_wake(first, DEADLINE);
        run_first()
    :: else ->
#ifdef FAULT_LIMIT
        timebase_limit(NEVER)
#else
        if
        :: first != NOBODY ->
            timebase_limit(waiter[first].due);
#ifndef FAULT_AGAIN
            pthread_cond_signal(first)
#endif
        :: else -> timebase_limit(NEVER)
        fi
#endif
    fi
}
#endif

inline scheduler_run_next()
{
    heap_first(first);
    if
    :: !TAKES_TURNS
#ifdef FAULT_TURN
    :: TAKES_TURNS ->
#else
    :: TAKES_TURNS && running > 0
    :: TAKES_TURNS && running == 0 ->
#endif
        if
        :: nempty(runnable) ->
#ifndef INSTANT
            timebase_limit(0);
#endif
            run_first()
        :: empty(runnable) -> jump()
        fi
    fi;
    first = 0
}

inline scheduler_adapt()
{
#ifndef INSTANT
    line = now;
    limit = (TAKES_TURNS -> now : NEVER);
#endif
#ifndef FAULT_ROUSE
    for (scan : 0 .. THREADS - 1) {
        if
        :: waiter[scan].due != NEVER -> pthread_cond_signal(scan)
        :: else
        fi
    }
    scan = 0;
#endif
#ifndef FAULT_QUEUE
    do
    :: !TAKES_TURNS && nempty(runnable) -> run_first()
    :: TAKES_TURNS || empty(runnable) -> break
    od;
#endif
    scheduler_run_next()
}

/* Nobody is stuck who was told to go on. */
inline model_check_stuck()
{
    for (scan : 0 .. THREADS - 1) {
        assert(waiter[scan].state == GONE || (waiter[scan].state == PARKED && !waiter[scan].flag && !cancelled))
    }
    scan = 0
}

/* The rest of block, and what scheduler_run_next rings. */
inline model_settle()
{
    if
    :: active_count == 0 && timed == 0 && members > 0 ->
        model_check_stuck();
        stuck = true;
        wakeup_notify()
    :: else ->
#ifndef INSTANT
        if
        :: active_count == 0 && paused -> rung = true
        :: else
        fi
#endif
    fi;
    scheduler_run_next()
}

inline block(p)
{
    active_count--;
    if
    :: waiter[p].state == RUNNING -> running--
    :: else
    fi
}

inline deadline_passed(p)
{
    if
    :: !TAKES_TURNS -> scheduler_wake(p, DEADLINE)
    :: TAKES_TURNS && running > 0 ->
        waiter[p].waiting = true;
        !waiter[p].waiting
    :: else -> scheduler_run_next()
    fi
}

/* With timeout_of(): the machine's tick at which the deadline has come, at the present speed. */
inline wait_to_run(p)
{
    do
    :: waiter[p].state == RUNNING -> break
    :: else ->
#ifdef INSTANT
        waiter[p].waiting = true;
        !waiter[p].waiting
#else
        if
        :: waiter[p].due != NEVER && !paused && line >= waiter[p].due -> deadline_passed(p)
        :: else ->
            waiter[p].waiting = true;
            if
            :: waiter[p].due != NEVER && !paused ->
                waiter[p].alarm = machine + (waiter[p].due - line + speed - 1) / speed
            :: else
            fi;
            (!waiter[p].waiting || machine >= waiter[p].alarm);
            waiter[p].waiting = false;
            waiter[p].alarm = NEVER
        fi
#endif
    od
}

/* ---- What threads call; each is one critical section ---- */

inline waiter_begin(p)
{
    atomic { wait_to_run(p) }
}

inline waiter_leave(p)
{
    atomic {
        members--;
        block(p);
        waiter[p].state = GONE;
        model_settle();
        if
        :: members == 0 -> rung = true /* main_thread, after its waiter has left */
        :: else
        fi
    }
}

/* One at a time; the clock begins with more. */
inline group_cancel_next()
{
    do
    :: to_cancel < THREADS && waiter[to_cancel].state == PARKED ->
        scheduler_wake(to_cancel, WAKE_CANCELLED);
        to_cancel++;
        break
    :: to_cancel < THREADS && waiter[to_cancel].state != PARKED -> to_cancel++
    :: to_cancel == THREADS -> break
    od
}

inline clock_park(p, deadline)
{
    atomic {
        woken = WAKE_CANCELLED;
        if
        :: cancelled
        :: !cancelled && waiter[p].permit -> woken = UNPARKED
        :: !cancelled && !waiter[p].permit ->
            if
            :: deadline != NEVER ->
                waiter[p].due = deadline;
                timed++
            :: else
            fi;
            block(p);
            waiter[p].state = PARKED;
            model_settle();
            wait_to_run(p);
            woken = waiter[p].wake;
#ifndef FAULT_CHAIN
            if
            :: woken == WAKE_CANCELLED -> group_cancel_next()
            :: else
            fi
#endif
        fi;
        if
        :: !cancelled -> waiter[p].permit = false
        :: else
        fi
    }
}

/* `flag` is what its caller has written before for the other to see; here with it, as one step less to explore. */
inline clock_unpark(p)
{
    atomic {
        if
        :: waiter[p].state == GONE
        :: waiter[p].state == PARKED ->
            waiter[p].flag = true;
            scheduler_wake(p, UNPARKED);
            scheduler_run_next()
        :: else ->
            waiter[p].flag = true;
#ifndef FAULT_PERMIT
            waiter[p].permit = true
#endif
        fi
    }
}

inline clock_sleep(p, ticks)
{
    atomic {
        until = now + ticks;
        unparked = false
    }
    do
    :: clock_park(p, until);
       if
       :: woken == UNPARKED -> unparked = true
       :: else -> break
       fi
    od;
    assert(woken == WAKE_CANCELLED || now >= until);
    if
    :: unparked -> clock_unpark(p)
    :: else
    fi;
    until = 0
}

inline clock_yield(p)
{
    if
    :: TAKES_TURNS || paused -> clock_sleep(p, 0)
    :: else
    fi
}

/* Waits until it was told: as a consumer does for an item, or main for a change. */
inline model_await_flag(p)
{
    do
    :: atomic { waiter[p].flag -> waiter[p].flag = false; break }
    :: !waiter[p].flag ->
       clock_park(p, NEVER);
       if
       :: woken == WAKE_CANCELLED -> break
       :: else
       fi
    od
}

proctype thread(byte me)
{
    byte count, until, scan, first, turn;
    mtype woken;
    bool unparked;
    waiter_begin(me);
    do
    :: count < OPERATIONS ->
        count++;
        if
        :: true -> clock_sleep(me, 1)
        :: true -> clock_sleep(me, 2)
        :: true -> model_await_flag(me)
        :: true -> clock_unpark((me + 1) % THREADS)
        :: true -> clock_yield(me)
        fi;
        assert(waiter[me].state == RUNNING);
#ifdef INSTANT
        assert(running == 1)
#else
        skip
#endif
    :: else -> break
    od;
    waiter_leave(me)
}

#ifndef INSTANT
#define OVERDUE(p) (waiter[p].due <= line)

/* Time goes on while somebody sleeps whose deadline has not come: so nobody is held up for ever. */
proctype machine_time()
{
    byte scan, earliest;
    do
    :: members == 0 -> break
    :: atomic {
        timed > 0 && !paused && !OVERDUE(0) && !OVERDUE(THREADS - 1) ->
        machine++;
        line = line + speed;
        now = (line < limit -> line : limit);
        heap_first(earliest);
        for (scan : 0 .. THREADS - 1) { /* nobody whose turn it is sleeps on when its deadline has come, nor does time go beyond it */
            assert(!(waiter[scan].waiting && waiter[scan].due <= line && waiter[scan].alarm > machine &&
                     (!TAKES_TURNS || (running == 0 && scan == earliest))));
            assert(!(TAKES_TURNS && waiter[scan].due < now))
        }
        scan = 0;
        earliest = 0
    }
    od
}
#endif

/* ---- What the controller calls ---- */

inline clock_set_speed(to)
{
    atomic {
        speed = to;
        scheduler_adapt()
    }
}

/* set_paused: clock_pause, clock_resume */
inline set_paused(to)
{
    atomic {
        paused = to;
        scheduler_adapt()
    }
}

inline clock_step()
{
    atomic {
        heap_first(next);
        if
        :: paused && next != NOBODY ->
            until = waiter[next].due;
            if
#ifdef FAULT_BACKWARDS
            :: true -> timebase_move(until)
#else
            :: until > now -> timebase_move(until)
            :: else
#endif
            fi;
            do
            :: next != NOBODY && waiter[next].due <= until ->
                scheduler_wake(next, DEADLINE);
                heap_first(next)
            :: else -> break
            od;
            scheduler_run_next();
            until = 0
        :: else
        fi;
        next = 0
    }
}

inline clock_allow(to)
{
    atomic {
        allowed = to;
        scheduler_run_next()
    }
}

inline clock_group_cancel()
{
    atomic {
        cancelled = true;
        to_cancel = 0;
        group_cancel_next();
        scheduler_run_next()
    }
}

proctype controller()
{
    byte count, scan, first, turn, next, until;
    do
    :: count < COMMANDS ->
        count++;
        if
        :: true -> set_paused(true)
        :: true -> set_paused(false)
        :: true -> clock_step()
        :: true -> clock_unpark(0)
        :: true -> clock_group_cancel()
#ifdef INSTANT
        :: true -> clock_allow(now + 1)
#else
        :: true -> clock_set_speed(1)
        :: true -> clock_set_speed(3)
#endif
        fi
    :: else -> break
    od;
    set_paused(false);
#ifdef INSTANT
    clock_allow(NEVER);
#endif
    /* engine_drain and wakeup_wait, until the run is over; a deadlock is left by a cancellation. */
    do
    :: members == 0 -> break
    :: atomic { rung -> rung = false };
       if
       :: stuck -> clock_group_cancel()
       :: else
       fi
    od
}

init {
    byte each, scan, first, turn;
    atomic {
#ifdef INSTANT
        for (each : 0 .. THREADS - 1) { /* waiter_init */
            active_count--;
            running--;
            scheduler_wake(each, UNPARKED)
        }
        scheduler_run_next();
#else
        run machine_time();
#endif
        for (each : 0 .. THREADS - 1) {
            run thread(each)
        }
        run controller()
    }
}
