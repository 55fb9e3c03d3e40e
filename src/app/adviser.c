/* adviser — a thread that looks for hints; see the header. */
#include "adviser.h"

#include "base/memory.h"
#include "engine/doorbell.h"
#include "hint.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct adviser {
    pthread_t thread;
    struct doorbell *bench; /* of the trials; rung by the app to make them look at `cancelled` */
    struct doorbell *news;  /* rung by the thread, answered by the app */

    atomic_bool cancelled; /* drop the present question. Written under the lock with release, read without it with
                              acquire: the ring that follows it must not overtake it */

    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t asked; /* signalled when `open` or `quit` becomes true */
    bool open;            /* the question was not taken up yet */
    bool quit;
    struct plan plan;        /* the latest question; written by the app only, */
    const struct mode *mode; /* and so is this */
    char answer[HINT_SIZE];  /* to it; empty: none yet, or none to be had */

    /* The app's alone: */
    char hint[HINT_SIZE]; /* the answer as it was taken in */
};

/* Waits for a question and takes it up; false at the end. */
static bool take_up(struct adviser *adviser, struct plan *plan, const struct mode **mode)
{
    pthread_mutex_lock(&adviser->lock);
    while (!adviser->open && !adviser->quit)
        pthread_cond_wait(&adviser->asked, &adviser->lock);
    bool goes_on = !adviser->quit;
    adviser->open = false;
    *plan = adviser->plan;
    *mode = adviser->mode;
    if (goes_on)
        atomic_store_explicit(&adviser->cancelled, false, memory_order_release);
    pthread_mutex_unlock(&adviser->lock);
    return goes_on;
}

/* Hands over what was found, unless something else has been asked since. */
static void hand_over(struct adviser *adviser, const struct hint *hint)
{
    pthread_mutex_lock(&adviser->lock);
    if (!adviser->open)
        memcpy(adviser->answer, hint->text, sizeof adviser->answer);
    pthread_mutex_unlock(&adviser->lock);
    doorbell_ring(adviser->news);
}

static void *advise(void *argument)
{
    struct adviser *adviser = argument;
    struct plan plan;
    const struct mode *mode;
    while (take_up(adviser, &plan, &mode)) {
        struct hint hint;
        if (mode != NULL && hint_find(&plan, mode, adviser->bench, &adviser->cancelled, &hint))
            hand_over(adviser, &hint);
    }
    return NULL;
}

static void release(struct adviser *adviser)
{
    doorbell_free(adviser->bench);
    doorbell_free(adviser->news);
    pthread_cond_destroy(&adviser->asked);
    pthread_mutex_destroy(&adviser->lock);
    free(adviser);
}

struct adviser *adviser_new(struct error *error)
{
    struct adviser *adviser = memory_zeroed(1, sizeof *adviser);
    pthread_mutex_init(&adviser->lock, NULL);
    pthread_cond_init(&adviser->asked, NULL);
    adviser->bench = doorbell_new(error);
    adviser->news = adviser->bench != NULL ? doorbell_new(error) : NULL;
    int failure = adviser->news != NULL ? pthread_create(&adviser->thread, NULL, advise, adviser) : 0;
    if (failure != 0)
        error_set(error, "cannot create the adviser's thread: %s", strerror(failure));
    if (adviser->news != NULL && failure == 0)
        return adviser;
    release(adviser);
    return NULL;
}

/* Drops the question that the thread is at and has it look again. Under the lock. */
static void interrupt(struct adviser *adviser)
{
    adviser->answer[0] = '\0';
    atomic_store_explicit(&adviser->cancelled, true, memory_order_release);
    doorbell_ring(adviser->bench);
    pthread_cond_signal(&adviser->asked);
}

void adviser_free(struct adviser *adviser)
{
    if (adviser == NULL)
        return;
    pthread_mutex_lock(&adviser->lock);
    adviser->quit = true;
    interrupt(adviser);
    pthread_mutex_unlock(&adviser->lock);
    pthread_join(adviser->thread, NULL);
    release(adviser);
}

void adviser_ask(struct adviser *adviser, const struct plan *plan, const struct mode *mode)
{
    /* Only this thread writes the question: it may read it without the lock. */
    if (adviser->mode == mode && plan_equal(&adviser->plan, plan))
        return;
    pthread_mutex_lock(&adviser->lock);
    adviser->plan = *plan;
    adviser->mode = mode;
    adviser->open = true;
    interrupt(adviser);
    pthread_mutex_unlock(&adviser->lock);
    adviser->hint[0] = '\0';
}

const char *adviser_hint(struct adviser *adviser)
{
    return adviser->hint;
}

int adviser_descriptor(const struct adviser *adviser)
{
    return doorbell_descriptor(adviser->news);
}

bool adviser_update(struct adviser *adviser)
{
    char before[sizeof adviser->hint];
    memcpy(before, adviser->hint, sizeof before);
    doorbell_answer(adviser->news);
    pthread_mutex_lock(&adviser->lock);
    memcpy(adviser->hint, adviser->answer, sizeof adviser->hint);
    pthread_mutex_unlock(&adviser->lock);
    return strcmp(before, adviser->hint) != 0;
}
