/* The time per state is right in every window of any sequence; what is old may blur, but nothing is lost. */
#include "trace/lane.h"

#include "base/units.h"
#include "draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

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
    int64_t end = START;
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

/* Start of the exact part: from here on no segment is mixed. */
static int64_t exact_since(const struct lane *lane, int64_t now)
{
    size_t first = lane_count(lane, now) - 1;
    while (first > 0 && !lane_segment(lane, first - 1, now).merged)
        first--;
    return lane_segment(lane, first, now).start;
}

static void every_window_is_exact_while_nothing_is_merged(void **context)
{
    (void)context;
    uint64_t seed = 1;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, (size_t)draw(&seed, 60));
        struct lane *lane = lane_of(&story, MOST);
        expect_tiling(lane, story.now);
        assert_int_equal(exact_since(lane, story.now), START);
        for (int window = 0; window < WINDOWS; window++) {
            int64_t from = START - 10 + draw(&seed, story.now - START + 20);
            int64_t to = from + draw(&seed, story.now - START + 20);
            expect_same(lane_state_times(lane, from, to, story.now), counted_by_hand(&story, from, to));
        }
        lane_free(lane);
        free(story.events);
    }
}

static void many_windows_in_one_walk_are_as_exact_and_add_up_over_lanes(void **context)
{
    (void)context;
    enum { EDGES = 41 };
    uint64_t seed = 6;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, (size_t)draw(&seed, 60)), other = story_new(&seed, 30);
        struct lane *lane = lane_of(&story, MOST), *beside = lane_of(&other, MOST);
        int64_t now = story.now > other.now ? story.now : other.now;
        story.now = other.now = now;
        int64_t step = 1 + draw(&seed, (now - START) / 20 + 2), from = START - 10 + draw(&seed, now - START + 20);
        struct state_sums state_sums[EDGES] = {{{0}}};
        lane_add_state_sums(lane, from, step, EDGES, now, state_sums);
        lane_add_state_sums(beside, from, step, EDGES, now, state_sums);
        for (int i = 0; i + 1 < EDGES; i++) {
            struct state_times sum = counted_by_hand(&story, from + i * step, from + (i + 1) * step);
            struct state_times more = counted_by_hand(&other, from + i * step, from + (i + 1) * step);
            for (size_t state = 0; state < STATE_COUNT; state++)
                sum.ns[state] += more.ns[state];
            expect_same(lane_between(&state_sums[i], &state_sums[i + 1]), sum);
        }
        lane_free(lane);
        lane_free(beside);
        free(story.events);
        free(other.events);
    }
}

static void merging_loses_no_nanosecond(void **context)
{
    (void)context;
    uint64_t seed = 2;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, 200 + (size_t)draw(&seed, 1000));
        struct lane *lane = lane_of(&story, MOST + (size_t)draw(&seed, 50));
        expect_tiling(lane, story.now);
        expect_same(lane_state_times(lane, START, story.now, story.now), counted_by_hand(&story, START, story.now));

        /* exact between any two boundaries of segments, however old */
        size_t count = lane_count(lane, story.now);
        for (int window = 0; window < WINDOWS; window++) {
            int64_t from = lane_segment(lane, (size_t)draw(&seed, (int64_t)count), story.now).start;
            int64_t to = lane_segment(lane, (size_t)draw(&seed, (int64_t)count), story.now).end;
            expect_same(lane_state_times(lane, from, to, story.now), counted_by_hand(&story, from, to));
        }
        lane_free(lane);
        free(story.events);
    }
}

static void a_lower_limit_keeps_the_sums_in_fewer_spans(void **context)
{
    (void)context;
    uint64_t seed = 7;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, 200 + (size_t)draw(&seed, 2000));
        struct lane *lane = lane_of(&story, 4096);
        lane_close(lane, story.now);
        lane_limit(lane, 4096); /* there are not so many */
        expect_same(lane_state_times(lane, START + 5, story.now - 5, story.now),
                    counted_by_hand(&story, START + 5, story.now - 5));
        lane_limit(lane, MOST);
        assert_in_range(lane_count(lane, story.now), MOST / 8, MOST);
        expect_tiling(lane, story.now);
        expect_same(lane_state_times(lane, START, story.now, story.now), counted_by_hand(&story, START, story.now));
        lane_free(lane);
        free(story.events);
    }
}

static void the_exact_part_is_exact(void **context)
{
    (void)context;
    uint64_t seed = 3;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, 200 + (size_t)draw(&seed, 1000));
        struct lane *lane = lane_of(&story, MOST);
        int64_t exact = exact_since(lane, story.now);
        assert_in_range(exact, START + 1, story.now);
        for (int window = 0; window < WINDOWS; window++) {
            int64_t from = exact + draw(&seed, story.now - exact + 1);
            int64_t to = from + draw(&seed, story.now - exact + 1);
            expect_same(lane_state_times(lane, from, to, story.now), counted_by_hand(&story, from, to));
        }
        lane_free(lane);
        free(story.events);
    }
}

static void a_cut_mixed_segment_counts_in_proportion(void **context)
{
    (void)context;
    uint64_t seed = 4;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct story story = story_new(&seed, 1000);
        struct lane *lane = lane_of(&story, MOST);
        int64_t exact = exact_since(lane, story.now);
        for (int window = 0; window < WINDOWS; window++) {
            int64_t time = START + draw(&seed, exact - START);
            struct segment segment = lane_segment(lane, lane_find(lane, time, story.now), story.now);
            int64_t from = segment.start + draw(&seed, segment.end - segment.start);
            int64_t to = from + draw(&seed, segment.end - from + 1);
            struct state_times part = lane_state_times(lane, from, to, story.now);
            struct state_times whole = lane_state_times(lane, segment.start, segment.end, story.now);
            assert_int_equal(total(part), to - from);
            for (size_t state = 0; segment.merged && state < STATE_COUNT; state++) {
                double expected = (double)whole.ns[state] * (double)(to - from) / (double)(segment.end - segment.start);
                assert_true((double)part.ns[state] > expected - 2 && (double)part.ns[state] < expected + 2);
            }
        }
        lane_free(lane);
        free(story.events);
    }
}

static void windows_side_by_side_add_up_to_the_whole(void **context)
{
    (void)context;
    uint64_t seed = 5;
    struct story story = story_new(&seed, 5000);
    struct lane *lane = lane_of(&story, MOST);
    int64_t sum = 0, step = (story.now - START) / 97 + 1;
    for (int64_t from = START; from < story.now; from += step)
        sum += total(lane_state_times(lane, from, from + step, story.now));
    assert_int_equal(sum, story.now - START);
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

static struct lane *long_lane(size_t most, int64_t length)
{
    struct lane *lane = lane_new(START, most);
    for (int64_t i = 0; i < LONG; i++)
        enter(lane, START + i * length, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
    return lane;
}

static void memory_is_bounded(void **context)
{
    (void)context;
    struct lane *lane = lane_new(START, MOST);
    size_t fewest = MOST;
    for (int64_t i = 0; i < LONG; i++) {
        enter(lane, START + i * 5, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
        size_t count = lane_count(lane, START + i * 5);
        assert_true(count <= MOST);
        if (i > LONG / 2 && count < fewest)
            fewest = count;
    }
    assert_true(fewest >= MOST / 8); /* and what is allowed is used */
    lane_free(lane);
}

static void detail_is_in_proportion_to_age(void **context)
{
    (void)context;
    int64_t length = 1000, now = START + LONG * length;
    struct lane *lane = long_lane(1024, length);
    size_t merged = 0;
    for (size_t i = 0; i < lane_count(lane, now); i++) {
        struct segment segment = lane_segment(lane, i, now);
        merged += segment.merged;
        if (segment.merged)
            assert_true(segment.end - segment.start <= (now - segment.end) / 16);
    }
    assert_true(merged > 100);
    assert_true(now - exact_since(lane, now) >= 100 * length);
    assert_int_equal(lane_state_times(lane, START, now, now).ns[STATE_WORKING], LONG / 2 * length);
    lane_free(lane);
}

static void the_newest_is_exact_after_a_long_rest_and_a_burst(void **context)
{
    (void)context;
    struct lane *lane = long_lane(MOST, 1);
    int64_t time = START + LONG;
    for (int64_t i = 1; i < 10000; i++) {
        enter(lane, time + i * NS_PER_S, i % 2 == 0 ? STATE_WAITING : STATE_READY);
        struct segment newest = lane_segment(lane, lane_count(lane, 0) - 1, 0);
        struct segment before = lane_segment(lane, lane_count(lane, 0) - 2, 0);
        assert_false(newest.merged);
        assert_false(before.merged);
        assert_int_equal(newest.start, time + i * NS_PER_S);
    }
    lane_free(lane);
}

static void the_newest_is_exact_even_when_each_segment_is_half_as_long_as_the_one_before(void **context)
{
    (void)context;
    struct lane *lane = lane_new(0, MOST);
    int64_t time = 0, length = INT64_C(1) << 61;
    for (int64_t i = 1; i <= MOST; i++, length = length > 1 ? length / 2 : 1) {
        time += length;
        enter(lane, time, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
    }
    size_t count = lane_count(lane, time);
    assert_true(exact_since(lane, time) > 0);
    assert_true(count >= MOST / 4);
    assert_false(lane_segment(lane, count - 2, time).merged);
    assert_false(lane_segment(lane, count - 3, time).merged);
    lane_free(lane);
}

static void a_lower_limit_holds_from_the_next_segment_on(void **context)
{
    (void)context;
    struct lane *lane = long_lane(1024, 10);
    int64_t now = START + LONG * 10;
    assert_true(lane_count(lane, now) > MOST);
    lane_limit(lane, MOST);
    enter(lane, now, STATE_WAITING);
    assert_true(lane_count(lane, now + 1) <= MOST);
    assert_int_equal(lane_state_times(lane, START, now, now + 1).ns[STATE_WORKING], LONG / 2 * 10);
    lane_free(lane);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_window_is_exact_while_nothing_is_merged),
        cmocka_unit_test(many_windows_in_one_walk_are_as_exact_and_add_up_over_lanes),
        cmocka_unit_test(merging_loses_no_nanosecond),
        cmocka_unit_test(a_lower_limit_keeps_the_sums_in_fewer_spans),
        cmocka_unit_test(the_exact_part_is_exact),
        cmocka_unit_test(a_cut_mixed_segment_counts_in_proportion),
        cmocka_unit_test(windows_side_by_side_add_up_to_the_whole),
        cmocka_unit_test(memory_is_bounded),
        cmocka_unit_test(detail_is_in_proportion_to_age),
        cmocka_unit_test(the_newest_is_exact_after_a_long_rest_and_a_burst),
        cmocka_unit_test(the_newest_is_exact_even_when_each_segment_is_half_as_long_as_the_one_before),
        cmocka_unit_test(a_lower_limit_holds_from_the_next_segment_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
