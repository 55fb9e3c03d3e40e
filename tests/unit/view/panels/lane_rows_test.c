/* rows — everybody can be brought into view, and bands hold everybody once. */
#include "view/panels/lanes.h"

#include "support/test.h"

#include <string.h>

enum { WORKERS_MAX = 10000 };

static struct rows_layout fit(int producers, int consumers, int height, int first, bool grouped)
{
    return lane_rows_fit(
        &(struct lane_rows_wanted){.sections = {{LANE_PRODUCER, producers}, {LANE_CONSUMER, consumers}},
                                   .height = height,
                                   .style = {.rows_min = 1, .rows_max = 8, .first = first, .grouped = grouped}});
}

static int screen_rows(const struct rows_layout *rows)
{
    return rows->shown * (rows->height + rows->gap) - rows->gap;
}

TEST(few_workers_have_tall_rows_with_gaps)
{
    struct rows_layout rows = fit(2, 1, 8, 0, false);
    assert_int_equal(rows.shown, 3);
    assert_int_equal(rows.height, 2);
    assert_int_equal(rows.gap, 1);
    assert_false(rows.cut);
    assert_int_equal(fit(2, 1, 7, 0, false).height, 2); /* without gaps */
    assert_int_equal(fit(2, 1, 7, 0, false).gap, 0);
    assert_int_equal(fit(2, 1, 200, 0, false).height, 8);
}

TEST(a_wished_height_is_kept_and_the_rest_scrolls)
{
    struct lane_rows_wanted wanted = {.sections = {{LANE_PRODUCER, 5}, {LANE_CONSUMER, 1}},
                                      .height = 9,
                                      .style = {.rows = 4, .rows_min = 1, .rows_max = 8}};
    struct rows_layout rows = lane_rows_fit(&wanted);
    assert_int_equal(rows.height, 4);
    assert_int_equal(rows.shown, 2);
    assert_true(rows.cut);
    assert_int_equal(rows.first_max, 4);
    wanted.height = 2;
    assert_int_equal(lane_rows_fit(&wanted).height, 2); /* higher than the screen is no height */
}

TEST(of_both_kinds_there_is_always_something_to_see)
{
    for (int first = 0; first < 45; first++) {
        struct rows_layout rows = fit(30, 12, 9, first, false);
        assert_int_equal(rows.shown, 8);
        assert_int_equal(rows_group(&rows, 0).kind, LANE_PRODUCER);
        assert_int_equal(rows_group(&rows, rows.shown - 1).kind, LANE_CONSUMER);
    }
}

TEST(scrolling_brings_everybody_into_view)
{
    bool seen[LANE_KIND_COUNT][WORKERS_MAX] = {{false}};
    struct rows_layout rows = fit(300, 120, 9, 0, false);
    for (int first = 0; first <= rows.first_max; first++) {
        rows = fit(300, 120, 9, first, false);
        for (int i = 0; i < rows.shown; i++)
            seen[rows_group(&rows, i).kind][rows_group(&rows, i).first] = true;
    }
    for (int i = 0; i < 300; i++)
        assert_true(seen[LANE_PRODUCER][i]);
    for (int i = 0; i < 120; i++)
        assert_true(seen[LANE_CONSUMER][i]);
}

TEST(scrolling_too_far_is_scrolling_to_the_end)
{
    struct rows_layout end = fit(30, 12, 9, 1000, false), begin = fit(30, 12, 9, -5, false);
    assert_int_equal(end.first, end.first_max);
    assert_int_equal(rows_group(&end, end.shown - 1).first, 11);
    assert_int_equal(begin.first, 0);
}

TEST(bands_hold_everybody_once_and_fit)
{
    static const int sizes[] = {1, 2, 3, 9, 10, 41, 500, 999, 1000, WORKERS_MAX};
    for (size_t p = 0; p < sizeof sizes / sizeof *sizes; p++)
        for (size_t c = 0; c < sizeof sizes / sizeof *sizes; c++)
            for (int height = 2; height < 40; height += 3) {
                struct rows_layout rows = fit(sizes[p], sizes[c], height, 0, true);
                uint32_t count[LANE_KIND_COUNT] = {0};
                for (int i = 0; i < rows.shown; i++) {
                    struct group group = rows_group(&rows, i);
                    assert_int_equal(group.first, count[group.kind]);
                    assert_true(group.count > 0);
                    count[group.kind] += group.count;
                }
                assert_int_equal(count[LANE_PRODUCER], sizes[p]);
                assert_int_equal(count[LANE_CONSUMER], sizes[c]);
                assert_true(screen_rows(&rows) <= height);
                assert_false(rows.cut);
            }
}

TEST(who_has_a_row_each_is_not_grouped)
{
    assert_int_equal(fit(6, 3, 9, 0, true).size, 1);
    assert_int_equal(fit(7, 3, 9, 0, true).size, 2);
}

TEST(no_more_share_a_row_than_have_to)
{
    for (int height = 8; height <= 15; height++)
        assert_int_equal(fit(10, 5, height, 0, true).shown, height); /* no row is free */
    struct rows_layout rows = fit(10, 5, 12, 0, true);
    static const uint32_t firsts[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 2, 4},
                          counts[] = {1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1};
    for (int i = 0; i < 12; i++) {
        assert_int_equal(rows_group(&rows, i).first, firsts[i]);
        assert_int_equal(rows_group(&rows, i).count, counts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_workers_have_tall_rows_with_gaps),
        cmocka_unit_test(a_wished_height_is_kept_and_the_rest_scrolls),
        cmocka_unit_test(of_both_kinds_there_is_always_something_to_see),
        cmocka_unit_test(scrolling_brings_everybody_into_view),
        cmocka_unit_test(scrolling_too_far_is_scrolling_to_the_end),
        cmocka_unit_test(bands_hold_everybody_once_and_fit),
        cmocka_unit_test(who_has_a_row_each_is_not_grouped),
        cmocka_unit_test(no_more_share_a_row_than_have_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
