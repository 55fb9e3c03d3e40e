/*
 * thread — pthreads that carry out workers on simulated time, and what they share: for the modes with threads.
 */
#pragma once

#include "clock/cpu.h"
#include "clock/sync.h"
#include "engine/worker.h"

#include <sys/types.h>

enum { THREADS_MAX = 10000 }; /* producers, and consumers: many machines refuse more threads than that */

struct shared;
struct thread;

/* How a worker puts its item into the queue, and takes one (`got`, false at first: whether there was one). False:
 * cancelled, or the worker has crashed. */
typedef bool put_function(struct shared *shared, struct thread *thread);
typedef bool get_function(struct shared *shared, struct thread *thread, bool *got);

/* How it lets the time of its OP_WORK or OP_SLEEP pass; likewise. */
typedef bool spend_function(struct shared *shared, struct thread *thread);

/* What the threads of a run share. */
struct shared {
    struct engine *engine;
    struct sim_mutex mutex;              /* guards the queue */
    struct sim_cond not_empty, not_full; /* the queue is */
    struct cpu cpu;                      /* the plan's cores; with a GIL that */
    struct extra_lane gil;               /* with one: its lane */
    put_function *put;
    get_function *get;
    spend_function *spend;                           /* thread_spend, unless a bug has one of its own */
    void (*burn)(struct waiter *waiter, int64_t ns); /* where the plan says so: see clock.h */
    void (*joined)(struct thread *thread);           /* its memory stays to the end; NULL: nothing else to do */

    struct list started; /* threads that are not joined; main's, as what follows */
    /* Joined; kept to the end, since whoever has signalled one may still look at it after a cancel. */
    struct list left;
    uint32_t running; /* how many */
    unsigned changes; /* as last seen: see engine_changes */
};

/* In mode processes: the child that does the thread's work. */
struct child {
    pid_t pid;
    int pipe;
    bool killed; /* set by the thread before it ends */
};

struct thread {
    struct shared *shared;
    struct worker *worker;  /* that it carries out; NULL: none */
    struct extra_lane lane; /* of a pool's thread: shows what it carries out */
    struct child child;
    struct waiter waiter;
    bool (*run)(struct thread *thread);
    pthread_t handle;
    struct list_node node; /* in shared.started or shared.left */
    atomic_bool ended;     /* set by the thread with release as it leaves; main joins it when it sees it */
};

void shared_init(struct shared *shared, struct engine *engine, put_function *put, get_function *get);
void shared_destroy(struct shared *shared); /* all threads are joined */

/* ---- Main only ---- */

/* A thread that will call `run`; thread_start starts it, or returns the system's error and frees it. */
struct thread *thread_new(struct shared *shared, struct worker *worker, bool (*run)(struct thread *thread));
int thread_start(struct thread *thread);

/* Waits until a thread ends or something changes, and joins the threads that have ended. True after a change: the cpu
 * has the plan's cores, and every thread that waits looks again. */
bool shared_wait(struct shared *shared);

/* ---- On the thread ---- */

/* Carries out the thread's worker to the end of its body. False: it was cancelled, or has crashed. */
bool thread_carry_out(struct thread *thread);

spend_function thread_spend;

bool thread_lock(struct thread *thread, struct sim_mutex *mutex); /* false, without the mutex, when cancelled */
void thread_unlock(struct thread *thread, struct sim_mutex *mutex);

/* The worker waits, and its lane says why; false, without the mutex, when cancelled. */
bool thread_wait(struct thread *thread, struct sim_cond *cond, enum reason reason);

/* Wakes the first that waits, and records which worker woke it. */
void thread_signal(struct thread *thread, struct sim_cond *cond);

/* ---- The textbook program of threads.c, for the pool and the bugs, which change a part of it ---- */

put_function threads_put;
get_function threads_get;

/* main(): starts a thread for every worker and joins it. The second with a put and get of their own. */
void threads_main(struct shared *shared);
void threads_run_with(struct engine *engine, put_function *put, get_function *get);

/* Starts a thread for the worker, or for every one that the plan wants and that has none; with `shown` lane main shows
 * it. */
void threads_start(struct shared *shared, struct worker *worker, bool shown);
void threads_start_wanted(struct shared *shared, bool shown);
