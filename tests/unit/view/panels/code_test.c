/* code — the row of the event loop, and the colours of a program's words. */
#include "app/programs.h"
#include "base/units.h"
#include "support/scenario.h"
#include "support/test.h"
#include "view/code.h"
#include "view/panel.h"
#include "view/panels/syntax.h"

#include <string.h>

enum { P1 = LANE_PRODUCER << 24, P2, C1 = LANE_CONSUMER << 24, C2, LOOP_SIZE = 256 };

static void enter(struct trace *trace, lane_id lane, double seconds, enum state state, enum reason reason,
                  lane_id other, double until)
{
    trace_apply(trace, &(struct event){.time = (int64_t)(seconds * 1e9),
                                       .until = until > 0 ? (int64_t)(until * 1e9) : TIME_NEVER,
                                       .lane = lane,
                                       .other = other,
                                       .kind = EVENT_STATE,
                                       .state = (uint8_t)state,
                                       .reason = (uint8_t)reason});
}

static const char *loop_at(const struct scenario *scenario, char text[LOOP_SIZE])
{
    struct layout layout = layout_of(&scenario->scene, 80, 24);
    return loop_write(text, LOOP_SIZE, &layout.context) ? text : "none";
}

SCENARIO_TEST(the_loop_s_row_tells_who_has_it_who_is_ready_and_whose_timers_run)
{
    char text[LOOP_SIZE];
    scenario->scene.plan.producers = scenario->scene.plan.consumers = 2;
    struct trace *trace = scenario_empty_run(scenario, "async");
    enter(trace, P1, 1, STATE_SLEEPING, REASON_NONE, LANE_NONE, 4.5);
    enter(trace, P2, 1, STATE_SLEEPING, REASON_NONE, LANE_NONE, 3.5);
    enter(trace, C1, 1, STATE_WAITING, REASON_QUEUE_EMPTY, LANE_NONE, 0);
    enter(trace, C2, 1, STATE_WAITING, REASON_QUEUE_EMPTY, LANE_NONE, 0);
    enter(trace, LANE_MAIN << 24, 1, STATE_WAITING, REASON_POLL, LANE_NONE, 0);
    scenario->scene.now = 2 * NS_PER_S;
    assert_string_equal(loop_at(scenario, text), "loop: waits · timers P2 1.5 s, P1 2.5 s · wait C1, C2");
    enter(trace, C1, 3, STATE_READY, REASON_LOOP, P2, 0);
    enter(trace, P1, 2.5, STATE_READY, REASON_LOOP, P2, 0);
    enter(trace, P2, 2.2, STATE_WORKING, REASON_NONE, LANE_NONE, 0);
    enter(trace, LANE_MAIN << 24, 2.2, STATE_WORKING, REASON_TURN, P2, 0);
    scenario->scene.now = 3 * NS_PER_S;
    assert_string_equal(loop_at(scenario, text), "loop: P2 · ready P1, C1 · wait C2");
}

SCENARIO_TEST(a_finished_program_stands_at_its_end_and_has_no_loop)
{
    char text[LOOP_SIZE];
    scenario_run(scenario, "async", 1000);
    const struct scene_run *run = &scenario->runs[0];
    assert_int_equal(run->status, RUN_FINISHED);
    assert_int_equal(code_place_of(run, LANE_MAIN << 24, scenario->scene.now, scenario->scene.now), PLACE_ENDS);
    assert_string_equal(loop_at(scenario, text), "none");
}

SCENARIO_TEST(the_lines_of_tasks_come_before_those_of_nobody)
{
    static struct program program;
    struct plan *plan = &scenario->scene.plan;
    plan->tasks = 6;
    plan->items = 1;
    plan->language = LANGUAGE_PYTHON;
    scenario_run(scenario, "pool", 0.3);
    scenario->scene.view.code = true;
    scenario->scene.code = programs_read(&program, scenario->runs[0].mode, plan);
    expect_text(&scenario->scene, 80, 24, "def do_something(");
    expect_text(&scenario->scene, 80, 24, "time.sleep(0.9 * seconds)");
    expect_no_text(&scenario->scene, 80, 24, "import random");
}

SCENARIO_TEST(only_async_has_a_loop)
{
    char text[LOOP_SIZE];
    scenario_run(scenario, "threads", 2);
    assert_string_equal(loop_at(scenario, text), "none");
}

/* The colour of the first letter of each part. */
static enum role role_at(const struct canvas *canvas, const char *line, const char *part)
{
    return (enum role)canvas_cell(canvas, (int)(strstr(line, part) - line), 0)->style.fg;
}

TEST(keywords_strings_and_comments_have_colours_unless_the_theme_is_grey)
{
    static const char line[] = "if fortune and 'for' in c.for_all:  # for all";
    struct canvas *canvas = canvas_new(80, 1, false);
    struct theme theme = theme_default;
    (void)syntax_draw(canvas, 0, 0, 80, style_of(ROLE_TEXT), &theme, "# ", line);
    assert_int_equal(role_at(canvas, line, "if"), ROLE_ACCENT);
    assert_int_equal(role_at(canvas, line, "fortune"), ROLE_TEXT);
    assert_int_equal(role_at(canvas, line, "'for'"), ROLE_QUEUE);
    assert_int_equal(role_at(canvas, line, "for_all"), ROLE_TEXT);
    assert_int_equal(role_at(canvas, line, "# for"), ROLE_DIM);
    canvas_clear(canvas);
    (void)syntax_draw(canvas, 0, 0, 80, style_of(ROLE_TEXT), &theme, "// ", "for (int i = 0;;) and");
    assert_int_equal(canvas_cell(canvas, 5, 0)->style.fg, ROLE_ACCENT);
    assert_int_equal(canvas_cell(canvas, 18, 0)->style.fg, ROLE_TEXT);
    theme.roles[ROLE_ACCENT].fixed = 252;
    canvas_clear(canvas);
    (void)syntax_draw(canvas, 0, 0, 80, style_of(ROLE_TEXT), &theme, "# ", line);
    assert_int_equal(role_at(canvas, line, "if"), ROLE_TEXT);
    canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_loop_s_row_tells_who_has_it_who_is_ready_and_whose_timers_run),
        cmocka_unit_test(a_finished_program_stands_at_its_end_and_has_no_loop),
        cmocka_unit_test(the_lines_of_tasks_come_before_those_of_nobody),
        cmocka_unit_test(only_async_has_a_loop),
        cmocka_unit_test(keywords_strings_and_comments_have_colours_unless_the_theme_is_grey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
