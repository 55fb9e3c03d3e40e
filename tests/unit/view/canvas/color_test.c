/* color — RGB and the fixed colours of a terminal. */
#include "view/canvas/color.h"

#include "support/test.h"

TEST(six_digits_after_a_hash_are_a_colour)
{
    struct rgb color;
    assert_true(color_parse("#1dFb24", &color));
    assert_int_equal(color.red, 0x1d);
    assert_int_equal(color.green, 0xfb);
    assert_int_equal(color.blue, 0x24);
    static const char *const others[] = {"", "#", "1d2b24", "#1d2b2", "#1d2b244", "#1d2b2g", "# d2b24", "#-12345"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(color_parse(others[i], &color));
}

TEST(a_fixed_colour_is_nearest_to_itself)
{
    for (int fixed = 16; fixed < 256; fixed++) {
        struct rgb color = color_of_fixed(fixed), nearest = color_of_fixed(color_nearest_fixed(color));
        assert_memory_equal(&nearest, &color, sizeof color);
    }
}

TEST(the_nearest_is_near)
{
    assert_int_equal(color_nearest_fixed((struct rgb){0xff, 0xb0, 0x01}), 214);
    assert_int_equal(color_nearest_fixed((struct rgb){0x00, 0x72, 0xb2}), 25);
    assert_int_equal(color_nearest_fixed((struct rgb){0x81, 0x80, 0x7f}), 244);
}

TEST(luminance_goes_from_0_to_1_and_green_is_most_of_it)
{
    assert_float_equal(color_luminance((struct rgb){0, 0, 0}), 0, 1e-6);
    assert_float_equal(color_luminance((struct rgb){255, 255, 255}), 1, 1e-6);
    assert_float_equal(color_luminance((struct rgb){255, 0, 0}), 0.2126, 1e-6);
    assert_float_equal(color_luminance((struct rgb){0, 255, 0}), 0.7152, 1e-6);
    assert_float_equal(color_luminance((struct rgb){0, 0, 255}), 0.0722, 1e-6);
    assert_float_equal(color_luminance((struct rgb){0x76, 0x76, 0x76}), 0.1812, 1e-4); /* 4.54 : 1 on white */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_digits_after_a_hash_are_a_colour),
        cmocka_unit_test(a_fixed_colour_is_nearest_to_itself),
        cmocka_unit_test(the_nearest_is_near),
        cmocka_unit_test(luminance_goes_from_0_to_1_and_green_is_most_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
