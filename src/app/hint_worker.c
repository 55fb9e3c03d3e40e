/* hint_worker — a thread that looks for hints, and for the seeds with which a bug shows. */
#include "app/hint.h"

#include "base/format.h"
#include "base/memory.h"
#include "base/os.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct answer {
    char hint[HINT_SIZE]; /* empty: none yet, or none to be had */
    struct seeds seeds;   /* with a bug */
};

struct hint_worker {
    pthread_t thread;
    struct wakeup *simulations; /* theirs; notified by the app to make them look at `asked` */
    struct wakeup *answered;    /* notified by the thread, drained by the app */
    struct answer taken;        /* the app's alone: the answer as it was taken in */

    pthread_mutex_t lock; /* guards what follows */
    bool quit;
    atomic_bool asked;       /* the question was not taken up yet. Written under the lock with release, read without it
                                with acquire: the notification that follows it must not overtake it */
    struct plan plan;        /* the latest question; written by the app only, */
    const struct mode *mode; /* and so is this */
    struct answer answer;    /* to it */
};

static bool is_asked(struct hint_worker *hint_worker)
{
    return atomic_load_explicit(&hint_worker->asked, memory_order_acquire);
}

static bool find_answer(struct hint_worker *hint_worker, const struct plan *plan, const struct mode *mode,
                        struct answer *answer)
{
    struct hint hint;
    *answer = (struct answer){.hint = ""};
    if (mode == NULL || mode->only_slow)
        return false;
    if (mode->bug == NULL) {
        bool found = hint_find(plan, mode, hint_worker->simulations, &hint_worker->asked, &hint);
        memcpy(answer->hint, hint.text, sizeof answer->hint);
        return found;
    }
    bool found = hint_try_seeds(plan, mode, hint_worker->simulations, &hint_worker->asked, &answer->seeds);
    char count[SEEDS_COUNT_SIZE];
    seeds_count(&answer->seeds, count);
    if (answer->seeds.runs > 0)
        format_append(answer->hint, HINT_SIZE, "fails in %s seeds", count);
    if (answer->seeds.failed > 0)
        format_append(answer->hint, HINT_SIZE, ": Enter opens the first, seed %" PRIu64, answer->seeds.first);
    return found;
}

/* Answers the question, unless something else is asked meanwhile. Called and left with the lock held. */
static void answer(struct hint_worker *hint_worker)
{
    struct plan plan = hint_worker->plan;
    const struct mode *mode = hint_worker->mode;
    struct answer answer;
    atomic_store_explicit(&hint_worker->asked, false, memory_order_release);
    pthread_mutex_unlock(&hint_worker->lock);
    bool found = find_answer(hint_worker, &plan, mode, &answer);
    pthread_mutex_lock(&hint_worker->lock);
    if (!found || is_asked(hint_worker))
        return;
    hint_worker->answer = answer;
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
    hint_worker->answer = (struct answer){.hint = ""};
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

/* Which seed a run with a bug has does not matter: others are tried. */
static bool is_question(const struct hint_worker *hint_worker, const struct plan *plan, const struct mode *mode)
{
    /* Only the app's thread writes the question: it may read it without the lock. */
    struct plan asked = hint_worker->plan;
    if (mode != NULL && mode->bug != NULL)
        asked.seed = plan->seed;
    return hint_worker->mode == mode && plan_equal(&asked, plan);
}

const char *hint_worker_hint(struct hint_worker *hint_worker, const struct plan *plan, const struct mode *mode)
{
    if (is_question(hint_worker, plan, mode))
        return hint_worker->taken.hint;
    pthread_mutex_lock(&hint_worker->lock);
    hint_worker->plan = *plan;
    hint_worker->mode = mode;
    interrupt(hint_worker);
    pthread_mutex_unlock(&hint_worker->lock);
    hint_worker->taken = (struct answer){.hint = ""};
    return hint_worker->taken.hint;
}

const struct seeds *hint_worker_seeds(const struct hint_worker *hint_worker, const struct plan *plan,
                                      const struct mode *mode)
{
    bool known = hint_worker != NULL && hint_worker->taken.seeds.runs > 0 && is_question(hint_worker, plan, mode);
    return known ? &hint_worker->taken.seeds : NULL;
}

int hint_worker_fd(const struct hint_worker *hint_worker)
{
    return wakeup_fd(hint_worker->answered);
}

bool hint_worker_update(struct hint_worker *hint_worker)
{
    wakeup_drain(hint_worker->answered);
    pthread_mutex_lock(&hint_worker->lock);
    bool changed = strcmp(hint_worker->taken.hint, hint_worker->answer.hint) != 0;
    hint_worker->taken = hint_worker->answer;
    pthread_mutex_unlock(&hint_worker->lock);
    return changed;
}
