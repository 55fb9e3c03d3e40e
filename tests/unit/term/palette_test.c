/* palette — a style's colours by what the terminal has. */
#include "../../../src/term/display.h"

#include "support/test.h"

static const struct theme theme = {
    .roles =
        {
            [ROLE_BACKGROUND] = {THEME_TERMINAL, THEME_TERMINAL},
            [ROLE_TEXT] = {THEME_TERMINAL, THEME_TERMINAL},
            [ROLE_DIM] = {244, 8},
            [ROLE_BAR] = {238, 4},
            [ROLE_WORKING] = {214, 11},
            [ROLE_SLEEPING] = {25, 4},
        },
};

static void expect(struct style style, int colors, struct terminal_style expected)
{
    struct terminal_style result = palette_style(&theme, style, colors);
    assert_int_equal(result.fg, expected.fg);
    assert_int_equal(result.bg, expected.bg);
    assert_int_equal(result.bold, expected.bold);
    assert_int_equal(result.dim, expected.dim);
    assert_int_equal(result.reverse, expected.reverse);
}

static const struct style plain = {.fg = ROLE_TEXT, .bg = ROLE_BACKGROUND};
static const struct style working_on_bar = {.fg = ROLE_WORKING, .bg = ROLE_BAR};

TEST(only_colours_known_to_be_these_are_used)
{
    assert_int_equal(palette_colors(256, NULL), 256);
    assert_int_equal(palette_colors(88, NULL), 16);
    assert_int_equal(palette_colors(16, NULL), 16);
    assert_int_equal(palette_colors(8, NULL), 8);
    assert_int_equal(palette_colors(4, NULL), 0);
    assert_int_equal(palette_colors(-1, NULL), 0);
    assert_int_equal(palette_colors(1 << 24, NULL), 8);
}

TEST(no_color_counts_unless_it_is_empty)
{
    assert_int_equal(palette_colors(256, "1"), 0);
    assert_int_equal(palette_colors(256, "0"), 0);
    assert_int_equal(palette_colors(256, ""), 256);
}

TEST(text_and_paper_stay_the_terminals_own)
{
    static const int colors[] = {0, 8, 16, 256};
    for (size_t i = 0; i < sizeof colors / sizeof colors[0]; i++)
        expect(plain, colors[i], (struct terminal_style){.fg = THEME_TERMINAL, .bg = THEME_TERMINAL});
}

TEST(each_number_of_colours_has_its_own)
{
    expect(working_on_bar, 256, (struct terminal_style){.fg = 214, .bg = 238});
    expect(working_on_bar, 16, (struct terminal_style){.fg = 11, .bg = 4});
}

TEST(of_eight_colours_a_bright_ink_is_bold)
{
    expect(working_on_bar, 8, (struct terminal_style){.fg = 3, .bg = 4, .bold = true});
    expect((struct style){.fg = ROLE_SLEEPING}, 8, (struct terminal_style){.fg = 4, .bg = THEME_TERMINAL});
}

TEST(of_eight_colours_a_bright_paper_is_plain)
{
    expect((struct style){.fg = ROLE_TEXT, .bg = ROLE_WORKING}, 8,
           (struct terminal_style){.fg = THEME_TERMINAL, .bg = 3});
}

TEST(of_eight_colours_grey_is_dimmed_white_and_never_invisible)
{
    expect((struct style){.fg = ROLE_DIM}, 8, (struct terminal_style){.fg = 7, .bg = THEME_TERMINAL, .dim = true});
    struct theme white = theme;
    white.roles[ROLE_BACKGROUND].ansi = 15;
    struct terminal_style result = palette_style(&white, (struct style){.fg = ROLE_DIM}, 8);
    assert_int_equal(result.bg, 7);
    assert_int_equal(result.fg, 0);
    assert_false(result.dim);
}

TEST(a_bold_theme_is_bold_where_bold_changes_no_colour)
{
    struct theme bold = theme;
    bold.bold = true;
    assert_true(palette_style(&bold, plain, 256).bold);
    assert_false(palette_style(&bold, plain, 16).bold);
    assert_false(palette_style(&bold, plain, 8).bold);
}

TEST(on_white_nothing_is_bold_which_would_be_pale)
{
    struct theme white = theme;
    white.roles[ROLE_BACKGROUND] = (struct theme_color){231, 15};
    struct style style = {.fg = ROLE_SLEEPING, .attributes = ATTRIBUTE_BOLD};
    assert_true(palette_style(&white, style, 256).bold);
    assert_false(palette_style(&white, style, 16).bold);
    assert_false(palette_style(&white, style, 8).bold);
}

TEST(black_is_never_bold_which_would_be_grey)
{
    struct theme black = theme;
    black.roles[ROLE_TEXT] = (struct theme_color){16, 0};
    struct style style = {.fg = ROLE_TEXT, .attributes = ATTRIBUTE_BOLD};
    assert_true(palette_style(&black, style, 256).bold);
    assert_false(palette_style(&black, style, 16).bold);
    assert_false(palette_style(&black, style, 8).bold);
}

TEST(without_colours_a_bar_is_reversed)
{
    expect(working_on_bar, 0, (struct terminal_style){THEME_TERMINAL, THEME_TERMINAL, .reverse = true});
}

TEST(something_reversed_stands_out_on_a_reversed_bar)
{
    struct style style = {.fg = ROLE_TEXT, .bg = ROLE_BAR, .attributes = ATTRIBUTE_REVERSE};
    expect(style, 0, (struct terminal_style){THEME_TERMINAL, THEME_TERMINAL, .reverse = false});
    style.bg = ROLE_BACKGROUND;
    expect(style, 0, (struct terminal_style){THEME_TERMINAL, THEME_TERMINAL, .reverse = true});
}

TEST(attributes_are_kept)
{
    struct style style = {.fg = ROLE_SLEEPING, .attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE};
    expect(style, 256, (struct terminal_style){25, THEME_TERMINAL, .bold = true, .reverse = true});
    expect(style, 8, (struct terminal_style){4, THEME_TERMINAL, .bold = true, .reverse = true});
    expect(style, 0, (struct terminal_style){THEME_TERMINAL, THEME_TERMINAL, .bold = true, .reverse = true});
}

TEST(what_is_inscribed_has_the_ink_that_is_read_more_easily)
{
    struct style dark = {.fg = ROLE_SLEEPING, .attributes = ATTRIBUTE_INSCRIBED}, bright = dark;
    bright.fg = ROLE_WORKING;
    expect(dark, 256, (struct terminal_style){.fg = THEME_TERMINAL, .bg = 25});
    expect(bright, 256, (struct terminal_style){214, THEME_TERMINAL, .reverse = true});
    expect(dark, 8, (struct terminal_style){4, THEME_TERMINAL, .reverse = true});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_colours_known_to_be_these_are_used),
        cmocka_unit_test(no_color_counts_unless_it_is_empty),
        cmocka_unit_test(text_and_paper_stay_the_terminals_own),
        cmocka_unit_test(each_number_of_colours_has_its_own),
        cmocka_unit_test(of_eight_colours_a_bright_ink_is_bold),
        cmocka_unit_test(of_eight_colours_a_bright_paper_is_plain),
        cmocka_unit_test(of_eight_colours_grey_is_dimmed_white_and_never_invisible),
        cmocka_unit_test(a_bold_theme_is_bold_where_bold_changes_no_colour),
        cmocka_unit_test(on_white_nothing_is_bold_which_would_be_pale),
        cmocka_unit_test(black_is_never_bold_which_would_be_grey),
        cmocka_unit_test(without_colours_a_bar_is_reversed),
        cmocka_unit_test(something_reversed_stands_out_on_a_reversed_bar),
        cmocka_unit_test(attributes_are_kept),
        cmocka_unit_test(what_is_inscribed_has_the_ink_that_is_read_more_easily),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
