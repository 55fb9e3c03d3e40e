/* stage — threads that act on a clock; see the header. */
#include "support/clock_script.h"

#include "support/fixture.h"

#include <assert.h>
#include <string.h>

void stage_open(struct stage *stage, enum clock_kind kind)
{
    *stage = (struct stage){.said = ""};
    stage->wakeup = wakeup_new(NULL);
    stage->clock = clock_new(kind, stage->wakeup);
    stage->group = clock_group_new(stage->clock);
    pthread_mutex_init(&stage->lock, NULL);
}

void stage_close(struct stage *stage)
{
    clock_group_free(stage->group);
    clock_free(stage->clock);
    wakeup_free(stage->wakeup);
    pthread_mutex_destroy(&stage->lock);
}

static void *actor_thread(void *argument)
{
    struct actor *actor = argument;
    waiter_begin(&actor->waiter);
    actor->act(actor);
    waiter_leave(&actor->waiter);
    return NULL;
}

void stage_begin(struct stage *stage, struct group *group, struct actor *actors)
{
    for (struct actor *actor = actors; actor->name != NULL; actor++) {
        actor->stage = stage;
        waiter_init(&actor->waiter, group);
    }
    for (struct actor *actor = actors; actor->name != NULL; actor++) {
        int failure = pthread_create(&actor->thread, NULL, actor_thread, actor);
        assert(failure == 0);
        (void)failure;
    }
}

void stage_join(struct actor *actors)
{
    for (struct actor *actor = actors; actor->name != NULL; actor++)
        pthread_join(actor->thread, NULL);
}

void stage_quiet(struct stage *stage)
{
    lab_wait(stage->wakeup);
}

void stage_say(struct stage *stage, const char *words)
{
    pthread_mutex_lock(&stage->lock);
    assert(strlen(stage->said) + strlen(words) < sizeof stage->said);
    strcat(stage->said, words);
    pthread_mutex_unlock(&stage->lock);
}

static void note(struct actor *actor, enum wake wake)
{
    actor->wake = wake;
    actor->woke = clock_now(actor->stage->clock);
    stage_say(actor->stage, actor->name);
}

void action_park(struct actor *actor)
{
    note(actor, clock_park(&actor->waiter, actor->deadline));
}

void action_sleep(struct actor *actor)
{
    note(actor, clock_sleep(&actor->waiter, actor->deadline) ? WAKE_DEADLINE : WAKE_CANCELLED);
}
