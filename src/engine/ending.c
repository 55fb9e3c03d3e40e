/* ending — runs that end in the background */
#include "engine/engine.h"

#include "base/memory.h"
#include "base/os.h"
#include "base/units.h"
#include "engine/engine_internal.h"

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

void ending_add(struct ending *ending, struct engine *engine)
{
    pthread_mutex_lock(&ending->lock);
    ending->count++;
    pthread_mutex_unlock(&ending->lock);
    if (engine_leave(engine, ending))
        return;
    engine_free(engine);
    ending_done(ending);
}

void ending_done(struct ending *ending)
{
    pthread_mutex_lock(&ending->lock);
    bool last = --ending->count == 0, abandoned = ending->abandoned;
    if (last)
        pthread_cond_signal(&ending->all_ended);
    pthread_mutex_unlock(&ending->lock);
    if (last && abandoned)
        release(ending);
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
