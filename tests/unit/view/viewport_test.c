/* viewport — whole cells, counted from time 0, the newest on the right. */
#include "view/viewport.h"

#include "support/test.h"

TEST(the_newest_column_holds_now)
{
    for (int64_t now = 0; now < 500; now += 7) {
        struct viewport viewport = viewport_of(now, 40, 10, 50);
        assert_int_equal(viewport_column(&viewport, now), 49);
        assert_true(viewport_time(&viewport, 49) <= now && now < viewport_time(&viewport, 50));
    }
}

TEST(the_window_moves_in_whole_cells)
{
    struct viewport before = viewport_of(79, 40, 0, 5), after = viewport_of(80, 40, 0, 5);
    assert_int_equal(viewport_of(41, 40, 0, 5).first, before.first);
    assert_int_equal(after.first, before.first + 1);
    assert_int_equal(viewport_time(&before, 0) % 40, 0);
}

TEST(times_outside_have_no_column)
{
    struct viewport viewport = viewport_of(99, 10, 0, 5); /* 50 … 100 */
    assert_int_equal(viewport_column(&viewport, 49), -1);
    assert_int_equal(viewport_column(&viewport, 50), 0);
    assert_int_equal(viewport_column(&viewport, 100), 5);
    assert_int_equal(viewport_column(&viewport, INT64_MAX), 5);
    assert_int_equal(viewport_column(&viewport, -1000), -1);
}

TEST(before_the_session_there_are_cells_as_well)
{
    struct viewport viewport = viewport_of(5, 10, 0, 4);
    assert_int_equal(viewport_time(&viewport, 0), -30);
    assert_int_equal(viewport_column(&viewport, -1), 2);
    assert_int_equal(viewport_column(&viewport, -30), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_column_holds_now),
        cmocka_unit_test(the_window_moves_in_whole_cells),
        cmocka_unit_test(times_outside_have_no_column),
        cmocka_unit_test(before_the_session_there_are_cells_as_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
