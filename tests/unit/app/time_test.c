/* Time under the keys: a pause freezes every thread, steps go through the record and then through time. */
#include "app/keymap.h"
#include "app/ui_state.h"
#include "base/units.h"
#include "modes/modes.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/test.h"
#include "term/term.h"
#include "view/runs.h"

#include <poll.h>
#include <string.h>

static struct ui_state open_ui_of(const struct mode *mode, const struct plan *plan, double speed)
{
    struct ui_state ui = {.session = session_new(&mode, 1, plan, speed, NULL),
                          .view = {.time = timeview_new(400 * NS_PER_MS)},
                          .shown = {.columns = 50}};
    assert_non_null(ui.session);
    return ui;
}

static struct ui_state open_ui(const struct mode *mode, double speed)
{
    struct plan plan = usual_plan();
    plan.seed = 42;
    return open_ui_of(mode, &plan, speed);
}

static struct scene shown(const struct ui_state *ui)
{
    struct scene scene = {0};
    session_show(ui->session, &scene);
    return scene;
}

static const struct trace *trace_shown(const struct ui_state *ui)
{
    struct scene scene = shown(ui);
    return scene.runs[scene.run_count - 1].trace;
}

/* Takes in what comes. */
static void watch(const struct ui_state *ui, const struct patience *patience)
{
    patience_wait(patience, wakeup_fd(ui->session->wakeup));
    session_update(ui->session);
}

/* Takes in what comes until no thread has anything more to do. */
static void come_to_rest(const struct ui_state *ui)
{
    patience_until_at_rest();
    session_update(ui->session);
}

static void run_until_produced(const struct ui_state *ui, uint64_t items)
{
    for (struct patience patience = patience_for("more items"); trace_shown(ui)->produced < items;)
        watch(ui, &patience);
}

static int64_t moment_of(const struct ui_state *ui)
{
    struct time_bounds time_bounds = {.start = 0, .now = shown(ui).now, .columns = ui->shown.columns};
    return timeview_shown_time(&ui->view.time, &time_bounds);
}

/* Steps until something else is recorded than before: threads that still run are not due yet. */
static void step(struct ui_state *ui)
{
    int64_t before = trace_shown(ui)->latest;
    for (struct patience patience = patience_for("a step"); trace_shown(ui)->latest == before;) {
        keymap_do(ui, '.');
        assert_string_equal(ui->view.notice, "");
        watch(ui, &patience);
        come_to_rest(ui);
    }
}

TEST(while_paused_nothing_is_recorded_in_any_mode)
{
    for (const struct mode *const *mode = modes; *mode != NULL; mode++) {
        struct ui_state ui = open_ui(*mode, 100); /* something happens every few milliseconds */
        run_until_produced(&ui, 3);
        keymap_do(&ui, ' ');
        come_to_rest(&ui);
        int64_t now = shown(&ui).now;
        int64_t latest = trace_shown(&ui)->latest;
        uint64_t produced = trace_shown(&ui)->produced, consumed = trace_shown(&ui)->consumed;
        assert_true(latest <= now);
        (void)poll(NULL, 0, 300);
        session_update(ui.session);
        assert_int_equal(shown(&ui).now, now);
        assert_int_equal(trace_shown(&ui)->latest, latest);
        assert_int_equal(trace_shown(&ui)->produced, produced);
        assert_int_equal(trace_shown(&ui)->consumed, consumed);
        keymap_do(&ui, ' ');
        run_until_produced(&ui, produced + 1); /* and on from there */
        session_free(ui.session);
    }
}

TEST(steps_back_look_at_the_record_and_steps_forward_come_back_to_now)
{
    enum { STEPS = 8, BACK = 4 };
    struct ui_state ui = open_ui(&mode_threads, 1);
    session_pause(ui.session, true);
    for (int i = 0; i < STEPS; i++)
        step(&ui);
    come_to_rest(&ui);
    int64_t now = shown(&ui).now;
    uint64_t produced = trace_shown(&ui)->produced;
    int64_t moments[BACK + 1] = {now};
    for (int i = 1; i <= BACK; i++) {
        keymap_do(&ui, ',');
        moments[i] = moment_of(&ui);
        assert_true(moments[i] < moments[i - 1]);
    }
    assert_int_equal(shown(&ui).now, now); /* threads are never undone */
    assert_int_equal(trace_shown(&ui)->produced, produced);
    for (int i = BACK; i-- > 0;) {
        keymap_do(&ui, '.');
        assert_int_equal(moment_of(&ui), moments[i]);
        assert_int_equal(shown(&ui).now, now);
    }
    assert_int_equal(ui.view.time.cursor, TIME_NEVER);
    step(&ui); /* at the live edge time goes on */
    assert_true(shown(&ui).now > now);
    session_free(ui.session);
}

static void expect_cursor_gone_as_time_goes_on(struct ui_state *ui)
{
    struct patience patience = patience_for("the cursor to go");
    for (; ui->view.time.cursor != TIME_NEVER; watch(ui, &patience))
        ui_update_time(ui);
}

static bool is_stuck(const struct ui_state *ui)
{
    struct scene scene = shown(ui);
    return scene.runs[scene.focus].status == RUN_STUCK;
}

TEST(in_a_deadlock_the_arrows_look_at_how_it_came)
{
    struct ui_state ui = open_ui(&mode_sync, 100);
    for (int i = 0; i < 8; i++)
        keymap_do(&ui, 'b');
    for (struct patience patience = patience_for("the deadlock"); !is_stuck(&ui);)
        watch(&ui, &patience);
    keymap_do(&ui, KEY_CODE_LEFT);
    assert_string_equal(ui.view.notice, "");
    assert_int_not_equal(ui.view.time.cursor, TIME_NEVER);
    for (int i = 0; i < 8; i++)
        keymap_do(&ui, 'B'); /* there is room: it goes on */
    expect_cursor_gone_as_time_goes_on(&ui);
    session_free(ui.session);
}

TEST(a_cursor_that_was_left_in_the_other_view_is_gone_once_time_goes_on)
{
    struct ui_state ui = open_ui(&mode_threads, 10);
    run_until_produced(&ui, 2);
    keymap_do(&ui, ',');
    memcpy(ui.racers, modes, 2 * sizeof *modes);
    ui.racer_count = 2;
    keymap_do(&ui, 'x'); /* the race begins, and time goes on in it */
    keymap_do(&ui, ' ');
    session_pause(ui.session, false);
    keymap_do(&ui, 'x');
    expect_cursor_gone_as_time_goes_on(&ui);
    session_free(ui.session);
}

TEST(the_first_step_back_pauses_and_at_the_start_there_is_nothing_before)
{
    struct ui_state ui = open_ui(&mode_threads, 10);
    run_until_produced(&ui, 2);
    keymap_do(&ui, ',');
    assert_true(ui.session->paused);
    for (int i = 0; i < 100 && ui.view.notice[0] == '\0'; i++)
        keymap_do(&ui, ',');
    assert_string_equal(ui.view.notice, "Nothing happened before.");
    session_free(ui.session);
}

TEST(arrows_scroll_while_it_runs_and_move_the_cursor_while_it_stands)
{
    struct ui_state ui = open_ui(&mode_threads, 1);
    session_pause(ui.session, true);
    for (int i = 0; i < 10; i++)
        step(&ui);
    keymap_do(&ui, KEY_CODE_LEFT);
    assert_int_equal(ui.view.time.cursor, shown(&ui).now - ui.view.time.cell);
    keymap_do(&ui, KEY_CODE_RIGHT);
    assert_int_equal(ui.view.time.cursor, TIME_NEVER);
    keymap_do(&ui, KEY_CODE_HOME);
    assert_int_equal(ui.view.time.cursor, trace_shown(&ui)->start);
    keymap_do(&ui, ' '); /* going on is with what is now */
    assert_int_equal(ui.view.time.cursor, TIME_NEVER);
    assert_int_equal(ui.view.time.edge, TIME_NEVER);
    ui.shown.columns = 4; /* less than what has gone by */
    ui.view.time.cell = 100 * NS_PER_MS;
    keymap_do(&ui, KEY_CODE_LEFT);
    assert_int_equal(ui.view.time.cursor, TIME_NEVER);
    assert_int_not_equal(ui.view.time.edge, TIME_NEVER);
    keymap_do(&ui, KEY_CODE_END);
    assert_int_equal(ui.view.time.edge, TIME_NEVER);
    keymap_do(&ui, KEY_CODE_HOME);
    assert_int_not_equal(ui.view.time.edge, TIME_NEVER);
    keymap_do(&ui, KEY_CODE_END);
    assert_int_equal(ui.view.time.edge, TIME_NEVER);
    session_free(ui.session);
}

TEST(a_new_run_is_seen_live)
{
    struct ui_state ui = open_ui(&mode_threads, 1);
    session_pause(ui.session, true);
    for (int i = 0; i < 6; i++)
        step(&ui);
    static const uint32_t starts[] = {'s', 'r', 'R'};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        keymap_do(&ui, ',');
        assert_int_not_equal(ui.view.time.cursor, TIME_NEVER);
        keymap_do(&ui, starts[i]);
        assert_int_equal(ui.view.time.cursor, TIME_NEVER);
        assert_int_equal(ui.view.time.edge, TIME_NEVER);
    }
    session_free(ui.session);
}

/* ---- What goes wrong is magnified ---- */

static void run_until(struct ui_state *ui, enum run_status status)
{
    for (struct patience patience = patience_for("the run's status"); shown(ui).runs[0].status != status;)
        watch(ui, &patience);
    ui_update_time(ui);
}

TEST(a_deadlock_is_magnified_and_escape_goes_back)
{
    struct ui_state ui = open_ui(&bug_lost_wakeup, 100);
    run_until(&ui, RUN_STUCK);
    int64_t cell = ui.view.time.cell, late = shown(&ui).now - trace_shown(&ui)->latest; /* found so long after it */
    assert_true(cell * 26 <= 3 * 2 * NS_PER_S + late + 26); /* three items, in what is left beside the words */
    assert_int_equal(ui.view.time.edge, TIME_NEVER);        /* it is now */
    assert_true(ui.view.time.ahead > 20 * cell);            /* with room for words */
    keymap_do(&ui, '.');                                    /* there is no next step: it stays in view */
    ui_update_time(&ui);
    assert_int_equal(ui.view.time.cell, cell);
    keymap_do(&ui, KEY_CODE_ESCAPE);
    ui_update_time(&ui);
    assert_int_equal(ui.view.time.cell, 400 * NS_PER_MS);
    assert_true(ui.view.time.ahead > 0);
    session_free(ui.session);
}

TEST(a_deadlock_is_not_magnified_while_the_user_looks_back)
{
    struct ui_state ui = open_ui(&bug_lost_wakeup, 100);
    run_until_produced(&ui, 1);
    ui.view.time.edge = NS_PER_S;
    run_until(&ui, RUN_STUCK);
    assert_int_equal(ui.view.time.cell, 400 * NS_PER_MS);
    ui.view.time.edge = TIME_NEVER; /* it was not wanted then: it does not come later */
    ui_update_time(&ui);
    assert_int_equal(ui.view.time.cell, 400 * NS_PER_MS);
    session_free(ui.session);
}

static struct ui_state open_unlocked(int64_t items)
{
    struct plan plan = usual_plan();
    plan.consumers = 3;
    plan.items = items;
    return open_ui_of(&bug_unlocked, &plan, 100);
}

TEST(a_failure_is_magnified_with_what_came_after_it)
{
    struct ui_state ui = open_unlocked(0);
    for (struct patience patience = patience_for("a failure"); ui.view.time.edge == TIME_NEVER; ui_update_time(&ui))
        watch(&ui, &patience);
    int64_t failure = runs_failure(shown(&ui).runs);
    assert_true(ui.view.time.cell < 100 * NS_PER_MS);
    assert_true(ui.view.time.edge > failure && ui.view.time.edge < failure + 4 * NS_PER_S);
    keymap_do(&ui, KEY_CODE_ESCAPE);
    assert_int_equal(ui.view.time.edge, TIME_NEVER);
    ui_update_time(&ui);
    assert_int_equal(ui.view.time.edge, TIME_NEVER); /* once */
    session_free(ui.session);
}

static void run_to_the_end(struct ui_state *ui)
{
    for (struct patience patience = patience_for("the end"); !session_is_over(ui->session);) {
        ui_update_time(ui);
        watch(ui, &patience);
    }
    ui_update_time(ui);
}

/* At 100 times the usual speed, too, where the run ends in no time. */
TEST(the_look_at_a_failure_lasts_a_while_of_the_viewers_time_whatever_becomes_of_the_run)
{
    struct ui_state ui = open_unlocked(20);
    run_to_the_end(&ui);
    assert_int_not_equal(runs_failure(shown(&ui).runs), TIME_NEVER);
    assert_true(ui.look_ends > 0 && ui.view.time.saved.cell != 0);
    assert_true(ui_changes_at(&ui) == ui.look_ends); /* there is a frame then */
    session_pause(ui.session, true);
    ui.look_ends = 1;
    ui_update_time(&ui);
    assert_true(ui.look_ends > 1 && ui.view.time.saved.cell != 0); /* not while it is paused */
    session_pause(ui.session, false);
    ui.look_ends = 1;
    ui_update_time(&ui);
    assert_int_equal(ui.look_ends, 0);
    assert_int_equal(ui.view.time.edge, TIME_NEVER);
    assert_int_equal(ui.view.time.saved.cell, 0);
    session_free(ui.session);
}

TEST(a_lost_update_is_magnified_too)
{
    struct plan plan = usual_plan();
    plan.producers = plan.consumers = 3;
    (void)mode_fit(&bug_counter, &plan);
    struct ui_state ui = open_ui_of(&bug_counter, &plan, 100);
    run_to_the_end(&ui);
    bool failed = runs_failure(shown(&ui).runs) != TIME_NEVER; /* as the machine has it */
    assert_int_equal(ui.look_ends > 0, failed);
    session_free(ui.session);
}

TEST(a_run_that_is_over_is_seen_as_a_whole_and_the_next_as_before)
{
    struct ui_state ui = open_ui(&mode_sync, 100);
    run_to_the_end(&ui);
    int64_t length = shown(&ui).now - trace_shown(&ui)->start;
    assert_true(length > 50 * 400 * NS_PER_MS); /* else it would be anyway */
    assert_true(ui.view.time.cell * 49 >= length && ui.view.time.cell * 40 < length);
    keymap_do(&ui, 'r');
    ui_update_time(&ui);
    assert_int_equal(ui.view.time.cell, 400 * NS_PER_MS);
    keymap_do(&ui, 'z'); /* what the user has chosen stays */
    int64_t chosen = ui.view.time.cell;
    assert_true(chosen < 400 * NS_PER_MS);
    run_to_the_end(&ui);
    assert_int_equal(ui.view.time.cell, chosen);
    session_free(ui.session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(while_paused_nothing_is_recorded_in_any_mode),
        cmocka_unit_test(steps_back_look_at_the_record_and_steps_forward_come_back_to_now),
        cmocka_unit_test(in_a_deadlock_the_arrows_look_at_how_it_came),
        cmocka_unit_test(a_cursor_that_was_left_in_the_other_view_is_gone_once_time_goes_on),
        cmocka_unit_test(the_first_step_back_pauses_and_at_the_start_there_is_nothing_before),
        cmocka_unit_test(arrows_scroll_while_it_runs_and_move_the_cursor_while_it_stands),
        cmocka_unit_test(a_new_run_is_seen_live),
        cmocka_unit_test(a_deadlock_is_magnified_and_escape_goes_back),
        cmocka_unit_test(a_deadlock_is_not_magnified_while_the_user_looks_back),
        cmocka_unit_test(a_failure_is_magnified_with_what_came_after_it),
        cmocka_unit_test(the_look_at_a_failure_lasts_a_while_of_the_viewers_time_whatever_becomes_of_the_run),
        cmocka_unit_test(a_lost_update_is_magnified_too),
        cmocka_unit_test(a_run_that_is_over_is_seen_as_a_whole_and_the_next_as_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
