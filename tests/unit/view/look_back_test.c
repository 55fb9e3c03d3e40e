/* Looking back: what a screen shows of another time than now, why workers wait, who wakes whom, and the items, over
 * recorded runs in simulated time. */
#include "base/units.h"
#include "modes/modes.h"
#include "support/scenario.h"
#include "support/test.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A run up to some time, at which it is paused, and a screen that has time for what happened. */
static void look_at(struct scenario *scenario, const struct mode *mode, const struct plan *plan, double seconds)
{
    scenario_begin(scenario);
    scenario->scene.plan = *plan;
    scenario_run_mode(scenario, mode, seconds);
    scenario->scene.paused = true;
    scenario->scene.view.time.cell = 100 * NS_PER_MS;
}

static const struct trace *trace_of(const struct scenario *scenario)
{
    return scenario->fixtures[0].trace;
}

/* ---- Looking back ---- */

TEST(the_title_says_how_far_back_one_is_and_the_ruler_follows)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    look_at(&scenario, &mode_threads, &plan, 20);
    expect_no_text(&scenario.scene, 80, 24, "s back");
    expect_text(&scenario.scene, 80, 24, "now\n");
    scenario.scene.view.time.edge = 7600 * NS_PER_MS;
    expect_text(&scenario.scene, 80, 24, "◀ 12.4 s back");
    expect_text(&scenario.scene, 80, 24, "−13s");
    expect_text(&scenario.scene, 60, 16, "◀ 12.4 s back");
    expect_no_text(&scenario.scene, 80, 24, "now\n");
    expect_no_text(&scenario.scene, 80, 24, "−1s");
    scenario_end(&scenario);
}

TEST(figures_tell_of_the_cursor)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    look_at(&scenario, &mode_threads, &plan, 10);
    scenario.scene.view.time.cursor = 6 * NS_PER_S;
    const struct trace *trace = trace_of(&scenario);
    char depth[32];
    (void)snprintf(depth, sizeof depth, "depth %u of ∞", item_history_depth(trace->item_history, 6 * NS_PER_S));
    expect_text(&scenario.scene, 80, 24, depth);
    const struct lane *lane = trace_lane(trace, lane_id_of(LANE_PRODUCER, 0));
    struct segment segment = lane_segment(lane, lane_find(lane, 6 * NS_PER_S, scenario.scene.now), scenario.scene.now);
    char wanted[64];
    (void)snprintf(wanted, sizeof wanted, "%s %.1f s", state_name(segment.state),
                   (double)(6 * NS_PER_S - segment.start) / 1e9);
    expect_text(&scenario.scene, 80, 24, wanted);
    (void)snprintf(wanted, sizeof wanted, "item %u (%u)", segment.item, segment.item * segment.item);
    expect_text(&scenario.scene, 80, 24, wanted);
    scenario_end(&scenario);
}

TEST(the_cursor_stands_where_its_time_is_and_keeps_the_colours)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    look_at(&scenario, &mode_threads, &plan, 10);
    scenario.scene.view.time.cursor = 9 * NS_PER_S;
    struct canvas *plain = canvas_new(80, 24, false), *canvas = canvas_new(80, 24, false);
    scene_draw(canvas, &scenario.scene);
    scenario.scene.view.time.cursor = TIME_NEVER;
    scene_draw(plain, &scenario.scene);
    int x = 80 - 18 - 1 - 10; /* ten columns before the last one */
    int over_bars = 0;
    for (int y = 4; y < 12; y++) {
        const struct cell *cell = canvas_cell(canvas, x, y), *before = canvas_cell(plain, x, y);
        assert_int_equal(cell->glyph, U'┃');
        if (before->glyph == U'█') {
            assert_int_equal(cell->style.fg, before->style.fg);
            assert_true(cell->style.attributes & ATTRIBUTE_REVERSE);
            over_bars++;
        }
    }
    assert_true(over_bars >= 2);
    canvas_free(canvas);
    canvas_free(plain);
    scenario_end(&scenario);
}

/* ---- Why it waits ---- */

TEST(a_waiting_lane_says_for_what)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    plan.cpu_percent = 50;
    plan.producers = 1;
    look_at(&scenario, &mode_threads, &plan, 0.2); /* nothing is put yet */
    expect_text(&scenario.scene, 80, 24, "waiting 0.2 s");
    expect_text(&scenario.scene, 80, 24, "queue empty");
    expect_text(&scenario.scene, 80, 13, "queue empty 0.2 s"); /* a row a lane */
    scenario_end(&scenario);

    plan = scenario_plan();
    plan.capacity = 1;
    look_at(&scenario, &mode_sync, &plan, 30);
    expect_text(&scenario.scene, 80, 24, "queue full");
    expect_text(&scenario.scene, 80, 13, "stuck: queue full");
    scenario_end(&scenario);
}

TEST(a_ready_lane_says_who_has_the_loop)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    plan.cpu_percent = 100;
    look_at(&scenario, &mode_async, &plan, 5.2);
    struct segment main_segment =
        lane_segment(trace_lane(trace_of(&scenario), 0),
                     lane_count(trace_lane(trace_of(&scenario), 0), scenario.scene.now) - 1, scenario.scene.now);
    assert_int_equal(main_segment.state, STATE_WORKING);
    char name[LANE_NAME_SIZE], wanted[64];
    lane_id_name(main_segment.other, name);
    (void)snprintf(wanted, sizeof wanted, "%s has the loop", name);
    expect_text(&scenario.scene, 80, 24, wanted);
    expect_text(&scenario.scene, 80, 13, wanted);
    scenario_end(&scenario);
}

TEST(lane_main_tells_what_the_main_program_does)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    static const struct {
        const struct mode *mode;
        const char *does;
    } cases[] = {{&mode_sync, "runs P1"}, {&mode_threads, "in join"}, {&mode_async, "loop: none ready"}};
    plan.cpu_percent = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        look_at(&scenario, cases[i].mode, &plan, 3.3);
        expect_no_text(&scenario.scene, 80, 24, " main ");
        scenario.scene.view.main_lane = true;
        expect_text(&scenario.scene, 80, 24, " main ");
        expect_text(&scenario.scene, 80, 24, cases[i].does);
        expect_text(&scenario.scene, 60, 16, " main ");
        scenario_end(&scenario);
    }
}

static bool has_mark(const struct scene *scene)
{
    char *text = scene_text(scene, 80, 24);
    bool has = strstr(text, "┬") != NULL && strstr(text, "▼") != NULL;
    free(text);
    return has;
}

TEST(marks_join_a_put_to_whom_it_woke_where_there_is_room)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    plan.producers = 1;
    look_at(&scenario, &mode_threads, &plan, 10);
    assert_false(has_mark(&scenario.scene));
    scenario.scene.view.wakeup_marks = true;
    assert_true(has_mark(&scenario.scene));
    scenario.scene.view.time.cell = NS_PER_S; /* no room: an item a column */
    assert_false(has_mark(&scenario.scene));
    scenario_end(&scenario);
}

/* ---- Items ---- */

TEST(items_are_numbers_in_the_bars_and_in_the_queue)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    plan.consume = (struct delay){NS_PER_S, NS_PER_S};
    look_at(&scenario, &mode_threads, &plan, 10);
    expect_no_text(&scenario.scene, 80, 24, " oldest   ");
    scenario.scene.view.items = true;
    char wanted[64];
    const struct item_history *item_history = trace_of(&scenario)->item_history;
    const struct item_record *oldest =
        item_history_at(item_history, item_history_taken_by(item_history, scenario.scene.now));
    (void)snprintf(wanted, sizeof wanted, " oldest   P%u:%u P", lane_id_index(oldest->producer) + 1, oldest->number);
    expect_text(&scenario.scene, 80, 24, wanted);
    scenario.scene.view.time.cursor = NS_PER_MS; /* nothing had been put */
    expect_text(&scenario.scene, 80, 24, "the queue is empty");
    scenario_end(&scenario);
}

TEST(a_long_queue_says_how_many_more_there_are)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    plan.consume = (struct delay){100 * NS_PER_S, 100 * NS_PER_S};
    plan.produce = (struct delay){NS_PER_S / 5, NS_PER_S / 5};
    look_at(&scenario, &mode_threads, &plan, 10);
    scenario.scene.view.items = true;
    expect_text(&scenario.scene, 80, 24, " more\n");
    scenario_end(&scenario);
}

/* ---- What happened ---- */

/* Counts the lanes in whose figures this stands; the names before it are all the same, and that lane's works. */
static int named_alike(const char *text, const char *words)
{
    char name[3] = "";
    int count = 0;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at++, count++) {
        assert_true(count == 0 || memcmp(name, at - 2, 2) == 0);
        memcpy(name, at - 2, 2);
    }
    return count;
}

TEST(who_waits_for_the_lock_or_a_core_names_who_has_it_now)
{
    static const struct {
        enum language language;
        const char *words;
    } cases[] = {{LANGUAGE_PYTHON, " has the GIL"}, {LANGUAGE_C, " has a core"}};
    struct plan plan = scenario_plan();
    plan.producers = 4, plan.cpu_percent = 100, plan.cores = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int most = 0;
        for (double seconds = 0.5; seconds < 0.6; seconds += 0.0173) {
            struct scenario scenario;
            plan.language = cases[i].language;
            look_at(&scenario, &mode_threads, &plan, seconds);
            char *text = scene_text(&scenario.scene, 110, 40);
            int count = named_alike(text, cases[i].words);
            most = count > most ? count : most;
            free(text);
            scenario_end(&scenario);
        }
        assert_int_equal(most, 3);
    }
}

/* Nobody works while the lock changes hands. */
TEST(who_is_given_the_lock_is_not_said_to_wait_for_it_nor_others_to_have_it)
{
    struct plan plan = scenario_plan();
    struct scenario scenario;
    int seen = 0;
    plan.language = LANGUAGE_PYTHON;
    mode_fit(&bug_deadlock, &plan);
    look_at(&scenario, &bug_deadlock, &plan, 20);
    const struct lane *gil = trace_lane(trace_of(&scenario), lane_id_of(LANE_GIL, 0));
    for (size_t i = 1; i < lane_count(gil, scenario.scene.now); i++) {
        struct segment holds = lane_segment(gil, i, scenario.scene.now);
        char name[LANE_NAME_SIZE], wrong[64];
        lane_id_name(holds.other, name);
        if (holds.other == LANE_NONE ||
            runs_segment_at(&scenario.runs[0], holds.other, holds.start, holds.start).state != STATE_READY)
            continue;
        seen++;
        scenario.scene.view.time.cursor = holds.start;
        (void)snprintf(wrong, sizeof wrong, "%s has the GIL", name);
        expect_text(&scenario.scene, 80, 24, " gets the GIL");
        expect_no_text(&scenario.scene, 80, 24, wrong);
    }
    assert_true(seen > 0);
    scenario_end(&scenario);
}

TEST(who_only_waits_on_is_not_said_to_go_on)
{
    struct plan plan = scenario_plan();
    struct scenario scenario;
    struct step step;
    plan.language = LANGUAGE_PYTHON;
    mode_fit(&bug_deadlock, &plan);
    look_at(&scenario, &bug_deadlock, &plan, 20);
    for (int64_t time = 0; step_after(trace_of(&scenario), time, scenario.scene.now, &step); time = step.to) {
        char text[256];
        scenario.scene.view.time.cursor = step.to;
        (void)caption_write(&scenario.scene, NULL, text, sizeof text);
        assert_null(strstr(text, "goes on"));
        assert_null(strstr(text, "1 more do "));
    }
    scenario_end(&scenario);
}

/* As where a machine is late, or a process: its sleep is over, and it has not asked for a core. */
TEST(nobody_is_ready_for_a_core_where_there_are_enough_of_them)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario.scene.plan.cores = 4;
    struct trace *trace = scenario_empty_run(&scenario, "processes");
    scenario_state(trace, lane_id_of(LANE_PRODUCER, 0), 0, STATE_WORKING, REASON_NONE);
    scenario_state(trace, lane_id_of(LANE_PRODUCER, 1), 0, STATE_READY, REASON_NONE);
    scenario_state(trace, lane_id_of(LANE_CONSUMER, 0), 0, STATE_READY, REASON_CORE);
    scenario.scene.now += NS_PER_S / 4;
    expect_text(&scenario.scene, 80, 24, "wakes up");
    expect_text(&scenario.scene, 80, 24, "gets a core");
    expect_no_text(&scenario.scene, 80, 24, "for a core");
    expect_no_text(&scenario.scene, 80, 24, "has a core");
    scenario_end(&scenario);
}

TEST(under_the_lock_nobody_speaks_of_cores)
{
    for (size_t i = 0; bugs[i] != NULL; i++) {
        struct plan plan = scenario_plan();
        struct scenario scenario;
        struct step step;
        plan.language = LANGUAGE_PYTHON;
        mode_fit(bugs[i], &plan);
        if (!mode_has_gil(bugs[i], &plan))
            continue;
        look_at(&scenario, bugs[i], &plan, 5);
        int64_t time = 0;
        for (int n = 0; n < 40 && step_after(trace_of(&scenario), time, scenario.scene.now, &step);
             time = step.to, n++) {
            char text[256];
            scenario.scene.view.time.cursor = step.to;
            (void)caption_write(&scenario.scene, NULL, text, sizeof text);
            assert_null(strstr(text, "a core"));
            expect_no_text(&scenario.scene, 80, 30, "a core");
        }
        scenario_end(&scenario);
    }
}

TEST(an_item_that_was_taken_twice_is_not_yet_anybodys_before)
{
    struct plan plan = scenario_plan();
    mode_fit(&bug_unlocked, &plan);
    plan.seed = 1;
    struct scenario scenario;
    look_at(&scenario, &bug_unlocked, &plan, 20);
    assert_true(trace_of(&scenario)->duplicates > 0);
    scenario.scene.view.time.cursor = 0;
    expect_text(&scenario.scene, 80, 24, "C1 0/40");
    expect_text(&scenario.scene, 80, 24, "C2 0/40");
    scenario_end(&scenario);
}

TEST(a_wait_for_a_lock_goes_on_when_another_has_it)
{
    struct plan plan = scenario_plan();
    struct scenario scenario;
    look_at(&scenario, &bug_hold_while_sleeping, &plan, 25);
    expect_text(&scenario.scene, 80, 24, "waiting 25.0 s");
    expect_text(&scenario.scene, 80, 24, "C1 has the lock"); /* P1 had it before */
    scenario_end(&scenario);
}

TEST(who_has_not_begun_is_not_said_to_start)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    look_at(&scenario, &mode_sync, &plan, 0);
    char text[256];
    (void)caption_write(&scenario.scene, NULL, text, sizeof text);
    assert_string_equal(text, "P1 starts and works on item 1.");
    scenario_end(&scenario);
}

TEST(at_the_end_main_is_done)
{
    const struct mode *const all[] = {&mode_sync, &mode_threads, &mode_async, &mode_pool};
    struct plan plan = scenario_plan();
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct scenario scenario;
        look_at(&scenario, all[i], &plan, 200);
        assert_int_equal(scenario.runs[0].status, RUN_FINISHED);
        scenario.scene.view.main_lane = true;
        char *text = scene_text(&scenario.scene, 80, 30), *main = strstr(text, "\n main");
        assert_non_null(main);
        main[strcspn(main + 1, "\n") + 1] = '\0';
        assert_non_null(strstr(main, "done"));
        free(text);
        scenario_end(&scenario);
    }
}

TEST(the_caption_says_what_happened_at_a_moment)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    plan.producers = 1;
    plan.cpu_percent = 0; /* an item is put as its producer wakes */
    look_at(&scenario, &mode_threads, &plan, 10);
    const struct item_record *item = item_history_at(trace_of(&scenario)->item_history, 4);
    scenario.scene.view.time.cursor = item->put;
    char text[256];
    (void)caption_write(&scenario.scene, NULL, text, sizeof text);
    assert_string_equal(text, "P1 wakes up and puts item 5 (25). C1, which waited for an item, takes it.");
    scenario.scene.view.time.cursor = item->put + 100 * NS_PER_MS; /* between two moments there is nothing to say of */
    (void)caption_write(&scenario.scene, NULL, text, sizeof text);
    assert_string_equal(text, "");
    scenario_end(&scenario);
}

TEST(the_caption_says_what_a_step_has_brought)
{
    struct scenario scenario;
    struct plan plan = scenario_plan();
    plan.producers = 1;
    plan.cpu_percent = 100;
    look_at(&scenario, &mode_threads, &plan, 10);
    const struct item_record *item = item_history_at(trace_of(&scenario)->item_history, 2);
    int64_t put = item->put;
    scenario_end(&scenario);
    look_at(&scenario, &mode_threads, &plan, (double)put / 1e9);
    scenario.scene.now = put;
    char text[256];
    (void)caption_write(&scenario.scene, NULL, text, sizeof text);
    assert_string_equal(text, "P1 has finished computing and puts item 3 (9). C1, which waited for an item, takes it.");
    scenario.scene.paused = false; /* nobody has stepped */
    (void)caption_write(&scenario.scene, NULL, text, sizeof text);
    assert_null(strstr(text, "puts item"));
    scenario_end(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_says_how_far_back_one_is_and_the_ruler_follows),
        cmocka_unit_test(figures_tell_of_the_cursor),
        cmocka_unit_test(the_cursor_stands_where_its_time_is_and_keeps_the_colours),
        cmocka_unit_test(a_waiting_lane_says_for_what),
        cmocka_unit_test(a_ready_lane_says_who_has_the_loop),
        cmocka_unit_test(lane_main_tells_what_the_main_program_does),
        cmocka_unit_test(marks_join_a_put_to_whom_it_woke_where_there_is_room),
        cmocka_unit_test(items_are_numbers_in_the_bars_and_in_the_queue),
        cmocka_unit_test(a_long_queue_says_how_many_more_there_are),
        cmocka_unit_test(who_waits_for_the_lock_or_a_core_names_who_has_it_now),
        cmocka_unit_test(who_is_given_the_lock_is_not_said_to_wait_for_it_nor_others_to_have_it),
        cmocka_unit_test(who_only_waits_on_is_not_said_to_go_on),
        cmocka_unit_test(nobody_is_ready_for_a_core_where_there_are_enough_of_them),
        cmocka_unit_test(under_the_lock_nobody_speaks_of_cores),
        cmocka_unit_test(an_item_that_was_taken_twice_is_not_yet_anybodys_before),
        cmocka_unit_test(a_wait_for_a_lock_goes_on_when_another_has_it),
        cmocka_unit_test(who_has_not_begun_is_not_said_to_start),
        cmocka_unit_test(at_the_end_main_is_done),
        cmocka_unit_test(the_caption_says_what_happened_at_a_moment),
        cmocka_unit_test(the_caption_says_what_a_step_has_brought),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
