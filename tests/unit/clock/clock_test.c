/* The clock: simulated time, and threads that park in it. */
#include "clock/clock.h"

#include "support/clock_script.h"
#include "support/fixture.h"
#include "support/patience.h"
#include "support/test.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

/* Until an instant clock has nothing more to do. */
static void settle(struct stage *stage)
{
    while (!clock_is_idle(stage->clock))
        fixture_wait(stage->wakeup);
}

static void allow(struct stage *stage, int64_t until)
{
    clock_allow(stage->clock, until);
    settle(stage);
}

static void expect_wake(const struct runner *runner, enum wake wake, int64_t woke)
{
    assert_int_equal(runner->wake, wake);
    assert_int_equal(runner->woke, woke);
}

/* ---- Instant ---- */

TEST(an_instant_clock_stands_at_0_and_goes_as_far_as_it_is_allowed)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    assert_int_equal(clock_now(stage.clock), 0);
    assert_true(clock_is_idle(stage.clock));
    allow(&stage, 500);
    assert_int_equal(clock_now(stage.clock), 500);
    allow(&stage, 300); /* never backwards */
    assert_int_equal(clock_now(stage.clock), 500);
    stage_close(&stage);
}

TEST(sleepers_go_on_in_the_order_of_their_deadlines_and_at_them)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = 30},
                               {.name = "b", .act = action_park, .deadline = 10},
                               {.name = "c", .act = action_park, .deadline = 20},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    allow(&stage, 19);
    assert_string_equal(stage.said, "b");
    assert_int_equal(clock_now(stage.clock), 19);
    allow(&stage, TIME_NEVER);
    assert_string_equal(stage.said, "bca");
    assert_int_equal(clock_now(stage.clock), 30); /* no further than the last deadline */
    stage_join(runners);
    expect_wake(&runners[0], WAKE_DEADLINE, 30);
    expect_wake(&runners[1], WAKE_DEADLINE, 10);
    stage_close(&stage);
}

static void say_before_and_after(struct runner *runner)
{
    stage_say(runner->stage, runner->name);
    action_park(runner);
}

TEST(threads_take_turns_in_the_order_in_which_they_were_called)
{
    for (int k = 0; k < 50; k++) {
        struct stage stage;
        stage_open(&stage, CLOCK_INSTANT);
        struct runner runners[] = {{.name = "a", .act = say_before_and_after, .deadline = 10},
                                   {.name = "b", .act = say_before_and_after, .deadline = 10},
                                   {.name = "c", .act = say_before_and_after, .deadline = 0},
                                   {.name = "d", .act = say_before_and_after, .deadline = 10},
                                   {.name = NULL}};
        stage_begin(&stage, stage.group, runners);
        allow(&stage, 10);
        assert_string_equal(stage.said, "abcdcabd");
        stage_join(runners);
        stage_close(&stage);
    }
}

TEST(an_unpark_ends_a_park_at_once)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = 100},
                               {.name = "b", .act = action_sleep, .deadline = 40},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    allow(&stage, 40);
    clock_unpark(&runners[0].waiter);
    settle(&stage);
    stage_join(runners);
    expect_wake(&runners[0], WAKE_UNPARKED, 40);
    stage_close(&stage);
}

static void park_twice(struct runner *runner)
{
    clock_unpark(&runner->waiter);
    clock_unpark(&runner->waiter); /* two are one */
    enum wake first = clock_park(&runner->waiter, runner->deadline);
    assert_int_equal(first, WAKE_UNPARKED);
    assert_int_equal(clock_now(runner->stage->clock), 0);
    action_park(runner);
}

TEST(an_unpark_that_comes_before_the_park_counts_once)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct runner runners[] = {{.name = "a", .act = park_twice, .deadline = 100}, {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    allow(&stage, TIME_NEVER);
    stage_join(runners);
    expect_wake(&runners[0], WAKE_DEADLINE, 100);
    stage_close(&stage);
}

static void sleep_then_park(struct runner *runner)
{
    assert_true(clock_sleep(&runner->waiter, runner->deadline));
    assert_int_equal(clock_now(runner->stage->clock), runner->deadline);
    runner->deadline = TIME_NEVER;
    action_park(runner);
}

TEST(a_sleep_is_not_cut_short_by_an_unpark_but_remembers_it)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct runner runners[] = {{.name = "a", .act = sleep_then_park, .deadline = 100}, {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    allow(&stage, 50);
    clock_unpark(&runners[0].waiter);
    settle(&stage);
    assert_string_equal(stage.said, "");
    allow(&stage, TIME_NEVER);
    stage_join(runners);
    expect_wake(&runners[0], WAKE_UNPARKED, 100);
    stage_close(&stage);
}

static void park_for_ever_again_and_again(struct runner *runner)
{
    for (int i = 0; i < 3; i++)
        assert_int_equal(clock_park(&runner->waiter, TIME_NEVER), WAKE_CANCELLED);
    assert_false(clock_sleep(&runner->waiter, 1000));
    assert_false(clock_yield(&runner->waiter));
    stage_say(runner->stage, runner->name);
}

static void wait_for_an_unpark(struct runner *runner)
{
    clock_wait(&runner->waiter); /* the cancelling itself ends it */
    clock_wait(&runner->waiter);
    stage_say(runner->stage, runner->name);
}

TEST(a_cancelled_group_goes_on_and_parks_no_more_but_can_wait_for_each_other)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct runner runners[] = {{.name = "a", .act = wait_for_an_unpark},
                               {.name = "b", .act = park_for_ever_again_and_again},
                               {.name = "c", .act = action_sleep, .deadline = 10},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    settle(&stage);
    assert_false(clock_group_is_cancelled(stage.group));
    clock_group_cancel(stage.group);
    settle(&stage);
    assert_true(clock_group_is_cancelled(stage.group));
    assert_int_equal(strlen(stage.said), 2); /* b and c */
    clock_unpark(&runners[0].waiter);
    stage_join(runners);
    expect_wake(&runners[2], WAKE_CANCELLED, 0);
    stage_close(&stage);
}

TEST(an_unpark_of_a_thread_that_has_left_is_nothing)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = 0}, {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    stage_join(runners);
    clock_unpark(&runners[0].waiter);
    assert_true(clock_is_idle(stage.clock));
    stage_close(&stage);
}

TEST(a_group_is_stuck_while_all_are_parked_without_a_deadline)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct group *other = clock_group_new(stage.clock);
    struct runner stuck[] = {{.name = "a", .act = action_park, .deadline = TIME_NEVER},
                             {.name = "b", .act = action_park, .deadline = 10},
                             {.name = NULL}};
    struct runner going_on[] = {{.name = "c", .act = action_park, .deadline = 50}, {.name = NULL}};
    stage_begin(&stage, stage.group, stuck);
    stage_begin(&stage, other, going_on);
    allow(&stage, 9);
    assert_false(clock_group_is_stuck(stage.group));
    allow(&stage, 20);
    assert_true(clock_group_is_stuck(stage.group));
    assert_false(clock_group_is_stuck(other));
    allow(&stage, 50); /* the others' time goes on */
    assert_string_equal(stage.said, "bc");
    clock_unpark(&stuck[0].waiter);
    assert_false(clock_group_is_stuck(stage.group));
    stage_join(stuck);
    stage_join(going_on);
    clock_group_free(other);
    stage_close(&stage);
}

TEST(a_paused_clock_holds_all_deadlines_and_a_step_goes_to_the_first)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    assert_false(clock_step(stage.clock)); /* not paused */
    clock_pause(stage.clock);
    assert_false(clock_step(stage.clock)); /* nobody has a deadline */
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = 10},
                               {.name = "b", .act = action_park, .deadline = 20},
                               {.name = "c", .act = action_park, .deadline = 10},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    allow(&stage, TIME_NEVER);
    assert_int_equal(clock_now(stage.clock), 0);
    assert_string_equal(stage.said, "");
    assert_true(clock_step(stage.clock));
    settle(&stage);
    assert_int_equal(clock_now(stage.clock), 10);
    assert_string_equal(stage.said, "ac");
    clock_resume(stage.clock);
    settle(&stage);
    assert_string_equal(stage.said, "acb");
    stage_join(runners);
    stage_close(&stage);
}

TEST(a_place_whose_thread_could_not_be_created_is_given_back)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = 10}, {.name = NULL}};
    struct waiter before, after;
    waiter_init(&before, stage.group); /* has the turn */
    stage_begin(&stage, stage.group, runners);
    waiter_init(&after, stage.group); /* stands in line */
    clock_allow(stage.clock, TIME_NEVER);
    waiter_leave(&after);
    assert_string_equal(stage.said, "");
    waiter_leave(&before);
    stage_join(runners);
    expect_wake(&runners[0], WAKE_DEADLINE, 10);
    stage_close(&stage);
}

static void check_often(struct runner *runner)
{
    for (int i = 0; i < 3; i++) {
        stage_say(runner->stage, runner->name);
        assert_true(clock_yield(&runner->waiter));
    }
}

TEST(at_a_checkpoint_the_others_have_their_turns)
{
    struct stage stage;
    stage_open(&stage, CLOCK_INSTANT);
    struct runner runners[] = {{.name = "a", .act = check_often}, {.name = "b", .act = check_often}, {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    settle(&stage);
    stage_join(runners);
    assert_string_equal(stage.said, "ababab");
    assert_int_equal(clock_now(stage.clock), 0);
    stage_close(&stage);
}

/* ---- Real ---- */

TEST(a_real_clock_goes_on_by_itself_at_its_speed)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    assert_true(clock_speed(stage.clock) == 1);
    clock_set_speed(stage.clock, 1000);
    assert_true(clock_speed(stage.clock) == 1000);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = 20 * NS_PER_S},
                               {.name = "b", .act = action_sleep, .deadline = 10 * NS_PER_S},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    stage_join(runners);
    assert_true(runners[0].woke >= 20 * NS_PER_S);
    assert_true(runners[1].woke >= 10 * NS_PER_S);
    stage_close(&stage);
}

/* The machine is always late; a clock that steps is not. */
static void assert_takes_turns(double speed, bool always)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    clock_always_take_turns(stage.clock, always);
    clock_set_speed(stage.clock, speed);
    assert_true(clock_takes_turns(stage.clock));
    clock_pause(stage.clock);
    stage_quiet(&stage);
    int64_t start = clock_now(stage.clock);
    struct runner runners[] = {{.name = "a", .act = say_before_and_after, .deadline = start + 2 * NS_PER_MS},
                               {.name = "b", .act = say_before_and_after, .deadline = start + NS_PER_MS},
                               {.name = "c", .act = say_before_and_after, .deadline = start + 2 * NS_PER_MS},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    clock_resume(stage.clock);
    stage_join(runners);
    assert_string_equal(stage.said, "abcbac");
    expect_wake(&runners[0], WAKE_DEADLINE, start + 2 * NS_PER_MS);
    expect_wake(&runners[1], WAKE_DEADLINE, start + NS_PER_MS);
    expect_wake(&runners[2], WAKE_DEADLINE, start + 2 * NS_PER_MS);
    assert_int_equal(clock_group_lateness(stage.group), 0);
    stage_close(&stage);
}

TEST(faster_than_the_machine_threads_take_turns_at_their_deadlines)
{
    assert_takes_turns(1.5, false);
}

TEST(they_do_so_at_any_speed_if_they_always_should)
{
    assert_takes_turns(1, true);
    assert_takes_turns(0.5, true);
}

/* Keeps the others from their turns for that time of the machine. */
static void hold_the_turn(struct runner *runner)
{
    (void)poll(NULL, 0, *(const int *)runner->prop);
}

/* Their deadlines pass during the long turn; of that time the clock makes up only a part, and the later one comes
 * again.
 */
TEST(a_deadline_that_passed_during_a_turn_and_is_again_to_come_is_not_missed)
{
    static int longer = 700; /* ms: 7 s of the clock's, which makes up 1 s */
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    clock_set_speed(stage.clock, 10);
    int64_t start = clock_now(stage.clock);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = start + 6 * NS_PER_S},
                               {.name = "b", .act = action_park, .deadline = start + NS_PER_S},
                               {.name = "c", .act = hold_the_turn, .prop = &longer},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    stage_join(runners);
    expect_wake(&runners[0], WAKE_DEADLINE, start + 6 * NS_PER_S);
    expect_wake(&runners[1], WAKE_DEADLINE, start + NS_PER_S);
    stage_close(&stage);
}

TEST(a_group_knows_how_late_the_machine_was)
{
    static const double speeds[] = {1, 1.5};
    for (size_t i = 0; i < 2; i++) {
        struct stage stage;
        stage_open(&stage, CLOCK_REAL);
        clock_set_speed(stage.clock, speeds[i]);
        struct runner runners[] = {{.name = "a", .act = action_park, .deadline = clock_now(stage.clock) + NS_PER_MS},
                                   {.name = NULL}};
        assert_int_equal(clock_group_lateness(stage.group), 0);
        stage_begin(&stage, stage.group, runners);
        stage_join(runners);
        if (speeds[i] == 1) /* woken after its deadline, as everything is */
            assert_true(clock_group_lateness(stage.group) >= runners[0].woke - runners[0].deadline);
        else
            assert_int_equal(clock_group_lateness(stage.group), 0);
        stage_close(&stage);
    }
}

/* One may have waited for the other: so their lateness adds up. */
TEST(what_threads_take_from_one_park_to_the_next_is_lateness_too)
{
    static int ms = 30;
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    struct runner runners[] = {{.name = "a", .act = hold_the_turn, .prop = &ms},
                               {.name = "b", .act = hold_the_turn, .prop = &ms},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    stage_join(runners);
    assert_true(clock_group_lateness(stage.group) >= 60 * NS_PER_MS);
    stage_close(&stage);
}

static void sleep_and_yield(struct runner *runner)
{
    for (int i = 0; i < 200; i++) {
        clock_sleep(&runner->waiter, clock_now(runner->stage->clock) + NS_PER_MS / 100);
        clock_yield(&runner->waiter);
    }
}

TEST(whether_threads_take_turns_can_change_at_any_time)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    struct runner runners[] = {{.name = "a", .act = sleep_and_yield},
                               {.name = "b", .act = sleep_and_yield},
                               {.name = "c", .act = action_park, .deadline = 4 * NS_PER_MS},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    int64_t latest = 0;
    for (int i = 0; i < 2000; i++) {
        clock_set_speed(stage.clock, i % 2 == 0 ? 1.25 : 0.8);
        int64_t now = clock_now(stage.clock);
        assert_true(now >= latest);
        latest = now;
    }
    stage_join(runners);
    stage_close(&stage);
}

static void yield_for_a_time(struct runner *runner)
{
    while (clock_now(runner->stage->clock) < runner->deadline)
        clock_yield(&runner->waiter);
    stage_say(runner->stage, runner->name);
}

TEST(threads_that_never_sleep_do_not_stop_the_time_of_a_clock_that_steps)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    clock_set_speed(stage.clock, 100);
    struct runner runners[] = {{.name = "a", .act = yield_for_a_time, .deadline = clock_now(stage.clock) + NS_PER_MS},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    stage_join(runners);
    assert_string_equal(stage.said, "a");
    stage_close(&stage);
}

/* At the first speed the sleep would last for months. */
TEST(a_change_of_speed_is_felt_by_who_sleeps)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    clock_set_speed(stage.clock, 1e-6);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = 10 * NS_PER_S}, {.name = NULL}};
    clock_pause(stage.clock);
    stage_begin(&stage, stage.group, runners);
    stage_quiet(&stage); /* it sleeps */
    clock_resume(stage.clock);
    clock_set_speed(stage.clock, 1e4);
    stage_join(runners);
    assert_true(runners[0].woke >= 10 * NS_PER_S);
    stage_close(&stage);
}

TEST(a_paused_real_clock_stands_still_and_steps_from_deadline_to_deadline)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    clock_pause(stage.clock);
    stage_quiet(&stage); /* nobody was there to be stilled */
    assert_true(clock_is_paused(stage.clock));
    int64_t start = clock_now(stage.clock);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = start + 200 * NS_PER_S},
                               {.name = "b", .act = action_park, .deadline = start + 100 * NS_PER_S},
                               {.name = "c", .act = action_park, .deadline = TIME_NEVER},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    stage_quiet(&stage);
    assert_int_equal(clock_now(stage.clock), start);
    assert_true(clock_step(stage.clock));
    pthread_join(runners[1].thread, NULL);
    assert_string_equal(stage.said, "b");
    expect_wake(&runners[1], WAKE_DEADLINE, start + 100 * NS_PER_S);
    assert_true(clock_step(stage.clock));
    pthread_join(runners[0].thread, NULL);
    expect_wake(&runners[0], WAKE_DEADLINE, start + 200 * NS_PER_S);
    assert_false(clock_step(stage.clock));
    clock_unpark(&runners[2].waiter); /* paused or not */
    pthread_join(runners[2].thread, NULL);
    expect_wake(&runners[2], WAKE_UNPARKED, start + 200 * NS_PER_S);
    stage_close(&stage);
}

static void yield_twice_then_say(struct runner *runner)
{
    clock_sleep(&runner->waiter, runner->deadline);
    for (int i = 0; i < 2; i++)
        clock_yield(&runner->waiter);
    stage_say(runner->stage, runner->name);
}

TEST(a_paused_clock_skips_to_a_time_and_stands_there)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    clock_pause(stage.clock);
    clock_always_take_turns(stage.clock, true);
    int64_t start = clock_now(stage.clock);
    struct runner runners[] = {{.name = "a", .act = yield_twice_then_say, .deadline = start + 100 * NS_PER_S},
                               {.name = "b", .act = action_park, .deadline = start + 100 * NS_PER_S},
                               {.name = "c", .act = action_park, .deadline = start + 200 * NS_PER_S},
                               {.name = "d", .act = action_park, .deadline = start + 300 * NS_PER_S},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    clock_skip(stage.clock, start + 250 * NS_PER_S);
    patience_until_at_rest();
    assert_int_equal(clock_now(stage.clock), start + 250 * NS_PER_S);
    assert_string_equal(stage.said, "bac");
    expect_wake(&runners[2], WAKE_DEADLINE, start + 200 * NS_PER_S);
    assert_true(clock_step(stage.clock));
    stage_join(runners);
    assert_string_equal(stage.said, "bacd");
    assert_int_equal(clock_now(stage.clock), start + 300 * NS_PER_S);
    stage_close(&stage);
}

TEST(a_step_does_not_cut_a_skip_short)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    clock_pause(stage.clock);
    clock_always_take_turns(stage.clock, true);
    int64_t start = clock_now(stage.clock);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = start + 100 * NS_PER_S},
                               {.name = "b", .act = action_park, .deadline = start + 200 * NS_PER_S},
                               {.name = NULL}};
    struct waiter busy;
    stage_begin(&stage, stage.group, runners);
    patience_until_at_rest();
    waiter_init(&busy, stage.group); /* has the turn, so that the skip cannot begin */
    clock_skip(stage.clock, start + 300 * NS_PER_S);
    assert_false(clock_step(stage.clock));
    waiter_leave(&busy);
    stage_join(runners);
    patience_until_at_rest();
    assert_string_equal(stage.said, "ab");
    assert_int_equal(clock_now(stage.clock), start + 300 * NS_PER_S);
    stage_close(&stage);
}

/* Who yields in a step goes on in the next one. */
TEST(a_step_of_threads_that_take_turns_is_over_although_they_yield)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    clock_pause(stage.clock);
    clock_always_take_turns(stage.clock, true);
    int64_t at = clock_now(stage.clock) + 100 * NS_PER_S;
    struct runner runners[] = {{.name = "a", .act = yield_twice_then_say, .deadline = at},
                               {.name = "b", .act = action_park, .deadline = at},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    static const char *const said[] = {"b", "b", "ba"};
    patience_until_at_rest();
    for (size_t i = 0; i < 3; i++) {
        assert_true(clock_step(stage.clock));
        patience_until_at_rest();
        assert_string_equal(stage.said, said[i]);
    }
    stage_join(runners);
    stage_close(&stage);
}

TEST(the_wakeup_is_rung_when_a_group_gets_stuck)
{
    struct stage stage;
    stage_open(&stage, CLOCK_REAL);
    struct runner runners[] = {{.name = "a", .act = action_park, .deadline = TIME_NEVER},
                               {.name = "b", .act = action_park, .deadline = TIME_NEVER},
                               {.name = NULL}};
    stage_begin(&stage, stage.group, runners);
    stage_quiet(&stage);
    assert_true(clock_group_is_stuck(stage.group));
    clock_group_cancel(stage.group);
    assert_false(clock_group_is_stuck(stage.group));
    stage_join(runners);
    assert_int_equal(runners[0].wake, WAKE_CANCELLED);
    stage_close(&stage);
}

enum { THROWS = 5000 };

/* One throws and waits for the ball to come back: a lost unpark would stop them for ever. */
static void throw_and_catch(struct runner *runner)
{
    for (int i = 0; i < THROWS; i++) {
        clock_unpark(runner->prop);
        clock_park(&runner->waiter, TIME_NEVER);
    }
}

static void catch_and_throw(struct runner *runner)
{
    for (int i = 0; i < THROWS; i++) {
        clock_park(&runner->waiter, TIME_NEVER);
        clock_unpark(runner->prop);
    }
}

TEST(no_unpark_is_lost)
{
    for (enum clock_kind kind = CLOCK_REAL; kind <= CLOCK_INSTANT; kind++) {
        struct stage stage;
        stage_open(&stage, kind);
        struct runner runners[] = {
            {.name = "a", .act = throw_and_catch}, {.name = "b", .act = catch_and_throw}, {.name = NULL}};
        runners[0].prop = &runners[1].waiter;
        runners[1].prop = &runners[0].waiter;
        stage_begin(&stage, stage.group, runners);
        stage_join(runners);
        stage_close(&stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_instant_clock_stands_at_0_and_goes_as_far_as_it_is_allowed),
        cmocka_unit_test(sleepers_go_on_in_the_order_of_their_deadlines_and_at_them),
        cmocka_unit_test(threads_take_turns_in_the_order_in_which_they_were_called),
        cmocka_unit_test(an_unpark_ends_a_park_at_once),
        cmocka_unit_test(an_unpark_that_comes_before_the_park_counts_once),
        cmocka_unit_test(a_sleep_is_not_cut_short_by_an_unpark_but_remembers_it),
        cmocka_unit_test(a_cancelled_group_goes_on_and_parks_no_more_but_can_wait_for_each_other),
        cmocka_unit_test(an_unpark_of_a_thread_that_has_left_is_nothing),
        cmocka_unit_test(a_group_is_stuck_while_all_are_parked_without_a_deadline),
        cmocka_unit_test(a_paused_clock_holds_all_deadlines_and_a_step_goes_to_the_first),
        cmocka_unit_test(a_place_whose_thread_could_not_be_created_is_given_back),
        cmocka_unit_test(at_a_checkpoint_the_others_have_their_turns),
        cmocka_unit_test(a_real_clock_goes_on_by_itself_at_its_speed),
        cmocka_unit_test(faster_than_the_machine_threads_take_turns_at_their_deadlines),
        cmocka_unit_test(they_do_so_at_any_speed_if_they_always_should),
        cmocka_unit_test(a_deadline_that_passed_during_a_turn_and_is_again_to_come_is_not_missed),
        cmocka_unit_test(a_group_knows_how_late_the_machine_was),
        cmocka_unit_test(what_threads_take_from_one_park_to_the_next_is_lateness_too),
        cmocka_unit_test(whether_threads_take_turns_can_change_at_any_time),
        cmocka_unit_test(threads_that_never_sleep_do_not_stop_the_time_of_a_clock_that_steps),
        cmocka_unit_test(a_change_of_speed_is_felt_by_who_sleeps),
        cmocka_unit_test(a_paused_real_clock_stands_still_and_steps_from_deadline_to_deadline),
        cmocka_unit_test(a_paused_clock_skips_to_a_time_and_stands_there),
        cmocka_unit_test(a_step_does_not_cut_a_skip_short),
        cmocka_unit_test(a_step_of_threads_that_take_turns_is_over_although_they_yield),
        cmocka_unit_test(the_wakeup_is_rung_when_a_group_gets_stuck),
        cmocka_unit_test(no_unpark_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
