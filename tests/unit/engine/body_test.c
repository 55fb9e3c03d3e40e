/* The worker's story, step by step. */
#include "engine/body.h"

#include "base/units.h"
#include "support/test.h"

#include <stdio.h>

static struct plan plan_of(int64_t items, uint32_t cpu_percent)
{
    return (struct plan){
        .producers = 1,
        .consumers = 1,
        .items = items,
        .produce = {NS_PER_S, NS_PER_S},
        .consume = {NS_PER_S / 2, NS_PER_S / 2},
        .cpu_percent = cpu_percent,
    };
}

static void expect_op(struct op op, enum op_kind kind, int64_t ns, uint32_t item)
{
    assert_int_equal(op.kind, kind);
    assert_int_equal(op.ns, ns);
    assert_int_equal(op.item, item);
}

TEST(a_producer_works_puts_and_sleeps_for_each_item)
{
    struct plan plan = plan_of(2, 20);
    struct body body = body_new(LANE_PRODUCER, 0, 1);
    for (uint32_t item = 1; item <= 2; item++) {
        expect_op(body_next(&body, &plan, false), OP_WORK, NS_PER_S / 5, item);
        expect_op(body_next(&body, &plan, false), OP_PUT, 0, item);
        expect_op(body_next(&body, &plan, false), OP_SLEEP, NS_PER_S * 4 / 5, item);
    }
    expect_op(body_next(&body, &plan, false), OP_EXIT, 0, 0);
}

TEST(a_consumer_gets_works_and_sleeps_until_there_is_nothing_to_get)
{
    struct plan plan = plan_of(2, 20);
    struct body body = body_new(LANE_CONSUMER, 0, 1);
    for (uint32_t item = 1; item <= 2; item++) {
        expect_op(body_next(&body, &plan, false), OP_GET, 0, 0);
        expect_op(body_next(&body, &plan, true), OP_WORK, NS_PER_S / 10, item);
        expect_op(body_next(&body, &plan, false), OP_SLEEP, NS_PER_S * 2 / 5, item);
    }
    expect_op(body_next(&body, &plan, false), OP_GET, 0, 0);
    expect_op(body_next(&body, &plan, false), OP_EXIT, 0, 0);
}

TEST(work_and_sleep_add_up_to_the_delay_to_the_nanosecond)
{
    for (uint32_t cpu_percent = 0; cpu_percent <= 100; cpu_percent++) {
        struct plan plan = plan_of(10, cpu_percent);
        plan.produce = (struct delay){999999937, 999999937};
        struct body body = body_new(LANE_PRODUCER, 0, 1);
        int64_t work = body_next(&body, &plan, false).ns;
        body_next(&body, &plan, false);
        int64_t sleep = body_next(&body, &plan, false).ns;
        assert_int_equal(work + sleep, 999999937);
        assert_int_equal(work, 999999937 * (int64_t)cpu_percent / 100);
    }
}

TEST(delays_lie_within_their_bounds_and_change_with_the_plan_when_an_item_begins)
{
    struct plan plan = plan_of(0, 0);
    plan.produce = (struct delay){100, 200};
    struct body body = body_new(LANE_PRODUCER, 0, 1);
    for (int i = 0; i < 100; i++) {
        body_next(&body, &plan, false);
        body_next(&body, &plan, false);
        assert_between(body_next(&body, &plan, false).ns, 100, 200);
    }
    body_next(&body, &plan, false); /* an item begins under the old plan */
    plan.produce = (struct delay){1000, 1000};
    body_next(&body, &plan, false);
    assert_between(body_next(&body, &plan, false).ns, 100, 200);
    body_next(&body, &plan, false);
    body_next(&body, &plan, false);
    assert_int_equal(body_next(&body, &plan, false).ns, 1000);
}

TEST(who_is_taken_away_finishes_its_item_and_can_go_on_later)
{
    struct plan plan = plan_of(3, 0), without = plan;
    without.producers = without.consumers = 0;
    struct body producer = body_new(LANE_PRODUCER, 0, 1), consumer = body_new(LANE_CONSUMER, 0, 1);
    body_next(&producer, &plan, false);
    expect_op(body_next(&producer, &without, false), OP_PUT, 0, 1);
    expect_op(body_next(&producer, &without, false), OP_SLEEP, NS_PER_S, 1);
    expect_op(body_next(&producer, &without, false), OP_EXIT, 0, 0);
    expect_op(body_next(&producer, &plan, false), OP_WORK, 0, 2);
    body_next(&consumer, &plan, false);
    expect_op(body_next(&consumer, &without, true), OP_WORK, 0, 1);
    expect_op(body_next(&consumer, &without, false), OP_SLEEP, NS_PER_S / 2, 1);
    expect_op(body_next(&consumer, &without, false), OP_EXIT, 0, 0);
    expect_op(body_next(&consumer, &plan, false), OP_GET, 0, 0);
}

TEST(there_is_work_where_the_plan_has_a_place_and_items)
{
    struct plan plan = plan_of(1, 0);
    struct body producer = body_new(LANE_PRODUCER, 0, 1), second = body_new(LANE_PRODUCER, 1, 1);
    struct body consumer = body_new(LANE_CONSUMER, 0, 1);
    assert_true(body_has_work(&producer, &plan));
    assert_false(body_has_work(&second, &plan));
    assert_true(body_has_work(&consumer, &plan));
    body_next(&producer, &plan, false);
    assert_false(body_has_work(&producer, &plan)); /* its only item is begun */
    plan.items = 0;
    assert_true(body_has_work(&producer, &plan));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_producer_works_puts_and_sleeps_for_each_item),
        cmocka_unit_test(a_consumer_gets_works_and_sleeps_until_there_is_nothing_to_get),
        cmocka_unit_test(work_and_sleep_add_up_to_the_delay_to_the_nanosecond),
        cmocka_unit_test(delays_lie_within_their_bounds_and_change_with_the_plan_when_an_item_begins),
        cmocka_unit_test(who_is_taken_away_finishes_its_item_and_can_go_on_later),
        cmocka_unit_test(there_is_work_where_the_plan_has_a_place_and_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
