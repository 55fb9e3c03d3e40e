/* units — arithmetic with times. */
#include "base/units.h"

#include "support/test.h"

TEST(a_time_after_another_is_never_beyond_what_there_is)
{
    assert_int_equal(units_after(5, 7), 12);
    assert_int_equal(units_after(TIME_NEVER - 10, 9), TIME_NEVER - 1);
    assert_int_equal(units_after(TIME_NEVER - 10, 10), TIME_NEVER - 1);
    assert_int_equal(units_after(TIME_NEVER - 10, TIME_NEVER), TIME_NEVER - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_after_another_is_never_beyond_what_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
