/* controls — what they say and how far they go. */
#include "view/controls.h"

#include "base/units.h"
#include "support/plan.h"
#include "support/test.h"

static void assert_value(const struct plan *plan, enum control control, const char *expected)
{
    char value[CONTROL_VALUE_SIZE];
    control_value(plan, control, value);
    assert_string_equal(value, expected);
}

static int steps_until_refused(struct plan *plan, enum control control, int direction)
{
    int steps = 0;
    while (steps < 2 * PLAN_WORKERS_MAX && control_step(plan, control, direction))
        steps++;
    return steps;
}

TEST(the_default_is_two_producers_and_one_consumer)
{
    struct plan plan = usual_plan();
    static const char *const values[CONTROL_COUNT] = {"2",     "20", "0.5–1.5 s", "20%", "1",
                                                      "0.5 s", "∞",  "4",         "5",   "completed"};
    for (enum control control = 0; control < CONTROL_COUNT; control++)
        assert_value(&plan, control, values[control]);
    assert_int_equal(plan.items, 20);
}

TEST(tasks_stand_in_the_place_of_producers_and_have_no_queue)
{
    struct plan plan = usual_plan();
    for (enum control control = 0; control < CONTROL_COUNT; control++)
        assert_true(control_applies(&plan, control));
    plan.tasks = 2;
    assert_value(&plan, CONTROL_PRODUCERS, "2");
    assert_string_equal(control_name(&plan, CONTROL_PRODUCERS), "tasks");
    assert_true(control_step(&plan, CONTROL_PRODUCERS, -1));
    assert_int_equal(plan.tasks, 1);
    assert_int_equal(plan.producers, 2);
    assert_string_equal(control_name(&plan, CONTROL_PRODUCERS), "task");
    assert_false(control_step(&plan, CONTROL_PRODUCERS, -1));
    static const enum control none[] = {CONTROL_ITEMS, CONTROL_CONSUMERS, CONTROL_CONSUME, CONTROL_CAPACITY};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(control_applies(&plan, none[i]));
    assert_true(control_applies(&plan, CONTROL_PRODUCE) && control_applies(&plan, CONTROL_RESULTS));
}

TEST(what_falls_is_written_from_its_most_to_its_least)
{
    struct plan plan = usual_plan();
    plan.tasks = 5;
    plan.produce = (struct delay){NS_PER_S, 5 * NS_PER_S};
    assert_value(&plan, CONTROL_PRODUCE, "1–5 s");
    plan.distribution = DISTRIBUTION_FALLING;
    assert_value(&plan, CONTROL_PRODUCE, "5–1 s");
    plan.produce.min = 0;
    assert_value(&plan, CONTROL_PRODUCE, "5–0 s");
    assert_value(&plan, CONTROL_CONSUME, "0.5 s");
}

TEST(nouns_agree_with_their_number)
{
    struct plan plan = usual_plan();
    assert_string_equal(control_name(&plan, CONTROL_PRODUCERS), "producers");
    assert_string_equal(control_name(&plan, CONTROL_CONSUMERS), "consumer");
    plan.producers = 1;
    plan.consumers = 3;
    assert_string_equal(control_name(&plan, CONTROL_PRODUCERS), "producer");
    assert_string_equal(control_name(&plan, CONTROL_CONSUMERS), "consumers");
}

TEST(items_go_from_one_to_no_end)
{
    static const char *const notches[] = {"50", "100", "∞"};
    struct plan plan = usual_plan();
    for (size_t i = 0; i < sizeof notches / sizeof *notches; i++) {
        assert_true(control_step(&plan, CONTROL_ITEMS, 1));
        assert_value(&plan, CONTROL_ITEMS, notches[i]);
    }
    assert_int_equal(plan.items, 0);
    assert_false(control_step(&plan, CONTROL_ITEMS, 1));
    assert_true(control_step(&plan, CONTROL_ITEMS, -1));
    assert_int_equal(plan.items, 100);
    assert_int_equal(steps_until_refused(&plan, CONTROL_ITEMS, -1), 6);
    assert_int_equal(plan.items, 1);
    assert_string_equal(control_name(&plan, CONTROL_ITEMS), "item");
}

TEST(items_between_the_notches_go_to_the_next)
{
    struct plan plan = usual_plan();
    plan.items = 30;
    assert_true(control_step(&plan, CONTROL_ITEMS, -1));
    assert_int_equal(plan.items, 20);
    plan.items = 500;
    assert_true(control_step(&plan, CONTROL_ITEMS, 1));
    assert_int_equal(plan.items, 0);
    plan.items = 500;
    assert_true(control_step(&plan, CONTROL_ITEMS, -1));
    assert_int_equal(plan.items, 100);
}

TEST(workers_go_from_one_to_the_limit)
{
    struct plan plan = usual_plan();
    assert_int_equal(steps_until_refused(&plan, CONTROL_PRODUCERS, -1), 1);
    assert_int_equal(plan.producers, 1);
    assert_int_equal(steps_until_refused(&plan, CONTROL_CONSUMERS, 1), PLAN_WORKERS_MAX - 1);
    assert_int_equal(plan.consumers, PLAN_WORKERS_MAX);
}

TEST(a_longer_delay_keeps_its_ratio_and_comes_back)
{
    struct plan plan = usual_plan();
    assert_true(control_step(&plan, CONTROL_PRODUCE, 1));
    assert_int_equal(plan.produce.max, 1875 * NS_PER_MS);
    assert_int_equal(plan.produce.min, 625 * NS_PER_MS);
    assert_true(control_step(&plan, CONTROL_PRODUCE, -1));
    struct plan fresh = usual_plan();
    assert_true(plan_equal(&plan, &fresh));
}

TEST(delays_stay_within_a_millisecond_and_an_hour)
{
    struct plan plan = usual_plan();
    assert_between(steps_until_refused(&plan, CONTROL_PRODUCE, 1), 30, 40);
    assert_int_equal(plan.produce.max, PLAN_DELAY_MAX);
    assert_between(plan.produce.min, PLAN_DELAY_MAX / 3 - 1000, PLAN_DELAY_MAX / 3 + 1000);
    assert_between(steps_until_refused(&plan, CONTROL_PRODUCE, -1), 60, 75);
    assert_true(plan.produce.max >= NS_PER_MS && plan.produce.max < 2 * NS_PER_MS);
    plan.consume = (struct delay){0, 0};
    assert_false(control_step(&plan, CONTROL_CONSUME, -1));
    assert_true(control_step(&plan, CONTROL_CONSUME, 1));
    assert_int_equal(plan.consume.min, NS_PER_MS);
}

TEST(short_delays_are_told_in_milliseconds)
{
    struct plan plan = usual_plan();
    plan.produce = (struct delay){5 * NS_PER_MS, 15 * NS_PER_MS};
    assert_value(&plan, CONTROL_PRODUCE, "5–15 ms");
    plan.produce = (struct delay){625 * NS_PER_MS, 1875 * NS_PER_MS};
    assert_value(&plan, CONTROL_PRODUCE, "0.63–1.9 s");
    plan.produce = (struct delay){PLAN_DELAY_MAX, PLAN_DELAY_MAX};
    assert_value(&plan, CONTROL_PRODUCE, "3600 s");
    plan.produce = (struct delay){0, 0};
    assert_value(&plan, CONTROL_PRODUCE, "0 s");
}

TEST(the_cpu_share_stays_a_percentage)
{
    struct plan plan = usual_plan();
    assert_int_equal(steps_until_refused(&plan, CONTROL_CPU, 1), 8);
    assert_int_equal(plan.cpu_percent, 100);
    assert_int_equal(steps_until_refused(&plan, CONTROL_CPU, -1), 10);
    plan.cpu_percent = 95;
    assert_true(control_step(&plan, CONTROL_CPU, 1));
    assert_int_equal(plan.cpu_percent, 100);
}

TEST(capacity_goes_from_unbounded_to_ten_and_by_ones_to_one)
{
    struct plan plan = usual_plan();
    static const uint32_t downwards[] = {64, 48, 32, 24, 16, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    assert_false(control_step(&plan, CONTROL_CAPACITY, 1));
    for (size_t i = 0; i < sizeof downwards / sizeof *downwards; i++) {
        assert_true(control_step(&plan, CONTROL_CAPACITY, -1));
        assert_int_equal(plan.capacity, downwards[i]);
    }
    assert_false(control_step(&plan, CONTROL_CAPACITY, -1));
    assert_int_equal(steps_until_refused(&plan, CONTROL_CAPACITY, 1), 16);
    assert_int_equal(plan.capacity, 0);
}

TEST(a_capacity_between_the_notches_goes_to_the_next)
{
    static const struct {
        uint32_t from, below, above;
    } cases[] = {{100, 64, 0}, {20, 16, 24}, {PLAN_CAPACITY_MAX, 64, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plan plan = {.capacity = cases[i].from};
        assert_true(control_step(&plan, CONTROL_CAPACITY, -1));
        assert_int_equal(plan.capacity, cases[i].below);
        plan.capacity = cases[i].from;
        assert_true(control_step(&plan, CONTROL_CAPACITY, 1));
        assert_int_equal(plan.capacity, cases[i].above);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_is_two_producers_and_one_consumer),
        cmocka_unit_test(tasks_stand_in_the_place_of_producers_and_have_no_queue),
        cmocka_unit_test(what_falls_is_written_from_its_most_to_its_least),
        cmocka_unit_test(nouns_agree_with_their_number),
        cmocka_unit_test(items_go_from_one_to_no_end),
        cmocka_unit_test(items_between_the_notches_go_to_the_next),
        cmocka_unit_test(workers_go_from_one_to_the_limit),
        cmocka_unit_test(a_longer_delay_keeps_its_ratio_and_comes_back),
        cmocka_unit_test(delays_stay_within_a_millisecond_and_an_hour),
        cmocka_unit_test(short_delays_are_told_in_milliseconds),
        cmocka_unit_test(the_cpu_share_stays_a_percentage),
        cmocka_unit_test(capacity_goes_from_unbounded_to_ten_and_by_ones_to_one),
        cmocka_unit_test(a_capacity_between_the_notches_goes_to_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
