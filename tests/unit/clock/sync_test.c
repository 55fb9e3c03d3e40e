/* Mutexes and condition variables: threads that queue in simulated time. */
#include "clock/sync.h"

#include "support/clock_script.h"
#include "support/fixture.h"
#include "support/test.h"

struct door {
    struct sim_mutex lock;
    struct sim_cond open;
};

static void wait_at_the_door(struct runner *runner)
{
    struct door *door = runner->prop;
    bool ok = sim_lock(&door->lock, &runner->waiter) && sim_cond_wait(&door->open, &runner->waiter);
    runner->wake = ok ? WAKE_UNPARKED : WAKE_CANCELLED;
    stage_say(runner->stage, runner->name);
    sim_unlock(&door->lock, &runner->waiter);
}

struct scene {
    struct stage stage;
    struct door door;
    struct runner runners[4];
};

static void settle(struct scene *scene)
{
    while (!clock_is_idle(scene->stage.clock))
        fixture_wait(scene->stage.wakeup);
}

/* Three wait, in the order a, b, c. */
static void scene_begin(struct scene *scene)
{
    static const char *const names[] = {"a", "b", "c"};
    stage_open(&scene->stage, CLOCK_INSTANT);
    sim_mutex_init(&scene->door.lock);
    sim_cond_init(&scene->door.open, &scene->door.lock);
    for (int i = 0; i < 4; i++)
        scene->runners[i] =
            (struct runner){.name = i < 3 ? names[i] : NULL, .act = wait_at_the_door, .prop = &scene->door};
    stage_begin(&scene->stage, scene->stage.group, scene->runners);
    settle(scene);
}

static void scene_end(struct scene *scene)
{
    stage_join(scene->runners);
    stage_close(&scene->stage);
    sim_mutex_destroy(&scene->door.lock);
}

static void call(struct scene *scene, void (*wake)(struct sim_cond *cond))
{
    wake(&scene->door.open);
    settle(scene);
}

/* Who is signalled is who is returned. */
static void signal_to(struct scene *scene, struct waiter *expected)
{
    assert_ptr_equal(sim_cond_signal(&scene->door.open), expected);
    settle(scene);
}

TEST(a_signal_lets_the_first_in_line_go_on)
{
    struct scene scene;
    scene_begin(&scene);
    assert_true(clock_group_is_stuck(scene.stage.group)); /* as far as the clock knows */
    signal_to(&scene, &scene.runners[0].waiter);
    assert_string_equal(scene.stage.said, "a");
    signal_to(&scene, &scene.runners[1].waiter);
    assert_string_equal(scene.stage.said, "ab");
    signal_to(&scene, &scene.runners[2].waiter);
    scene_end(&scene);
    assert_string_equal(scene.stage.said, "abc");
}

TEST(a_broadcast_lets_everybody_go_on_in_order)
{
    struct scene scene;
    scene_begin(&scene);
    call(&scene, sim_cond_broadcast);
    scene_end(&scene);
    assert_string_equal(scene.stage.said, "abc");
}

TEST(a_signal_that_nobody_waits_for_is_nothing)
{
    struct sim_mutex mutex;
    struct sim_cond cond;
    sim_mutex_init(&mutex);
    sim_cond_init(&cond, &mutex);
    assert_null(sim_cond_signal(&cond));
    sim_cond_broadcast(&cond);
    assert_null(cond.waiters.first);
    sim_mutex_destroy(&mutex);
}

TEST(who_is_woken_by_something_else_leaves_the_line)
{
    struct scene scene;
    scene_begin(&scene);
    clock_unpark(&scene.runners[1].waiter); /* b */
    settle(&scene);
    assert_string_equal(scene.stage.said, "b");
    signal_to(&scene, &scene.runners[0].waiter);
    signal_to(&scene, &scene.runners[2].waiter);
    scene_end(&scene);
    assert_string_equal(scene.stage.said, "bac");
    assert_null(scene.door.open.waiters.first);
}

TEST(when_the_group_is_cancelled_nobody_waits_on)
{
    struct scene scene;
    scene_begin(&scene);
    clock_group_cancel(scene.stage.group);
    scene_end(&scene);
    for (int i = 0; i < 3; i++)
        assert_int_equal(scene.runners[i].wake, WAKE_CANCELLED);
    assert_null(scene.door.open.waiters.first);
}

/* ---- The mutex ---- */

struct pair {
    struct sim_mutex first, second;
};

/* Holds the first mutex until its deadline. */
static void hold_for_a_while(struct runner *runner)
{
    struct pair *pair = runner->prop;
    bool ok = sim_lock(&pair->first, &runner->waiter);
    ok = ok && clock_sleep(&runner->waiter, clock_now(runner->stage->clock) + runner->deadline);
    runner->woke = clock_now(runner->stage->clock);
    runner->wake = ok ? WAKE_UNPARKED : WAKE_CANCELLED;
    stage_say(runner->stage, runner->name);
    sim_unlock(&pair->first, &runner->waiter);
}

static void take_both(struct runner *runner, struct sim_mutex *one, struct sim_mutex *other)
{
    bool ok = sim_lock(one, &runner->waiter) && clock_sleep(&runner->waiter, runner->deadline) &&
              sim_lock(other, &runner->waiter);
    runner->wake = ok ? WAKE_UNPARKED : WAKE_CANCELLED;
    sim_unlock(other, &runner->waiter);
    sim_unlock(one, &runner->waiter);
}

static void take_first_then_second(struct runner *runner)
{
    struct pair *pair = runner->prop;
    take_both(runner, &pair->first, &pair->second);
}

static void take_second_then_first(struct runner *runner)
{
    struct pair *pair = runner->prop;
    take_both(runner, &pair->second, &pair->first);
}

/* The next runner, which waits for the mutex, is cancelled as the mutex becomes free. */
static void cancel_next_and_unlock(struct runner *runner)
{
    struct pair *pair = runner->prop;
    bool ok = sim_lock(&pair->first, &runner->waiter) && clock_sleep(&runner->waiter, runner->deadline);
    assert_true(ok);
    waiter_cancel(&(runner + 1)->waiter);
    sim_unlock(&pair->first, &runner->waiter);
}

static void act(struct stage *stage, struct pair *pair, struct runner *runners)
{
    stage_open(stage, CLOCK_INSTANT);
    sim_mutex_init(&pair->first);
    sim_mutex_init(&pair->second);
    stage_begin(stage, stage->group, runners);
    clock_allow(stage->clock, TIME_NEVER);
}

static void end(struct stage *stage, struct pair *pair)
{
    sim_mutex_destroy(&pair->first);
    sim_mutex_destroy(&pair->second);
    stage_close(stage);
}

TEST(a_thread_that_is_cancelled_alone_passes_its_turn_on)
{
    struct stage stage;
    struct pair pair;
    struct runner runners[] = {{.name = "a", .act = cancel_next_and_unlock, .deadline = 3, .prop = &pair},
                               {.name = "b", .act = hold_for_a_while, .deadline = 2, .prop = &pair},
                               {.name = "c", .act = hold_for_a_while, .deadline = 1, .prop = &pair},
                               {.name = NULL}};
    act(&stage, &pair, runners);
    stage_join(runners);
    assert_int_equal(runners[1].wake, WAKE_CANCELLED);
    assert_int_equal(runners[1].woke, 3);
    assert_int_equal(runners[2].wake, WAKE_UNPARKED);
    assert_int_equal(runners[2].woke, 4);
    end(&stage, &pair);
}

TEST(one_after_another_holds_the_mutex)
{
    struct stage stage;
    struct pair pair;
    struct runner runners[] = {{.name = "a", .act = hold_for_a_while, .deadline = 3, .prop = &pair},
                               {.name = "b", .act = hold_for_a_while, .deadline = 2, .prop = &pair},
                               {.name = "c", .act = hold_for_a_while, .deadline = 1, .prop = &pair},
                               {.name = NULL}};
    act(&stage, &pair, runners);
    stage_join(runners);
    assert_string_equal(stage.said, "abc");
    assert_int_equal(runners[0].woke, 3);
    assert_int_equal(runners[1].woke, 5);
    assert_int_equal(runners[2].woke, 6);
    end(&stage, &pair);
}

TEST(two_in_opposite_order_are_stuck_and_can_be_cancelled)
{
    struct stage stage;
    struct pair pair;
    struct runner runners[] = {{.name = "a", .act = take_first_then_second, .deadline = 1, .prop = &pair},
                               {.name = "b", .act = take_second_then_first, .deadline = 1, .prop = &pair},
                               {.name = NULL}};
    act(&stage, &pair, runners);
    while (!clock_group_is_stuck(stage.group))
        fixture_wait(stage.wakeup);
    clock_group_cancel(stage.group);
    stage_join(runners);
    assert_int_equal(runners[0].wake, WAKE_CANCELLED);
    assert_int_equal(runners[1].wake, WAKE_CANCELLED);
    assert_null(pair.first.holder); /* what they held they have released */
    assert_null(pair.second.holder);
    end(&stage, &pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_lets_the_first_in_line_go_on),
        cmocka_unit_test(a_broadcast_lets_everybody_go_on_in_order),
        cmocka_unit_test(a_signal_that_nobody_waits_for_is_nothing),
        cmocka_unit_test(who_is_woken_by_something_else_leaves_the_line),
        cmocka_unit_test(when_the_group_is_cancelled_nobody_waits_on),
        cmocka_unit_test(a_thread_that_is_cancelled_alone_passes_its_turn_on),
        cmocka_unit_test(one_after_another_holds_the_mutex),
        cmocka_unit_test(two_in_opposite_order_are_stuck_and_can_be_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
