/* hint_worker — a thread that looks for hints. */
#include "app/hint.h"

#include "base/memory.h"
#include "base/os.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct hint_worker {
    pthread_t thread;
    struct wakeup *simulations; /* theirs; notified by the app to make them look at `asked` */
    struct wakeup *answered;    /* notified by the thread, drained by the app */
    char hint[HINT_SIZE];       /* the app's alone: the answer as it was taken in */

    pthread_mutex_t lock; /* guards what follows */
    bool quit;
    atomic_bool asked;       /* the question was not taken up yet. Written under the lock with release, read without it
                                with acquire: the notification that follows it must not overtake it */
    struct plan plan;        /* the latest question; written by the app only, */
    const struct mode *mode; /* and so is this */
    char answer[HINT_SIZE];  /* to it; empty: none yet, or none to be had */
};

static bool is_asked(struct hint_worker *hint_worker)
{
    return atomic_load_explicit(&hint_worker->asked, memory_order_acquire);
}

/* Answers the question, unless something else is asked meanwhile. Called and left with the lock held. */
static void answer(struct hint_worker *hint_worker)
{
    struct plan plan = hint_worker->plan;
    const struct mode *mode = hint_worker->mode;
    struct hint hint;
    atomic_store_explicit(&hint_worker->asked, false, memory_order_release);
    pthread_mutex_unlock(&hint_worker->lock);
    bool found = mode != NULL && hint_find(&plan, mode, hint_worker->simulations, &hint_worker->asked, &hint);
    pthread_mutex_lock(&hint_worker->lock);
    if (!found || is_asked(hint_worker))
        return;
    memcpy(hint_worker->answer, hint.text, sizeof hint_worker->answer);
    wakeup_notify(hint_worker->answered);
}

static void *hint_thread(void *argument)
{
    struct hint_worker *hint_worker = argument;
    os_leave_signals();
    pthread_mutex_lock(&hint_worker->lock);
    while (!hint_worker->quit)
        if (is_asked(hint_worker))
            answer(hint_worker);
        else {
            pthread_mutex_unlock(&hint_worker->lock);
            wakeup_wait(hint_worker->simulations); /* notified after `asked` and `quit` are set */
            pthread_mutex_lock(&hint_worker->lock);
        }
    pthread_mutex_unlock(&hint_worker->lock);
    return NULL;
}

static void release(struct hint_worker *hint_worker)
{
    wakeup_free(hint_worker->simulations);
    wakeup_free(hint_worker->answered);
    pthread_mutex_destroy(&hint_worker->lock);
    free(hint_worker);
}

struct hint_worker *hint_worker_new(struct error *error)
{
    struct hint_worker *hint_worker = memory_zeroed(1, sizeof *hint_worker);
    pthread_mutex_init(&hint_worker->lock, NULL);
    hint_worker->simulations = wakeup_new(error);
    hint_worker->answered = hint_worker->simulations != NULL ? wakeup_new(error) : NULL;
    if (hint_worker->answered != NULL) {
        int failure = pthread_create(&hint_worker->thread, NULL, hint_thread, hint_worker);
        if (failure == 0)
            return hint_worker;
        error_set(error, "cannot create the thread for hints: %s", strerror(failure));
    }
    release(hint_worker);
    return NULL;
}

/* The thread drops what it is at and looks again. Under the lock. */
static void interrupt(struct hint_worker *hint_worker)
{
    hint_worker->answer[0] = '\0';
    atomic_store_explicit(&hint_worker->asked, true, memory_order_release);
    wakeup_notify(hint_worker->simulations);
}

void hint_worker_free(struct hint_worker *hint_worker)
{
    if (hint_worker == NULL)
        return;
    pthread_mutex_lock(&hint_worker->lock);
    hint_worker->quit = true;
    interrupt(hint_worker);
    pthread_mutex_unlock(&hint_worker->lock);
    pthread_join(hint_worker->thread, NULL);
    release(hint_worker);
}

const char *hint_worker_hint(struct hint_worker *hint_worker, const struct plan *plan, const struct mode *mode)
{
    /* Only this thread writes the question: it may read it without the lock. */
    if (hint_worker->mode == mode && plan_equal(&hint_worker->plan, plan))
        return hint_worker->hint;
    pthread_mutex_lock(&hint_worker->lock);
    hint_worker->plan = *plan;
    hint_worker->mode = mode;
    interrupt(hint_worker);
    pthread_mutex_unlock(&hint_worker->lock);
    hint_worker->hint[0] = '\0';
    return hint_worker->hint;
}

int hint_worker_fd(const struct hint_worker *hint_worker)
{
    return wakeup_fd(hint_worker->answered);
}

bool hint_worker_update(struct hint_worker *hint_worker)
{
    wakeup_drain(hint_worker->answered);
    pthread_mutex_lock(&hint_worker->lock);
    bool changed = strcmp(hint_worker->hint, hint_worker->answer) != 0;
    memcpy(hint_worker->hint, hint_worker->answer, sizeof hint_worker->hint);
    pthread_mutex_unlock(&hint_worker->lock);
    return changed;
}
