/* What a lane says of a few events: segments that tile its time, up to its end. */
#include "trace/lane.h"

#include "base/units.h"
#include "support/test.h"

enum { MOST = 64 };

static const int64_t START = 1000;

static void enter_until(struct lane *lane, int64_t time, enum state state, int64_t until)
{
    struct event event = {.time = time, .until = until, .item = 7, .other = 3, .state = (uint8_t)state};
    event.reason = state == STATE_WAITING ? REASON_QUEUE_EMPTY : REASON_NONE;
    lane_enter(lane, &event);
}

static void enter(struct lane *lane, int64_t time, enum state state)
{
    enter_until(lane, time, state, TIME_NEVER);
}

static void expect_segment(const struct lane *lane, size_t index, int64_t now, enum state state, int64_t start,
                           int64_t end)
{
    struct segment segment = lane_segment(lane, index, now);
    assert_int_equal(segment.state, state);
    assert_int_equal(segment.start, start);
    assert_int_equal(segment.end, end);
}

TEST(who_else_a_state_is_about_is_part_of_it)
{
    struct lane *lane = lane_new(START, MOST);
    for (uint32_t i = 0; i < 3; i++)
        lane_enter(lane, &(struct event){
                             .time = START + i / 2 * 50, .until = TIME_NEVER, .other = i / 2, .state = STATE_SLEEPING});
    assert_int_equal(lane_count(lane, START + 100), 2);
    assert_int_equal(lane_segment(lane, 0, START + 100).other, 0);
    assert_int_equal(lane_segment(lane, 1, START + 100).other, 1);
    expect_segment(lane, 1, START + 100, STATE_SLEEPING, START + 50, START + 100);
    lane_free(lane);
}

TEST(each_look_of_a_poll_begins_a_segment)
{
    struct lane *lane = lane_new(START, MOST);
    for (int i = 0; i < 6; i++)
        lane_enter(lane, &(struct event){.time = START + i * 10,
                                         .until = TIME_NEVER,
                                         .other = LANE_NONE,
                                         .state = STATE_WAITING,
                                         .reason = i < 3 ? REASON_RETRY : REASON_WINDOW});
    assert_int_equal(lane_count(lane, START + 100), 4);
    expect_segment(lane, 2, START + 100, STATE_WAITING, START + 20, START + 30);
    expect_segment(lane, 3, START + 100, STATE_WAITING, START + 30, START + 100); /* one, however many steps */
    lane_free(lane);
}

TEST(a_new_lane_is_idle_from_its_start)
{
    struct lane *lane = lane_new(START, MOST);
    assert_int_equal(lane_count(lane, 1500), 1);
    expect_segment(lane, 0, 1500, STATE_IDLE, START, 1500);
    assert_int_equal(lane_state_times(lane, 0, 9999, 1500).ns[STATE_IDLE], 500);
    lane_free(lane);
    lane_free(NULL);
}

TEST(a_segment_keeps_what_its_event_said)
{
    struct lane *lane = lane_new(START, MOST);
    struct event event = {.time = 1100, .until = 1300, .item = 5, .state = STATE_READY, .reason = REASON_LOOP};
    event.other = lane_id_of(LANE_CONSUMER, 2);
    lane_enter(lane, &event);
    struct segment segment = lane_segment(lane, 1, 1200);
    assert_int_equal(segment.until, 1300);
    assert_int_equal(segment.item, 5);
    assert_int_equal(segment.other, lane_id_of(LANE_CONSUMER, 2));
    assert_int_equal(segment.reason, REASON_LOOP);
    lane_free(lane);
}

TEST(the_last_segment_ends_now_but_never_before_its_start)
{
    struct lane *lane = lane_new(START, MOST);
    enter(lane, 1100, STATE_WORKING);
    expect_segment(lane, 1, 1250, STATE_WORKING, 1100, 1250);
    expect_segment(lane, 1, 1050, STATE_WORKING, 1100, 1100);
    lane_free(lane);
}

TEST(a_state_of_no_length_leaves_no_segment)
{
    struct lane *lane = lane_new(START, MOST);
    enter(lane, START, STATE_WAITING);
    enter(lane, START, STATE_WORKING);
    enter(lane, 1200, STATE_WAITING);
    enter(lane, 1200, STATE_READY);
    enter(lane, 1200, STATE_SLEEPING);
    assert_int_equal(lane_count(lane, 1300), 2);
    expect_segment(lane, 0, 1300, STATE_WORKING, START, 1200);
    expect_segment(lane, 1, 1300, STATE_SLEEPING, 1200, 1300);
    lane_free(lane);
}

TEST(a_state_left_and_entered_again_at_once_goes_on)
{
    struct lane *lane = lane_new(START, MOST);
    enter(lane, 1100, STATE_WORKING);
    enter(lane, 1200, STATE_WAITING);
    enter(lane, 1200, STATE_WORKING);
    assert_int_equal(lane_count(lane, 1300), 2);
    expect_segment(lane, 1, 1300, STATE_WORKING, 1100, 1300);
    lane_free(lane);
}

TEST(entering_the_same_state_again_changes_only_until)
{
    struct lane *lane = lane_new(START, MOST);
    enter_until(lane, 1100, STATE_SLEEPING, 1200);
    enter_until(lane, 1150, STATE_SLEEPING, 1400);
    assert_int_equal(lane_count(lane, 1300), 2);
    expect_segment(lane, 1, 1300, STATE_SLEEPING, 1100, 1300);
    assert_int_equal(lane_segment(lane, 1, 1300).until, 1400);
    lane_free(lane);
}

TEST(an_earlier_time_is_taken_as_the_latest)
{
    struct lane *lane = lane_new(START, MOST);
    enter(lane, 1200, STATE_WORKING);
    enter(lane, 1300, STATE_WORKING);
    enter(lane, 1100, STATE_WAITING);
    expect_segment(lane, 1, 1500, STATE_WORKING, 1200, 1300);
    expect_segment(lane, 2, 1500, STATE_WAITING, 1300, 1500);
    lane_free(lane);
}

/* --- the end --- */

TEST(a_closed_lane_ends_whatever_now_is)
{
    struct lane *lane = lane_new(START, MOST);
    enter(lane, 1100, STATE_WORKING);
    lane_close(lane, 1400);
    expect_segment(lane, 1, 9999, STATE_WORKING, 1100, 1400);
    expect_segment(lane, 1, 1200, STATE_WORKING, 1100, 1400);
    assert_int_equal(lane_state_times(lane, 0, 9999, 9999).ns[STATE_WORKING], 300);
    lane_free(lane);
}

TEST(a_lane_does_not_close_before_its_latest_event)
{
    struct lane *lane = lane_new(START, MOST);
    enter(lane, 1100, STATE_WORKING);
    enter(lane, 1200, STATE_WORKING);
    lane_close(lane, 1000);
    expect_segment(lane, 1, 9999, STATE_WORKING, 1100, 1200);
    lane_free(lane);
}

/* --- a sleep whose deadline has passed, and nobody noticed yet --- */

TEST(an_overdue_sleep_reads_as_sleeping_then_ready)
{
    struct lane *lane = lane_new(START, MOST);
    enter_until(lane, 1100, STATE_SLEEPING, 1300);
    assert_int_equal(lane_count(lane, 1300), 2);
    assert_int_equal(lane_count(lane, 1400), 3);
    expect_segment(lane, 1, 1400, STATE_SLEEPING, 1100, 1300);
    expect_segment(lane, 2, 1400, STATE_READY, 1300, 1400);
    struct segment tail = lane_segment(lane, 2, 1400);
    assert_int_equal(tail.reason, REASON_NONE);
    assert_int_equal(tail.other, LANE_NONE);
    assert_int_equal(tail.until, TIME_NEVER);
    assert_int_equal(tail.item, 7);

    assert_int_equal(lane_find(lane, 1299, 1400), 1);
    assert_int_equal(lane_find(lane, 1300, 1400), 2);
    assert_int_equal(lane_find(lane, 5000, 1400), 2);
    struct state_times state_times = lane_state_times(lane, 1250, 1350, 1400);
    assert_int_equal(state_times.ns[STATE_SLEEPING], 50);
    assert_int_equal(state_times.ns[STATE_READY], 50);
    lane_free(lane);
}

TEST(a_sleep_that_is_due_at_once_reads_as_ready_only)
{
    struct lane *lane = lane_new(START, MOST);
    enter_until(lane, 1100, STATE_SLEEPING, 1100);
    assert_int_equal(lane_count(lane, 1200), 2);
    expect_segment(lane, 1, 1200, STATE_READY, 1100, 1200);
    assert_int_equal(lane_find(lane, 1150, 1200), 1);
    lane_free(lane);
}

TEST(a_sleep_seen_asleep_after_its_deadline_is_ready_only_from_then)
{
    struct lane *lane = lane_new(START, MOST);
    enter_until(lane, 1100, STATE_SLEEPING, 1200);
    enter_until(lane, 1300, STATE_SLEEPING, 1200);
    expect_segment(lane, 1, 1400, STATE_SLEEPING, 1100, 1300);
    expect_segment(lane, 2, 1400, STATE_READY, 1300, 1400);
    lane_free(lane);
}

TEST(the_next_event_decides_what_an_overdue_sleep_was)
{
    struct lane *lane = lane_new(START, MOST);
    enter_until(lane, 1100, STATE_SLEEPING, 1300);
    enter(lane, 1500, STATE_WORKING);
    expect_segment(lane, 1, 1600, STATE_SLEEPING, 1100, 1500);
    expect_segment(lane, 2, 1600, STATE_WORKING, 1500, 1600);
    lane_free(lane);
}

TEST(only_sleep_becomes_ready_when_overdue)
{
    struct lane *lane = lane_new(START, MOST);
    enter_until(lane, 1100, STATE_WORKING, 1300);
    assert_int_equal(lane_count(lane, 1400), 2);
    expect_segment(lane, 1, 1400, STATE_WORKING, 1100, 1400);
    lane_free(lane);
}

TEST(closing_keeps_an_overdue_sleep_as_it_read)
{
    struct lane *lane = lane_new(START, MOST);
    enter_until(lane, 1100, STATE_SLEEPING, 1300);
    lane_close(lane, 1400);
    assert_int_equal(lane_count(lane, 9999), 3);
    expect_segment(lane, 1, 9999, STATE_SLEEPING, 1100, 1300);
    expect_segment(lane, 2, 9999, STATE_READY, 1300, 1400);
    lane_free(lane);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_look_of_a_poll_begins_a_segment),
        cmocka_unit_test(a_new_lane_is_idle_from_its_start),
        cmocka_unit_test(who_else_a_state_is_about_is_part_of_it),
        cmocka_unit_test(a_segment_keeps_what_its_event_said),
        cmocka_unit_test(the_last_segment_ends_now_but_never_before_its_start),
        cmocka_unit_test(a_state_of_no_length_leaves_no_segment),
        cmocka_unit_test(a_state_left_and_entered_again_at_once_goes_on),
        cmocka_unit_test(entering_the_same_state_again_changes_only_until),
        cmocka_unit_test(an_earlier_time_is_taken_as_the_latest),
        cmocka_unit_test(a_closed_lane_ends_whatever_now_is),
        cmocka_unit_test(a_lane_does_not_close_before_its_latest_event),
        cmocka_unit_test(an_overdue_sleep_reads_as_sleeping_then_ready),
        cmocka_unit_test(a_sleep_that_is_due_at_once_reads_as_ready_only),
        cmocka_unit_test(a_sleep_seen_asleep_after_its_deadline_is_ready_only_from_then),
        cmocka_unit_test(the_next_event_decides_what_an_overdue_sleep_was),
        cmocka_unit_test(only_sleep_becomes_ready_when_overdue),
        cmocka_unit_test(closing_keeps_an_overdue_sleep_as_it_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
