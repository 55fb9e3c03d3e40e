/* lane_marks — twenty sleeps are twenty pieces; a task, and a turn with the interpreter lock, is told from the next. */
#include "view/panels/lanes.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/scenario.h"
#include "support/test.h"

#include <string.h>

/* How often the glyph stands in the row whose label begins with the name, on a screen of 80×24. */
static int count_in(const struct scene *scene, const char *name, uint32_t glyph)
{
    struct canvas *canvas = canvas_new(80, 24, scene->render.ascii);
    scene_draw(canvas, scene);
    int count = -1;
    for (int y = 0; y < 24 && count < 0; y++) {
        bool same = true;
        for (int i = 0; name[i] != '\0'; i++)
            same &= canvas_cell(canvas, 1 + i, y)->glyph == (uint32_t)name[i];
        if (!same)
            continue;
        count = 0;
        for (int x = 10; x < 62; x++)
            count += canvas_cell(canvas, x, y)->glyph == glyph;
    }
    canvas_free(canvas);
    return count;
}

/* One producer that sleeps for `seconds` five times, drawn at a cell of 0.4 s. */
static void run_sleeps(struct scenario *scenario, const char *mode, double seconds)
{
    scenario_begin(scenario);
    struct plan *plan = &scenario->scene.plan;
    plan->producers = plan->consumers = 1;
    plan->items = 5;
    plan->cpu_percent = 0;
    plan->produce = (struct delay){(int64_t)(seconds * 1e9), (int64_t)(seconds * 1e9)};
    plan->consume = (struct delay){NS_PER_S, NS_PER_S};
    scenario_run(scenario, mode, 60);
}

TEST(a_notch_ends_each_item_in_every_mode)
{
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct scenario scenario;
        run_sleeps(&scenario, modes[i]->name, 2);
        assert_int_equal(count_in(&scenario.scene, "P1", U'▊'), 4); /* the last ends with the lane */
        scenario.scene.render.blocks = false;
        assert_int_equal(count_in(&scenario.scene, "P1", U'│'), 4);
        scenario.scene.render.ascii = true;
        assert_int_equal(count_in(&scenario.scene, "P1", '|'), 4);
        scenario_end(&scenario);
    }
}

TEST(a_notch_also_parts_what_another_state_parts_for_too_short_a_time_to_be_seen)
{
    struct scenario scenario;
    run_sleeps(&scenario, "threads", 1.001); /* C1 takes a second for each, and waits a moment between them */
    assert_int_equal(count_in(&scenario.scene, "C1", U'▊'), 4);
    scenario_end(&scenario);
}

TEST(items_too_narrow_to_be_told_apart_have_no_notches)
{
    struct scenario scenario;
    run_sleeps(&scenario, "threads", 0.5);
    assert_int_equal(count_in(&scenario.scene, "P1", U'▊'), 0);
    scenario.scene.view.time.cell /= 2;
    assert_int_equal(count_in(&scenario.scene, "P1", U'▊'), 4);
    scenario_end(&scenario);
}

TEST(a_notch_parts_a_run_from_the_one_that_was_left_for_it)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario.scene.plan.cpu_percent = 0;
    scenario.scene.plan.produce = (struct delay){100 * NS_PER_S, 100 * NS_PER_S};
    scenario_run(&scenario, "sync", 4);
    scenario_run(&scenario, "threads", 4);
    assert_int_equal(count_in(&scenario.scene, "P1", U'▊'), 1);
    assert_int_equal(count_in(&scenario.scene, "P2", U'▊'), 0); /* it had not begun in sync */
    scenario_end(&scenario);
}

TEST(where_the_colours_change_there_is_no_notch)
{
    struct scenario scenario;
    run_sleeps(&scenario, "threads", 2);
    scenario.scene.plan.cpu_percent = 50;
    scenario_run(&scenario, "threads", 10);
    scenario.scene.view.time.cell = 200 * NS_PER_MS; /* of this run alone */
    assert_int_equal(count_in(&scenario.scene, "P1", U'▊'), 0);
    scenario_end(&scenario);
}

static void enter(struct trace *trace, lane_id lane, int64_t time, enum state state, uint32_t item, lane_id other)
{
    trace_apply(trace, &(struct event){.time = time,
                                       .until = TIME_NEVER,
                                       .item = item,
                                       .lane = lane,
                                       .other = other,
                                       .kind = EVENT_STATE,
                                       .state = (uint8_t)state});
}

SCENARIO_TEST(a_notch_parts_the_tasks_of_a_pools_thread)
{
    struct trace *trace = scenario_empty_run(scenario, "pool");
    lane_id thread = lane_id_of(LANE_POOL, 0);
    for (uint32_t task = 0; task < 5; task++) /* each is a worker's first item */
        enter(trace, thread, task * NS_PER_S, STATE_SLEEPING, 1, lane_id_of(LANE_PRODUCER, task));
    scenario->scene.now = 5 * NS_PER_S;
    scenario->scene.view.main_lane = true;
    assert_int_equal(count_in(&scenario->scene, "T1", U'▊'), 4);
}

SCENARIO_TEST(three_downloads_of_a_pools_thread_are_three)
{
    struct plan *plan = &scenario->scene.plan;
    *plan = (struct plan){.tasks = 6, .items = 1, .pool = 2, .cores = 4, .produce = {2 * NS_PER_S, 2 * NS_PER_S}};
    scenario_run(scenario, "pool", 60);
    scenario->scene.view.main_lane = true;
    assert_int_equal(count_in(&scenario->scene, "T1", U'▊'), 2);
    assert_int_equal(count_in(&scenario->scene, "T2", U'▊'), 2);
}

SCENARIO_TEST(a_notch_shows_the_interpreter_lock_changing_hands)
{
    scenario->scene.plan.language = LANGUAGE_PYTHON;
    struct trace *trace = scenario_empty_run(scenario, "threads");
    lane_id gil = lane_id_of(LANE_GIL, 0);
    for (uint32_t turn = 0; turn < 8; turn++)
        enter(trace, gil, turn * 5 * NS_PER_MS, STATE_WORKING, 0, lane_id_of(LANE_PRODUCER, turn % 2));
    enter(trace, gil, 40 * NS_PER_MS, STATE_IDLE, 0, LANE_NONE);
    scenario->scene.now = 50 * NS_PER_MS;
    scenario->scene.view.main_lane = true;
    scenario->scene.view.time.cell = NS_PER_MS;
    assert_int_equal(count_in(&scenario->scene, "GIL", U'▊'), 7);
    scenario->scene.view.time.cell = 10 * NS_PER_MS;
    assert_int_equal(count_in(&scenario->scene, "GIL", U'▊'), 0);
}

static void run_bug(struct scenario *scenario, const char *bug, uint32_t consumers)
{
    scenario_begin(scenario);
    scenario->scene.plan.consumers = consumers;
    for (size_t i = 0; bugs[i] != NULL; i++)
        if (strcmp(bugs[i]->bug, bug) == 0)
            scenario_run_mode(scenario, bugs[i], 0.05); /* the first item comes after 0.1 s at the earliest */
}

TEST(each_look_of_a_poll_is_a_tick)
{
    struct scenario scenario;
    run_bug(&scenario, "poll", 1);
    scenario.scene.view.time.cell = NS_PER_MS;
    assert_int_equal(count_in(&scenario.scene, "C1", LANE_LOOK), 6); /* at 0, 10, … 50 ms */
    assert_between(count_in(&scenario.scene, "C1", U'·'), 44, 46);
    scenario.scene.view.time.cell = 10 * NS_PER_MS;
    assert_between(count_in(&scenario.scene, "C1", U'·'), 0, 1); /* a texture, up to now */
    scenario.scene.render.ascii = true;
    scenario.scene.render.blocks = false;
    assert_between(count_in(&scenario.scene, "C1", ':'), 5, 6);
    expect_text(&scenario.scene, 80, 24, ":: looks");
    expect_no_text(&scenario.scene, 80, 24, "race window");
    scenario_end(&scenario);
}

SCENARIO_TEST(many_looks_are_a_texture_from_the_first_to_the_last)
{
    struct trace *trace = scenario_empty_run(scenario, "threads");
    scenario->runs[0].mode = bugs[0];
    for (int look = 0; look < 2000; look++)
        scenario_state(trace, lane_id_of(LANE_CONSUMER, 0), look * 0.01, STATE_WAITING, REASON_RETRY);
    scenario->scene.now = 20 * NS_PER_S; /* 50 columns of 400 ms, in each 40 looks */
    assert_int_equal(count_in(&scenario->scene, "C1", LANE_LOOK), 50);
}

SCENARIO_TEST(a_race_window_looks_different_from_waiting)
{
    struct trace *trace = scenario_empty_run(scenario, "threads");
    lane_id consumer = lane_id_of(LANE_CONSUMER, 0);
    scenario->runs[0].mode = bugs[0];
    scenario_state(trace, consumer, 0.000, STATE_WAITING, REASON_RETRY);
    scenario_state(trace, consumer, 0.010, STATE_WAITING, REASON_WINDOW);
    scenario_state(trace, consumer, 0.012, STATE_SLEEPING, REASON_NONE);
    scenario->scene.now = 20 * NS_PER_MS;
    scenario->scene.view.time.cell = NS_PER_MS;
    assert_int_equal(count_in(&scenario->scene, "C1", LANE_WINDOW), 2);
    assert_int_equal(count_in(&scenario->scene, "C1", LANE_LOOK), 1);
    assert_int_equal(count_in(&scenario->scene, "C1", U'·'), 9);
    expect_text(&scenario->scene, 120, 36, "▚▚ race window");
    scenario->scene.now = scenario->scene.view.time.cell = 400 * NS_PER_MS; /* most of it is the item's */
    assert_int_equal(count_in(&scenario->scene, "C1", LANE_WINDOW), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notch_ends_each_item_in_every_mode),
        cmocka_unit_test(a_notch_also_parts_what_another_state_parts_for_too_short_a_time_to_be_seen),
        cmocka_unit_test(items_too_narrow_to_be_told_apart_have_no_notches),
        cmocka_unit_test(a_notch_parts_a_run_from_the_one_that_was_left_for_it),
        cmocka_unit_test(where_the_colours_change_there_is_no_notch),
        cmocka_unit_test(a_notch_parts_the_tasks_of_a_pools_thread),
        cmocka_unit_test(three_downloads_of_a_pools_thread_are_three),
        cmocka_unit_test(a_notch_shows_the_interpreter_lock_changing_hands),
        cmocka_unit_test(each_look_of_a_poll_is_a_tick),
        cmocka_unit_test(many_looks_are_a_texture_from_the_first_to_the_last),
        cmocka_unit_test(a_race_window_looks_different_from_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
