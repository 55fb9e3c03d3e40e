/* Ideal: how long a plan takes when nothing is in anybody's way. */
#include "modes/modes.h"

#include "base/units.h"
#include "support/test.h"

#include <stdio.h>

static struct plan plan_of(uint32_t producers, int64_t items, uint32_t consumers, int64_t produce, int64_t consume)
{
    return (struct plan){
        .producers = producers,
        .consumers = consumers,
        .items = items,
        .produce = {produce, produce},
        .consume = {consume, consume},
    };
}

static void expect_seconds(struct plan plan, double seconds)
{
    assert_int_equal(ideal_elapsed(&plan), (int64_t)(seconds * 1e9));
}

TEST(the_slower_side_counts)
{
    expect_seconds(plan_of(1, 10, 1, NS_PER_S, NS_PER_S / 2), 10); /* the producer's ten sleeps */
    expect_seconds(plan_of(1, 10, 1, NS_PER_S / 2, NS_PER_S), 10); /* the consumer's */
    expect_seconds(plan_of(2, 10, 1, NS_PER_S, NS_PER_S), 20);     /* twice as many */
    expect_seconds(plan_of(2, 10, 2, NS_PER_S, NS_PER_S), 10);     /* and two to take them */
    expect_seconds(plan_of(10, 1, 1, NS_PER_S * 3 / 2, 0), 1.5);
    expect_seconds(plan_of(3, 7, 2, 0, 0), 0);
}

TEST(work_comes_before_the_put_and_so_before_the_taking)
{
    struct plan plan = plan_of(1, 1, 1, NS_PER_S, NS_PER_S);
    expect_seconds(plan, 1);
    plan.cpu_percent = 100;
    expect_seconds(plan, 2);
    plan.cpu_percent = 50;
    expect_seconds(plan, 1.5);
}

/* Items at 0 and 1 s; the second put has to wait until the consumer comes back at 3 s. */
TEST(a_full_queue_holds_producers_up)
{
    struct plan plan = plan_of(1, 3, 1, NS_PER_S, 3 * NS_PER_S);
    plan.capacity = 1;
    expect_seconds(plan, 9);
    plan = plan_of(2, 1, 1, 2 * NS_PER_S, NS_PER_S); /* P1's taken at 0, P2's put at 0 */
    expect_seconds(plan, 2);
}

TEST(a_plan_without_an_end_has_none)
{
    struct plan plan = plan_of(1, 0, 1, NS_PER_S, NS_PER_S);
    assert_int_equal(ideal_elapsed(&plan), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_slower_side_counts),
        cmocka_unit_test(work_comes_before_the_put_and_so_before_the_taking),
        cmocka_unit_test(a_full_queue_holds_producers_up),
        cmocka_unit_test(a_plan_without_an_end_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
