/* wakes — a mark goes from one lane to another, and nowhere from a lane to itself. */
#include "base/units.h"
#include "support/scenario.h"
#include "support/test.h"

static void enter(struct trace *trace, lane_id lane, int64_t time, enum state state, lane_id other)
{
    trace_apply(trace, &(struct event){.time = time,
                                       .until = TIME_NEVER,
                                       .lane = lane,
                                       .other = other,
                                       .kind = EVENT_STATE,
                                       .state = (uint8_t)state,
                                       .reason = state == STATE_READY ? REASON_LOOP : REASON_NONE});
}

/* How many ends of marks there are when C1 waited for a second and went on because of `waker`. */
static int count_marks(lane_id waker)
{
    const lane_id producer = lane_id_of(LANE_PRODUCER, 0), consumer = lane_id_of(LANE_CONSUMER, 0);
    struct scenario scenario;
    scenario_begin(&scenario);
    struct trace *trace = scenario_empty_run(&scenario, "async");
    enter(trace, producer, 0, STATE_WORKING, LANE_NONE);
    enter(trace, consumer, 0, STATE_WAITING, LANE_NONE);
    enter(trace, consumer, NS_PER_S, STATE_READY, waker);
    scenario.scene.now = 2 * NS_PER_S;
    scenario.scene.view.wakeup_marks = true;
    scenario.scene.view.time.cell = 50 * NS_PER_MS;
    struct canvas *canvas = canvas_new(120, 40, false);
    scene_draw(canvas, &scenario.scene);
    int hits = 0;
    for (int y = 0; y < 40; y++)
        for (int x = 0; x < 120; x++) {
            uint32_t glyph = canvas_cell(canvas, x, y)->glyph;
            hits += glyph == U'▼' || glyph == U'▲';
        }
    canvas_free(canvas);
    scenario_end(&scenario);
    return hits;
}

TEST(a_mark_comes_from_who_woke_it)
{
    assert_int_equal(count_marks(lane_id_of(LANE_PRODUCER, 0)), 1);
}

TEST(none_comes_from_itself)
{
    assert_int_equal(count_marks(lane_id_of(LANE_CONSUMER, 0)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_comes_from_who_woke_it),
        cmocka_unit_test(none_comes_from_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
