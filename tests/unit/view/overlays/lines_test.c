/* lines — a glyph over what is there: its colours, and the canvas's edges; a mark goes from one lane to another. */
#include "view/overlays/overlays.h"

#include "base/units.h"
#include "support/scenario.h"
#include "support/test.h"
#include "view/panel.h"

enum { WIDTH = 10, HEIGHT = 4 };

TEST(a_bar_lends_its_colour_to_the_ground)
{
    struct canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
    canvas_put(canvas, 3, 1, U'█', style_of(ROLE_WORKING));
    overlay_put(canvas, 3, 1, U'┃');
    overlay_put(canvas, 4, 1, U'┃');
    const struct cell *bar = canvas_cell(canvas, 3, 1), *blank = canvas_cell(canvas, 4, 1);
    assert_int_equal(bar->glyph, U'┃');
    assert_int_equal(bar->style.fg, ROLE_WORKING);
    assert_true((bar->style.attributes & ATTRIBUTE_REVERSE) != 0);
    assert_int_equal(blank->style.fg, ROLE_TEXT);
    assert_false((blank->style.attributes & ATTRIBUTE_REVERSE) != 0);
    canvas_free(canvas);
}

TEST(what_lies_beyond_an_edge_is_left_out)
{
    struct canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
    overlay_text(canvas, WIDTH - 4, HEIGHT - 1, "main: finished");
    overlay_text(canvas, -2, 0, "main");
    overlay_text(canvas, 0, HEIGHT, "main: finished");
    overlay_text(canvas, 0, -1, "main: finished");
    assert_int_equal(canvas_cell(canvas, WIDTH - 1, HEIGHT - 1)->glyph, 'n');
    assert_int_equal(canvas_cell(canvas, 0, 0)->glyph, 'i');
    assert_int_equal(canvas_cell(canvas, 1, 0)->glyph, 'n');
    assert_int_equal(canvas_cell(canvas, 2, 0)->glyph, ' ');
    canvas_free(canvas);
}

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
        cmocka_unit_test(a_bar_lends_its_colour_to_the_ground),
        cmocka_unit_test(what_lies_beyond_an_edge_is_left_out),
        cmocka_unit_test(a_mark_comes_from_who_woke_it),
        cmocka_unit_test(none_comes_from_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
