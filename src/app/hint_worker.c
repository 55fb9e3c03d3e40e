/* hint_worker — a thread that looks for hints. */
#include "app/hint.h"

#include "base/memory.h"
#include "base/os.h"
#include "base/wakeup.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct hint_worker {
    pthread_t thread;
    struct wakeup *simulations; /* theirs; notified by the app to make them look at `cancelled` */
    struct wakeup *answered;    /* notified by the thread, drained by the app */

    atomic_bool cancelled; /* drop the present question. Written under the lock with release, read without it with
                              acquire: the notification that follows it must not overtake it */

    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t asked; /* signalled when `open` or `quit` becomes true */
    bool open;            /* the question was not taken up yet */
    bool quit;
    struct plan plan;        /* the latest question; written by the app only, */
    const struct mode *mode; /* and so is this */
    char answer[HINT_SIZE];  /* to it; empty: none yet, or none to be had */

    char hint[HINT_SIZE]; /* the app's alone: the answer as it was taken in */
};

/* Waits for a question and takes it up; false at the end. */
static bool take_up(struct hint_worker *hint_worker, struct plan *plan, const struct mode **mode)
{
    pthread_mutex_lock(&hint_worker->lock);
    while (!hint_worker->open && !hint_worker->quit)
        pthread_cond_wait(&hint_worker->asked, &hint_worker->lock);
    bool goes_on = !hint_worker->quit;
    hint_worker->open = false;
    *plan = hint_worker->plan;
    *mode = hint_worker->mode;
    if (goes_on)
        atomic_store_explicit(&hint_worker->cancelled, false, memory_order_release);
    pthread_mutex_unlock(&hint_worker->lock);
    return goes_on;
}

/* Hands over what was found, unless something else has been asked since. */
static void hand_over(struct hint_worker *hint_worker, const struct hint *hint)
{
    pthread_mutex_lock(&hint_worker->lock);
    if (!hint_worker->open)
        memcpy(hint_worker->answer, hint->text, sizeof hint_worker->answer);
    pthread_mutex_unlock(&hint_worker->lock);
    wakeup_notify(hint_worker->answered);
}

static void *hint_thread(void *argument)
{
    struct hint_worker *hint_worker = argument;
    struct plan plan;
    const struct mode *mode;
    os_leave_signals();
    while (take_up(hint_worker, &plan, &mode)) {
        struct hint hint;
        if (mode != NULL && hint_find(&plan, mode, hint_worker->simulations, &hint_worker->cancelled, &hint))
            hand_over(hint_worker, &hint);
    }
    return NULL;
}

static void release(struct hint_worker *hint_worker)
{
    wakeup_free(hint_worker->simulations);
    wakeup_free(hint_worker->answered);
    pthread_cond_destroy(&hint_worker->asked);
    pthread_mutex_destroy(&hint_worker->lock);
    free(hint_worker);
}

struct hint_worker *hint_worker_new(struct error *error)
{
    struct hint_worker *hint_worker = memory_zeroed(1, sizeof *hint_worker);
    pthread_mutex_init(&hint_worker->lock, NULL);
    pthread_cond_init(&hint_worker->asked, NULL);
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

/* Drops the question that the thread is at and has it look again. Under the lock. */
static void interrupt(struct hint_worker *hint_worker)
{
    hint_worker->answer[0] = '\0';
    atomic_store_explicit(&hint_worker->cancelled, true, memory_order_release);
    wakeup_notify(hint_worker->simulations);
    pthread_cond_signal(&hint_worker->asked);
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
    hint_worker->open = true;
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
    char before[sizeof hint_worker->hint];
    memcpy(before, hint_worker->hint, sizeof before);
    wakeup_drain(hint_worker->answered);
    pthread_mutex_lock(&hint_worker->lock);
    memcpy(hint_worker->hint, hint_worker->answer, sizeof hint_worker->hint);
    pthread_mutex_unlock(&hint_worker->lock);
    return strcmp(before, hint_worker->hint) != 0;
}
