/* shift — which cells of a row have moved, and whether it pays to move them. */
#include "../../../src/term/display.h"

#include "support/test.h"

#include <string.h>

enum { WIDTH = 40 };

/* A row that reads like the text; '?' is the right half of a wide glyph. */
static const struct cell *row_of(struct cell row[WIDTH], const char *text)
{
    assert_int_equal(strlen(text), WIDTH);
    for (int x = 0; x < WIDTH; x++)
        row[x] = (struct cell){.glyph = text[x] == '?' ? 0 : (unsigned char)text[x]};
    return row;
}

static bool find(const char *before, const char *after, struct shift *shift)
{
    struct cell rows[2][WIDTH];
    return shift_find(row_of(rows[0], before), row_of(rows[1], after), WIDTH, shift);
}

static void expect_shift(const char *before, const char *after, struct shift expected)
{
    struct shift shift;
    assert_true(find(before, after, &shift));
    assert_int_equal(shift.from, expected.from);
    assert_int_equal(shift.to, expected.to);
    assert_int_equal(shift.by, expected.by);
}

static void expect_none(const char *before, const char *after)
{
    struct shift shift;
    assert_false(find(before, after, &shift));
}

TEST(a_lane_moves_between_its_name_and_its_figures)
{
    expect_shift("P1 11/20 abcdefghijklmnopqrst  sleeping ", "P1 11/20 bcdefghijklmnopqrstu  sleeping ",
                 (struct shift){.from = 9, .to = 29, .by = 1});
}

TEST(it_may_move_by_several_cells_while_its_figures_change)
{
    expect_shift("P1 11/20 abcdefghijklmnopqrst  sleeping ", "P1 12/20 defghijklmnopqrstuvw  working  ",
                 (struct shift){.from = 9, .to = 29, .by = 3});
}

TEST(what_has_not_moved_is_left_alone)
{
    expect_none("P1 11/20 abcdefghijklmnopqrst  sleeping ", "P1 11/20 abcdefghijklmnopqrsu  sleeping ");
    expect_none("P1 11/20 abcdefghijklmnopqrst  sleeping ", "P1 11/20 ABCDEFGHIJKLMNOPQRST  working  ");
}

TEST(a_few_cells_are_sooner_sent)
{
    expect_none("queue    ########################  depth", "queue    ########################  depth");
    expect_none("queue    ######################.:  depth", "queue    #####################.:.  depth");
}

TEST(cells_alike_but_for_their_style_are_not_the_same)
{
    struct cell before[WIDTH], after[WIDTH];
    struct shift shift;
    row_of(before, "P1 11/20 abcdefghijklmnopqrst  sleeping ");
    row_of(after, "P1 11/20 bcdefghijklmnopqrstu  sleeping ");
    assert_true(shift_find(before, after, WIDTH, &shift));
    for (int x = 0; x < WIDTH; x++)
        after[x].style.fg = ROLE_WORKING;
    assert_false(shift_find(before, after, WIDTH, &shift));
}

TEST(a_row_with_wide_glyphs_stays_whole)
{
    expect_none("P1 11/20 abcdefghijklmnopqrst  W?eeping ", "P1 11/20 bcdefghijklmnopqrstu  W?eeping ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lane_moves_between_its_name_and_its_figures),
        cmocka_unit_test(it_may_move_by_several_cells_while_its_figures_change),
        cmocka_unit_test(what_has_not_moved_is_left_alone),
        cmocka_unit_test(a_few_cells_are_sooner_sent),
        cmocka_unit_test(cells_alike_but_for_their_style_are_not_the_same),
        cmocka_unit_test(a_row_with_wide_glyphs_stays_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
