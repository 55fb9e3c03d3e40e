/* Which item was in the queue when, who put it and who took it, and how many there were, within bounded memory. */
#include "trace/item_history.h"

#include "base/units.h"
#include "draw.h"
#include "support/test.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const lane_id P1 = (lane_id)LANE_PRODUCER << 24, C1 = (lane_id)LANE_CONSUMER << 24;

static void put(struct item_history *item_history, uint32_t item, int64_t time)
{
    item_history_put(item_history,
                     &(struct event){.kind = EVENT_PUT, .time = time, .until = time - 5, .item = item, .lane = P1});
}

static void take(struct item_history *item_history, int64_t time)
{
    item_history_take(item_history, &(struct event){.kind = EVENT_TAKE, .time = time, .lane = C1});
}

TEST(what_lay_in_the_queue_at_any_time_is_between_two_positions)
{
    struct item_history *item_history = item_history_new(0, 64);
    put(item_history, 1, 100);
    put(item_history, 2, 200);
    take(item_history, 300);
    put(item_history, 3, 400);
    static const struct {
        int64_t time;
        uint64_t taken, put;
    } cases[] = {{99, 0, 0}, {100, 0, 1}, {200, 0, 2}, {299, 0, 2}, {300, 1, 2}, {400, 1, 3}, {TIME_NEVER, 1, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(item_history_taken_by(item_history, cases[i].time), cases[i].taken);
        assert_int_equal(item_history_put_by(item_history, cases[i].time), cases[i].put);
    }
    item_history_free(item_history);
    item_history_free(NULL);
}

TEST(an_item_knows_its_producer_and_who_took_it)
{
    struct item_history *item_history = item_history_new(0, 64);
    put(item_history, 7, 100);
    const struct item_record *waiting = item_history_at(item_history, 0);
    assert_int_equal(waiting->consumer, LANE_NONE);
    assert_int_equal(waiting->taken, TIME_NEVER);
    take(item_history, 300);
    const struct item_record *taken = item_history_at(item_history, 0);
    assert_int_equal(taken->number, 7);
    assert_int_equal(taken->producer, P1);
    assert_int_equal(taken->consumer, C1);
    assert_int_equal(taken->created, 95);
    assert_int_equal(taken->put, 100);
    assert_int_equal(taken->taken, 300);
    item_history_free(item_history);
}

TEST(what_was_lost_has_left_the_queue_like_the_rest)
{
    enum { ALL = 9 };
    struct item_history *item_history = item_history_new(0, 64);
    for (uint32_t i = 1; i <= ALL; i++)
        put(item_history, i, i);
    for (int64_t i = 1; i <= ALL; i++) /* every other one */
        item_history_take(item_history, &(struct event){.time = 100 + i, .lane = i % 2 != 0 ? C1 : LANE_NONE});
    for (int64_t i = 0; i <= ALL; i++)
        assert_int_equal(item_history_taken_by(item_history, 100 + i), i);
    item_history_free(item_history);
}

TEST(the_oldest_of_the_taken_are_forgotten_but_nothing_that_waits)
{
    struct item_history *item_history = item_history_new(0, 64);
    enum { ALL = 10000, WAITING = 500 };
    uint32_t put_yet = 0, taken = 0;
    while (put_yet < ALL) {
        put_yet++;
        put(item_history, put_yet, put_yet);
        if (put_yet > WAITING)
            take(item_history, put_yet), taken++;
        assert_true(item_history->first <= taken);
        assert_true(item_history->end - item_history->first <= 4 * (WAITING + 1));
    }
    assert_true(item_history->first > 0);
    assert_int_equal(item_history->end, ALL);
    assert_int_equal(item_history_taken_by(item_history, ALL), taken);
    assert_int_equal(item_history_taken_by(item_history, 0), item_history->first); /* as far back as is known */
    for (uint64_t i = item_history->first; i < item_history->end; i++)
        assert_int_equal(item_history_at(item_history, i)->number, i + 1);
    item_history_free(item_history);
}

TEST(keeping_fewer_keeps_the_newest_even_of_those_that_wait)
{
    struct item_history *item_history = item_history_new(0, 64);
    enum { ALL = 1000, TAKEN = 50 };
    for (uint32_t i = 1; i <= ALL; i++)
        put(item_history, i, i);
    for (uint32_t i = 1; i <= TAKEN; i++)
        take(item_history, ALL + i);
    item_history_keep(item_history, ALL); /* there are no more */
    assert_int_equal(item_history->first, 0);
    item_history_keep(item_history, 100);
    assert_int_equal(item_history->first, ALL - 100);
    assert_int_equal(item_history->end, ALL);
    assert_int_equal(item_history_put_by(item_history, ALL - 10), ALL - 10);
    assert_int_equal(item_history_taken_by(item_history, 3 * ALL), ALL - 100); /* as far back as is known */
    for (uint64_t i = item_history->first; i < item_history->end; i++)
        assert_int_equal(item_history_at(item_history, i)->number, i + 1);
    item_history_free(item_history);
}

/* ---- The depth ---- */

enum { MOST = 64, SEQUENCES = 300, WINDOWS = 40 };

static const int64_t START = 1000;

static void expect_near(double value, double expected)
{
    assert_true(fabs(value - expected) <= 1e-9 * (1 + fabs(expected)));
}

TEST(a_queue_starts_empty)
{
    struct item_history *items = item_history_new(START, MOST);
    assert_int_equal(item_history_depth(items, TIME_NEVER), 0);
    assert_int_equal(item_history_depth(items, 5000), 0);
    assert_int_equal(item_history_peak_depth(items, 0, 5000), 0);
    expect_near(item_history_mean_depth(items, 0, 5000), 0);
    item_history_free(items);
}

TEST(the_depth_is_a_step_function)
{
    struct item_history *items = item_history_new(START, MOST);
    put(items, 1, 1100);
    put(items, 2, 1100);
    take(items, 1200);
    assert_int_equal(item_history_depth(items, TIME_NEVER), 1);
    assert_int_equal(item_history_depth(items, 999), 0);
    assert_int_equal(item_history_depth(items, 1099), 0);
    assert_int_equal(item_history_depth(items, 1100), 2);
    assert_int_equal(item_history_depth(items, 1199), 2);
    assert_int_equal(item_history_depth(items, 1200), 1);
    expect_near(item_history_mean_depth(items, 1000, 1400), (0 * 100 + 2 * 100 + 1 * 200) / 400.0);
    expect_near(item_history_mean_depth(items, 1150, 1250), 1.5);
    expect_near(item_history_mean_depth(items, 1110, 1120), 2);
    item_history_free(items);
}

TEST(the_peak_is_the_highest_within_the_window_its_end_excluded)
{
    struct item_history *items = item_history_new(START, MOST);
    put(items, 1, 1100);
    put(items, 2, 1200);
    put(items, 3, 1200);
    take(items, 1300);
    assert_int_equal(item_history_peak_depth(items, 1000, 1200), 1);
    assert_int_equal(item_history_peak_depth(items, 1000, 1201), 3);
    assert_int_equal(item_history_peak_depth(items, 1300, 1400), 2);
    assert_int_equal(item_history_peak_depth(items, 1250, 1250), 0);
    item_history_free(items);
}

TEST(an_item_that_came_and_went_at_once_was_there)
{
    struct item_history *items = item_history_new(START, MOST);
    put(items, 1, 1100);
    take(items, 1100);
    assert_int_equal(item_history_depth(items, 1100), 0);
    assert_int_equal(item_history_peak_depth(items, 1000, 1200), 1);
    assert_int_equal(item_history_peak_depth(items, 1100, 1200), 1);
    assert_int_equal(item_history_peak_depth(items, 1101, 1200), 0); /* but not later */
    expect_near(item_history_mean_depth(items, 1000, 1200), 0);
    item_history_free(items);
}

TEST(an_earlier_time_is_taken_as_the_latest)
{
    struct item_history *items = item_history_new(START, MOST);
    put(items, 1, 1200);
    put(items, 2, 1100);
    assert_int_equal(item_history_depth(items, 1150), 0);
    assert_int_equal(item_history_depth(items, 1200), 2);
    item_history_free(items);
}

/* ---- Any sequence, against counting by hand ---- */

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

static struct item_history *items_of(const struct story *story)
{
    struct item_history *items = item_history_new(START, MOST);
    for (size_t i = 0; i < story->count; i++) {
        if (story->changes[i].value > (i > 0 ? story->changes[i - 1].value : 0))
            put(items, 1, story->changes[i].time);
        else
            take(items, story->changes[i].time);
    }
    return items;
}

/* Mean and peak within [from, to), from not before the start: of what lasted no time, only puts count. */
static double mean_by_hand(const struct story *story, int64_t from, int64_t to, uint32_t *peak)
{
    int64_t integral = 0, since = START;
    uint32_t value = 0;
    bool grew = false;
    *peak = 0;
    for (size_t i = 0; i <= story->count; i++) {
        int64_t end = i < story->count ? story->changes[i].time : INT64_MAX;
        int64_t a = since > from ? since : from, b = end < to ? end : to;
        if (a < b)
            integral += (b - a) * value;
        bool within = since < to && (end > from || (grew && since >= from));
        if (within && value > *peak)
            *peak = value;
        if (i < story->count) {
            grew = story->changes[i].value > value;
            value = story->changes[i].value;
        }
        since = end;
    }
    return (double)integral / (double)(to - from);
}

TEST(every_window_is_exact_while_nothing_is_forgotten)
{
    uint64_t seed = 1;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, (size_t)draw(&seed, MOST - 1));
        struct item_history *items = items_of(&story);
        for (int window = 0; window < WINDOWS; window++) {
            int64_t from = START + draw(&seed, story.end - START);
            int64_t to = from + 1 + draw(&seed, story.end - START);
            uint32_t peak;
            expect_near(item_history_mean_depth(items, from, to), mean_by_hand(&story, from, to, &peak));
            assert_int_equal(item_history_peak_depth(items, from, to), peak);
        }
        item_history_free(items);
        free(story.changes);
    }
}

static void expect_exact_detail(const struct item_history *items, const struct story *story, uint64_t *seed)
{
    uint32_t peak;
    int64_t detail = item_history_detail_from(items);
    assert_int_equal(item_history_depth(items, TIME_NEVER), story->changes[story->count - 1].value);
    assert_int_equal(item_history_depth(items, detail - 2), 0);
    for (int window = 0; window < WINDOWS; window++) {
        int64_t from = detail + draw(seed, story->end - detail), to = from + 1 + draw(seed, story->end - detail);
        expect_near(item_history_mean_depth(items, from, to), mean_by_hand(story, from, to, &peak));
        assert_int_equal(item_history_peak_depth(items, from, to), peak);
        expect_near(item_history_mean_depth(items, START, to), mean_by_hand(story, START, to, &peak));
        assert_int_equal(item_history_peak_depth(items, START, to), peak);
    }
}

TEST(what_is_kept_is_exact_and_so_are_mean_and_peak_from_the_start)
{
    uint64_t seed = 2;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, 200 + (size_t)draw(&seed, 2000));
        struct item_history *items = items_of(&story);
        assert_true(item_history_detail_from(items) > START);
        expect_exact_detail(items, &story, &seed);
        item_history_keep(items, 16);
        expect_exact_detail(items, &story, &seed);
        item_history_free(items);
        free(story.changes);
    }
}

TEST(the_newest_stays_exact)
{
    struct item_history *items = item_history_new(START, 1024);
    enum { STEPS = 100000 };
    for (uint32_t i = 1; i <= STEPS; i++) { /* two in, then one out and one in */
        put(items, i, START + 10 * i);
        if (i > 1)
            take(items, START + 10 * i + 5);
    }
    for (int64_t i = STEPS - 50; i <= STEPS; i++) {
        assert_int_equal(item_history_depth(items, START + 10 * i), 2);
        assert_int_equal(item_history_depth(items, START + 10 * i + 5), 1);
        assert_int_equal(item_history_peak_depth(items, START + 10 * i + 1, START + 10 * i + 5), 2);
    }
    assert_int_equal(item_history_depth(items, START + 10 * STEPS / 2), 0); /* what is old is forgotten */
    item_history_free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_lay_in_the_queue_at_any_time_is_between_two_positions),
        cmocka_unit_test(an_item_knows_its_producer_and_who_took_it),
        cmocka_unit_test(what_was_lost_has_left_the_queue_like_the_rest),
        cmocka_unit_test(the_oldest_of_the_taken_are_forgotten_but_nothing_that_waits),
        cmocka_unit_test(keeping_fewer_keeps_the_newest_even_of_those_that_wait),
        cmocka_unit_test(a_queue_starts_empty),
        cmocka_unit_test(the_depth_is_a_step_function),
        cmocka_unit_test(the_peak_is_the_highest_within_the_window_its_end_excluded),
        cmocka_unit_test(an_item_that_came_and_went_at_once_was_there),
        cmocka_unit_test(an_earlier_time_is_taken_as_the_latest),
        cmocka_unit_test(every_window_is_exact_while_nothing_is_forgotten),
        cmocka_unit_test(what_is_kept_is_exact_and_so_are_mean_and_peak_from_the_start),
        cmocka_unit_test(the_newest_stays_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
