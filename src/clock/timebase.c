/* timebase — what time it is: a seqlock around a straight line */
#include "clock/timebase.h"

#include "base/minmax.h"
#include "base/os.h"

/* The usual rate skips floating point, which costs a fifth of reading the machine's clock. */
static int64_t scaled(int64_t machine, double rate)
{
    return rate == 1 ? machine : (int64_t)((double)machine * rate);
}

/* False if the line was moved meanwhile. What is loaded after the machine's clock need not be kept over its call. */
static inline bool look(const struct timebase *base, int64_t *time)
{
    unsigned version = atomic_load_explicit(&base->version, memory_order_acquire);
    bool stands = atomic_load_explicit(&base->rate, memory_order_relaxed) == 0;
    int64_t now = stands ? 0 : os_now();
    int64_t simulated = atomic_load_explicit(&base->simulated, memory_order_acquire);
    int64_t machine = atomic_load_explicit(&base->machine, memory_order_acquire);
    double rate = atomic_load_explicit(&base->rate, memory_order_acquire);
    int64_t limit = atomic_load_explicit(&base->limit, memory_order_acquire);
    int64_t line = simulated + scaled(now - machine, rate);
    *time = MIN(line, limit);
    return version % 2 == 0 && version == atomic_load_explicit(&base->version, memory_order_acquire);
}

/* Not inlined: with a loop the usual way would have to save more registers, which costs a sixteenth of an event. */
__attribute__((noinline)) static int64_t look_again(const struct timebase *base)
{
    int64_t time;
    while (!look(base, &time))
        continue;
    return time;
}

int64_t timebase_now(const struct timebase *base)
{
    int64_t time;
    return look(base, &time) ? time : look_again(base);
}

static int64_t line_at(const struct timebase *base, int64_t machine)
{
    return atomic_load_explicit(&base->simulated, memory_order_relaxed) +
           scaled(machine - atomic_load_explicit(&base->machine, memory_order_relaxed),
                  atomic_load_explicit(&base->rate, memory_order_relaxed));
}

int64_t timebase_line(const struct timebase *base)
{
    return line_at(base, os_now());
}

/* Makes the version odd, so that no reader gets ahead of the move, and then reads the machine's clock. (seq_cst:
 * reading a clock is ordered by no memory model, but on x86 the store is out by then; elsewhere it may be late by
 * nanoseconds.) */
static int64_t begin_move(struct timebase *base)
{
    unsigned version = atomic_load_explicit(&base->version, memory_order_relaxed);
    atomic_store_explicit(&base->version, version + 1, memory_order_seq_cst);
    return os_now();
}

static void end_move(struct timebase *base, int64_t simulated, int64_t machine, double rate, int64_t limit)
{
    unsigned version = atomic_load_explicit(&base->version, memory_order_relaxed);
    atomic_store_explicit(&base->simulated, simulated, memory_order_release);
    atomic_store_explicit(&base->machine, machine, memory_order_release);
    atomic_store_explicit(&base->rate, rate, memory_order_release);
    atomic_store_explicit(&base->limit, limit, memory_order_release);
    atomic_store_explicit(&base->version, version + 1, memory_order_release);
}

static int64_t now_at(const struct timebase *base, int64_t machine)
{
    return MIN(line_at(base, machine), atomic_load_explicit(&base->limit, memory_order_relaxed));
}

void timebase_move(struct timebase *base, int64_t jump, double rate, int64_t limit)
{
    int64_t machine = begin_move(base);
    int64_t now = now_at(base, machine) + jump;
    end_move(base, now, machine, rate, MAX(limit, now));
}

void timebase_limit(struct timebase *base, int64_t limit)
{
    int64_t machine = begin_move(base);
    int64_t now = now_at(base, machine);
    double rate = atomic_load_explicit(&base->rate, memory_order_relaxed);
    limit = MAX(limit, now);
    int64_t ahead_max = units_after(limit, scaled(TIMEBASE_AHEAD_MAX, rate));
    end_move(base, MIN(line_at(base, machine), ahead_max), machine, rate, limit);
}
