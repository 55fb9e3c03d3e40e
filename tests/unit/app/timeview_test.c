/* timeview — which part of time is on the screen: scrolling, zooming and the cursor, as arithmetic. */
#include "app/timeview.h"

#include "base/units.h"
#include "support/test.h"

/* A session of 100 s on 50 columns of 400 ms: 20 s are on the screen. */
static const struct time_bounds time_bounds = {.start = 0, .now = 100 * NS_PER_S, .columns = 50};
#define CELL (400 * NS_PER_MS)

static int64_t span(const struct timeview *view)
{
    return view->cell * time_bounds.columns;
}

TEST(it_begins_live)
{
    struct timeview view = timeview_new(CELL);
    assert_int_equal(timeview_shown_time(&view, &time_bounds), time_bounds.now);
    assert_false(timeview_live(&view));
}

TEST(scrolling_back_stays_where_it_is_and_forward_ends_live)
{
    struct timeview view = timeview_new(CELL);
    assert_true(timeview_scroll(&view, &time_bounds, -1));
    assert_true(timeview_scroll(&view, &time_bounds, -1));
    int64_t edge = view.edge;
    assert_int_equal(edge, time_bounds.now - 12 * CELL);
    struct time_bounds later = time_bounds;
    later.now += 5 * NS_PER_S;
    assert_int_equal(timeview_shown_time(&view, &later), edge); /* the run goes on, what is looked at does not */
    assert_true(timeview_scroll(&view, &time_bounds, 1));
    assert_true(timeview_scroll(&view, &time_bounds, 1));
    assert_int_equal(view.edge, TIME_NEVER);
    assert_false(timeview_scroll(&view, &time_bounds, 1));
}

TEST(scrolling_and_home_end_with_the_start_in_the_first_column)
{
    struct timeview view = timeview_new(CELL);
    for (int i = 0; i < 100 && timeview_scroll(&view, &time_bounds, -1); i++)
        ;
    assert_int_equal(view.edge, 49 * CELL);
    assert_true(timeview_live(&view));
    assert_true(timeview_home(&view, &time_bounds));
    assert_int_equal(view.edge, 49 * CELL);
    assert_false(timeview_home(&view, &time_bounds));
}

TEST(a_session_that_fits_cannot_be_scrolled)
{
    struct timeview view = timeview_new(CELL);
    struct time_bounds young = {.start = 0, .now = 5 * NS_PER_S, .columns = 50};
    assert_false(timeview_scroll(&view, &young, -1));
    assert_false(timeview_home(&view, &young));
    assert_int_equal(view.edge, TIME_NEVER);
}

TEST(zooming_goes_in_steps_from_a_millisecond_a_column_to_the_whole_session)
{
    struct timeview view = timeview_new(CELL);
    static const int64_t in[] = {10000, 5000, 2000, 1000, 500, 200, 100, 50}; /* ms */
    for (size_t i = 0; i < sizeof in / sizeof *in; i++) {
        assert_true(timeview_zoom(&view, &time_bounds, -1, view.cursor));
        assert_int_equal(span(&view), in[i] * NS_PER_MS);
    }
    assert_false(timeview_zoom(&view, &time_bounds, -1, view.cursor));
    static const int64_t out[] = {100, 200, 500, 1000, 2000, 5000, 10000, 20000, 30000, 60000};
    for (size_t i = 0; i < sizeof out / sizeof *out; i++) {
        assert_true(timeview_zoom(&view, &time_bounds, 1, view.cursor));
        assert_int_equal(span(&view), out[i] * NS_PER_MS);
    }
    assert_true(timeview_zoom(&view, &time_bounds, 1, view.cursor));
    assert_between(span(&view), 100 * NS_PER_S, 103 * NS_PER_S);
    assert_false(timeview_zoom(&view, &time_bounds, 1, view.cursor));
    assert_int_equal(view.edge, TIME_NEVER);
}

TEST(a_session_of_weeks_can_be_seen_whole)
{
    const int64_t day = INT64_C(86400) * NS_PER_S;
    struct time_bounds weeks = {.start = 0, .now = 25 * day, .columns = 50};
    struct timeview view = timeview_new(10 * day / 50);
    assert_true(timeview_zoom(&view, &weeks, 1, TIME_NEVER));
    assert_int_equal(span(&view), 20 * day);
    assert_true(timeview_zoom(&view, &weeks, 1, TIME_NEVER));
    assert_between(span(&view), 25 * day, 26 * day);
    assert_false(timeview_zoom(&view, &weeks, 1, TIME_NEVER));
    assert_true(timeview_zoom(&view, &weeks, -1, TIME_NEVER));
    assert_int_equal(span(&view), 10 * day);
    timeview_fit_growing(&view, &weeks, 0);
    assert_between(span(&view), 30 * day, 31 * day);
}

TEST(the_cursor_moves_by_columns_and_takes_the_window_along)
{
    struct timeview view = timeview_new(CELL);
    for (int i = 1; i < 50; i++) {
        assert_true(timeview_move(&view, &time_bounds, -1));
        assert_int_equal(view.cursor, time_bounds.now - i * CELL);
        assert_int_equal(view.edge, TIME_NEVER);
    }
    assert_true(timeview_move(&view, &time_bounds, -1)); /* out of the window */
    assert_int_equal(timeview_shown_time(&view, &time_bounds), time_bounds.now - 50 * CELL);
    assert_between(view.edge - view.cursor, 1, 49 * CELL);
    while (timeview_move(&view, &time_bounds, -1))
        assert_between(view.edge - view.cursor, 0, 49 * CELL);
    assert_int_equal(view.cursor, 0);
    for (int i = 0; i < 1000 && timeview_move(&view, &time_bounds, 1); i++)
        ;
    assert_int_equal(view.cursor, TIME_NEVER);
    assert_int_equal(view.edge, TIME_NEVER);
}

TEST(zooming_keeps_the_cursor_at_its_place)
{
    struct timeview view = timeview_new(CELL);
    timeview_look_at(&view, &time_bounds, 90 * NS_PER_S); /* the middle */
    assert_true(timeview_zoom(&view, &time_bounds, -1, view.cursor));
    assert_int_equal(view.cursor, 90 * NS_PER_S);
    assert_int_equal(view.edge, 95 * NS_PER_S);
}

TEST(a_run_that_is_over_fills_the_columns)
{
    struct timeview view = timeview_new(CELL);
    timeview_fit(&view, &time_bounds, 20 * NS_PER_S, 53 * NS_PER_S);
    assert_int_equal(view.edge, 53 * NS_PER_S);
    assert_between(view.edge - 49 * view.cell, 19 * NS_PER_S, 20 * NS_PER_S);
    timeview_fit(&view, &time_bounds, 53 * NS_PER_S, time_bounds.now);
    assert_int_equal(view.edge, TIME_NEVER);
    timeview_fit(&view, &time_bounds, 53 * NS_PER_S, 53 * NS_PER_S); /* a run of no length */
    assert_int_equal(view.cell, NS_PER_MS);
}

TEST(live_comes_back_to_the_zoom_that_a_visit_left)
{
    struct timeview view = timeview_new(CELL);
    timeview_peek(&view, &time_bounds, 20 * NS_PER_S, 22 * NS_PER_S);
    timeview_peek(&view, &time_bounds, 50 * NS_PER_S, 53 * NS_PER_S);
    assert_between(span(&view), 3 * NS_PER_S, 4 * NS_PER_S);
    assert_true(timeview_live(&view));
    assert_int_equal(view.cell, CELL);

    view.fit = true;
    timeview_peek(&view, &time_bounds, 20 * NS_PER_S, 22 * NS_PER_S);
    assert_false(view.fit);
    (void)timeview_live(&view);
    assert_true(view.fit);

    timeview_peek(&view, &time_bounds, 20 * NS_PER_S, 22 * NS_PER_S);
    assert_true(timeview_zoom(&view, &time_bounds, 1, TIME_NEVER)); /* chosen by hand: it stays */
    int64_t chosen = view.cell;
    (void)timeview_live(&view);
    assert_int_equal(view.cell, chosen);
}

TEST(a_run_that_goes_on_has_room_to_grow)
{
    struct timeview view = timeview_new(CELL);
    for (int64_t seconds = 0; seconds < 100; seconds++) {
        timeview_fit_growing(&view, &time_bounds, time_bounds.now - seconds * NS_PER_S);
        assert_between(span(&view), seconds * NS_PER_S, (3 * seconds + 2) * NS_PER_S);
    }
    assert_int_equal(view.edge, TIME_NEVER);
}

TEST(a_screen_without_columns_does_no_harm)
{
    struct time_bounds narrow = {.start = 0, .now = 100 * NS_PER_S, .columns = 1};
    struct timeview view = timeview_new(CELL);
    (void)timeview_scroll(&view, &narrow, -1);
    (void)timeview_zoom(&view, &narrow, -1, view.cursor);
    (void)timeview_zoom(&view, &narrow, 1, view.cursor);
    (void)timeview_move(&view, &narrow, -1);
    timeview_fit(&view, &narrow, 0, narrow.now);
    timeview_fit_growing(&view, &narrow, 0);
    assert_true(view.cell > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_begins_live),
        cmocka_unit_test(scrolling_back_stays_where_it_is_and_forward_ends_live),
        cmocka_unit_test(scrolling_and_home_end_with_the_start_in_the_first_column),
        cmocka_unit_test(a_session_that_fits_cannot_be_scrolled),
        cmocka_unit_test(zooming_goes_in_steps_from_a_millisecond_a_column_to_the_whole_session),
        cmocka_unit_test(a_session_of_weeks_can_be_seen_whole),
        cmocka_unit_test(the_cursor_moves_by_columns_and_takes_the_window_along),
        cmocka_unit_test(zooming_keeps_the_cursor_at_its_place),
        cmocka_unit_test(a_run_that_is_over_fills_the_columns),
        cmocka_unit_test(live_comes_back_to_the_zoom_that_a_visit_left),
        cmocka_unit_test(a_run_that_goes_on_has_room_to_grow),
        cmocka_unit_test(a_screen_without_columns_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
