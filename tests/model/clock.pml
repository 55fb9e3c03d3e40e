/*
 * clock — a model of src/engine/clock.c, turns.c and crew.c: park and unpark, with pause, speed, step, allow and cancel.
 *
 * Each inline is named after the function that it stands for. What a function does under the clock's lock is one
 * atomic sequence; where it waits on a condition variable the sequence blocks, and lets go of the lock, as the real one
 * does. Time is counted in ticks of the machine. The model is of a real clock, or with -DINSTANT of an instant one.
 *
 * Shown: everybody comes to an end; nobody stays parked whose reason to go on has come (a flag and an unpark, a
 * deadline, a cancellation); time never runs backwards; in an instant clock one thread runs at a time; whoever waits
 * for the doorbell is rung. A FAULT_… leaves a line of the clock out, and must be found.
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

mtype = { PARKED, CALLED, RUNNING, GONE, DEADLINE, UNPARKED, WAKE_CANCELLED };

typedef Parker {
    mtype state = RUNNING;
    mtype wake;
    byte due = NEVER;      /* its deadline while it is in the heap */
    bool permit;
    bool waiting;          /* in pthread_cond_wait or _timedwait on go_on */
    byte alarm = NEVER;    /* the timeout of that wait, on the machine's clock */
    bool flag              /* what it is told by an unpark: the condition that its caller looks at again */
}

Parker parker[THREADS];
byte machine, now, speed = 1, allowed;
byte turn = NOBODY;
bool paused, cancelled, stuck, rung;
byte members = THREADS, running = THREADS, timed; /* `running` is crew.active */
chan called = [THREADS] of { byte };

/* ---- Under the lock ---- */

inline ring()
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
        :: parker[scan].due != NEVER && (who == NOBODY || parker[scan].due < parker[who].due) -> who = scan
        :: else
        fi
    }
    scan = 0
}

/* timebase_move, for its jump. */
inline move_to(to)
{
    assert(to >= now);
    now = to
}

/* pthread_cond_signal(go_on) */
inline signal(p)
{
    parker[p].waiting = false
}

inline rouse_sleepers()
{
#ifdef FAULT_ROUSE
    skip
#else
    for (scan : 0 .. THREADS - 1) {
        if
        :: parker[scan].due != NEVER -> signal(scan)
        :: else
        fi
    }
    scan = 0
#endif
}

inline turns_call(p, why)
{
    if
    :: parker[p].due != NEVER ->
        parker[p].due = NEVER;
        timed--
    :: else
    fi;
    running++;
    stuck = false;
    parker[p].wake = why;
#ifdef INSTANT
    parker[p].state = CALLED;
    called ! p
#else
    parker[p].state = RUNNING;
    signal(p)
#endif
}

inline give_turn()
{
    called ? turn;
    parker[turn].state = RUNNING;
    signal(turn)
}

inline jump()
{
    if
    :: !paused && first != NOBODY && parker[first].due <= allowed ->
        if
        :: parker[first].due > now -> move_to(parker[first].due)
        :: else
        fi;
        turns_call(first, DEADLINE);
        give_turn()
    :: else ->
        if
        :: !paused && allowed != NEVER && allowed > now -> move_to(allowed)
        :: else
        fi;
        ring()
    fi
}

inline turns_take()
{
#ifndef INSTANT
    skip
#else
    heap_first(first);
    if
#ifndef FAULT_TURN
    :: turn != NOBODY
#endif
    :: else ->
        if
        :: nempty(called) -> give_turn()
        :: empty(called) -> jump()
        fi
    fi;
    first = 0
#endif
}

/* Nobody is stuck who was told to go on. */
inline check_stuck()
{
    for (scan : 0 .. THREADS - 1) {
        assert(parker[scan].state == GONE || (parker[scan].state == PARKED && !parker[scan].flag && !cancelled))
    }
    scan = 0
}

inline turns_settle()
{
    if
    :: running == 0 && timed == 0 && members > 0 ->
        check_stuck();
        stuck = true;
        ring()
    :: else ->
#ifndef INSTANT
        if
        :: running == 0 && paused -> rung = true
        :: else
        fi
#endif
    fi;
    turns_take()
}

inline turns_stop(p)
{
    running--;
    if
    :: turn == p -> turn = NOBODY
    :: else
    fi
}

/* With timeout_of(): the machine's tick at which the deadline has come, at the present speed. */
inline wait_to_run(p)
{
    do
    :: parker[p].state == RUNNING -> break
    :: else ->
#ifdef INSTANT
        parker[p].waiting = true;
        !parker[p].waiting
#else
        if
        :: parker[p].due != NEVER && !paused && now >= parker[p].due -> turns_call(p, DEADLINE)
        :: else ->
            parker[p].waiting = true;
            if
            :: parker[p].due != NEVER && !paused ->
                parker[p].alarm = machine + (parker[p].due - now + speed - 1) / speed
            :: else
            fi;
            (!parker[p].waiting || machine >= parker[p].alarm);
            parker[p].waiting = false;
            parker[p].alarm = NEVER
        fi
#endif
    od
}

/* ---- What threads call; each is one critical section ---- */

inline parker_begin(p)
{
    atomic { wait_to_run(p) }
}

inline parker_leave(p)
{
    atomic {
        members--;
        parker[p].state = GONE;
        turns_stop(p);
        turns_settle();
        if
        :: members == 0 -> rung = true /* main_thread, after its parker has left */
        :: else
        fi
    }
}

inline clock_park(p, deadline)
{
    atomic {
        woken = WAKE_CANCELLED;
        if
        :: cancelled
        :: !cancelled && parker[p].permit -> woken = UNPARKED
        :: !cancelled && !parker[p].permit ->
            parker[p].state = PARKED;
            if
            :: deadline != NEVER ->
                parker[p].due = deadline;
                timed++
            :: else
            fi;
            turns_stop(p);
            turns_settle();
            wait_to_run(p);
            woken = parker[p].wake
        fi;
        if
        :: !cancelled -> parker[p].permit = false
        :: else
        fi
    }
}

/* `flag` is what its caller has written before for the other to see; here with it, as one step less to explore. */
inline clock_unpark(p)
{
    atomic {
        if
        :: parker[p].state == GONE
        :: parker[p].state == PARKED ->
            parker[p].flag = true;
            turns_call(p, UNPARKED);
            turns_take()
        :: else ->
            parker[p].flag = true;
#ifndef FAULT_PERMIT
            parker[p].permit = true
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

inline clock_checkpoint(p)
{
    if
    :: paused -> clock_sleep(p, 0)
    :: else
    fi
}

/* Waits until it was told: as a consumer does for an item, or main for a change. */
inline await_flag(p)
{
    do
    :: atomic { parker[p].flag -> parker[p].flag = false; break }
    :: !parker[p].flag ->
       clock_park(p, NEVER);
       if
       :: woken == WAKE_CANCELLED -> break
       :: else
       fi
    od
}

proctype thread(byte me)
{
    byte count, until, scan, first;
    mtype woken;
    bool unparked;
    parker_begin(me);
    do
    :: count < OPERATIONS ->
        count++;
        if
        :: true -> clock_sleep(me, 1)
        :: true -> clock_sleep(me, 2)
        :: true -> await_flag(me)
        :: true -> clock_unpark((me + 1) % THREADS)
        :: true -> clock_checkpoint(me)
        fi;
        assert(parker[me].state == RUNNING);
#ifdef INSTANT
        assert(turn == me)
#else
        skip
#endif
    :: else -> break
    od;
    parker_leave(me)
}

#ifndef INSTANT
#define OVERDUE(p) (parker[p].due <= now)
#ifndef LEAPS
#define LEAPS 1 /* of the machine's clock, each a tick that does not count: see timebase.h */
#endif

/* Time goes on while somebody sleeps whose deadline has not come: so nobody is held up for ever. */
proctype machine_time()
{
    byte scan, leaps;
    do
    :: members == 0 -> break
    :: leaps < LEAPS ->
        leaps++;
        machine++
    :: atomic {
        timed > 0 && !paused && !OVERDUE(0) && !OVERDUE(THREADS - 1) ->
        machine++;
        now = now + speed;
        for (scan : 0 .. THREADS - 1) { /* nobody sleeps on when its deadline has come */
            assert(!(parker[scan].waiting && parker[scan].due <= now && parker[scan].alarm > machine))
        }
        scan = 0
    }
    od
}
#endif

/* ---- What the controller calls ---- */

inline clock_set_speed(to)
{
    atomic {
        speed = to;
        if
        :: !paused -> rouse_sleepers()
        :: else
        fi
    }
}

/* set_paused: clock_pause, clock_resume */
inline set_paused(to)
{
    atomic {
        paused = to;
#ifndef INSTANT
        rouse_sleepers();
#endif
        turns_take()
    }
}

inline clock_step()
{
    atomic {
        heap_first(next);
        if
        :: paused && next != NOBODY ->
            until = parker[next].due;
            if
#ifdef FAULT_BACKWARDS
            :: true -> move_to(until)
#else
            :: until > now -> move_to(until)
            :: else
#endif
            fi;
            do
            :: next != NOBODY && parker[next].due <= until ->
                turns_call(next, DEADLINE);
                heap_first(next)
            :: else -> break
            od;
            turns_take();
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
        turns_take()
    }
}

inline crew_cancel()
{
    atomic {
        cancelled = true;
        for (next : 0 .. THREADS - 1) {
            if
            :: parker[next].state == PARKED -> turns_call(next, WAKE_CANCELLED)
            :: else
            fi
        }
        next = 0;
        turns_take()
    }
}

proctype controller()
{
    byte count, scan, first, next, until;
    do
    :: count < COMMANDS ->
        count++;
        if
        :: true -> set_paused(true)
        :: true -> set_paused(false)
        :: true -> clock_step()
        :: true -> clock_unpark(0)
        :: true -> crew_cancel()
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
    /* engine_drain and doorbell_wait, until the run is over; a deadlock is left by a cancellation. */
    do
    :: members == 0 -> break
    :: atomic { rung -> rung = false };
       if
       :: stuck -> crew_cancel()
       :: else
       fi
    od
}

init {
    byte each, scan, first;
    atomic {
#ifdef INSTANT
        for (each : 0 .. THREADS - 1) { /* parker_init */
            running--;
            turns_call(each, UNPARKED)
        }
        turns_take();
#else
        run machine_time();
#endif
        for (each : 0 .. THREADS - 1) {
            run thread(each)
        }
        run controller()
    }
}
