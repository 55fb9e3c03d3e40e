/* The time per state is right in every window of any sequence; what is old is forgotten but for its sum. */
#include "trace/lane.h"

#include "base/units.h"
#include "draw.h"
#include "support/test.h"

#include <stdlib.h>

enum { MOST = 64, SEQUENCES = 300, WINDOWS = 40 };

static const int64_t START = 1000;

/* --- any sequence, against counting by hand --- */

struct story {
    struct event *events;
    size_t count;
    int64_t now;
};

/* Short and long states, some of no length, some entered twice; sleeps are never overdue. */
static struct story story_new(uint64_t *seed, size_t count)
{
    struct story story = {.events = calloc(count, sizeof(struct event)), .count = count, .now = START};
    int64_t longest = draw(seed, 4) == 0 ? 1000000000 : 20;
    for (size_t i = 0; i < count; i++) {
        story.now += draw(seed, 5) == 0 ? 0 : draw(seed, longest);
        struct event event = {.time = story.now, .until = TIME_NEVER, .item = (uint32_t)draw(seed, 3)};
        event.state = (uint8_t)draw(seed, STATE_COUNT);
        story.events[i] = event;
    }
    story.now += draw(seed, longest);
    return story;
}

static struct lane *lane_of(const struct story *story, size_t most)
{
    struct lane *lane = lane_new(START, most);
    for (size_t i = 0; i < story->count; i++)
        lane_enter(lane, &story->events[i]);
    return lane;
}

static struct state_times counted_by_hand(const struct story *story, int64_t from, int64_t to)
{
    struct state_times state_times = {{0}};
    enum state state = STATE_IDLE;
    int64_t since = START;
    for (size_t i = 0; i <= story->count; i++) {
        int64_t end = i < story->count ? story->events[i].time : story->now;
        int64_t a = since > from ? since : from, b = end < to ? end : to;
        if (a < b)
            state_times.ns[state] += b - a;
        if (i < story->count)
            state = story->events[i].state;
        since = end;
    }
    return state_times;
}

static void expect_same(struct state_times a, struct state_times b)
{
    for (size_t state = 0; state < STATE_COUNT; state++)
        assert_int_equal(a.ns[state], b.ns[state]);
}

static int64_t total(struct state_times state_times)
{
    int64_t sum = 0;
    for (size_t state = 0; state < STATE_COUNT; state++) {
        assert_true(state_times.ns[state] >= 0);
        sum += state_times.ns[state];
    }
    return sum;
}

static void expect_tiling(const struct lane *lane, int64_t now)
{
    size_t count = lane_count(lane, now);
    int64_t end = lane_detail_from(lane);
    for (size_t i = 0; i < count; i++) {
        struct segment segment = lane_segment(lane, i, now);
        assert_int_equal(segment.start, end);
        assert_true(segment.end > segment.start || i == count - 1);
        assert_int_equal(lane_find(lane, segment.start, now), i);
        assert_int_equal(lane_find(lane, segment.end - 1, now), segment.end > segment.start ? i : i - (i > 0));
        end = segment.end;
    }
    assert_int_equal(end, now);
    assert_int_equal(lane_find(lane, START - 1, now), 0);
    assert_int_equal(lane_find(lane, now + 1, now), count - 1);
}

TEST(every_window_is_exact_while_nothing_is_forgotten)
{
    uint64_t seed = 1;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, (size_t)draw(&seed, 60));
        struct lane *lane = lane_of(&story, MOST);
        expect_tiling(lane, story.now);
        assert_int_equal(lane_detail_from(lane), START);
        for (int window = 0; window < WINDOWS; window++) {
            int64_t from = START - 10 + draw(&seed, story.now - START + 20);
            int64_t to = from + draw(&seed, story.now - START + 20);
            expect_same(lane_state_times(lane, from, to, story.now), counted_by_hand(&story, from, to));
        }
        lane_free(lane);
        free(story.events);
    }
}

TEST(many_windows_in_one_walk_are_as_exact_and_add_up_over_lanes)
{
    enum { COLUMNS = 40 };
    uint64_t seed = 6;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, (size_t)draw(&seed, 60)), other = story_new(&seed, 30);
        struct lane *lane = lane_of(&story, MOST), *beside = lane_of(&other, MOST);
        int64_t now = story.now > other.now ? story.now : other.now;
        story.now = other.now = now;
        int64_t step = 1 + draw(&seed, (now - START) / 20 + 2), from = START - 10 + draw(&seed, now - START + 20);
        struct state_times columns[COLUMNS] = {{{0}}};
        lane_add_columns(lane, from, step, COLUMNS, now, columns);
        lane_add_columns(beside, from, step, COLUMNS, now, columns);
        for (int i = 0; i < COLUMNS; i++) {
            struct state_times sum = counted_by_hand(&story, from + i * step, from + (i + 1) * step);
            struct state_times more = counted_by_hand(&other, from + i * step, from + (i + 1) * step);
            for (size_t k = 0; k < STATE_COUNT; k++)
                sum.ns[k] += more.ns[k];
            expect_same(columns[i], sum);
        }
        lane_free(lane);
        lane_free(beside);
        free(story.events);
        free(other.events);
    }
}

/* What must hold of a lane that may have forgotten its beginning. */
static void expect_exact_detail(const struct lane *lane, const struct story *story, uint64_t *seed)
{
    int64_t detail = lane_detail_from(lane), now = story->now;
    expect_tiling(lane, now);
    expect_same(lane_state_times(lane, START, now, now), counted_by_hand(story, START, now));
    for (int window = 0; window < WINDOWS; window++) {
        int64_t from = detail + draw(seed, now - detail + 1), to = from + draw(seed, now - detail + 1);
        expect_same(lane_state_times(lane, from, to, now), counted_by_hand(story, from, to));
        expect_same(lane_state_times(lane, START, to, now),
                    to > detail ? counted_by_hand(story, START, to) : (struct state_times){{0}});
    }
}

TEST(what_is_kept_is_exact_and_so_is_every_sum_from_the_start)
{
    uint64_t seed = 2;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, 200 + (size_t)draw(&seed, 1000));
        struct lane *lane = lane_of(&story, MOST + (size_t)draw(&seed, 50));
        assert_between(lane_detail_from(lane), START + 1, story.now);
        expect_exact_detail(lane, &story, &seed);
        lane_free(lane);
        free(story.events);
    }
}

TEST(keeping_fewer_segments_keeps_the_newest)
{
    uint64_t seed = 7;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, 200 + (size_t)draw(&seed, 2000));
        struct lane *lane = lane_of(&story, 4096);
        lane_close(lane, story.now);
        lane_keep(lane, 4096); /* there are not so many */
        assert_int_equal(lane_detail_from(lane), START);
        lane_keep(lane, MOST);
        assert_int_equal(lane_count(lane, story.now), MOST);
        expect_exact_detail(lane, &story, &seed);
        lane_free(lane);
        free(story.events);
    }
}

TEST(of_what_is_forgotten_nothing_counts_in_a_window)
{
    uint64_t seed = 4;
    struct story story = story_new(&seed, 1000);
    struct lane *lane = lane_of(&story, MOST);
    int64_t detail = lane_detail_from(lane);
    assert_int_equal(lane_find(lane, detail - 1, story.now), 0);
    assert_int_equal(total(lane_state_times(lane, START + 1, detail, story.now)), 0);
    assert_int_equal(total(lane_state_times(lane, START + 1, detail + 1, story.now)), 1);
    struct state_times columns[3] = {{{0}}};
    lane_add_columns(lane, detail - 4, 3, 3, story.now, columns);
    assert_int_equal(total(columns[0]), 0);
    assert_int_equal(total(columns[1]), 2);
    assert_int_equal(total(columns[2]), 3);
    lane_free(lane);
    free(story.events);
}

TEST(windows_side_by_side_add_up_to_the_detail)
{
    uint64_t seed = 5;
    struct story story = story_new(&seed, 5000);
    struct lane *lane = lane_of(&story, MOST);
    int64_t sum = 0, step = (story.now - START) / 97 + 1;
    for (int64_t from = START + 1; from < story.now; from += step)
        sum += total(lane_state_times(lane, from, from + step, story.now));
    assert_int_equal(sum, story.now - lane_detail_from(lane));
    lane_free(lane);
    free(story.events);
}

/* --- a long run --- */

enum { LONG = 300000 };

static void enter(struct lane *lane, int64_t time, enum state state)
{
    struct event event = {.time = time, .until = TIME_NEVER, .other = LANE_NONE, .state = (uint8_t)state};
    lane_enter(lane, &event);
}

TEST(memory_is_bounded)
{
    struct lane *lane = lane_new(START, MOST);
    size_t fewest = MOST;
    for (int64_t i = 0; i < LONG; i++) {
        enter(lane, START + i * 5, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
        size_t count = lane_count(lane, START + i * 5);
        assert_true(count <= MOST);
        if (i > LONG / 2 && count < fewest)
            fewest = count;
    }
    assert_true(fewest >= MOST * 3 / 4); /* and what is allowed is used */
    lane_free(lane);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_window_is_exact_while_nothing_is_forgotten),
        cmocka_unit_test(many_windows_in_one_walk_are_as_exact_and_add_up_over_lanes),
        cmocka_unit_test(what_is_kept_is_exact_and_so_is_every_sum_from_the_start),
        cmocka_unit_test(keeping_fewer_segments_keeps_the_newest),
        cmocka_unit_test(of_what_is_forgotten_nothing_counts_in_a_window),
        cmocka_unit_test(windows_side_by_side_add_up_to_the_detail),
        cmocka_unit_test(memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
