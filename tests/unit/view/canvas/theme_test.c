/* theme — states are told apart under every look. */
#include "view/canvas/theme.h"

#include "support/test.h"

static const enum state shown[] = {STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
enum { SHOWN = sizeof shown / sizeof *shown };

TEST(states_differ_by_color_with_blocks_and_by_glyph_without)
{
    struct render_options blocks = {.theme = &theme_default, .blocks = true};
    struct render_options glyphs = {.theme = &theme_default};
    struct render_options ascii = {.theme = &theme_default, .ascii = true};
    for (int i = 0; i < SHOWN; i++)
        for (int j = 0; j < i; j++) {
            assert_int_not_equal(theme_state_role(shown[i]), theme_state_role(shown[j]));
            assert_int_not_equal(theme_state_glyph(&glyphs, shown[i]), theme_state_glyph(&glyphs, shown[j]));
            assert_int_not_equal(theme_state_glyph(&ascii, shown[i]), theme_state_glyph(&ascii, shown[j]));
        }
    assert_int_equal(theme_state_glyph(&blocks, STATE_SLEEPING), U'█');
}

TEST(ascii_is_ascii)
{
    struct render_options ascii = {.theme = &theme_default, .ascii = true};
    for (enum state each = 0; each < STATE_COUNT; each++)
        assert_between(theme_state_glyph(&ascii, each), 0x20, 0x7e);
}

TEST(what_does_not_run_draws_nothing)
{
    struct render_options render = {.theme = &theme_default, .blocks = true};
    assert_int_equal(theme_state_glyph(&render, STATE_IDLE), ' ');
    assert_int_equal(theme_state_glyph(&render, STATE_DONE), ' ');
}

TEST(colours_are_fixed_ones_or_the_terminals)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct theme_color color = theme_default.roles[role];
        assert_true(color.fixed == THEME_TERMINAL || (color.fixed >= 16 && color.fixed <= 255));
        assert_true(color.ansi == THEME_TERMINAL || (color.ansi >= 0 && color.ansi <= 15));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_differ_by_color_with_blocks_and_by_glyph_without),
        cmocka_unit_test(ascii_is_ascii),
        cmocka_unit_test(what_does_not_run_draws_nothing),
        cmocka_unit_test(colours_are_fixed_ones_or_the_terminals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
