/*
 * processes — a process per worker: fork, a pipe, waitpid; around the queue all is as in threads.c.
 *
 * A worker's work is done by a child process, which makes its items and burns its CPU. A thread of this program asks
 * the child over a pipe and parks in the clock on its behalf; another waits for the child's death, so that a killed one
 * is seen at once. One that is stopped (kill -STOP) does not answer: its worker stays as it is, and the others go on,
 * but for a clock that stands while a thread runs: there all wait for the answer.
 *
 * The child is forked, without an exec: it starts within a millisecond. But a copy of a process with threads has only
 * the one that forked, and locks that the others held stay locked: it calls nothing that is not async-signal-safe.
 */
#define _GNU_SOURCE /* closefrom */
#include "base/os.h"
#include "modes/modes.h"
#include "modes/thread.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* What takes real time, on a clock that stands meanwhile: half of what a process takes to start and end, and half of
 * what an item takes that is put and taken, as measured (docs/bench.md). */
#define START_COST INT64_C(350000) /* ns */
#define ITEM_COST  INT64_C(10000)

/* A request, and the answer when it is carried out: burn the CPU for `burn` ns, and square the number. */
struct message {
    int64_t burn, number;
};

static bool receive(int pipe, struct message *message)
{
    ssize_t size;
    while ((size = recv(pipe, message, sizeof *message, 0)) < 0 && errno == EINTR)
        continue;
    return size == sizeof *message;
}

/* ---- The child: async-signal-safe calls only ---- */

/* It dies with its parent, which may have died already. */
static void depend_on(pid_t parent)
{
#ifdef __linux__
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
}

/* The terminal's signals are for the parent: all stay blocked but that of a plain kill. */
static void leave_signals(void)
{
    sigset_t blocked;
    sigfillset(&blocked);
    sigdelset(&blocked, SIGTERM);
    (void)signal(SIGTERM, SIG_DFL);
    (void)sigprocmask(SIG_SETMASK, &blocked, NULL);
}

static _Noreturn void child_main(int pipe, pid_t parent, const char *name)
{
    struct message message;
    depend_on(parent);
#ifdef __linux__
    (void)prctl(PR_SET_NAME, name); /* as ps and top show it */
#endif
    (void)dup2(pipe, STDIN_FILENO);
    closefrom(STDIN_FILENO + 1);
    leave_signals();
    while (receive(STDIN_FILENO, &message)) { /* until the pipe is closed */
        os_burn(message.burn);
        message.number *= message.number;
        (void)send(STDIN_FILENO, &message, sizeof message, MSG_NOSIGNAL);
    }
    _exit(EXIT_SUCCESS);
}

/* Starts the worker's child; 0, or the system's error. */
static int fork_child(const struct worker *worker, struct child *child)
{
    char lane[LANE_NAME_SIZE], name[LANE_NAME_SIZE + sizeof "overlap "];
    lane_id_name(worker->lane, lane);
    (void)snprintf(name, sizeof name, "overlap %s", lane);

    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) /* a pipe for both directions */
        return errno;
    sigset_t all, before;
    sigfillset(&all);
    pid_t parent = getpid();
    (void)pthread_sigmask(SIG_SETMASK, &all, &before); /* no handler of the parent's runs in the child */
    *child = (struct child){.pid = fork(), .pipe = ends[0]};
    if (child->pid == 0)
        child_main(ends[1], parent, name);
    int failure = child->pid < 0 ? errno : 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    (void)close(ends[1]);
    if (failure != 0)
        (void)close(ends[0]);
    return failure;
}

/* Its place is free again, and so is its number. */
static void reap_child(const struct child *child)
{
    (void)kill(child->pid, SIGKILL); /* a stopped one would not see that the pipe is closed */
    (void)close(child->pipe);
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

/* ---- The worker's thread ---- */

static bool ask(const struct thread *thread, struct message message)
{
    return send(thread->child.pipe, &message, sizeof message, MSG_NOSIGNAL) == sizeof message &&
           receive(thread->child.pipe, &message);
}

static void burn(struct waiter *waiter, int64_t ns)
{
    const struct thread *thread = (struct thread *)((char *)waiter - offsetof(struct thread, waiter));
    (void)ask(thread, (struct message){.burn = ns});
}

/* An item goes through the pipe; false when cancelled or killed. */
static bool pass_item(struct thread *thread)
{
    struct worker *worker = thread->worker;
    bool costs = clock_takes_turns(engine_clock(worker->engine));
    if (!costs)
        worker_enter(worker, STATE_WORKING, REASON_NONE, TIME_NEVER);
    bool ok = ask(thread, (struct message){.number = worker->op.item}) &&
              (!costs || cpu_run(&thread->shared->cpu, &thread->waiter, ITEM_COST));
    worker->now_cached = TIME_NEVER; /* that took time */
    return ok;
}

static bool put(struct shared *s, struct thread *t)
{
    return pass_item(t) && threads_put(s, t);
}

static bool get(struct shared *s, struct thread *t, bool *got)
{
    bool ok = threads_get(s, t, got);
    if (ok && *got && !pass_item(t)) {
        worker_next(t->worker, true); /* it ends with the item in its hands */
        ok = false;
    }
    return ok;
}

/* The thread need not get to its next operation to see that the child is dead. */
static void *watch(void *argument)
{
    struct thread *thread = argument;
    siginfo_t end;
    while (waitid(P_PID, (id_t)thread->child.pid, &end, WEXITED | WNOWAIT) != 0 && errno == EINTR)
        continue;
    waiter_cancel(&thread->waiter);
    return NULL;
}

static bool carry_out(struct thread *thread)
{
    pthread_t watcher;
    int failure = pthread_create(&watcher, NULL, watch, thread);
    if (failure != 0) {
        worker_unstartable(thread->worker, "a thread", strerror(failure));
        return false;
    }
    thread->child.killed = !thread_carry_out(thread);
    (void)kill(thread->child.pid, SIGKILL);
    pthread_join(watcher, NULL);
    return !thread->child.killed;
}

/* ---- main ---- */

static void start(struct shared *shared, struct worker *worker)
{
    struct engine *engine = shared->engine;
    worker_add_recorder(worker);
    engine_enter_main(engine, STATE_WORKING, REASON_START, worker->lane);
    struct child child;
    int failure = fork_child(worker, &child);
    if (failure == 0) {
        if (clock_takes_turns(engine_clock(engine)))
            (void)clock_sleep(engine_main(engine), clock_now(engine_clock(engine)) + START_COST);
        struct thread *thread = thread_new(shared, worker, carry_out);
        thread->child = child;
        failure = thread_start(thread);
        if (failure != 0)
            reap_child(&child);
    }
    if (failure != 0)
        worker_unstartable(worker, "a process", strerror(failure));
}

static void start_wanted(struct shared *shared)
{
    struct list wanted = {0};
    engine_take_wanted(shared->engine, &wanted);
    for (struct list_node *node; (node = list_take(&wanted)) != NULL && !engine_is_cancelled(shared->engine);)
        start(shared, LIST_OWNER(node, struct worker, node));
}

/* The others look again at what they wait for: a signal may have been for the killed one. */
static void tell_killed(struct shared *shared, struct worker *worker)
{
    if (!sim_lock(&shared->mutex, engine_main(shared->engine)))
        return;
    worker_killed(worker);
    sim_cond_broadcast(&shared->not_empty);
    sim_cond_broadcast(&shared->not_full);
    sim_unlock(&shared->mutex, engine_main(shared->engine));
}

static void joined(struct thread *thread)
{
    if (thread->child.killed)
        tell_killed(thread->shared, thread->worker);
    reap_child(&thread->child);
}

/* No thread waits any more for the answer of a process that is stopped. */
static void kill_all(struct shared *shared)
{
    for (struct list_node *node = shared->started.first; node != NULL; node = node->next)
        (void)kill(LIST_OWNER(node, struct thread, node)->child.pid, SIGKILL);
}

static void processes_run(struct engine *engine)
{
    struct shared shared;
    shared_init(&shared, engine, put, get);
    shared.burn = burn;
    shared.joined = joined;
    start_wanted(&shared);
    while (shared.running > 0) {
        engine_enter_main(engine, STATE_WAITING, REASON_JOIN, LANE_NONE);
        if (engine_is_cancelled(engine))
            kill_all(&shared);
        shared_wait(&shared); /* until a thread ends, which joins it, or the plan changes */
        start_wanted(&shared);
    }
    shared_destroy(&shared);
}

const struct mode mode_processes = {
    .name = "processes",
    .summary = "a process for every worker",
    .max_workers = THREADS_MAX,
    .run = processes_run,
};
