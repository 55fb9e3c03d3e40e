/* Who waits for the queue knows in the record who woke it. */
#include "base/units.h"
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/plan.h"
#include "support/test.h"

#include <string.h>

/* Counts how the waits of a lane of this kind ended; `by` wakes it or nobody. */
struct ends {
    int woken, unknown;
};

static struct ends ends_of_waits(const struct trace *trace, enum lane_kind kind, enum lane_kind by)
{
    struct ends ends = {0, 0};
    for (uint32_t i = 0; i < trace->lanes[kind].count; i++) {
        const struct lane *lane = trace_lane(trace, lane_id_of(kind, i));
        int64_t end = trace_end(trace, 0);
        for (size_t segment = 1; segment < lane_count(lane, end); segment++) {
            struct segment after = lane_segment(lane, segment, end);
            struct segment before = lane_segment(lane, segment - 1, end);
            bool queue = before.reason == REASON_QUEUE_EMPTY || before.reason == REASON_QUEUE_FULL;
            if (before.state != STATE_WAITING || !queue || after.state == STATE_DONE || after.state == STATE_WAITING)
                continue;
            if (after.other != LANE_NONE && lane_id_kind(after.other) == by)
                ends.woken++;
            else
                ends.unknown++;
        }
    }
    return ends;
}

static struct plan one_of_each(void)
{
    struct plan plan = usual_plan();
    plan.producers = 1;
    plan.items = 10;
    return plan;
}

/* In sync nobody waits: whoever could wake it is not called meanwhile. */
static void check(const struct plan *plan, enum lane_kind kind, enum lane_kind by)
{
    for (const struct mode *const *mode = modes; *mode != NULL; mode++) {
        if (strcmp((*mode)->name, "sync") == 0)
            continue;
        struct fixture fixture = fixture_finished(plan, *mode);
        struct ends ends = ends_of_waits(fixture.trace, kind, by);
        assert_true(ends.woken > 3);
        assert_int_equal(ends.unknown, 0);
        fixture_close(&fixture);
    }
}

TEST(a_put_wakes_the_consumer_that_waited_for_an_item)
{
    struct plan plan = one_of_each();
    plan.consume = (struct delay){NS_PER_S / 10, NS_PER_S / 10};
    check(&plan, LANE_CONSUMER, LANE_PRODUCER);
}

TEST(a_take_wakes_the_producer_that_waited_for_room)
{
    struct plan plan = one_of_each();
    plan.capacity = 1;
    plan.produce = (struct delay){NS_PER_S / 10, NS_PER_S / 10};
    check(&plan, LANE_PRODUCER, LANE_CONSUMER);
}

TEST(who_did_not_wait_was_not_woken)
{
    struct plan plan = one_of_each();
    struct fixture fixture = fixture_finished(&plan, &mode_threads);
    const struct lane *lane = trace_lane(fixture.trace, lane_id_of(LANE_PRODUCER, 0));
    int64_t end = trace_end(fixture.trace, 0);
    for (size_t i = 0; i < lane_count(lane, end); i++)
        assert_int_equal(lane_segment(lane, i, end).other, LANE_NONE);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_put_wakes_the_consumer_that_waited_for_an_item),
        cmocka_unit_test(a_take_wakes_the_producer_that_waited_for_room),
        cmocka_unit_test(who_did_not_wait_was_not_woken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
