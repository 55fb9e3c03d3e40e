/* Where working takes place: fewer cores than workers, and how they change hands. */
#include "clock/cpu.h"

#include "modes/modes.h"
#include "support/children.h"
#include "support/fixture.h"
#include "support/patience.h"
#include "support/story.h"
#include "support/test.h"

#include <poll.h>
#include <time.h>
#include <unistd.h>

/* Producers that do nothing but work, and a consumer to which nothing is work. */
static struct plan work_of(uint32_t producers, int64_t items, int64_t ns, uint32_t cores)
{
    return (struct plan){
        .producers = producers,
        .consumers = 1,
        .items = items,
        .produce = {.min = ns, .max = ns},
        .cpu_percent = 100,
        .cores = cores,
    };
}

TEST(half_the_cores_take_exactly_twice_as_long)
{
    for (uint32_t cores = 4; cores > 0; cores--) {
        struct plan plan = work_of(4, 10, 1500 * NS_PER_MS, cores);
        assert_int_equal(fixture_carry_out(&plan, &mode_threads).elapsed, 15 * NS_PER_S * 4 / cores);
    }
}

TEST(more_cores_than_workers_are_as_good_as_unlimited_ones)
{
    static const uint32_t enough[] = {0, 4, 5, 10000};
    for (size_t i = 0; i < sizeof enough / sizeof *enough; i++) {
        struct plan plan = work_of(4, 3, NS_PER_S, enough[i]);
        assert_int_equal(fixture_carry_out(&plan, &mode_threads).elapsed, 3 * NS_PER_S);
    }
}

TEST(who_has_no_core_is_ready_and_they_change_hands_every_10_ms)
{
    struct plan plan = work_of(2, 1, 25 * NS_PER_MS, 1);
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_finish(&fixture);
    story_expect(&fixture, P1,
                 "0 working#1, 10 ready(the cores) by P2, 20 working#1, 30 ready(the cores) by P2, 40 working#1, "
                 "45 done");
    story_expect(&fixture, P2,
                 "0 ready(the cores) by P1, 10 working#1, 20 ready(the cores) by P1, 30 working#1, "
                 "40 ready(the cores) by P1, 45 working#1, 50 done");
    fixture_close(&fixture);
}

TEST(three_workers_share_two_cores_fairly)
{
    struct plan plan = work_of(3, 1, 300 * NS_PER_MS, 2);
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_advance(&fixture, 300 * NS_PER_MS);
    for (uint32_t i = 0; i < 3; i++) {
        struct state_times state_times = stats_worker(fixture.trace, lane_id_of(LANE_PRODUCER, i), 300 * NS_PER_MS);
        assert_int_equal(state_times.ns[STATE_WORKING], 200 * NS_PER_MS);
        assert_int_equal(state_times.ns[STATE_READY], 100 * NS_PER_MS);
    }
    fixture_close(&fixture);
}

TEST(nobody_is_interrupted_while_nobody_waits)
{
    struct plan plan = work_of(2, 2, NS_PER_S, 2);
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_finish(&fixture);
    story_expect(&fixture, P1, "0 working#1, 1000 working#2, 2000 done");
    fixture_close(&fixture);
}

TEST(sleeping_needs_no_core)
{
    struct plan plan = work_of(4, 3, NS_PER_S, 1);
    plan.cpu_percent = 0;
    assert_int_equal(fixture_carry_out(&plan, &mode_threads).elapsed, 3 * NS_PER_S);
}

TEST(cores_can_be_taken_away_and_given_while_a_run_goes_on)
{
    struct plan plan = work_of(4, 1, 4 * NS_PER_S, 4);
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_advance(&fixture, NS_PER_S); /* 12 s of work are left */
    plan.cores = 2;
    engine_change(fixture.engine, &plan);
    fixture_advance(&fixture, 4 * NS_PER_S); /* 6 s */
    plan.cores = 0;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(stats_of(fixture.trace, 0).elapsed, 5500 * NS_PER_MS);
    fixture_close(&fixture);
}

TEST(a_run_that_waits_for_a_core_can_be_stopped)
{
    struct plan plan = work_of(8, 0, NS_PER_S, 1);
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_advance(&fixture, 95 * NS_PER_MS);
    engine_stop(fixture.engine);
    assert_int_equal(trace_end(fixture.trace, 0), 95 * NS_PER_MS);
    fixture_close(&fixture);
}

TEST(in_real_time_working_takes_what_it_takes_on_fewer_cores)
{
    struct plan plan = work_of(4, 2, 100 * NS_PER_MS, 2);
    struct fixture fixture = fixture_open_real(&plan, &mode_threads, 10);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_true(stats_of(fixture.trace, 0).elapsed >= 400 * NS_PER_MS - NS_PER_MS);
    fixture_close(&fixture);
}

static int64_t time_on(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * NS_PER_S + time.tv_nsec;
}

/* CPU time of this process's other threads and of its children, ns. */
static int64_t cpu_time(void)
{
    return time_on(CLOCK_PROCESS_CPUTIME_ID) - time_on(CLOCK_THREAD_CPUTIME_ID) + children_cpu_time(getpid());
}

/* While a worker works for a long time. */
TEST(working_uses_a_cpu_only_where_it_is_asked_to)
{
    struct plan plan = work_of(1, 0, 3600 * NS_PER_S, 0);
    for (size_t i = 0; modes[i] != NULL; i++) {
        plan.burn = false;
        struct fixture idle = fixture_open_real(&plan, modes[i], 1);
        patience_until_at_rest();
        int64_t before = cpu_time();
        (void)poll(NULL, 0, 200);
        assert_true(cpu_time() - before < 100 * NS_PER_MS);
        fixture_close(&idle);

        plan.burn = true;
        struct fixture burning = fixture_open_real(&plan, modes[i], 1);
        before = cpu_time();
        for (struct patience patience = patience_for("a burnt CPU"); cpu_time() - before < 300 * NS_PER_MS;)
            patience_wait(&patience, -1);
        fixture_close(&burning);
    }
}

TEST(a_paused_worker_burns_nothing_and_can_be_stopped)
{
    struct plan plan = work_of(2, 0, 100 * NS_PER_S, 0);
    plan.burn = true;
    struct fixture fixture = fixture_open_real(&plan, &mode_threads, 1);
    clock_pause(fixture.clock);
    int64_t now = clock_now(fixture.clock);
    patience_until_at_rest();
    assert_int_equal(clock_now(fixture.clock), now);
    clock_resume(fixture.clock);
    fixture_close(&fixture); /* comes back */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_the_cores_take_exactly_twice_as_long),
        cmocka_unit_test(more_cores_than_workers_are_as_good_as_unlimited_ones),
        cmocka_unit_test(who_has_no_core_is_ready_and_they_change_hands_every_10_ms),
        cmocka_unit_test(three_workers_share_two_cores_fairly),
        cmocka_unit_test(nobody_is_interrupted_while_nobody_waits),
        cmocka_unit_test(sleeping_needs_no_core),
        cmocka_unit_test(cores_can_be_taken_away_and_given_while_a_run_goes_on),
        cmocka_unit_test(a_run_that_waits_for_a_core_can_be_stopped),
        cmocka_unit_test(in_real_time_working_takes_what_it_takes_on_fewer_cores),
        cmocka_unit_test(working_uses_a_cpu_only_where_it_is_asked_to),
        cmocka_unit_test(a_paused_worker_burns_nothing_and_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
