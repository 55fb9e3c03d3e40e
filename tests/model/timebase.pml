/*
 * timebase — a model of src/clock/timebase.c: what time it is, read while the line that says so is moved.
 *
 * Each inline is named after the function that it stands for; a step is one access to a shared atomic or one look at
 * the machine's clock, which goes on in between.
 *
 * Shown: whoever reads, on whatever thread, never reads less than was read before. A FAULT_… leaves a part out, and must
 * be found.
 */
#define MACHINE_END 2
#ifndef READERS
#define READERS 2
#endif
#ifndef READINGS
#define READINGS 1 /* of each */
#endif

byte machine_clock;
#define NEVER 255
byte version, simulated, machine, rate = 1, limit = NEVER;
byte latest; /* the latest reading so far, of anybody */

inline timebase_now()
{
    do
    :: seen = version;
       a = simulated;
       b = machine;
       c = rate;
       d = limit;
       now = a + (machine_clock - b) * c;
       now = (now < d -> now : d);
       if
#ifdef FAULT_VERSION
       :: true -> break
#else
       :: seen % 2 == 0 && seen == version -> break
       :: else
#endif
       fi
    od
}

proctype reader()
{
    byte seen, a, b, c, d, now, count, before;
    do
    :: count < READINGS ->
        count++;
        before = latest;
        timebase_now();
        atomic {
            assert(now >= before);
            if
            :: now > latest -> latest = now
            :: else
            fi
        }
    :: else -> break
    od
}

/* begin_move, end_move */
inline model_move(line, jump, to, until)
{
#ifndef FAULT_ODD
    version++;
#endif
    now = machine_clock;
    a = simulated + (now - machine) * rate;
    reached = (a < limit -> a : limit) + jump;
    simulated = (line -> a : reached);
    machine = now;
    rate = to;
    limit = (until > reached -> until : reached);
#ifdef FAULT_ODD
    version++;
#endif
    version++
}

inline timebase_move(jump, to, until)
{
    model_move(false, jump, to, until)
}

/* How far the line may be ahead is left out: no reader sees it. */
inline timebase_limit(until)
{
    model_move(true, 0, rate, until)
}

/* One at a time, under the clock's lock. */
proctype mover()
{
    byte now, a, reached, count;
    do
    :: count < 2 ->
        count++;
        if
        :: timebase_move(0, 0, NEVER)
        :: timebase_move(0, 2, 0)
        :: timebase_move(1, 0, NEVER)
        :: timebase_limit(0)
        :: timebase_limit(2)
        fi
    :: else -> break
    od
}

proctype machine_time()
{
    do
    :: machine_clock < MACHINE_END -> machine_clock++
    :: else -> break
    od
}

init {
    byte each;
    atomic {
        for (each : 1 .. READERS) {
            run reader()
        }
        run mover();
        run machine_time()
    }
}
