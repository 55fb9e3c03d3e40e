/*
 * thread — pthreads that carry out workers on simulated time, and what they share: for the modes with threads.
 */
#pragma once

#include "clock/cpu.h"
#include "clock/sync.h"
#include "engine/worker.h"

struct shared;
struct thread;

/* How a worker puts its item into the queue, and takes one (`got`, false at first: whether there was one). False:
 * cancelled, or the worker has crashed. */
typedef bool put_function(struct shared *shared, struct thread *thread);
typedef bool get_function(struct shared *shared, struct thread *thread, bool *got);

/* What the threads of a run share. */
struct shared {
    struct engine *engine;
    struct sim_mutex mutex;              /* guards the queue */
    struct sim_cond not_empty, not_full; /* the queue is */
    struct cpu cpu;                      /* the plan's cores; in python the interpreter lock */
    struct extra_lane gil;               /* in python: the lane of that lock */
    put_function *put;
    get_function *get;

    pthread_attr_t attributes;
    struct list started; /* threads that are not joined; main's */
    size_t running;      /* how many; main's */
    unsigned changes;    /* of the plan, as last seen; main's */
};

struct thread {
    struct shared *shared;
    struct worker *worker; /* that it carries out; NULL: none */
    struct waiter waiter;
    void (*run)(struct thread *thread);
    pthread_t handle;
    struct list_node node; /* in shared.started */
    atomic_bool ended;     /* set by the thread with release as it leaves; main joins it when it sees it */
};

void shared_init(struct shared *shared, struct engine *engine, put_function *put, get_function *get);
void shared_destroy(struct shared *shared); /* all threads are joined */

/* ---- Main only ---- */

/* Starts a pthread that calls thread->run. The thread is zeroed, but for its shared, worker and run, and may be started
 * again when it has been joined. 0, or the system's error. */
int thread_start(struct thread *thread);

/* Joins a thread that has ended and returns it; NULL: none has. */
struct thread *thread_join_next(struct shared *shared);

/* Waits until a thread ends or the plan changes. In the second case the cpu has the plan's cores then, and all that
 * wait for the queue look at the plan again; returns true. */
bool shared_wait(struct shared *shared);

/* ---- On the thread ---- */

/* Carries out the thread's worker to the end of its body. False: it was cancelled, or has crashed. */
bool thread_carry_out(struct thread *thread);

bool thread_lock(struct thread *thread, struct sim_mutex *mutex); /* false, without the mutex, when cancelled */
void thread_unlock(struct thread *thread, struct sim_mutex *mutex);

/* The worker waits, and its lane says why; false, without the mutex, when cancelled. */
bool thread_wait(struct thread *thread, struct sim_cond *cond, enum reason reason);

/* Wakes the first that waits, and records which worker woke it. */
void thread_signal(struct thread *thread, struct sim_cond *cond);

/* ---- Any thread of the run ---- */

/* All that wait for the queue look again. `waiter`: the calling thread's. */
void shared_wake_all(struct shared *shared, struct waiter *waiter);
