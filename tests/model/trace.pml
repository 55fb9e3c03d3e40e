/*
 * trace — a model of the way of events to the reader: src/engine/recorder.c and src/base/wakeup.c.
 *
 * Each inline is named after the function that it stands for; a step is one access to a shared atomic (in the order of
 * the program: the exchanges of `writer_waiting` and `rung`, and the counters' release and acquire, order what lies around
 * them). The reader sleeps whenever nobody has rung: it does nothing at a frame's pace.
 *
 * Shown: every writer comes to its end, however small its ring is; no event is dropped; the reader hears of the end. A
 * FAULT_… leaves a line of the code out, and must be found.
 */
#ifndef WRITERS
#define WRITERS 2
#endif
#ifndef EVENTS
#define EVENTS 3 /* of each writer */
#endif
#define CAPACITY 1 /* of a ring */
#define NOTICE 2   /* events after which the wakeup is rung */

byte in_ring[WRITERS], ended, read_events;
bool writer_waiting, finished;

/* reading.lock and reading.drained */
bool locked, waiting[WRITERS];

/* The wakeup's. */
bool rung;
byte pipe;

inline wakeup_notify()
{
    atomic { before = rung; rung = true };
    if
    :: !before -> pipe++
    :: else
    fi
}

/* With wakeup_drain: first the pipe, then the flag. */
inline wakeup_wait()
{
    pipe > 0;
#ifdef FAULT_ANSWER
    rung = false;
    pipe = 0
#else
    pipe = 0;
    rung = false
#endif
}

/* Only this writer fills its ring, so room that it has seen stays. */
inline ring_reserve(me)
{
    reserved = in_ring[me] < CAPACITY
}

inline ring_commit(me)
{
    in_ring[me]++;
    written++
}

inline wait_for_slot(me)
{
    atomic { !locked -> locked = true };
    do
    :: true ->
       writer_waiting = true;
       ring_reserve(me);
       if
       :: reserved -> break
       :: else
       fi;
#ifndef FAULT_HUNGER
       wakeup_notify();
#endif
       /* pthread_cond_wait(drained, lock) */
       atomic { waiting[me] = true; locked = false };
       atomic { !waiting[me] && !locked -> locked = true }
    od;
    locked = false
}

inline recorder_reserve(me)
{
    ring_reserve(me);
    if
    :: !reserved -> wait_for_slot(me)
    :: else
    fi
}

inline recorder_commit(me)
{
    ring_commit(me);
    if
    :: written % NOTICE == 0 -> wakeup_notify()
    :: else
    fi
}

proctype writer(byte me)
{
    byte written;
    bool reserved, before, last;
    do
    :: written < EVENTS ->
       recorder_reserve(me);
       recorder_commit(me)
    :: else -> break
    od;
    /* main_thread, after the last of its threads */
    atomic {
        ended++;
        finished = ended == WRITERS;
        last = finished
    };
    if
    :: last -> wakeup_notify()
    :: else
    fi
}

inline drain_done()
{
    atomic { hungry = writer_waiting; writer_waiting = false };
    if
    :: hungry ->
#ifndef FAULT_LOCK
        atomic { !locked -> locked = true };
#endif
        atomic { /* pthread_cond_broadcast(drained) */
            for (each : 0 .. WRITERS - 1) {
                waiting[each] = false
            }
            each = 0
        };
#ifndef FAULT_LOCK
        locked = false
#endif
    :: else
    fi
}

/* engine_stop: engine_drain until the end, the wakeup in between */
proctype reader()
{
    byte each;
    bool hungry, over;
    do
    :: over = finished;
       for (each : 0 .. WRITERS - 1) { /* drain_rings */
           atomic {
               read_events = read_events + in_ring[each];
               in_ring[each] = 0
           }
       }
       each = 0;
       drain_done();
       if
       :: over -> break
       :: else
       fi;
       wakeup_wait()
    od;
    assert(read_events == WRITERS * EVENTS)
}

init {
    byte each;
    atomic {
        for (each : 0 .. WRITERS - 1) {
            run writer(each)
        }
        run reader()
    }
}
