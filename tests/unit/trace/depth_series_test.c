/* The queue's depth over time: now, at any time, highest and mean in any window, in bounded memory. */
#include "trace/depth_series.h"

#include "draw.h"
#include "support/test.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MOST = 64, SEQUENCES = 300, WINDOWS = 40 };

static const int64_t START = 1000;

static void expect_near(double value, double expected)
{
    assert_true(fabs(value - expected) <= 1e-9 * (1 + fabs(expected)));
}

TEST(a_queue_starts_empty)
{
    struct depth_series *depth = depth_series_new(START, MOST);
    assert_int_equal(depth_series_now(depth), 0);
    assert_int_equal(depth_series_at(depth, 5000), 0);
    assert_int_equal(depth_series_peak(depth, 0, 5000), 0);
    expect_near(depth_series_mean(depth, 0, 5000), 0);
    depth_series_free(depth);
    depth_series_free(NULL);
}

TEST(it_is_a_step_function)
{
    struct depth_series *depth = depth_series_new(START, MOST);
    depth_series_set(depth, 1100, 2);
    depth_series_set(depth, 1200, 1);
    assert_int_equal(depth_series_now(depth), 1);
    assert_int_equal(depth_series_at(depth, 999), 0);
    assert_int_equal(depth_series_at(depth, 1099), 0);
    assert_int_equal(depth_series_at(depth, 1100), 2);
    assert_int_equal(depth_series_at(depth, 1199), 2);
    assert_int_equal(depth_series_at(depth, 1200), 1);
    expect_near(depth_series_mean(depth, 1000, 1400), (0 * 100 + 2 * 100 + 1 * 200) / 400.0);
    expect_near(depth_series_mean(depth, 1150, 1250), 1.5);
    expect_near(depth_series_mean(depth, 1110, 1120), 2);
    depth_series_free(depth);
}

TEST(the_peak_is_the_highest_within_the_window_its_end_excluded)
{
    struct depth_series *depth = depth_series_new(START, MOST);
    depth_series_set(depth, 1100, 1);
    depth_series_set(depth, 1200, 5);
    depth_series_set(depth, 1300, 2);
    assert_int_equal(depth_series_peak(depth, 1000, 1200), 1);
    assert_int_equal(depth_series_peak(depth, 1000, 1201), 5);
    assert_int_equal(depth_series_peak(depth, 1300, 1400), 2);
    assert_int_equal(depth_series_peak(depth, 1250, 1250), 0);
    depth_series_free(depth);
}

TEST(an_item_that_came_and_went_at_once_was_there)
{
    struct depth_series *depth = depth_series_new(START, MOST);
    depth_series_set(depth, 1100, 1);
    depth_series_set(depth, 1100, 0);
    assert_int_equal(depth_series_at(depth, 1100), 0);
    assert_int_equal(depth_series_peak(depth, 1000, 1200), 1);
    assert_int_equal(depth_series_peak(depth, 1101, 1200), 0); /* but not later */
    expect_near(depth_series_mean(depth, 1000, 1200), 0);
    depth_series_free(depth);
}

TEST(an_earlier_time_is_taken_as_the_latest)
{
    struct depth_series *depth = depth_series_new(START, MOST);
    depth_series_set(depth, 1200, 3);
    depth_series_set(depth, 1100, 4);
    assert_int_equal(depth_series_at(depth, 1150), 0);
    assert_int_equal(depth_series_at(depth, 1200), 4);
    depth_series_free(depth);
}

/* --- any sequence, against counting by hand --- */

struct change {
    int64_t time;
    uint32_t value;
};

struct story {
    struct change *changes;
    size_t count;
    int64_t end;
};

static struct story story_new(uint64_t *seed, size_t count)
{
    struct story story = {.changes = calloc(count, sizeof(struct change)), .count = count, .end = START};
    uint32_t value = 0;
    for (size_t i = 0; i < count; i++) {
        story.end += draw(seed, 4) == 0 ? 0 : draw(seed, 100);
        value = value == 0 || draw(seed, 2) == 0 ? value + 1 : value - 1;
        story.changes[i] = (struct change){story.end, value};
    }
    story.end += 10;
    return story;
}

static struct depth_series *depth_of(const struct story *story)
{
    struct depth_series *depth = depth_series_new(START, MOST);
    for (size_t i = 0; i < story->count; i++)
        depth_series_set(depth, story->changes[i].time, story->changes[i].value);
    return depth;
}

/* Mean and peak within [from, to), from not before the start. */
static double mean_by_hand(const struct story *story, int64_t from, int64_t to, uint32_t *peak)
{
    int64_t integral = 0, since = START;
    uint32_t value = 0;
    *peak = 0;
    for (size_t i = 0; i <= story->count; i++) {
        int64_t end = i < story->count ? story->changes[i].time : INT64_MAX;
        int64_t a = since > from ? since : from, b = end < to ? end : to;
        if (a < b)
            integral += (b - a) * value;
        bool within = since < to && (end > from || since >= from);
        if (within && value > *peak)
            *peak = value;
        if (i < story->count)
            value = story->changes[i].value;
        since = end;
    }
    return (double)integral / (double)(to - from);
}

TEST(every_window_is_exact_while_nothing_is_forgotten)
{
    uint64_t seed = 1;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, (size_t)draw(&seed, MOST - 1));
        struct depth_series *depth = depth_of(&story);
        for (int window = 0; window < WINDOWS; window++) {
            int64_t from = START + draw(&seed, story.end - START);
            int64_t to = from + 1 + draw(&seed, story.end - START);
            uint32_t peak;
            expect_near(depth_series_mean(depth, from, to), mean_by_hand(&story, from, to, &peak));
            assert_int_equal(depth_series_peak(depth, from, to), peak);
        }
        depth_series_free(depth);
        free(story.changes);
    }
}

static void expect_exact_detail(const struct depth_series *depth, const struct story *story, uint64_t *seed)
{
    uint32_t peak;
    int64_t detail = depth_series_detail_from(depth);
    assert_int_equal(depth_series_now(depth), story->changes[story->count - 1].value);
    assert_int_equal(depth_series_at(depth, detail - 1), 0);
    for (int window = 0; window < WINDOWS; window++) {
        int64_t from = detail + draw(seed, story->end - detail), to = from + 1 + draw(seed, story->end - detail);
        expect_near(depth_series_mean(depth, from, to), mean_by_hand(story, from, to, &peak));
        assert_int_equal(depth_series_peak(depth, from, to), peak);
        expect_near(depth_series_mean(depth, START, to), mean_by_hand(story, START, to, &peak));
        assert_int_equal(depth_series_peak(depth, START, to), peak);
    }
}

TEST(what_is_kept_is_exact_and_so_are_mean_and_peak_from_the_start)
{
    uint64_t seed = 2;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, 200 + (size_t)draw(&seed, 2000));
        struct depth_series *depth = depth_of(&story);
        assert_true(depth_series_detail_from(depth) > START);
        expect_exact_detail(depth, &story, &seed);
        depth_series_keep(depth, 16);
        expect_exact_detail(depth, &story, &seed);
        depth_series_free(depth);
        free(story.changes);
    }
}

TEST(the_newest_stays_exact)
{
    struct depth_series *depth = depth_series_new(START, 1024);
    enum { STEPS = 200000 };
    for (int64_t i = 1; i <= STEPS; i++)
        depth_series_set(depth, START + 10 * i, (uint32_t)(i % 7));
    for (int64_t i = STEPS - 50; i <= STEPS; i++) {
        assert_int_equal(depth_series_at(depth, START + 10 * i), i % 7);
        assert_int_equal(depth_series_peak(depth, START + 10 * i, START + 10 * i + 10), i % 7);
    }
    assert_int_equal(depth_series_at(depth, START + 10 * STEPS / 2), 0); /* what is old is forgotten */
    depth_series_free(depth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_queue_starts_empty),
        cmocka_unit_test(it_is_a_step_function),
        cmocka_unit_test(the_peak_is_the_highest_within_the_window_its_end_excluded),
        cmocka_unit_test(an_item_that_came_and_went_at_once_was_there),
        cmocka_unit_test(an_earlier_time_is_taken_as_the_latest),
        cmocka_unit_test(every_window_is_exact_while_nothing_is_forgotten),
        cmocka_unit_test(what_is_kept_is_exact_and_so_are_mean_and_peak_from_the_start),
        cmocka_unit_test(the_newest_stays_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
