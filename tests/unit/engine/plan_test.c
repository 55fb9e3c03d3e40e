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
    b.consume.max++;
    assert_false(plan_equal(&a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_are_equal_when_every_field_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
