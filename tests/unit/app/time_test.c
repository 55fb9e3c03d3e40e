/* Time under the keys: a pause freezes every thread, steps go through the record and then through time. */
#include "app/commands.h"
#include "base/machine.h"
#include "base/units.h"
#include "modes/modes.h"
#include "term/term.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct desk open_desk(const struct mode *mode, double speed)
{
    struct plan plan = plan_default();
    plan.seed = 42;
    struct desk desk = {
        .session = session_new(&mode, 1, &plan, speed, NULL), .time = timeview_new(400 * NS_PER_MS), .columns = 50};
    assert_non_null(desk.session);
    return desk;
}

static struct scene shown(const struct desk *desk)
{
    struct scene scene = {0};
    session_show(desk->session, &scene);
    return scene;
}

static const struct trace *trace_shown(const struct desk *desk)
{
    struct scene scene = shown(desk);
    return scene.runs[scene.run_count - 1].trace;
}

/* Takes in what comes, for so long. */
static void watch(const struct desk *desk, int64_t ns)
{
    for (int64_t end = machine_now() + ns; machine_now() < end;) {
        struct pollfd descriptor = {.fd = session_descriptor(desk->session), .events = POLLIN};
        (void)poll(&descriptor, 1, 5);
        session_update(desk->session);
    }
}

static void run_until_produced(const struct desk *desk, uint64_t items)
{
    for (int64_t end = machine_now() + 20 * NS_PER_S; trace_produced(trace_shown(desk)) < items;) {
        assert_true(machine_now() < end);
        watch(desk, NS_PER_MS);
    }
}

static int64_t moment_of(const struct desk *desk)
{
    struct extent extent = {.start = 0, .now = shown(desk).now, .columns = desk->columns};
    return timeview_moment(&desk->time, &extent);
}

/* Steps until something else is recorded than before: threads that still run are not due yet. */
static void step(struct desk *desk)
{
    int64_t before = trace_latest(trace_shown(desk));
    for (int64_t end = machine_now() + 20 * NS_PER_S; trace_latest(trace_shown(desk)) == before;) {
        commands_do(desk, '.');
        assert_string_equal(desk->notice, "");
        assert_true(machine_now() < end);
        watch(desk, 20 * NS_PER_MS);
    }
}

static void while_paused_nothing_is_recorded_in_any_mode(void **state)
{
    (void)state;
    for (const struct mode *const *mode = modes; *mode != NULL; mode++) {
        struct desk desk = open_desk(*mode, 100); /* something happens every few milliseconds */
        run_until_produced(&desk, 3);
        commands_do(&desk, ' ');
        watch(&desk, 50 * NS_PER_MS); /* who was running comes to rest */
        int64_t now = shown(&desk).now;
        int64_t latest = trace_latest(trace_shown(&desk));
        uint64_t produced = trace_produced(trace_shown(&desk)), consumed = trace_consumed(trace_shown(&desk));
        assert_true(latest <= now);
        watch(&desk, 300 * NS_PER_MS);
        assert_int_equal(shown(&desk).now, now);
        assert_int_equal(trace_latest(trace_shown(&desk)), latest);
        assert_int_equal(trace_produced(trace_shown(&desk)), produced);
        assert_int_equal(trace_consumed(trace_shown(&desk)), consumed);
        commands_do(&desk, ' ');
        run_until_produced(&desk, produced + 1); /* and on from there */
        session_free(desk.session);
    }
}

static void steps_back_look_at_the_record_and_steps_forward_come_back_to_now(void **state)
{
    (void)state;
    enum { STEPS = 8, BACK = 4 };
    struct desk desk = open_desk(&mode_threads, 1);
    session_pause(desk.session, true);
    for (int i = 0; i < STEPS; i++)
        step(&desk);
    watch(&desk, 50 * NS_PER_MS);
    int64_t now = shown(&desk).now;
    uint64_t produced = trace_produced(trace_shown(&desk));
    int64_t moments[BACK + 1] = {now};
    for (int i = 1; i <= BACK; i++) {
        commands_do(&desk, ',');
        moments[i] = moment_of(&desk);
        assert_true(moments[i] < moments[i - 1]);
    }
    assert_int_equal(shown(&desk).now, now); /* threads are never undone */
    assert_int_equal(trace_produced(trace_shown(&desk)), produced);
    for (int i = BACK; i-- > 0;) {
        commands_do(&desk, '.');
        assert_int_equal(moment_of(&desk), moments[i]);
        assert_int_equal(shown(&desk).now, now);
    }
    assert_int_equal(desk.time.seen.cursor, TIME_NEVER);
    step(&desk); /* at the live edge time goes on */
    assert_true(shown(&desk).now > now);
    session_free(desk.session);
}

static void expect_cursor_gone_as_time_goes_on(struct desk *desk)
{
    for (int64_t end = machine_now() + 20 * NS_PER_S; desk->time.seen.cursor != TIME_NEVER; watch(desk, NS_PER_MS)) {
        assert_true(machine_now() < end);
        commands_keep_time(desk);
    }
}

static bool is_stuck(const struct desk *desk)
{
    struct scene scene = shown(desk);
    return scene.runs[scene.focus].status == RUN_STUCK;
}

static void in_a_deadlock_the_arrows_look_at_how_it_came(void **state)
{
    (void)state;
    struct desk desk = open_desk(&mode_sync, 100);
    for (int i = 0; i < 8; i++)
        commands_do(&desk, 'b');
    while (!is_stuck(&desk))
        watch(&desk, NS_PER_MS);
    commands_do(&desk, KEY_CODE_LEFT);
    assert_string_equal(desk.notice, "");
    assert_int_not_equal(desk.time.seen.cursor, TIME_NEVER);
    for (int i = 0; i < 8; i++)
        commands_do(&desk, 'B'); /* there is room: it goes on */
    expect_cursor_gone_as_time_goes_on(&desk);
    session_free(desk.session);
}

static void a_cursor_that_was_left_in_the_other_view_is_gone_once_time_goes_on(void **state)
{
    (void)state;
    struct desk desk = open_desk(&mode_threads, 10);
    run_until_produced(&desk, 2);
    commands_do(&desk, ',');
    desk.racers = modes, desk.racer_count = 2;
    commands_do(&desk, 'x'); /* the race begins, and time goes on in it */
    commands_do(&desk, ' ');
    session_pause(desk.session, false);
    commands_do(&desk, 'x');
    expect_cursor_gone_as_time_goes_on(&desk);
    session_free(desk.session);
}

static void the_first_step_back_pauses_and_at_the_start_there_is_nothing_before(void **state)
{
    (void)state;
    struct desk desk = open_desk(&mode_threads, 10);
    run_until_produced(&desk, 2);
    commands_do(&desk, ',');
    assert_true(session_is_paused(desk.session));
    for (int i = 0; i < 100 && desk.notice[0] == '\0'; i++)
        commands_do(&desk, ',');
    assert_string_equal(desk.notice, "Nothing happened before.");
    session_free(desk.session);
}

static void arrows_scroll_while_it_runs_and_move_the_cursor_while_it_stands(void **state)
{
    (void)state;
    struct desk desk = open_desk(&mode_threads, 1);
    session_pause(desk.session, true);
    for (int i = 0; i < 10; i++)
        step(&desk);
    commands_do(&desk, KEY_CODE_LEFT);
    assert_int_equal(desk.time.seen.cursor, shown(&desk).now - desk.time.seen.cell);
    commands_do(&desk, KEY_CODE_RIGHT);
    assert_int_equal(desk.time.seen.cursor, TIME_NEVER);
    commands_do(&desk, KEY_CODE_HOME);
    assert_int_equal(desk.time.seen.cursor, trace_start(trace_shown(&desk)));
    commands_do(&desk, ' '); /* going on is with what is now */
    assert_int_equal(desk.time.seen.cursor, TIME_NEVER);
    assert_int_equal(desk.time.seen.edge, TIME_NEVER);
    desk.columns = 4; /* less than what has gone by */
    desk.time.seen.cell = 100 * NS_PER_MS;
    commands_do(&desk, KEY_CODE_LEFT);
    assert_int_equal(desk.time.seen.cursor, TIME_NEVER);
    assert_int_not_equal(desk.time.seen.edge, TIME_NEVER);
    commands_do(&desk, KEY_CODE_END);
    assert_int_equal(desk.time.seen.edge, TIME_NEVER);
    commands_do(&desk, KEY_CODE_HOME);
    assert_int_not_equal(desk.time.seen.edge, TIME_NEVER);
    commands_do(&desk, 'l');
    assert_int_equal(desk.time.seen.edge, TIME_NEVER);
    session_free(desk.session);
}

static void a_new_run_is_seen_live(void **state)
{
    (void)state;
    struct desk desk = open_desk(&mode_threads, 1);
    session_pause(desk.session, true);
    for (int i = 0; i < 6; i++)
        step(&desk);
    static const uint32_t starts[] = {'s', 'r', 'R'};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        commands_do(&desk, ',');
        assert_int_not_equal(desk.time.seen.cursor, TIME_NEVER);
        commands_do(&desk, starts[i]);
        assert_int_equal(desk.time.seen.cursor, TIME_NEVER);
        assert_int_equal(desk.time.seen.edge, TIME_NEVER);
    }
    session_free(desk.session);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
