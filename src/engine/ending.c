/* ending — runs that end in the background */
#include "engine/engine.h"

#include "base/memory.h"
#include "base/os.h"
#include "base/units.h"
#include "engine/engine_internal.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct ending {
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t all_ended;
    size_t count;   /* engines that are not freed yet */
    bool abandoned; /* the last of their threads frees all this */
    struct clock *clock;
    struct wakeup *wakeup;
};

/* An engine on its way to its end; the thread that sees to it frees it. */
struct last_run {
    struct ending *ending;
    struct engine *engine;
};

struct ending *ending_new(struct clock *clock, struct wakeup *wakeup)
{
    struct ending *ending = memory_zeroed(1, sizeof *ending);
    ending->clock = clock;
    ending->wakeup = wakeup;
    pthread_condattr_t attributes;
    pthread_mutex_init(&ending->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&ending->all_ended, &attributes);
    pthread_condattr_destroy(&attributes);
    return ending;
}

static void release(struct ending *ending)
{
    clock_free(ending->clock);
    wakeup_free(ending->wakeup);
    pthread_cond_destroy(&ending->all_ended);
    pthread_mutex_destroy(&ending->lock);
    free(ending);
}

/* The run's wakeup belongs to the thread that draws: this one looks from time to time whether all threads have ended.
 */
static void see_to_the_end(struct last_run *run)
{
    const struct timespec interval = {.tv_nsec = 2 * NS_PER_MS};
    struct ending *ending = run->ending;
    while (engine_drain(run->engine) != ENGINE_FINISHED)
        (void)nanosleep(&interval, NULL);
    engine_free(run->engine);
    free(run);
    pthread_mutex_lock(&ending->lock);
    bool last = --ending->count == 0, abandoned = ending->abandoned;
    if (last)
        pthread_cond_signal(&ending->all_ended);
    pthread_mutex_unlock(&ending->lock);
    if (last && abandoned)
        release(ending);
}

static void *ending_thread(void *run)
{
    os_leave_signals();
    see_to_the_end(run);
    return NULL;
}

void ending_add(struct ending *ending, struct engine *engine)
{
    engine_detach(engine);
    struct last_run *run = memory_zeroed(1, sizeof *run);
    *run = (struct last_run){ending, engine};
    pthread_mutex_lock(&ending->lock);
    ending->count++;
    pthread_mutex_unlock(&ending->lock);
    pthread_t thread;
    if (pthread_create(&thread, NULL, ending_thread, run) == 0)
        pthread_detach(thread);
    else
        see_to_the_end(run); /* no thread to spare: it is waited for after all */
}

void ending_free(struct ending *ending, int64_t limit)
{
    int64_t until = os_now() + limit;
    const struct timespec timeout = {.tv_sec = until / NS_PER_S, .tv_nsec = until % NS_PER_S};
    pthread_mutex_lock(&ending->lock);
    while (ending->count > 0 && pthread_cond_timedwait(&ending->all_ended, &ending->lock, &timeout) == 0)
        continue;
    bool ended = ending->count == 0;
    ending->abandoned = !ended;
    pthread_mutex_unlock(&ending->lock);
    if (ended)
        release(ending);
}
