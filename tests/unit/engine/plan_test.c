/* plan — when two are equal. */
#include "engine/plan.h"

#include "support/test.h"

TEST(plans_are_equal_when_every_field_is)
{
    struct plan a = plan_default(), b = a;
    assert_true(plan_equal(&a, &b));
    b.seed++;
    assert_false(plan_equal(&a, &b));
    b = a;
    b.tasks++;
    assert_false(plan_equal(&a, &b));
    b = a;
    b.consume.max++;
    assert_false(plan_equal(&a, &b));
}

TEST(a_plan_with_tasks_has_no_other_workers)
{
    struct plan plan = plan_default();
    assert_int_equal(plan_workers(&plan, LANE_PRODUCER), 2);
    assert_int_equal(plan_workers(&plan, LANE_CONSUMER), 1);
    assert_int_equal(plan_workers(&plan, LANE_TASK), 0);
    assert_int_equal(plan_workers_all(&plan), 3);
    assert_int_equal(plan_items(&plan), 20);
    plan.tasks = 7;
    assert_int_equal(plan_workers(&plan, LANE_PRODUCER), 0);
    assert_int_equal(plan_workers(&plan, LANE_CONSUMER), 0);
    assert_int_equal(plan_workers(&plan, LANE_TASK), 7);
    assert_int_equal(plan_workers_all(&plan), 7);
    assert_int_equal(plan_items(&plan), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_are_equal_when_every_field_is),
        cmocka_unit_test(a_plan_with_tasks_has_no_other_workers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
