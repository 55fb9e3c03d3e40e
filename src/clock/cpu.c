/* cpu — cores, or an interpreter lock, that change hands */
#include "clock/cpu.h"

#include "base/units.h"
#include "clock/scheduler.h"

/* How long a holder keeps its place when others want it. Of the interpreter lock: CPython's switch interval
 * (docs.python.org/3/library/sys.html, sys.setswitchinterval: "the ideal duration of the timeslices allocated to
 * concurrently running Python threads", 0.005 s unless set). */
#define CORE_SLICE (10 * NS_PER_MS)
#define GIL_SLICE  (5 * NS_PER_MS)

/* How long nobody works when the interpreter lock goes to a thread that waited for it, as measured (docs/bench.md). */
#define GIL_HAND_OVER INT64_C(50000) /* ns */

/* Work of hours is cut into longer slices, so that simulating it does not take hours, too. */
enum { SLICES_MAX = 1000 };

/* On the stack of the thread that works. Under the guard. */
struct cpu_user {
    struct list_node node; /* in `holders` or in `queue` */
    struct waiter *waiter;
    int64_t work;  /* ns of all its work */
    int64_t left;  /* ns of work to do, as it was when it got its place */
    int64_t since; /* when it got it, and could go on */
    int64_t slice; /* when its slice began */
};

static struct cpu_user *user_of(struct list_node *node)
{
    return LIST_OWNER(node, struct cpu_user, node);
}

static uint32_t limit(uint32_t cores)
{
    return cores != 0 ? cores : UINT32_MAX;
}

void cpu_init(struct cpu *cpu, const struct clock *clock, uint32_t cores,
              void (*on_holder)(struct cpu *cpu, const struct waiter *holder))
{
    *cpu = (struct cpu){.clock = clock, .cores = on_holder != NULL ? 1 : limit(cores), .on_holder = on_holder};
    pthread_mutex_init(&cpu->guard, NULL);
}

static bool is_gil(const struct cpu *cpu)
{
    return cpu->on_holder != NULL;
}

void cpu_destroy(struct cpu *cpu)
{
    pthread_mutex_destroy(&cpu->guard);
}

/* ---- Places; all under the guard ---- */

static const struct waiter *longest_holder(const struct cpu *cpu)
{
    return cpu->holders.first != NULL ? user_of(cpu->holders.first)->waiter : NULL;
}

static void tell_holder(struct cpu *cpu)
{
    if (cpu->on_holder != NULL)
        cpu->on_holder(cpu, longest_holder(cpu));
}

static bool holds(const struct cpu *cpu, const struct cpu_user *user)
{
    return user->node.list == &cpu->holders;
}

static int64_t slice_end(const struct cpu *cpu, const struct cpu_user *user)
{
    int64_t usual = is_gil(cpu) ? GIL_SLICE : CORE_SLICE, longest = user->work / SLICES_MAX;
    return user->slice + (longest > usual ? longest : usual);
}

static void acquire(struct cpu *cpu, struct cpu_user *user, int64_t hand_over)
{
    list_append(&cpu->holders, &user->node);
    user->since = user->slice = clock_now(cpu->clock) + hand_over;
    cpu->held++;
}

static void release(struct cpu *cpu, struct cpu_user *user)
{
    list_remove(&user->node);
    cpu->held--;
}

/* Those queued first get what is free. */
static void dispatch(struct cpu *cpu)
{
    while (cpu->queue.first != NULL && cpu->held < cpu->cores) {
        struct cpu_user *user = user_of(list_take(&cpu->queue));
        acquire(cpu, user, is_gil(cpu) ? GIL_HAND_OVER : 0);
        clock_unpark(user->waiter);
    }
}

/* When a thread queues where none did, every holder's slice begins. */
static void enqueue(struct cpu *cpu, struct cpu_user *user)
{
    bool first = cpu->queue.first == NULL;
    list_append(&cpu->queue, &user->node);
    int64_t now = clock_now(cpu->clock);
    for (struct list_node *node = cpu->holders.first; first && node != NULL; node = node->next) {
        user_of(node)->slice = now;
        clock_unpark(user_of(node)->waiter);
    }
}

/* ---- A thread's way to the end of its work; under the guard, which is released while parked ---- */

static bool park(struct cpu *cpu, struct cpu_user *user, int64_t until)
{
    pthread_mutex_unlock(&cpu->guard);
    enum wake wake = clock_park(user->waiter, until);
    pthread_mutex_lock(&cpu->guard);
    return wake != WAKE_CANCELLED;
}

/* Until it has a place and can go on; false when cancelled. */
static bool wait_in_queue(struct cpu *cpu, struct cpu_user *user)
{
    waiter_tell(user->waiter, ACTIVITY_READY, clock_now(cpu->clock), longest_holder(cpu), TIME_NEVER);
    bool ok = true;
    while (ok && !holds(cpu, user))
        ok = park(cpu, user, TIME_NEVER);
    while (ok && clock_now(cpu->clock) < user->since)
        ok = park(cpu, user, user->since);
    return ok;
}

/* Gives its place to the thread that is queued first, and queues. */
static void hand_over(struct cpu *cpu, struct cpu_user *user, int64_t left)
{
    user->left = left;
    release(cpu, user);
    enqueue(cpu, user); /* before the dispatch: the slices of the other holders go on */
    dispatch(cpu);
    tell_holder(cpu);
}

/* Works until it is done or has handed over; false when cancelled. */
static bool work(struct cpu *cpu, struct cpu_user *user)
{
    int64_t end = units_after(user->since, user->left), now = user->since;
    waiter_tell(user->waiter, ACTIVITY_WORKS, now, NULL, end);
    while (now < end) {
        int64_t until = cpu->queue.first != NULL && slice_end(cpu, user) < end ? slice_end(cpu, user) : end;
        if (!park(cpu, user, until))
            return false;
        now = clock_now(cpu->clock);
        bool slice_is_over = cpu->queue.first != NULL && now >= slice_end(cpu, user);
        if (now < end && (slice_is_over || cpu->held > cpu->cores)) {
            hand_over(cpu, user, end - now);
            return true;
        }
    }
    user->left = 0;
    return true;
}

bool cpu_run(struct cpu *cpu, struct waiter *waiter, int64_t ns)
{
    struct cpu_user user = {.waiter = waiter, .work = ns, .left = ns};
    bool ok;
    pthread_mutex_lock(&cpu->guard);
    if (cpu->queue.first == NULL && cpu->held < cpu->cores) {
        acquire(cpu, &user, 0);
        tell_holder(cpu);
    } else {
        enqueue(cpu, &user);
    }
    do
        ok = holds(cpu, &user) ? work(cpu, &user) : wait_in_queue(cpu, &user);
    while (ok && user.left > 0);
    if (holds(cpu, &user)) {
        release(cpu, &user);
        dispatch(cpu);
        tell_holder(cpu);
    } else {
        list_remove(&user.node);
    }
    pthread_mutex_unlock(&cpu->guard);
    return ok;
}

void cpu_set_cores(struct cpu *cpu, uint32_t cores)
{
    if (is_gil(cpu))
        return;
    pthread_mutex_lock(&cpu->guard);
    cpu->cores = limit(cores);
    dispatch(cpu);
    for (struct list_node *node = cpu->holders.first; node != NULL; node = node->next)
        clock_unpark(user_of(node)->waiter); /* there may be one too many */
    pthread_mutex_unlock(&cpu->guard);
}
