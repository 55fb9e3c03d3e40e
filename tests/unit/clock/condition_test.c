/* Conditions: threads that wait in line in simulated time. */
#include "clock/condition.h"

#include "support/clock_script.h"
#include "support/fixture.h"
#include "support/test.h"

#include <stdio.h>

struct door {
    pthread_mutex_t lock;
    struct condition open;
};

static void wait_at_the_door(struct actor *actor)
{
    struct door *door = actor->prop;
    pthread_mutex_lock(&door->lock);
    bool ok = condition_wait(&door->open, &door->lock, &actor->waiter);
    actor->wake = ok ? WAKE_UNPARKED : WAKE_CANCELLED;
    stage_say(actor->stage, actor->name);
    pthread_mutex_unlock(&door->lock);
}

struct scene {
    struct stage stage;
    struct door door;
    struct actor actors[4];
};

static void settle(struct scene *scene)
{
    while (!clock_is_idle(scene->stage.clock))
        lab_wait(scene->stage.wakeup);
}

/* Three wait, in the order a, b, c. */
static void scene_begin(struct scene *scene)
{
    static const char *const names[] = {"a", "b", "c"};
    stage_open(&scene->stage, CLOCK_INSTANT);
    pthread_mutex_init(&scene->door.lock, NULL);
    scene->door.open = (struct condition){0};
    for (int i = 0; i < 4; i++)
        scene->actors[i] =
            (struct actor){.name = i < 3 ? names[i] : NULL, .act = wait_at_the_door, .prop = &scene->door};
    stage_begin(&scene->stage, scene->stage.group, scene->actors);
    settle(scene);
}

static void scene_end(struct scene *scene)
{
    stage_join(scene->actors);
    stage_close(&scene->stage);
    pthread_mutex_destroy(&scene->door.lock);
}

static void call(struct scene *scene, void (*wake)(struct condition *condition))
{
    pthread_mutex_lock(&scene->door.lock);
    wake(&scene->door.open);
    pthread_mutex_unlock(&scene->door.lock);
    settle(scene);
}

/* Who is signalled is who is returned. */
static void signal_to(struct scene *scene, struct waiter *expected)
{
    pthread_mutex_lock(&scene->door.lock);
    assert_ptr_equal(condition_signal(&scene->door.open), expected);
    pthread_mutex_unlock(&scene->door.lock);
    settle(scene);
}

TEST(a_signal_lets_the_first_in_line_go_on)
{
    struct scene scene;
    scene_begin(&scene);
    assert_true(clock_group_is_stuck(scene.stage.group)); /* as far as the clock knows */
    signal_to(&scene, &scene.actors[0].waiter);
    assert_string_equal(scene.stage.said, "a");
    signal_to(&scene, &scene.actors[1].waiter);
    assert_string_equal(scene.stage.said, "ab");
    signal_to(&scene, &scene.actors[2].waiter);
    scene_end(&scene);
    assert_string_equal(scene.stage.said, "abc");
}

TEST(a_broadcast_lets_everybody_go_on_in_order)
{
    struct scene scene;
    scene_begin(&scene);
    call(&scene, condition_broadcast);
    scene_end(&scene);
    assert_string_equal(scene.stage.said, "abc");
}

TEST(a_signal_that_nobody_waits_for_is_nothing)
{
    struct condition condition = {0};
    assert_null(condition_signal(&condition));
    condition_broadcast(&condition);
    assert_null(condition.waiters.first);
}

TEST(who_is_woken_by_something_else_leaves_the_line)
{
    struct scene scene;
    scene_begin(&scene);
    clock_unpark(&scene.actors[1].waiter); /* b */
    settle(&scene);
    assert_string_equal(scene.stage.said, "b");
    signal_to(&scene, &scene.actors[0].waiter);
    signal_to(&scene, &scene.actors[2].waiter);
    scene_end(&scene);
    assert_string_equal(scene.stage.said, "bac");
    assert_null(scene.door.open.waiters.first);
}

TEST(when_the_crew_is_cancelled_nobody_waits_on)
{
    struct scene scene;
    scene_begin(&scene);
    clock_group_cancel(scene.stage.group);
    scene_end(&scene);
    for (int i = 0; i < 3; i++)
        assert_int_equal(scene.actors[i].wake, WAKE_CANCELLED);
    assert_null(scene.door.open.waiters.first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_lets_the_first_in_line_go_on),
        cmocka_unit_test(a_broadcast_lets_everybody_go_on_in_order),
        cmocka_unit_test(a_signal_that_nobody_waits_for_is_nothing),
        cmocka_unit_test(who_is_woken_by_something_else_leaves_the_line),
        cmocka_unit_test(when_the_crew_is_cancelled_nobody_waits_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
