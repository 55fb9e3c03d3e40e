/* session — runs in batches on one clock: what starts together, stands together and goes on from a deadlock. */
#include "app/session.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

enum { THREE = 3 };

static struct plan plan_of(int64_t items)
{
    struct plan plan = usual_plan();
    plan.items = items;
    plan.cpu_percent = 0; /* nobody needs a core */
    plan.seed = 42;
    return plan;
}

static struct session *open_race(const struct plan *plan, double speed)
{
    struct error error;
    struct session *session = session_new(modes, THREE, plan, speed, &error);
    assert_non_null(session);
    return session;
}

static struct scene shown(const struct session *session)
{
    struct scene scene = {0};
    session_show(session, &scene);
    return scene;
}

/* Takes in what happens until the condition holds. */
#define pump(session, holds) pump_named(session, holds, #holds)
static void pump_named(struct session *session, bool (*holds)(const struct session *session), const char *what)
{
    struct patience patience = patience_for(what);
    for (session_update(session); !holds(session); session_update(session))
        patience_wait(&patience, wakeup_fd(session->wakeup));
}

static bool every_P1_has_begun(const struct session *session)
{
    struct scene scene = shown(session);
    for (size_t i = 0; i < scene.run_count; i++) {
        const struct lane *lane = trace_lane(scene.runs[i].trace, lane_id_of(LANE_PRODUCER, 0));
        if (lane == NULL || lane_segment(lane, lane_count(lane, scene.now) - 1, scene.now).state != STATE_SLEEPING)
            return false;
    }
    return true;
}

static bool rests(const struct session *session)
{
    return !session_moves(session);
}

static bool is_over(const struct session *session)
{
    return session_is_over(session);
}

TEST(a_race_starts_all_modes_at_one_moment)
{
    struct plan plan = plan_of(20);
    struct session *session = open_race(&plan, 1);
    struct scene scene = shown(session);
    assert_int_equal(scene.run_count, THREE);
    assert_true(session->batch_size > 1);
    for (size_t i = 0; i < THREE; i++) {
        assert_ptr_equal(scene.runs[i].mode, modes[i]);
        assert_int_equal(scene.runs[i].batch, 1);
        assert_int_equal(scene.runs[i].off_timeline, i != 0);
        assert_true(scene.runs[i].trace->start == scene.runs[0].trace->start);
        assert_true(plan_equal(&scene.runs[i].plan, &plan));
    }
    session_free(session);
}

TEST(the_first_delay_of_P1_is_the_same_in_all)
{
    struct plan plan = plan_of(20);
    struct session *session = open_race(&plan, 0.001);
    session_pause(session, true);
    pump(session, every_P1_has_begun);
    struct scene scene = shown(session);
    int64_t delays[THREE];
    for (size_t i = 0; i < THREE; i++) {
        const struct lane *lane = trace_lane(scene.runs[i].trace, lane_id_of(LANE_PRODUCER, 0));
        struct segment segment = lane_segment(lane, lane_count(lane, scene.now) - 1, scene.now);
        delays[i] = segment.until - segment.start;
        assert_true(llabs(delays[i] - delays[0]) < NS_PER_S / 50); /* it runs on until the pause */
    }
    assert_between(delays[0], plan.produce.min - NS_PER_S / 50, plan.produce.max);
    session_free(session);
}

TEST(pause_stills_all_and_a_step_is_of_one_clock)
{
    struct plan plan = plan_of(20);
    struct session *session = open_race(&plan, 1);
    session_pause(session, true);
    pump(session, every_P1_has_begun);
    assert_false(session_moves(session));
    int64_t before = shown(session).now;
    assert_true(clock_step(session->clock));
    struct scene scene = shown(session);
    assert_true(scene.now > before);
    for (size_t i = 0; i < THREE; i++)
        assert_true(scene.runs[i].trace->latest <= scene.now);
    assert_false(session_moves(session));
    session_free(session);
}

TEST(a_change_acts_on_every_run_that_goes_on)
{
    struct plan plan = plan_of(20);
    struct session *session = open_race(&plan, 1);
    assert_true(session_change(session, CONTROL_PRODUCERS, 1));
    struct scene scene = shown(session);
    for (size_t i = 0; i < THREE; i++) {
        assert_int_equal(scene.runs[i].plan.producers, 3);
        assert_true(scene.runs[i].changed);
    }
    session_free(session);
}

TEST(a_race_ends_when_its_last_run_does)
{
    struct plan plan = plan_of(2);
    struct session *session = open_race(&plan, 100);
    pump(session, is_over);
    struct scene scene = shown(session);
    assert_false(session_moves(session));
    int64_t last = 0;
    for (size_t i = 0; i < THREE; i++) {
        assert_int_equal(scene.runs[i].status, RUN_FINISHED);
        assert_int_equal(scene.runs[i].trace->consumed, 4);
        int64_t end = trace_end(scene.runs[i].trace, scene.now);
        last = end > last ? end : last;
    }
    assert_true(scene.now == last);
    session_free(session);
}

TEST(any_run_of_a_batch_can_be_the_one_on_the_timeline)
{
    struct plan plan = plan_of(20);
    struct session *session = open_race(&plan, 1);
    struct error error;
    assert_true(session_start(session, modes, THREE, &error));
    session_set_primary(session, &mode_async);
    struct scene scene = shown(session);
    assert_int_equal(scene.run_count, 2 * THREE);
    assert_ptr_equal(scene.runs[scene.focus].mode, &mode_async);
    assert_ptr_equal(session_mode(session), &mode_async);
    for (size_t i = 0; i < THREE; i++) {
        assert_int_equal(scene.runs[i].status, RUN_LEFT);
        assert_int_equal(scene.runs[THREE + i].batch, 2);
        assert_int_equal(scene.runs[THREE + i].off_timeline, THREE + i != scene.focus);
    }
    session_show_run(session, 1); /* of an older batch: the present one's stays */
    scene = shown(session);
    assert_true(scene.runs[0].off_timeline && !scene.runs[1].off_timeline && scene.runs[2].off_timeline);
    assert_ptr_equal(scene.runs[scene.focus].mode, &mode_async);
    session_free(session);
}

TEST(the_oldest_batches_are_forgotten_where_there_would_be_too_many_runs)
{
    struct plan plan = plan_of(1);
    struct session *session = open_race(&plan, 1);
    struct error error;
    const int batches = SESSION_RUNS_MAX / THREE + 5;
    for (int batch = 2; batch <= batches; batch++)
        assert_true(session_start(session, modes, THREE, &error));
    struct scene scene = shown(session);
    assert_int_equal(scene.run_count, SESSION_RUNS_MAX / THREE * THREE); /* whole ones */
    for (size_t i = 0; i < scene.run_count; i++) {
        assert_int_equal(scene.runs[i].number, batches * THREE - (int)scene.run_count + (int)i + 1);
        assert_int_equal(scene.runs[i].batch, (scene.runs[i].number - 1) / THREE + 1);
    }
    assert_int_equal(scene.focus, scene.run_count - THREE);
    session_free(session);
}

static void expect_consumers(struct session *session, const struct mode *mode, uint32_t consumers)
{
    assert_true(session_start(session, &mode, 1, NULL));
    struct scene scene = shown(session);
    assert_int_equal(scene.plan.consumers, consumers);
    assert_int_equal(scene.runs[scene.focus].plan.consumers, consumers);
    assert_ptr_equal(scene.runs[scene.focus].mode, mode);
}

TEST(a_bug_takes_its_consumers_and_gives_them_back)
{
    struct plan plan = plan_of(20);
    struct session *session = open_race(&plan, 1);
    expect_consumers(session, &bug_unlocked, 2);
    assert_false(session_change(session, CONTROL_CONSUMERS, -1)); /* it needs them */
    expect_consumers(session, &bug_lost_wakeup, 1);
    assert_false(session_change(session, CONTROL_CONSUMERS, 1));
    expect_consumers(session, &mode_threads, 1);
    assert_true(session_change(session, CONTROL_CONSUMERS, 1));
    assert_true(session_change(session, CONTROL_CONSUMERS, 1));
    expect_consumers(session, &bug_unlocked, 3); /* 3 do as well */
    expect_consumers(session, &bug_lost_wakeup, 1);
    assert_true(session_change(session, CONTROL_ITEMS, 1));
    expect_consumers(session, &mode_threads, 3);
    session_free(session);
}

TEST(the_language_is_the_next_run_s)
{
    struct plan plan = plan_of(20);
    struct session *session = open_race(&plan, 1);
    const struct mode *const threads[] = {&mode_threads};
    for (int i = 0; i < 2; i++) {
        assert_true(session_start(session, threads, 1, NULL));
        struct scene scene = shown(session);
        assert_int_equal(mode_has_gil(&mode_threads, &scene.runs[scene.focus].plan), i == 1);
        session->plan.language = LANGUAGE_PYTHON;
    }
    session_free(session);
}

static bool everybody_has_begun(const struct session *session)
{
    struct scene scene = shown(session);
    const struct lane_list *lanes = scene.runs[scene.focus].trace->lanes;
    return lanes[LANE_PRODUCER].count == scene.plan.producers && lanes[LANE_CONSUMER].count == scene.plan.consumers;
}

/* The new one is compared with it. */
TEST(the_run_before_is_kept_however_many_workers_it_has)
{
    struct plan plan = plan_of(1);
    plan.producers = SESSION_LANES_MAX + 10;
    struct error error;
    const struct mode *mode = &mode_async;
    struct session *session = session_new(&mode, 1, &plan, 1, &error);
    assert_non_null(session);
    for (int run = 2; run < 5; run++) {
        pump(session, everybody_has_begun);
        assert_true(session_start(session, &mode, 1, &error));
        struct scene scene = shown(session);
        assert_int_equal(scene.run_count, 2);
        assert_int_equal(scene.runs[0].number, run - 1);
    }
    session_free(session);
}

TEST(fewer_are_kept_of_runs_with_very_many_workers)
{
    struct plan plan = plan_of(1);
    plan.producers = SESSION_LANES_MAX / 2;
    struct error error;
    const struct mode *mode = &mode_async;
    struct session *session = session_new(&mode, 1, &plan, 1, &error);
    assert_non_null(session);
    for (int i = 0; i < 3; i++) {
        pump(session, everybody_has_begun);
        assert_true(session_start(session, &mode, 1, &error));
        assert_int_equal(shown(session).run_count, 2); /* two before would have too many, with their consumers */
    }
    session_free(session);
}

static size_t segments_of_P1(const struct scene *scene)
{
    return lane_count(trace_lane(scene->runs[0].trace, lane_id_of(LANE_PRODUCER, 0)), scene->now);
}

/* Many consumers share what may be kept of a run, so that little suffices to lose the oldest part. */
TEST(of_a_run_before_only_the_newest_part_is_kept_in_detail)
{
    enum { ITEMS = 500 };
    struct plan plan = plan_of(ITEMS);
    plan.producers = 1, plan.consumers = 100;
    plan.produce = (struct delay){NS_PER_MS, NS_PER_MS};
    plan.consume = (struct delay){0, 0};
    struct error error;
    const struct mode *mode = &mode_sync;
    struct session *session = session_new(&mode, 1, &plan, 100, &error);
    assert_non_null(session);
    pump(session, is_over);
    struct scene scene = shown(session);
    assert_true(segments_of_P1(&scene) >= ITEMS);
    assert_true(session_start(session, &mode, 1, &error));
    scene = shown(session);
    assert_true(segments_of_P1(&scene) < ITEMS / 2);
    assert_int_equal(scene.runs[0].trace->consumed, ITEMS);
    session_free(session);
}

TEST(time_rests_in_a_deadlock_and_a_larger_queue_goes_on_from_there)
{
    struct plan plan = plan_of(3);
    plan.capacity = 2;
    struct error error;
    const struct mode *mode = &mode_sync;
    struct session *session = session_new(&mode, 1, &plan, 100, &error);
    assert_non_null(session);
    pump(session, rests);
    struct scene scene = shown(session);
    assert_int_equal(scene.runs[0].status, RUN_STUCK);
    assert_int_equal(scene.runs[0].trace->produced, 2);
    while (session_change(session, CONTROL_CAPACITY, 1))
        continue;
    pump(session, is_over);
    scene = shown(session);
    assert_int_equal(scene.run_count, 1);
    assert_int_equal(scene.runs[0].status, RUN_FINISHED);
    assert_int_equal(scene.runs[0].trace->consumed, 6);
    session_free(session);
}

TEST(a_run_left_in_a_deadlock_stays_one)
{
    struct plan plan = plan_of(3);
    plan.capacity = 2;
    struct error error;
    const struct mode *mode = &mode_sync, *other = &mode_threads;
    struct session *session = session_new(&mode, 1, &plan, 100, &error);
    assert_non_null(session);
    pump(session, rests);
    assert_true(session_start(session, &other, 1, &error));
    pump(session, is_over);
    struct scene scene = shown(session);
    assert_int_equal(scene.runs[0].status, RUN_STUCK);
    assert_int_equal(scene.runs[1].status, RUN_FINISHED);
    session_free(session);
}

TEST(a_race_rests_when_all_but_the_stuck_have_finished)
{
    struct plan plan = plan_of(3);
    plan.capacity = 2;
    struct session *session = open_race(&plan, 100);
    pump(session, rests);
    struct scene scene = shown(session);
    assert_int_equal(scene.runs[0].status, RUN_STUCK);
    assert_int_equal(scene.runs[1].status, RUN_FINISHED);
    assert_int_equal(scene.runs[2].status, RUN_FINISHED);
    assert_false(session_is_over(session));
    while (session_change(session, CONTROL_CAPACITY, 1))
        continue;
    pump(session, is_over);
    assert_int_equal(shown(session).runs[0].status, RUN_FINISHED);
    session_free(session);
}

static bool has_come_round(const struct session *session)
{
    struct scene scene = shown(session);
    return scene.runs[0].trace->produced > 50 && scene.runs[0].trace->consumed > 20;
}

TEST(an_endless_sync_run_goes_round_in_batches_and_can_be_given_an_end)
{
    struct plan plan = plan_of(20);
    plan.produce = plan.consume = (struct delay){NS_PER_S / 10, NS_PER_S / 10};
    struct error error;
    const struct mode *mode = &mode_sync;
    struct session *session = session_new(&mode, 1, &plan, 100, &error);
    assert_non_null(session);
    while (session_change(session, CONTROL_ITEMS, 1)) /* while it goes on */
        continue;
    assert_int_equal(shown(session).plan.items, 0);
    pump(session, has_come_round);
    while (session_change(session, CONTROL_ITEMS, -1))
        continue;
    pump(session, is_over);
    struct scene scene = shown(session);
    assert_true(scene.runs[0].trace->produced == scene.runs[0].trace->consumed);
    session_free(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_race_starts_all_modes_at_one_moment),
        cmocka_unit_test(the_first_delay_of_P1_is_the_same_in_all),
        cmocka_unit_test(pause_stills_all_and_a_step_is_of_one_clock),
        cmocka_unit_test(a_change_acts_on_every_run_that_goes_on),
        cmocka_unit_test(a_race_ends_when_its_last_run_does),
        cmocka_unit_test(any_run_of_a_batch_can_be_the_one_on_the_timeline),
        cmocka_unit_test(the_oldest_batches_are_forgotten_where_there_would_be_too_many_runs),
        cmocka_unit_test(a_bug_takes_its_consumers_and_gives_them_back),
        cmocka_unit_test(the_language_is_the_next_run_s),
        cmocka_unit_test(the_run_before_is_kept_however_many_workers_it_has),
        cmocka_unit_test(fewer_are_kept_of_runs_with_very_many_workers),
        cmocka_unit_test(of_a_run_before_only_the_newest_part_is_kept_in_detail),
        cmocka_unit_test(time_rests_in_a_deadlock_and_a_larger_queue_goes_on_from_there),
        cmocka_unit_test(a_run_left_in_a_deadlock_stays_one),
        cmocka_unit_test(a_race_rests_when_all_but_the_stuck_have_finished),
        cmocka_unit_test(an_endless_sync_run_goes_round_in_batches_and_can_be_given_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
