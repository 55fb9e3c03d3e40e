/* keymap — the table of keys: complete, without contradictions, and doing what it says. */
#include "app/keymap.h"

#include "app/ui_state.h"
#include "base/os.h"
#include "base/units.h"
#include "modes/modes.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/test.h"
#include "term/term.h"
#include "view/runs.h"

#include <stdio.h>
#include <string.h>

enum { KEYS_MAX = 128 };

static struct ui_state open_session(void)
{
    struct plan plan = usual_plan();
    plan.seed = 42;
    const struct mode *mode = &mode_sync;
    struct ui_state ui = {.session = session_new(&mode, 1, &plan, 1, NULL)};
    assert_non_null(ui.session);
    session_pause(ui.session, true);
    return ui;
}

static struct scene shown(const struct ui_state *ui)
{
    return ui_scene(ui);
}

TEST(every_row_has_keys_and_is_told_once)
{
    struct scene_key keys[KEYS_MAX];
    size_t count = keymap_show(NULL, keys, KEYS_MAX);
    assert_between(count, 10, KEYS_MAX);
    for (size_t i = 0; i < count; i++) {
        assert_true(keys[i].keys[0] != '\0');
        assert_true((keys[i].name != NULL) == (keys[i].shown_in != 0)); /* a name is for the footer of some context */
        for (size_t j = 0; j < i; j++)
            if (strcmp(keys[i].keys, keys[j].keys) == 0 && keys[i].help != NULL && keys[j].help != NULL)
                assert_string_not_equal(keys[i].help, keys[j].help);
    }
}

static void expect_label(const char *help, const char *label)
{
    struct scene_key keys[KEYS_MAX];
    size_t count = keymap_show(NULL, keys, KEYS_MAX), i = 0;
    while (i < count && (keys[i].help == NULL || strcmp(keys[i].help, help) != 0))
        i++;
    assert_true(i < count);
    assert_string_equal(keys[i].keys, label);
}

TEST(labels_are_made_from_the_keys)
{
    expect_label("pause, and go on", "space");
    expect_label("fewer, more producers", "p/P");
    expect_label("faster, slower", "+/-");
    expect_label("back and forth in time", "←/→");
    expect_label("to now; Home: to the start", "End");
    expect_label("arrows to controls and runs", "Tab");
    expect_label("redraw; ^Z stop, ^C quit", "^L");
}

TEST(controls_show_the_keys_that_change_them)
{
    struct ui_state ui = open_session();
    struct scene_key keys[KEYS_MAX];
    size_t count = keymap_show(NULL, keys, KEYS_MAX), controls = 0;
    for (size_t i = 0; i < count; i++) {
        char before[CONTROL_VALUE_SIZE], after[CONTROL_VALUE_SIZE];
        enum control control = (enum control)keys[i].control;
        if (keys[i].control < 0)
            continue;
        controls++;
        bool least = control == CONTROL_CAPACITY; /* it is unbounded at first */
        struct scene scene = shown(&ui);
        control_value(&scene.plan, control, before);
        keymap_do(&ui, (uint32_t)keys[i].keys[least ? 0 : 2]); /* "p/P": less, more */
        if (control == CONTROL_RESULTS)
            assert_non_null(strstr(ui.view.notice, "In a pool"));
        else
            assert_string_equal(ui.view.notice, "");
        scene = shown(&ui);
        control_value(&scene.plan, control, after);
        assert_string_not_equal(before, after);
        keymap_do(&ui, (uint32_t)keys[i].keys[least ? 2 : 0]);
        scene = shown(&ui);
        control_value(&scene.plan, control, after);
        assert_string_equal(before, after);
    }
    assert_int_equal(controls, CONTROL_COUNT);
    session_free(ui.session);
}

TEST(with_tasks_keys_of_the_queue_say_that_there_is_none)
{
    struct plan plan = usual_plan();
    plan.tasks = 3;
    plan.items = 1;
    const struct mode *mode = &mode_sync;
    struct ui_state ui = {.session = session_new(&mode, 1, &plan, 1, NULL)};
    session_pause(ui.session, true);
    for (const char *key = "nNcCeEbB"; *key != '\0'; key++) {
        keymap_do(&ui, (uint32_t)*key);
        assert_non_null(strstr(ui.view.notice, "no effect on tasks"));
        assert_true(plan_equal(&ui.session->plan, &plan));
    }
    keymap_do(&ui, 'P');
    assert_int_equal(ui.session->plan.tasks, 4);
    keymap_do(&ui, '\t');
    for (int i = 0; i < CONTROL_COUNT; i++) {
        assert_true(control_applies(&plan, ui.view.control));
        keymap_do(&ui, KEY_CODE_RIGHT);
    }
    keymap_do(&ui, 'G');
    assert_int_equal(ui.session->plan.results, RESULTS_SUBMITTED);
    session_free(ui.session);
}

TEST(with_tasks_a_bug_of_the_queue_is_refused_in_words)
{
    struct plan plan = usual_plan();
    plan.tasks = 3;
    plan.items = 1;
    const struct mode *mode = &mode_sync;
    struct ui_state ui = {.session = session_new(&mode, 1, &plan, 1, NULL)};
    session_pause(ui.session, true);
    for (int i = 0; bugs[i] != NULL; i++) {
        keymap_do(&ui, '!');
        ui.view.chosen = i + 1;
        keymap_do(&ui, KEY_CODE_ENTER);
        assert_int_equal(strstr(ui.view.notice, "which tasks do not have") != NULL, bugs[i]->needs_queue);
        assert_int_equal(shown(&ui).runs[shown(&ui).focus].mode == bugs[i], !bugs[i]->needs_queue);
    }
    session_free(ui.session);
}

TEST(arrows_choose_and_change_once_the_controls_have_the_focus)
{
    struct ui_state ui = open_session();
    keymap_do(&ui, '\t');
    assert_int_equal(ui.view.focus, FOCUS_CONTROLS);
    keymap_do(&ui, KEY_CODE_UP);
    assert_int_equal(shown(&ui).plan.producers, 3);
    for (int i = CONTROL_PRODUCERS; i < CONTROL_CONSUMERS; i++)
        keymap_do(&ui, KEY_CODE_RIGHT);
    keymap_do(&ui, KEY_CODE_UP);
    assert_int_equal(shown(&ui).plan.consumers, 2);
    keymap_do(&ui, KEY_CODE_ESCAPE);
    keymap_do(&ui, KEY_CODE_UP);
    assert_int_equal(shown(&ui).plan.consumers, 2);
    session_free(ui.session);
}

TEST(mode_keys_start_the_same_plan_and_seed_again)
{
    static const struct {
        uint32_t key;
        const char *mode;
    } rows[] = {{'t', "threads"}, {'a', "async"}, {'s', "sync"}};
    struct ui_state ui = open_session();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        keymap_do(&ui, rows[i].key);
        struct scene scene = shown(&ui);
        assert_int_equal(scene.run_count, i + 2);
        assert_string_equal(scene.runs[i + 1].mode->name, rows[i].mode);
        assert_int_equal(scene.runs[i].status, RUN_LEFT);
        assert_true(plan_equal(&scene.runs[i + 1].plan, &scene.runs[0].plan));
    }
    session_free(ui.session);
}

TEST(r_draws_a_new_seed_and_R_keeps_it)
{
    struct ui_state ui = open_session();
    keymap_do(&ui, 'r');
    assert_int_equal(shown(&ui).runs[1].plan.seed, 42);
    keymap_do(&ui, 'R');
    assert_int_not_equal(shown(&ui).runs[2].plan.seed, 42);
    session_free(ui.session);
}

static int chosen(const struct ui_state *ui)
{
    struct scene scene = shown(ui);
    return runs_chosen(&scene);
}

TEST(a_chosen_run_stays_chosen_until_it_is_forgotten)
{
    struct ui_state ui = open_session();
    keymap_do(&ui, '\t');
    keymap_do(&ui, '\t');
    assert_int_equal(ui.view.focus, FOCUS_RUNS);
    keymap_do(&ui, 'r');
    assert_int_equal(shown(&ui).run_count, 2);
    assert_int_equal(chosen(&ui), 0);
    keymap_do(&ui, KEY_CODE_DOWN);
    assert_int_equal(chosen(&ui), 1); /* run 2 */
    for (int i = 2; i < SESSION_RUNS_MAX; i++)
        keymap_do(&ui, 'r');
    assert_int_equal(chosen(&ui), 1);
    keymap_do(&ui, 'r');
    assert_int_equal(shown(&ui).runs[chosen(&ui)].number, 2);
    for (int i = 0; i < 5; i++)
        keymap_do(&ui, 'r');
    assert_int_equal(chosen(&ui), 0);
    assert_int_equal(shown(&ui).runs[0].number, 7);
    keymap_do(&ui, KEY_CODE_DOWN);
    assert_int_equal(chosen(&ui), 1);
    session_free(ui.session);
}

/* Step by step: time itself stands. */
static void let_pass(const struct ui_state *ui, int64_t length)
{
    struct patience patience = patience_for("steps of the clock");
    for (int64_t end = shown(ui).now + length; shown(ui).now < end; session_update(ui->session))
        if (!clock_step(ui->session->clock))
            patience_wait(&patience, -1); /* the step before is still under way */
}

TEST(enter_shows_the_lanes_of_the_chosen_run_up_to_its_end)
{
    struct ui_state ui = open_session();
    ui.shown.columns = 80;
    ui.view.time = timeview_new(NS_PER_S);
    for (int run = 1; run < 3; run++) {
        let_pass(&ui, 3 * NS_PER_S);
        keymap_do(&ui, 'r');
    }
    keymap_do(&ui, '\t');
    keymap_do(&ui, '\t');
    keymap_do(&ui, KEY_CODE_UP);
    assert_int_equal(ui.view.time.edge, TIME_NEVER);
    keymap_do(&ui, KEY_CODE_ENTER);
    const struct trace *second = shown(&ui).runs[1].trace;
    int64_t first = ui.view.time.edge - 79 * ui.view.time.cell, end = trace_end(second, TIME_NEVER);
    assert_true(ui.view.time.edge == end - 1);
    assert_between(first, second->start - ui.view.time.cell, second->start);
    session_free(ui.session);
}

TEST(escape_comes_back_to_now_before_it_leaves_anything_else)
{
    struct ui_state ui = open_session();
    ui.shown.columns = 80;
    ui.view.time = timeview_new(NS_PER_S);
    let_pass(&ui, 3 * NS_PER_S);
    keymap_do(&ui, 'v');
    keymap_do(&ui, 'l');
    keymap_do(&ui, ',');
    assert_int_not_equal(ui.view.time.cursor, TIME_NEVER);
    keymap_do(&ui, KEY_CODE_ESCAPE);
    assert_int_equal(ui.view.time.cursor, TIME_NEVER);
    assert_true(ui.view.lanes.large);
    keymap_do(&ui, KEY_CODE_ESCAPE);
    assert_false(ui.view.lanes.large);
    session_free(ui.session);
}

TEST(limits_are_said)
{
    struct ui_state ui = open_session();
    keymap_do(&ui, 'p');
    assert_string_equal(ui.view.notice, "");
    keymap_do(&ui, 'p');
    assert_string_not_equal(ui.view.notice, "");
    assert_int_equal(shown(&ui).plan.producers, 1);
    session_free(ui.session);
}

TEST(what_changes_out_of_sight_is_said)
{
    struct ui_state ui = open_session();
    ui.shown.hidden_controls = 1u << CONTROL_CPU | 1u << CONTROL_CORES;
    keymap_do(&ui, 'W');
    assert_string_equal(ui.view.notice, "cpu 30%.");
    keymap_do(&ui, 'j');
    assert_string_equal(ui.view.notice, "3 cores.");
    keymap_do(&ui, 'P');
    assert_string_equal(ui.view.notice, "");
    session_free(ui.session);
}

static void finish(struct ui_state *ui)
{
    session_pause(ui->session, false);
    for (struct patience patience = patience_for("the end"); !session_is_over(ui->session); session_update(ui->session))
        patience_wait(&patience, wakeup_fd(ui->session->wakeup));
}

static struct ui_state open_short(const struct mode *mode)
{
    struct plan plan = usual_plan();
    plan.items = 1;
    plan.produce = plan.consume = (struct delay){0, 0};
    struct ui_state ui = {.session = session_new(&mode, 1, &plan, 100, NULL), .view = {.time = timeview_new(NS_PER_S)}};
    session_pause(ui.session, true);
    return ui;
}

/* What a sentence says of r and R, they do. */
TEST(the_keys_of_the_next_run_do_what_is_said_of_them)
{
    struct ui_state ui = open_short(&mode_threads);
    finish(&ui);
    uint64_t seed = ui.session->plan.seed;
    keymap_do(&ui, 'j');
    assert_string_equal(ui.view.notice, "For the next run: r with the same seed, R with a new one, or a mode's key.");
    keymap_do(&ui, '.');
    assert_string_equal(ui.view.notice, "The run is over: r runs the same again, R one with a new seed.");
    keymap_do(&ui, 'r');
    assert_int_equal(ui.session->plan.seed, seed);
    keymap_do(&ui, 'R');
    assert_int_not_equal(ui.session->plan.seed, seed);
    session_free(ui.session);
}

TEST(the_order_of_results_is_told_of_those_that_it_is_for)
{
    struct ui_state ui = open_short(&mode_pool);
    keymap_do(&ui, 'G');
    assert_non_null(strstr(ui.view.notice, "From now on main receives the results in the order"));
    keymap_do(&ui, 'g');
    assert_non_null(strstr(ui.view.notice, "From now on main receives each result as soon as"));
    finish(&ui);
    keymap_do(&ui, 'G');
    assert_non_null(strstr(ui.view.notice, "In the next run of a pool main receives"));
    session_free(ui.session);
}

/* It must not hide the verdict of a run, nor a deadlock. */
TEST(a_remark_goes_when_it_has_been_read_and_a_failure_stays)
{
    struct ui_state ui = open_session();
    int64_t before = os_now();
    keymap_do(&ui, 'p');
    keymap_do(&ui, 'p');
    assert_true(ui_has_remark(&ui));
    assert_false(ui_end_remark(&ui, before + NS_PER_S));
    assert_string_not_equal(ui.view.notice, "");
    assert_true(ui_end_remark(&ui, os_now() + 6 * NS_PER_S));
    assert_string_equal(ui.view.notice, "");
    assert_false(ui_end_remark(&ui, os_now() + 6 * NS_PER_S));
    ui_fail(&ui, "It failed.");
    assert_false(ui_has_remark(&ui));
    assert_false(ui_end_remark(&ui, os_now() + 60 * NS_PER_S));
    assert_string_equal(ui.view.notice, "It failed.");
    session_free(ui.session);
}

/* Red is for what failed. */
TEST(no_key_says_in_red_what_it_did)
{
    struct ui_state ui = open_session();
    ui.racer_count = 2;
    ui.racers[0] = &mode_sync;
    ui.racers[1] = &mode_threads;
    for (uint32_t key = ' '; key < 0x7f; key++)
        for (int twice = 0; twice < 2 && key != 'q'; twice++) {
            keymap_do(&ui, key);
            if (ui.view.notice_is_failure)
                fail_msg("%c: %s", (int)key, ui.view.notice);
            ui.view.open = OVERLAY_NONE;
        }
    session_free(ui.session);
}

TEST(speed_goes_up_and_down_between_its_ends)
{
    struct ui_state ui = open_session();
    keymap_do(&ui, '+');
    assert_true(clock_speed(ui.session->clock) > 1);
    keymap_do(&ui, '-');
    assert_true(clock_speed(ui.session->clock) == 1);
    for (int i = 0; i < 20; i++)
        keymap_do(&ui, '-');
    assert_true(clock_speed(ui.session->clock) == 0.1);
    for (int i = 0; i < 20; i++)
        keymap_do(&ui, '+');
    assert_true(clock_speed(ui.session->clock) == 100);
    session_free(ui.session);
}

TEST(a_key_without_a_meaning_is_named)
{
    struct ui_state ui = open_session();
    keymap_do(&ui, '~');
    assert_non_null(strstr(ui.view.notice, "~"));
    keymap_do(&ui, KEY_CODE_OTHER);
    assert_string_not_equal(ui.view.notice, "");
    keymap_do(&ui, '?');
    assert_string_equal(ui.view.notice, "");
    session_free(ui.session);
}

TEST(q_leaves_the_help_first)
{
    struct ui_state ui = open_session();
    keymap_do(&ui, '?');
    assert_int_equal(ui.view.open, OVERLAY_HELP);
    keymap_do(&ui, 'q');
    assert_int_equal(ui.view.open, OVERLAY_NONE);
    assert_false(ui.quit);
    keymap_do(&ui, 'q');
    assert_true(ui.quit);
    session_free(ui.session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_keys_and_is_told_once),
        cmocka_unit_test(labels_are_made_from_the_keys),
        cmocka_unit_test(controls_show_the_keys_that_change_them),
        cmocka_unit_test(with_tasks_keys_of_the_queue_say_that_there_is_none),
        cmocka_unit_test(with_tasks_a_bug_of_the_queue_is_refused_in_words),
        cmocka_unit_test(arrows_choose_and_change_once_the_controls_have_the_focus),
        cmocka_unit_test(mode_keys_start_the_same_plan_and_seed_again),
        cmocka_unit_test(r_draws_a_new_seed_and_R_keeps_it),
        cmocka_unit_test(a_chosen_run_stays_chosen_until_it_is_forgotten),
        cmocka_unit_test(enter_shows_the_lanes_of_the_chosen_run_up_to_its_end),
        cmocka_unit_test(escape_comes_back_to_now_before_it_leaves_anything_else),
        cmocka_unit_test(limits_are_said),
        cmocka_unit_test(what_changes_out_of_sight_is_said),
        cmocka_unit_test(the_keys_of_the_next_run_do_what_is_said_of_them),
        cmocka_unit_test(the_order_of_results_is_told_of_those_that_it_is_for),
        cmocka_unit_test(a_remark_goes_when_it_has_been_read_and_a_failure_stays),
        cmocka_unit_test(no_key_says_in_red_what_it_did),
        cmocka_unit_test(speed_goes_up_and_down_between_its_ends),
        cmocka_unit_test(a_key_without_a_meaning_is_named),
        cmocka_unit_test(q_leaves_the_help_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
