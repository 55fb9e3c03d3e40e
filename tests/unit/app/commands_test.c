/* commands — the table of keys: complete, without contradictions, and doing what it says. */
#include "app/commands.h"

#include "base/units.h"
#include "modes/modes.h"
#include "term/term.h"

#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { KEYS_MAX = 128 };

static struct desk open_desk(void)
{
    struct plan plan = plan_default();
    plan.seed = 42;
    const struct mode *mode = &mode_sync;
    struct desk desk = {.session = session_new(&mode, 1, &plan, 1, NULL)};
    assert_non_null(desk.session);
    session_pause(desk.session, true);
    return desk;
}

static struct scene shown(const struct desk *desk)
{
    struct scene scene = {0};
    session_show(desk->session, &scene);
    return scene;
}

static void every_row_has_keys_and_is_told_once(void **state)
{
    (void)state;
    struct scene_key keys[KEYS_MAX];
    size_t count = commands_show(keys, KEYS_MAX);
    assert_in_range(count, 10, KEYS_MAX);
    for (size_t i = 0; i < count; i++) {
        assert_non_null(keys[i].keys);
        assert_true(keys[i].name == NULL || keys[i].matters != 0); /* a name is for the footer of some situation */
        for (size_t j = 0; j < i; j++)
            if (strcmp(keys[i].keys, keys[j].keys) == 0 && keys[i].help != NULL && keys[j].help != NULL)
                assert_string_not_equal(keys[i].help, keys[j].help);
    }
}

static void controls_show_the_keys_that_change_them(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    for (enum control control = 0; control < CONTROL_COUNT; control++) {
        const char *keys = plan_control_keys(control); /* "p/P": less, more */
        char before[PLAN_VALUE_SIZE], after[PLAN_VALUE_SIZE];
        struct scene scene = shown(&desk);
        plan_control_value(&scene.plan, control, before);
        uint32_t there = control == CONTROL_CAPACITY ? (uint32_t)keys[0] : (uint32_t)keys[2];
        uint32_t back = control == CONTROL_CAPACITY ? (uint32_t)keys[2] : (uint32_t)keys[0];
        commands_do(&desk, there);
        assert_string_equal(desk.notice, "");
        scene = shown(&desk);
        plan_control_value(&scene.plan, control, after);
        assert_string_not_equal(before, after);
        commands_do(&desk, back);
        scene = shown(&desk);
        plan_control_value(&scene.plan, control, after);
        assert_string_equal(before, after);
    }
    session_free(desk.session);
}

static void arrows_choose_and_change_once_the_controls_have_the_focus(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    commands_do(&desk, '\t');
    assert_int_equal(desk.focus, FOCUS_CONTROLS);
    commands_do(&desk, KEY_CODE_UP);
    assert_int_equal(shown(&desk).plan.producers, 3);
    for (int i = CONTROL_PRODUCERS; i < CONTROL_CONSUMERS; i++)
        commands_do(&desk, KEY_CODE_RIGHT);
    commands_do(&desk, KEY_CODE_UP);
    assert_int_equal(shown(&desk).plan.consumers, 2);
    commands_do(&desk, KEY_CODE_ESCAPE);
    commands_do(&desk, KEY_CODE_UP);
    assert_int_equal(shown(&desk).plan.consumers, 2);
    session_free(desk.session);
}

static void mode_keys_start_the_same_plan_and_seed_again(void **state)
{
    (void)state;
    static const struct {
        uint32_t key;
        const char *mode;
    } rows[] = {{'t', "threads"}, {'a', "async"}, {'s', "sync"}};
    struct desk desk = open_desk();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        commands_do(&desk, rows[i].key);
        struct scene scene = shown(&desk);
        assert_int_equal(scene.run_count, i + 2);
        assert_string_equal(scene.runs[i + 1].mode, rows[i].mode);
        assert_int_equal(scene.runs[i].status, RUN_LEFT);
        assert_true(plan_equal(&scene.runs[i + 1].plan, &scene.runs[0].plan));
    }
    session_free(desk.session);
}

static void r_draws_a_new_seed_and_R_keeps_it(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    commands_do(&desk, 'R');
    assert_int_equal(shown(&desk).runs[1].plan.seed, 42);
    commands_do(&desk, 'r');
    assert_int_not_equal(shown(&desk).runs[2].plan.seed, 42);
    session_free(desk.session);
}

static void a_chosen_run_stays_chosen_until_it_is_forgotten(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    commands_do(&desk, '\t');
    commands_do(&desk, '\t');
    assert_int_equal(desk.focus, FOCUS_RUNS);
    commands_do(&desk, 'R');
    struct scene scene = shown(&desk);
    assert_int_equal(scene.run_count, 2);
    assert_int_equal(commands_chosen(&desk, &scene), 0);
    commands_do(&desk, KEY_CODE_DOWN);
    assert_int_equal(commands_chosen(&desk, &scene), 1); /* run 2 */
    for (int i = 2; i < SESSION_RUNS_MOST; i++)
        commands_do(&desk, 'R');
    scene = shown(&desk);
    assert_int_equal(commands_chosen(&desk, &scene), 1);
    commands_do(&desk, 'R');
    scene = shown(&desk);
    assert_int_equal(scene.runs[commands_chosen(&desk, &scene)].number, 2);
    for (int i = 0; i < 5; i++)
        commands_do(&desk, 'R');
    scene = shown(&desk);
    assert_int_equal(commands_chosen(&desk, &scene), 0);
    assert_int_equal(scene.runs[0].number, 7);
    commands_do(&desk, KEY_CODE_DOWN);
    assert_int_equal(commands_chosen(&desk, &scene), 1);
    session_free(desk.session);
}

/* Step by step: time itself stands. */
static void let_pass(const struct desk *desk, int64_t length)
{
    for (int64_t end = shown(desk).now + length; shown(desk).now < end; session_update(desk->session))
        if (!session_step(desk->session))
            (void)sched_yield(); /* the step before is still under way */
}

static void enter_shows_the_lanes_of_the_chosen_run_up_to_its_end(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    desk.columns = 80;
    desk.time = timeview_new(NS_PER_S);
    for (int run = 1; run < 3; run++) {
        let_pass(&desk, 3 * NS_PER_S);
        commands_do(&desk, 'R');
    }
    commands_do(&desk, '\t');
    commands_do(&desk, '\t');
    commands_do(&desk, KEY_CODE_UP);
    assert_int_equal(desk.time.seen.edge, TIME_NEVER);
    commands_do(&desk, KEY_CODE_ENTER);
    const struct trace *second = shown(&desk).runs[1].trace;
    int64_t first = desk.time.seen.edge - 79 * desk.time.seen.cell, end = trace_end(second, TIME_NEVER);
    assert_true(desk.time.seen.edge == end - 1);
    assert_in_range(first, trace_start(second) - desk.time.seen.cell, trace_start(second));
    session_free(desk.session);
}

static void escape_comes_back_to_now_before_it_leaves_anything_else(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    desk.columns = 80;
    desk.time = timeview_new(NS_PER_S);
    let_pass(&desk, 3 * NS_PER_S);
    commands_do(&desk, 'F');
    commands_do(&desk, ',');
    assert_int_not_equal(desk.time.seen.cursor, TIME_NEVER);
    commands_do(&desk, KEY_CODE_ESCAPE);
    assert_int_equal(desk.time.seen.cursor, TIME_NEVER);
    assert_true(desk.lanes.presented);
    commands_do(&desk, KEY_CODE_ESCAPE);
    assert_false(desk.lanes.presented);
    session_free(desk.session);
}

static void limits_are_said(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    commands_do(&desk, 'p');
    assert_string_equal(desk.notice, "");
    commands_do(&desk, 'p');
    assert_string_not_equal(desk.notice, "");
    assert_int_equal(shown(&desk).plan.producers, 1);
    session_free(desk.session);
}

static void speed_goes_up_and_down_between_its_ends(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    commands_do(&desk, '+');
    assert_true(session_speed(desk.session) > 1);
    commands_do(&desk, '-');
    assert_true(session_speed(desk.session) == 1);
    for (int i = 0; i < 20; i++)
        commands_do(&desk, '-');
    assert_true(session_speed(desk.session) == 0.1);
    for (int i = 0; i < 20; i++)
        commands_do(&desk, '+');
    assert_true(session_speed(desk.session) == 100);
    session_free(desk.session);
}

static void a_key_without_a_meaning_is_named(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    commands_do(&desk, '~');
    assert_non_null(strstr(desk.notice, "~"));
    commands_do(&desk, KEY_CODE_OTHER);
    assert_string_not_equal(desk.notice, "");
    commands_do(&desk, '?');
    assert_string_equal(desk.notice, "");
    session_free(desk.session);
}

static void q_leaves_the_help_first(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    commands_do(&desk, '?');
    assert_true(desk.help);
    commands_do(&desk, 'q');
    assert_false(desk.help);
    assert_false(desk.quit);
    commands_do(&desk, 'q');
    assert_true(desk.quit);
    session_free(desk.session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_keys_and_is_told_once),
        cmocka_unit_test(controls_show_the_keys_that_change_them),
        cmocka_unit_test(arrows_choose_and_change_once_the_controls_have_the_focus),
        cmocka_unit_test(mode_keys_start_the_same_plan_and_seed_again),
        cmocka_unit_test(r_draws_a_new_seed_and_R_keeps_it),
        cmocka_unit_test(a_chosen_run_stays_chosen_until_it_is_forgotten),
        cmocka_unit_test(enter_shows_the_lanes_of_the_chosen_run_up_to_its_end),
        cmocka_unit_test(escape_comes_back_to_now_before_it_leaves_anything_else),
        cmocka_unit_test(limits_are_said),
        cmocka_unit_test(speed_goes_up_and_down_between_its_ends),
        cmocka_unit_test(a_key_without_a_meaning_is_named),
        cmocka_unit_test(q_leaves_the_help_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
