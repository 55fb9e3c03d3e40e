/* What an engine promises to who controls it, in every mode: start, drain, change, stop. */
#include "engine/engine.h"

#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/patience.h"
#include "support/test.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

static struct plan plan_of(uint32_t producers, int64_t items, uint32_t consumers, int64_t produce, int64_t consume)
{
    return (struct plan){
        .producers = producers,
        .consumers = consumers,
        .items = items,
        .produce = {produce, produce},
        .consume = {consume, consume},
        .seed = 1,
    };
}

static struct segment present_segment(const struct fixture *fixture, lane_id id)
{
    int64_t now = clock_now(fixture->clock);
    const struct lane *lane = trace_lane(fixture->trace, id);
    return lane_segment(lane, lane_count(lane, now) - 1, now);
}

TEST(a_run_starts_at_the_clock_s_time_and_does_nothing_before_it_is_allowed_to)
{
    struct plan plan = plan_of(1, 2, 1, NS_PER_S, NS_PER_S);
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct fixture fixture = fixture_open(&plan, modes[i]);
        int64_t begun = fixture_costs(modes[i]);
        assert_int_equal(fixture_advance(&fixture, begun), ENGINE_RUNNING);
        assert_int_equal(clock_now(fixture.clock), begun);
        assert_int_equal(fixture.trace->produced, 1); /* at once: its delay is all sleep, after the put */
        assert_int_equal(present_segment(&fixture, lane_id_of(LANE_PRODUCER, 0)).state, STATE_SLEEPING);
        fixture_close(&fixture);
    }
}

TEST(a_finished_run_s_trace_is_closed_at_its_end)
{
    struct plan plan = plan_of(1, 2, 1, NS_PER_S, 0);
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct fixture fixture = fixture_open(&plan, modes[i]);
        assert_int_equal(fixture_advance(&fixture, 10 * NS_PER_S), ENGINE_FINISHED);
        assert_in_range(trace_end(fixture.trace, 10 * NS_PER_S), 2 * NS_PER_S, 2 * NS_PER_S + fixture_costs(modes[i]));
        assert_int_equal(engine_drain(fixture.engine), ENGINE_FINISHED);
        fixture_close(&fixture);
    }
}

TEST(a_stopped_run_s_trace_is_closed_at_the_present_time)
{
    struct plan plan = plan_of(2, 20, 1, NS_PER_S, NS_PER_S);
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct fixture fixture = fixture_open(&plan, modes[i]);
        assert_int_equal(fixture_advance(&fixture, 3500 * NS_PER_MS), ENGINE_RUNNING);
        engine_stop(fixture.engine);
        assert_int_equal(trace_end(fixture.trace, TIME_NEVER), 3500 * NS_PER_MS);
        assert_int_equal(engine_drain(fixture.engine), ENGINE_FINISHED);
        engine_stop(fixture.engine); /* again: nothing */
        fixture_close(&fixture);
    }
}

TEST(a_change_of_a_finished_run_is_nothing)
{
    struct plan plan = plan_of(1, 2, 1, NS_PER_S, 0);
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct fixture fixture = fixture_open(&plan, modes[i]);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        plan.producers = 3;
        engine_change(fixture.engine, &plan);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(fixture.trace->produced, 2);
        plan.producers = 1;
        fixture_close(&fixture);
    }
}

TEST(the_seed_does_not_change)
{
    struct plan plan = plan_of(1, 10, 1, 0, 0);
    plan.produce.max = NS_PER_S;
    for (size_t i = 0; modes[i] != NULL; i++) {
        int64_t elapsed[2];
        for (int changed = 0; changed < 2; changed++) {
            struct fixture fixture = fixture_open(&plan, modes[i]);
            fixture_advance(&fixture, 0);
            struct plan other = plan;
            other.seed = 99;
            if (changed)
                engine_change(fixture.engine, &other);
            fixture_finish(&fixture);
            elapsed[changed] = stats_of(fixture.trace, 0).elapsed;
            fixture_close(&fixture);
        }
        assert_int_equal(elapsed[0], elapsed[1]);
    }
}

/* Two engines on one clock with one wakeup; the second has ended, unseen, when the first is stopped. */
TEST(stopping_one_run_does_not_swallow_the_wakeup_of_another)
{
    struct plan endless = plan_of(1, 0, 1, NS_PER_S, 0);
    struct plan short_one = plan_of(1, 1, 1, 0, 0);
    struct fixture fixture = fixture_open_real(&endless, &mode_sync, 1);
    struct trace *trace = trace_new(0);
    struct engine *other = engine_start(&short_one, &mode_threads, fixture.clock, fixture.wakeup, trace, NULL);
    clock_pause(fixture.clock);
    engine_stop(fixture.engine);
    while (engine_drain(other) != ENGINE_FINISHED) {
        clock_resume(fixture.clock);
        fixture_wait(fixture.wakeup);
    }
    engine_free(other);
    trace_free(trace);
    fixture_close(&fixture);
}

/* The later the stop, the more threads main has started. */
TEST(a_run_can_be_stopped_at_any_moment)
{
    struct plan plan = plan_of(50, 0, 50, 1000, 1000);
    for (size_t i = 0; modes[i] != NULL; i++)
        for (int k = 0, step = effort_is_short() ? 9 : 3; k < 100; k += step) {
            struct fixture fixture = k % 2 == 0 ? fixture_open(&plan, modes[i]) : fixture_open_real(&plan, modes[i], k);
            clock_allow(fixture.clock, k / 4 * 500);
            for (int yields = 0; yields < k; yields++)
                sched_yield();
            fixture_close(&fixture);
        }
}

TEST(a_run_can_be_stopped_while_it_is_paused)
{
    struct plan plan = plan_of(3, 0, 3, NS_PER_MS, NS_PER_MS);
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct fixture fixture = fixture_open_real(&plan, modes[i], 1);
        clock_pause(fixture.clock);
        engine_stop(fixture.engine);
        assert_true(clock_is_paused(fixture.clock));
        fixture_close(&fixture);
    }
}

TEST(an_endless_run_that_costs_no_time_can_be_paused_and_stopped)
{
    struct plan plan = plan_of(2, 0, 2, 0, 0);
    for (size_t i = 0; modes[i] != NULL; i++)
        for (enum clock_kind kind = CLOCK_REAL; kind <= CLOCK_INSTANT; kind++) {
            struct fixture fixture =
                kind == CLOCK_REAL ? fixture_open_real(&plan, modes[i], 1) : fixture_open(&plan, modes[i]);
            clock_allow(fixture.clock, TIME_NEVER); /* between processes an item takes time all the same */
            while (fixture.trace->consumed < 1000) {
                fixture_wait(fixture.wakeup);
                assert_int_equal(engine_drain(fixture.engine), ENGINE_RUNNING);
            }
            clock_pause(fixture.clock);
            struct patience patience = patience_for("100 steps of an endless run");
            for (int steps = 0; steps < 100; steps += clock_step(fixture.clock)) { /* somebody gets to a checkpoint */
                engine_drain(fixture.engine); /* and may need room in a ring for it */
                patience_check(&patience);
            }
            engine_stop(fixture.engine);
            fixture_close(&fixture);
        }
}

TEST(an_unbounded_queue_of_an_endless_run_stops_growing_before_memory_is_gone)
{
    struct plan plan = plan_of(1, 0, 1, 0, NS_PER_S);
    struct fixture fixture = fixture_open(&plan, &mode_async);
    fixture_advance(&fixture, 0); /* all that takes no time */
    assert_int_equal(fixture.trace->produced - fixture.trace->consumed, PLAN_UNBOUNDED_MAX);
    fixture_close(&fixture);
}

/* P1 sleeps 1 s an item, C1 0.3 s; every step shows the next thing that happens. */
TEST(each_step_takes_a_run_to_its_next_deadline)
{
    static const uint32_t cpu_percents[] = {0, 50, 100};
    for (size_t i = 0; modes[i] != NULL; i++)
        for (size_t k = 0; k < sizeof cpu_percents / sizeof *cpu_percents; k++) {
            struct plan plan = plan_of(1, 3, 1, NS_PER_S, 300 * NS_PER_MS);
            plan.cpu_percent = cpu_percents[k];
            struct fixture fixture = fixture_open(&plan, modes[i]);
            clock_pause(fixture.clock);
            int64_t before = -1;
            enum engine_status status;
            while ((status = fixture_advance(&fixture, 0)) == ENGINE_RUNNING) {
                assert_true(clock_now(fixture.clock) > before);
                before = clock_now(fixture.clock);
                assert_true(clock_step(fixture.clock));
            }
            assert_int_equal(status, ENGINE_FINISHED);
            assert_int_equal(fixture.trace->consumed, 3);
            fixture_close(&fixture);
        }
}

TEST(a_worker_taken_away_finishes_its_item_and_is_done)
{
    struct plan plan = plan_of(2, 10, 2, NS_PER_S, NS_PER_S);
    static const struct mode *const at_once[] = {&mode_threads, &mode_async};
    for (size_t i = 0; i < 2; i++) {
        struct fixture fixture = fixture_open(&plan, at_once[i]);
        fixture_advance(&fixture, 2500 * NS_PER_MS);
        struct plan fewer = plan;
        fewer.producers = fewer.consumers = 1;
        engine_change(fixture.engine, &fewer);
        fixture_advance(&fixture, 2500 * NS_PER_MS);
        lane_id p2 = lane_id_of(LANE_PRODUCER, 1), c2 = lane_id_of(LANE_CONSUMER, 1);
        assert_int_equal(present_segment(&fixture, p2).state, STATE_SLEEPING);
        assert_int_equal(present_segment(&fixture, c2).state, STATE_SLEEPING);
        fixture_advance(&fixture, 3 * NS_PER_S);
        assert_int_equal(present_segment(&fixture, p2).state, STATE_DONE);
        assert_int_equal(present_segment(&fixture, c2).state, STATE_DONE);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(trace_items(fixture.trace, p2), 3);
        assert_int_equal(fixture.trace->produced, 13);
        assert_int_equal(fixture.trace->consumed, 13);
        fixture_close(&fixture);
    }
}

TEST(a_new_worker_joins_at_once)
{
    struct plan plan = plan_of(1, 10, 1, NS_PER_S, NS_PER_S);
    static const struct mode *const at_once[] = {&mode_threads, &mode_async};
    for (size_t i = 0; i < 2; i++) {
        struct fixture fixture = fixture_open(&plan, at_once[i]);
        fixture_advance(&fixture, 2500 * NS_PER_MS);
        struct plan more = plan;
        more.producers = 2;
        engine_change(fixture.engine, &more);
        fixture_advance(&fixture, 2500 * NS_PER_MS);
        assert_int_equal(present_segment(&fixture, lane_id_of(LANE_PRODUCER, 1)).state, STATE_SLEEPING);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(fixture.trace->produced, 20);
        fixture_close(&fixture);
    }
}

TEST(a_worker_taken_away_while_it_waits_is_done_at_once_and_can_come_back)
{
    struct plan two = plan_of(1, 10, 2, NS_PER_S, 0);
    struct plan one = two;
    one.consumers = 1;
    lane_id c2 = lane_id_of(LANE_CONSUMER, 1);
    static const struct mode *const at_once[] = {&mode_threads, &mode_async};
    for (size_t i = 0; i < 2; i++) {
        struct fixture fixture = fixture_open(&two, at_once[i]);
        fixture_advance(&fixture, 500 * NS_PER_MS);
        assert_int_equal(present_segment(&fixture, c2).state, STATE_WAITING);
        engine_change(fixture.engine, &one);
        engine_change(fixture.engine, &two); /* both before anybody could look */
        fixture_advance(&fixture, 600 * NS_PER_MS);
        assert_int_equal(present_segment(&fixture, c2).state, STATE_WAITING);
        engine_change(fixture.engine, &one);
        fixture_advance(&fixture, 700 * NS_PER_MS);
        assert_int_equal(present_segment(&fixture, c2).state, STATE_DONE);
        engine_change(fixture.engine, &two);
        fixture_advance(&fixture, 800 * NS_PER_MS);
        assert_int_equal(present_segment(&fixture, c2).state, STATE_WAITING);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(fixture.trace->consumed, 10);
        fixture_close(&fixture);
    }
}

/* Called one after another, they let the main program look for new workers only between two calls. */
TEST(who_is_wanted_no_more_before_main_has_looked_never_comes)
{
    struct plan plan = plan_of(1, 2, 1, NS_PER_S, 0);
    struct plan more = plan_of(2, 2, 2, NS_PER_S, 0);
    struct fixture fixture = fixture_open(&plan, &mode_sync);
    fixture_advance(&fixture, NS_PER_S / 2); /* in the call of P1 */
    engine_change(fixture.engine, &more);
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->lanes[LANE_PRODUCER].count, 1); /* the others were never heard of */
    assert_int_equal(fixture.trace->lanes[LANE_CONSUMER].count, 1);
    assert_int_equal(fixture.trace->consumed, 2);
    fixture_close(&fixture);
}

/* Sync with a queue smaller than the items: the lesson. */
TEST(a_deadlock_is_noticed_and_a_change_can_end_it)
{
    struct plan plan = plan_of(1, 20, 1, NS_PER_S, NS_PER_S);
    plan.capacity = 5;
    struct fixture fixture = fixture_open(&plan, &mode_sync);
    assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
    assert_int_equal(fixture.trace->produced, 5);
    struct segment segment = present_segment(&fixture, lane_id_of(LANE_PRODUCER, 0));
    assert_int_equal(segment.state, STATE_WAITING);
    assert_int_equal(segment.reason, REASON_QUEUE_FULL);
    plan.capacity = 10;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_advance(&fixture, TIME_NEVER), ENGINE_STUCK);
    assert_int_equal(fixture.trace->produced, 10);
    plan.capacity = 0;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_advance(&fixture, TIME_NEVER), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 20);
    fixture_close(&fixture);
}

TEST(a_stuck_run_can_be_stopped)
{
    struct plan plan = plan_of(1, 20, 1, 0, 0);
    plan.capacity = 5;
    struct fixture fixture = fixture_open_real(&plan, &mode_sync, 1);
    assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
    fixture_close(&fixture);
}

TEST(a_capacity_below_the_depth_lets_nobody_put_until_the_queue_has_drained)
{
    struct plan plan = plan_of(4, 50, 1, NS_PER_S, 500 * NS_PER_MS);
    static const struct mode *const at_once[] = {&mode_threads, &mode_async};
    for (size_t i = 0; i < 2; i++) {
        struct fixture fixture = fixture_open(&plan, at_once[i]);
        fixture_advance(&fixture, 10 * NS_PER_S);
        uint32_t before = item_history_depth(fixture.trace->item_history, TIME_NEVER);
        assert_true(before > 10);
        plan.capacity = 2;
        engine_change(fixture.engine, &plan);
        fixture_advance(&fixture, 30 * NS_PER_S);
        assert_true(item_history_depth(fixture.trace->item_history, TIME_NEVER) <= 2);
        assert_int_equal(item_history_peak_depth(fixture.trace->item_history, 10 * NS_PER_S + 1, 30 * NS_PER_S),
                         before);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(fixture.trace->consumed, 200);
        plan.capacity = 0;
        fixture_close(&fixture);
    }
}

TEST(a_full_ring_makes_the_writer_wait_for_a_slow_reader_and_drops_nothing)
{
    struct plan plan = plan_of(2, 5000, 2, 2, 2);
    plan.cpu_percent = 50;
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct fixture fixture = fixture_open(&plan, modes[i]);
        clock_allow(fixture.clock, TIME_NEVER);
        while (engine_stalls(fixture.engine) == 0)
            fixture_wait(fixture.wakeup); /* nobody reads */
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(fixture.trace->produced, 10000);
        assert_int_equal(fixture.trace->consumed, 10000);
        fixture_close(&fixture);
    }
}

TEST(a_run_whose_reader_has_gone_slow_can_be_stopped)
{
    struct plan plan = plan_of(2, 0, 2, 2, 2);
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct fixture fixture = fixture_open(&plan, modes[i]);
        clock_allow(fixture.clock, TIME_NEVER);
        while (engine_stalls(fixture.engine) == 0)
            fixture_wait(fixture.wakeup);
        fixture_close(&fixture);
    }
}

TEST(changes_and_stops_from_outside_do_not_race_with_the_run)
{
    for (size_t i = 0; modes[i] != NULL; i++)
        for (uint32_t k = 0; k < (uint32_t)effort(40); k++) {
            struct plan plan = plan_of(2, 5, 2, 20000, 20000);
            plan.capacity = modes[i] == &mode_sync ? 0 : 3;
            struct fixture fixture = fixture_open_real(&plan, modes[i], k % 4 == 0 ? 100 : 1);
            struct plan changed = plan;
            for (uint32_t j = 0; j < 20; j++) {
                changed.producers = 1 + (k + j) % 4;
                changed.consumers = 1 + (k + 3 * j) % 5;
                if (modes[i] != &mode_sync)
                    changed.capacity = (k + j) % 3;
                engine_change(fixture.engine, &changed);
                engine_drain(fixture.engine);
            }
            if (k % 2 == 0) {
                assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
                assert_int_equal(fixture.trace->produced, fixture.trace->consumed);
            }
            fixture_close(&fixture);
        }
}

static void *keep_busy(void *over)
{
    while (!atomic_load((atomic_bool *)over))
        continue;
    return NULL;
}

TEST(faster_than_the_machine_a_run_is_the_same_however_busy_that_is)
{
    enum { BUSY = 4 };
    atomic_bool over = false;
    pthread_t busy[BUSY];
    for (int i = 0; i < BUSY; i++)
        assert_int_equal(pthread_create(&busy[i], NULL, keep_busy, &over), 0);
    struct plan plan = plan_of(3, 4, 2, 300 * NS_PER_MS, 200 * NS_PER_MS);
    plan.cpu_percent = 50;
    plan.cores = 2;
    for (size_t i = 0; modes[i] != NULL; i++) {
        int64_t elapsed = fixture_carry_out(&plan, modes[i]).elapsed;
        struct fixture fixture = fixture_open_real(&plan, modes[i], 50);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(stats_of(fixture.trace, 0).elapsed, elapsed);
        fixture_close(&fixture);
    }
    atomic_store(&over, true);
    for (int i = 0; i < BUSY; i++)
        pthread_join(busy[i], NULL);
}

TEST(many_workers_take_part)
{
    struct plan plan = plan_of(PLAN_WORKERS_MAX, 1, 10, NS_PER_S, 0);
    static const struct mode *const on_one_thread[] = {&mode_sync, &mode_async};
    for (size_t i = 0; i < 2; i++) {
        struct fixture fixture = fixture_open(&plan, on_one_thread[i]);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(fixture.trace->consumed, PLAN_WORKERS_MAX);
        fixture_close(&fixture);
    }
    plan.producers = 1000;
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 1000);
    assert_int_equal(stats_of(fixture.trace, 0).elapsed, NS_PER_S);
    struct error error;
    assert_false(engine_trouble(fixture.engine, &error));
    fixture_close(&fixture);
}

TEST(a_mode_refuses_more_workers_than_it_can_run)
{
    struct plan plan = plan_of(mode_threads.max_workers + 1, 1, 1, NS_PER_S, 0);
    struct wakeup *wakeup = wakeup_new(NULL);
    struct clock *clock = clock_new(CLOCK_INSTANT, wakeup);
    struct trace *trace = trace_new(0);
    struct error error;
    assert_null(engine_start(&plan, &mode_threads, clock, wakeup, trace, &error));
    assert_non_null(strstr(error.message, "10001 producers"));
    assert_non_null(strstr(error.message, "at most 10000"));
    trace_free(trace);
    clock_free(clock);
    wakeup_free(wakeup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_starts_at_the_clock_s_time_and_does_nothing_before_it_is_allowed_to),
        cmocka_unit_test(a_finished_run_s_trace_is_closed_at_its_end),
        cmocka_unit_test(a_stopped_run_s_trace_is_closed_at_the_present_time),
        cmocka_unit_test(a_change_of_a_finished_run_is_nothing),
        cmocka_unit_test(the_seed_does_not_change),
        cmocka_unit_test(stopping_one_run_does_not_swallow_the_wakeup_of_another),
        cmocka_unit_test(a_run_can_be_stopped_at_any_moment),
        cmocka_unit_test(a_run_can_be_stopped_while_it_is_paused),
        cmocka_unit_test(an_endless_run_that_costs_no_time_can_be_paused_and_stopped),
        cmocka_unit_test(an_unbounded_queue_of_an_endless_run_stops_growing_before_memory_is_gone),
        cmocka_unit_test(each_step_takes_a_run_to_its_next_deadline),
        cmocka_unit_test(a_worker_taken_away_finishes_its_item_and_is_done),
        cmocka_unit_test(a_new_worker_joins_at_once),
        cmocka_unit_test(a_worker_taken_away_while_it_waits_is_done_at_once_and_can_come_back),
        cmocka_unit_test(who_is_wanted_no_more_before_main_has_looked_never_comes),
        cmocka_unit_test(a_deadlock_is_noticed_and_a_change_can_end_it),
        cmocka_unit_test(a_stuck_run_can_be_stopped),
        cmocka_unit_test(a_capacity_below_the_depth_lets_nobody_put_until_the_queue_has_drained),
        cmocka_unit_test(a_full_ring_makes_the_writer_wait_for_a_slow_reader_and_drops_nothing),
        cmocka_unit_test(a_run_whose_reader_has_gone_slow_can_be_stopped),
        cmocka_unit_test(changes_and_stops_from_outside_do_not_race_with_the_run),
        cmocka_unit_test(faster_than_the_machine_a_run_is_the_same_however_busy_that_is),
        cmocka_unit_test(many_workers_take_part),
        cmocka_unit_test(a_mode_refuses_more_workers_than_it_can_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
