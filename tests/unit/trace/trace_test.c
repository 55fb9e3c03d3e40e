/* A trace takes in events and knows lanes, items, latencies and the queue. */
#include "trace/trace.h"

#include "base/units.h"
#include "support/test.h"

static const int64_t START = 1000;
static const lane_id P1 = (lane_id)LANE_PRODUCER << 24, C1 = (lane_id)LANE_CONSUMER << 24;

static void enter(struct trace *trace, lane_id lane, int64_t time, enum state state)
{
    struct event event = {.kind = EVENT_STATE, .time = time, .until = TIME_NEVER, .lane = lane, .other = LANE_NONE};
    event.state = (uint8_t)state;
    trace_apply(trace, &event);
}

static void put(struct trace *trace, uint32_t item, int64_t time, int64_t created)
{
    struct event event = {.kind = EVENT_PUT, .time = time, .until = created, .item = item, .lane = P1};
    event.other = LANE_NONE;
    trace_apply(trace, &event);
}

static void take(struct trace *trace, uint32_t item, int64_t time, int64_t created)
{
    struct event event = {.kind = EVENT_TAKE, .time = time, .until = created, .item = item, .lane = C1, .other = P1};
    trace_apply(trace, &event);
}

TEST(a_new_trace_knows_nothing)
{
    struct trace *trace = trace_new(START);
    assert_int_equal(trace->start, START);
    assert_int_equal(trace->latest, START);
    assert_int_equal(trace_end(trace, 500), START);
    assert_int_equal(trace->lanes[LANE_PRODUCER].count, 0);
    assert_null(trace_lane(trace, P1));
    assert_null(trace_lane(trace, LANE_NONE));
    assert_int_equal(trace_items(trace, P1), 0);
    assert_int_equal(trace_oldest_item(trace), TIME_NEVER);
    assert_int_equal(trace->first_latency, -1);
    assert_int_equal(trace->last_latency, -1);
    trace_free(trace);
    trace_free(NULL);
}

TEST(a_lane_joins_with_its_first_event_and_was_idle_until_then)
{
    struct trace *trace = trace_new(START);
    enter(trace, P1, 1300, STATE_WORKING);
    assert_int_equal(trace->lanes[LANE_PRODUCER].count, 1);
    assert_int_equal(trace->lanes[LANE_CONSUMER].count, 0);
    struct state_times state_times = lane_state_times(trace_lane(trace, P1), START, 1400, 1400);
    assert_int_equal(state_times.ns[STATE_IDLE], 300);
    assert_int_equal(state_times.ns[STATE_WORKING], 100);
    trace_free(trace);
}

TEST(lower_lanes_of_the_same_kind_join_with_it)
{
    struct trace *trace = trace_new(START);
    enter(trace, lane_id_of(LANE_CONSUMER, 4), 1300, STATE_WAITING);
    assert_int_equal(trace->lanes[LANE_CONSUMER].count, 5);
    assert_int_equal(lane_state_times(trace_lane(trace, C1), START, 1400, 1400).ns[STATE_IDLE], 400);
    trace_free(trace);
}

TEST(a_hundred_thousand_lanes_are_welcome)
{
    struct trace *trace = trace_new(START);
    for (uint32_t i = 0; i < 100000; i++)
        enter(trace, lane_id_of(LANE_PRODUCER, i), START + i, STATE_SLEEPING);
    assert_int_equal(trace->lanes[LANE_PRODUCER].count, 100000);
    const struct lane *lane = trace_lane(trace, lane_id_of(LANE_PRODUCER, 99999));
    assert_int_equal(lane_segment(lane, 1, 200000).start, START + 99999);
    trace_free(trace);
}

TEST(many_lanes_share_a_bounded_number_of_segments)
{
    enum { LANES = 500, EVENTS = 5000 };
    struct trace *trace = trace_new(START);
    for (int64_t i = 0; i < EVENTS; i++)
        for (uint32_t lane = 0; lane < LANES; lane++)
            enter(trace, lane_id_of(LANE_PRODUCER, lane), START + i, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
    size_t segments = 0;
    for (uint32_t lane = 0; lane < LANES; lane++)
        segments += lane_count(trace_lane(trace, lane_id_of(LANE_PRODUCER, lane)), START + EVENTS);
    assert_between(segments, 1 << 17, 1 << 20);
    trace_free(trace);
}

TEST(items_are_counted_for_the_run_and_for_each_lane)
{
    struct trace *trace = trace_new(START);
    put(trace, 1, 1100, 1100);
    put(trace, 2, 1200, 1200);
    take(trace, 1, 1250, 1100);
    assert_int_equal(trace->produced, 2);
    assert_int_equal(trace->consumed, 1);
    assert_int_equal(trace_items(trace, P1), 2);
    assert_int_equal(trace_items(trace, C1), 1);
    trace_free(trace);
}

TEST(a_task_that_has_finished_is_made_and_done_and_its_result_is_received_later)
{
    const lane_id task = lane_id_of(LANE_TASK, 1);
    struct trace *trace = trace_new(START);
    struct event event = {.kind = EVENT_FINISHED, .time = 1500, .item = 1, .lane = task, .other = LANE_NONE};
    uint32_t number;
    trace_apply(trace, &event);
    assert_int_equal(trace->produced, 1);
    assert_int_equal(trace->consumed, 1);
    assert_int_equal(trace_items(trace, task), 1);
    assert_int_equal(trace->latency->count, 0);
    assert_int_equal(item_history_depth(trace->item_history, TIME_NEVER), 0);
    assert_int_equal(trace_received(trace, task, &number), TIME_NEVER);
    event = (struct event){.kind = EVENT_RESULT, .time = 1700, .item = 3, .other = task};
    trace_apply(trace, &event);
    assert_int_equal(trace_received(trace, task, &number), 1700);
    assert_int_equal(number, 3);
    assert_int_equal(trace_received(trace, lane_id_of(LANE_TASK, 0), &number), TIME_NEVER);
    trace_free(trace);
}

TEST(puts_and_takes_move_the_depth)
{
    struct trace *trace = trace_new(START);
    put(trace, 1, 1100, 1100);
    put(trace, 2, 1200, 1200);
    take(trace, 1, 1300, 1100);
    assert_int_equal(item_history_depth(trace->item_history, 1150), 1);
    assert_int_equal(item_history_depth(trace->item_history, 1250), 2);
    assert_int_equal(item_history_depth(trace->item_history, TIME_NEVER), 1);
    trace_free(trace);
}

TEST(latency_is_taken_minus_created)
{
    struct trace *trace = trace_new(START);
    put(trace, 1, 1100, 1050);
    put(trace, 2, 1200, 1200);
    take(trace, 1, 1300, 1050);
    assert_int_equal(trace->first_latency, 250);
    assert_int_equal(trace->last_latency, 250);
    take(trace, 2, 1310, 1200);
    assert_int_equal(trace->first_latency, 250);
    assert_int_equal(trace->last_latency, 110);
    assert_int_equal(trace->latency->count, 2);
    assert_int_equal(trace->latency->max, 250);
    trace_free(trace);
}

TEST(the_oldest_item_is_the_one_at_the_head_of_the_queue)
{
    struct trace *trace = trace_new(START);
    uint32_t taken = 0;
    for (uint32_t item = 1; item <= 1000; item++) { /* three in, one out: the queue grows and goes round */
        put(trace, item, START + item, START + item);
        if (item % 3 == 0) {
            taken++;
            take(trace, taken, START + item, START + taken);
        }
        assert_int_equal(trace_oldest_item(trace), START + taken + 1);
    }
    while (taken < 1000) {
        assert_int_equal(trace_oldest_item(trace), START + taken + 1);
        taken++;
        take(trace, taken, START + 1000, START + taken);
    }
    assert_int_equal(trace_oldest_item(trace), TIME_NEVER);
    trace_free(trace);
}

TEST(closing_ends_every_lane)
{
    struct trace *trace = trace_new(START);
    enter(trace, P1, 1100, STATE_WORKING);
    enter(trace, C1, 1200, STATE_WAITING);
    assert_int_equal(trace_end(trace, 1300), 1300);
    assert_int_equal(trace_end(trace, 1150), 1200);
    trace_close(trace, 1500);
    assert_int_equal(trace_end(trace, 9999), 1500);
    assert_int_equal(lane_segment(trace_lane(trace, P1), 1, 9999).end, 1500);
    assert_int_equal(lane_segment(trace_lane(trace, C1), 1, 9999).end, 1500);
    trace_free(trace);
}

TEST(a_trace_does_not_close_before_its_latest_event)
{
    struct trace *trace = trace_new(START);
    enter(trace, P1, 1100, STATE_WORKING);
    put(trace, 1, 1200, 1200);
    trace_close(trace, 1150);
    assert_int_equal(trace_end(trace, 0), 1200);
    assert_int_equal(lane_segment(trace_lane(trace, P1), 1, 0).end, 1200);
    trace_free(trace);
}

TEST(a_trimmed_trace_keeps_its_newest_detail_and_knows_from_when_on)
{
    enum { LANES = 8, EVENTS = 60000, MAX = 8192 };
    struct trace *trace = trace_new(START);
    for (int64_t i = 0; i < EVENTS; i++)
        for (uint32_t lane = 0; lane < LANES; lane++)
            enter(trace, lane_id_of(LANE_PRODUCER, lane), START + i, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
    trace_close(trace, START + EVENTS);
    assert_int_equal(trace->detail_from, START);
    trace_trim(trace, MAX);
    assert_int_equal(trace->detail_from, START + EVENTS - MAX / LANES);
    for (uint32_t lane = 0; lane < LANES; lane++) {
        const struct lane *trimmed = trace_lane(trace, lane_id_of(LANE_PRODUCER, lane));
        assert_int_equal(lane_count(trimmed, 0), MAX / LANES);
        assert_int_equal(lane_state_times(trimmed, START, START + EVENTS, 0).ns[STATE_WORKING], EVENTS / 2);
    }
    trace_free(trace);
}

TEST(a_trace_knows_from_when_on_a_lane_or_the_depth_is_kept)
{
    enum { MANY = 200000 };
    struct trace *trace = trace_new(START);
    for (int64_t i = 0; i < MANY; i++)
        enter(trace, P1, START + i, i % 2 == 0 ? STATE_WORKING : STATE_SLEEPING);
    int64_t detail = trace->detail_from;
    assert_int_equal(detail, lane_detail_from(trace_lane(trace, P1)));
    assert_between(detail, START + MANY - 65536, START + MANY - 65536 * 3 / 4);
    for (uint32_t i = 1; i <= MANY; i++) {
        put(trace, i, START + MANY + 2 * i, START);
        take(trace, i, START + MANY + 2 * i + 1, START);
    }
    assert_int_equal(trace->detail_from, item_history_detail_from(trace->item_history));
    assert_true(trace->detail_from > detail);
    trace_free(trace);
}

TEST(the_oldest_item_of_a_trimmed_queue_is_the_oldest_that_is_known)
{
    enum { ITEMS = 70000 };
    struct trace *trace = trace_new(START);
    for (uint32_t i = 1; i <= ITEMS; i++)
        put(trace, i, START + i, START + i);
    trace_close(trace, START + ITEMS);
    trace_trim(trace, 8 * 32768);
    assert_int_equal(trace_oldest_item(trace), START + ITEMS - 32768 + 1);
    assert_int_equal(trace->produced, ITEMS);
    trace_free(trace);
}

TEST(the_log_keeps_the_newest_events_and_counts_those_by_a_time)
{
    enum { ITEMS = 20000 };
    struct trace *trace = trace_new(START);
    assert_int_equal(trace_log_count(trace, TIME_NEVER), 0);
    for (uint32_t i = 1; i <= ITEMS; i++)
        put(trace, i, START + i, START + i);
    size_t kept = trace_log_count(trace, TIME_NEVER);
    assert_between(kept, 3000, 4096);
    for (size_t i = 0; i < kept; i++)
        assert_int_equal(trace_log_event(trace, i)->item, ITEMS - kept + 1 + i);
    assert_int_equal(trace_log_count(trace, START + ITEMS - 10), kept - 10);
    assert_int_equal(trace_log_count(trace, START), 0);
    trace_free(trace);
}

struct heard {
    uint8_t kinds[8];
    size_t count;
};

static void hear(void *context, const struct event *event)
{
    struct heard *heard = context;
    heard->kinds[heard->count++] = event->kind;
}

TEST(a_listener_hears_puts_takes_and_ends_in_order)
{
    struct trace *trace = trace_new(START);
    struct heard heard = {.count = 0};
    trace_listen(trace, hear, &heard);
    enter(trace, P1, 1100, STATE_WORKING);
    put(trace, 1, 1200, 1200);
    take(trace, 1, 1300, 1200);
    enter(trace, P1, 1400, STATE_DONE);
    trace_listen(trace, NULL, NULL);
    enter(trace, C1, 1500, STATE_DONE);
    assert_int_equal(heard.count, 3);
    assert_int_equal(heard.kinds[0], EVENT_PUT);
    assert_int_equal(heard.kinds[1], EVENT_TAKE);
    assert_int_equal(heard.kinds[2], EVENT_STATE);
    trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_trace_knows_nothing),
        cmocka_unit_test(a_lane_joins_with_its_first_event_and_was_idle_until_then),
        cmocka_unit_test(lower_lanes_of_the_same_kind_join_with_it),
        cmocka_unit_test(a_hundred_thousand_lanes_are_welcome),
        cmocka_unit_test(many_lanes_share_a_bounded_number_of_segments),
        cmocka_unit_test(items_are_counted_for_the_run_and_for_each_lane),
        cmocka_unit_test(a_task_that_has_finished_is_made_and_done_and_its_result_is_received_later),
        cmocka_unit_test(puts_and_takes_move_the_depth),
        cmocka_unit_test(latency_is_taken_minus_created),
        cmocka_unit_test(the_oldest_item_is_the_one_at_the_head_of_the_queue),
        cmocka_unit_test(closing_ends_every_lane),
        cmocka_unit_test(a_trace_does_not_close_before_its_latest_event),
        cmocka_unit_test(a_trimmed_trace_keeps_its_newest_detail_and_knows_from_when_on),
        cmocka_unit_test(a_trace_knows_from_when_on_a_lane_or_the_depth_is_kept),
        cmocka_unit_test(the_oldest_item_of_a_trimmed_queue_is_the_oldest_that_is_known),
        cmocka_unit_test(the_log_keeps_the_newest_events_and_counts_those_by_a_time),
        cmocka_unit_test(a_listener_hears_puts_takes_and_ends_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
