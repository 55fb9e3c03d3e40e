/* mouse — reports of a terminal, and what only looks like one. */
#include "../../../src/term/mouse.h"

#include "support/test.h"

static void expect(struct mouse mouse, int x, int y, enum mouse_action action)
{
    assert_int_equal(mouse.x, x);
    assert_int_equal(mouse.y, y);
    assert_int_equal(mouse.action, action);
}

TEST(presses_and_the_wheel_are_told_with_their_cell)
{
    struct mouse mouse;
    assert_true(mouse_from_sequence("[<0;39;23M", &mouse));
    expect(mouse, 38, 22, MOUSE_PRESS);
    assert_true(mouse_from_sequence("[<64;1;1M", &mouse));
    expect(mouse, 0, 0, MOUSE_WHEEL_UP);
    assert_true(mouse_from_sequence("[<65;500;200M", &mouse));
    expect(mouse, 499, 199, MOUSE_WHEEL_DOWN);
    assert_true(mouse_from_sequence("[M !p", &mouse));
    expect(mouse, 0, 79, MOUSE_PRESS);
    assert_true(mouse_from_sequence("[M \xff!", &mouse));
    expect(mouse, 222, 0, MOUSE_PRESS);
    assert_true(mouse_from_sequence("[Ma#!", &mouse));
    expect(mouse, 2, 0, MOUSE_WHEEL_DOWN);
}

TEST(a_key_held_beside_makes_no_difference)
{
    struct mouse mouse;
    assert_true(mouse_from_sequence("[<28;5;6M", &mouse));
    expect(mouse, 4, 5, MOUSE_PRESS);
}

TEST(nobody_asked_for_the_rest)
{
    struct mouse mouse;
    assert_false(mouse_from_sequence("[<0;39;23m", &mouse)); /* let go */
    assert_false(mouse_from_sequence("[<2;39;23M", &mouse)); /* another button */
    assert_false(mouse_from_sequence("[<32;9;3M", &mouse));  /* moved */
    assert_false(mouse_from_sequence("[M#!!", &mouse));
}

TEST(what_is_no_report_is_none)
{
    static const char *const sequences[] = {
        "",     "[A",           "[M",        "[M !",      "[M  !",    "[M !!!",    "[<M",        "[<;M",
        "[<0M", "[<0;1M",       "[<0;1;M",   "[<0;0;1M",  "[<0;1;0M", "[<0;1;1;M", "[<0;1;1;1M", "[<0;1;1?M",
        "[<aM", "[<0;99999;1M", "[<0;-1;1M", "[<0; 1;1M", "[<0;1;1R", "[<",
    };
    struct mouse mouse;
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        assert_false(mouse_from_sequence(sequences[i], &mouse));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(presses_and_the_wheel_are_told_with_their_cell),
        cmocka_unit_test(a_key_held_beside_makes_no_difference),
        cmocka_unit_test(nobody_asked_for_the_rest),
        cmocka_unit_test(what_is_no_report_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
