/* stage — threads that act on a clock; see the header. */
#include "support/stage.h"

#include "support/lab.h"

#include <assert.h>
#include <string.h>

void stage_open(struct stage *stage, enum clock_kind kind)
{
    *stage = (struct stage){.said = ""};
    stage->doorbell = doorbell_new(NULL);
    stage->clock = clock_new(kind, stage->doorbell);
    stage->crew = crew_new(stage->clock);
    pthread_mutex_init(&stage->lock, NULL);
}

void stage_close(struct stage *stage)
{
    crew_free(stage->crew);
    clock_free(stage->clock);
    doorbell_free(stage->doorbell);
    pthread_mutex_destroy(&stage->lock);
}

static void *actor_thread(void *argument)
{
    struct actor *actor = argument;
    parker_begin(&actor->parker);
    actor->act(actor);
    parker_leave(&actor->parker);
    return NULL;
}

void stage_begin(struct stage *stage, struct crew *crew, struct actor *actors)
{
    for (struct actor *actor = actors; actor->name != NULL; actor++) {
        actor->stage = stage;
        parker_init(&actor->parker, crew);
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
    lab_wait(stage->doorbell);
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

void act_park(struct actor *actor)
{
    note(actor, clock_park(&actor->parker, actor->deadline));
}

void act_sleep(struct actor *actor)
{
    note(actor, clock_sleep(&actor->parker, actor->deadline) ? WAKE_DEADLINE : WAKE_CANCELLED);
}
