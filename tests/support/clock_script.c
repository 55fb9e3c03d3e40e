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

static void *runner_thread(void *argument)
{
    struct runner *runner = argument;
    waiter_begin(&runner->waiter);
    runner->act(runner);
    waiter_leave(&runner->waiter);
    return NULL;
}

void stage_begin(struct stage *stage, struct group *group, struct runner *runners)
{
    for (struct runner *runner = runners; runner->name != NULL; runner++) {
        runner->stage = stage;
        waiter_init(&runner->waiter, group);
    }
    for (struct runner *runner = runners; runner->name != NULL; runner++) {
        int failure = pthread_create(&runner->thread, NULL, runner_thread, runner);
        assert(failure == 0);
        (void)failure;
    }
}

void stage_join(struct runner *runners)
{
    for (struct runner *runner = runners; runner->name != NULL; runner++)
        pthread_join(runner->thread, NULL);
}

void stage_quiet(struct stage *stage)
{
    fixture_wait(stage->wakeup);
}

void stage_say(struct stage *stage, const char *words)
{
    pthread_mutex_lock(&stage->lock);
    assert(strlen(stage->said) + strlen(words) < sizeof stage->said);
    strcat(stage->said, words);
    pthread_mutex_unlock(&stage->lock);
}

static void note(struct runner *runner, enum wake wake)
{
    runner->wake = wake;
    runner->woke = clock_now(runner->stage->clock);
    stage_say(runner->stage, runner->name);
}

void action_park(struct runner *runner)
{
    note(runner, clock_park(&runner->waiter, runner->deadline));
}

void action_sleep(struct runner *runner)
{
    note(runner, clock_sleep(&runner->waiter, runner->deadline) ? WAKE_DEADLINE : WAKE_CANCELLED);
}
