/* What a run under a global lock looks like: threads that sleep at once and work one at a time. */
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/plan.h"
#include "support/story.h"
#include "support/test.h"

static struct plan plan_of(uint32_t producers, int64_t items, int64_t ns, uint32_t cpu)
{
    return (struct plan){.producers = producers,
                         .consumers = 1,
                         .items = items,
                         .produce = {.min = ns, .max = ns},
                         .cpu_percent = cpu,
                         .cores = 4};
}

/* The same plan in python. */
static const struct plan *python(struct plan *plan)
{
    plan->language = LANGUAGE_PYTHON;
    return plan;
}

/* And a hundredth more, for handing over the lock. */
TEST(work_takes_no_less_than_in_sync_whatever_the_cores)
{
    struct plan plan = plan_of(4, 10, 1500 * NS_PER_MS, 100);
    assert_int_equal(fixture_carry_out(&plan, &mode_sync).elapsed, 60 * NS_PER_S);
    assert_int_equal(fixture_carry_out(&plan, &mode_threads).elapsed, 15 * NS_PER_S);
    for (int i = 0; i < 2; i++) {
        const struct mode *mode = i == 0 ? &mode_threads : &mode_pool;
        assert_in_range(fixture_carry_out(python(&plan), mode).elapsed, 60 * NS_PER_S + 1, 61 * NS_PER_S);
    }
}

TEST(sleeping_is_as_in_threads)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct plan plan = usual_plan();
        plan.seed = seed;
        plan.cpu_percent = 0;
        assert_int_equal(fixture_carry_out(&plan, &mode_threads).elapsed,
                         fixture_carry_out(python(&plan), &mode_threads).elapsed);
    }
}

TEST(the_lock_is_let_go_for_sleeping)
{
    struct plan plan = plan_of(2, 1, 100 * NS_PER_MS, 4); /* 4 ms of work, less than an interval */
    struct fixture fixture = fixture_open(python(&plan), &mode_threads);
    fixture_finish(&fixture);
    story_expect(&fixture, P1, "0 working#1, 4 sleeping#1, 100 done");
    story_expect(&fixture, P2, "0 ready(gil) by P1, 4 working#1, 8 sleeping#1, 104 done");
    fixture_close(&fixture);
}

TEST(it_changes_hands_every_5_ms_and_lane_gil_shows_who_has_it)
{
    struct plan plan = plan_of(2, 1, 8 * NS_PER_MS, 100);
    struct fixture fixture = fixture_open(python(&plan), &mode_threads);
    fixture_finish(&fixture);
    story_expect(&fixture, GIL, "0 working by P1, 5 working by P2, 10 working by P1, 13 working by P2, 16 idle");
    story_expect(&fixture, MAIN, "0 waiting(join)");
    fixture_close(&fixture);
}

TEST(handing_the_lock_over_to_a_thread_that_waits_takes_a_moment)
{
    struct plan plan = plan_of(2, 1, 8 * NS_PER_MS, 100);
    assert_int_equal(fixture_carry_out(python(&plan), &mode_threads).elapsed, 16 * NS_PER_MS + 3 * 50000);
    plan = plan_of(1, 1, 8 * NS_PER_MS, 100);
    assert_int_equal(fixture_carry_out(python(&plan), &mode_threads).elapsed, 8 * NS_PER_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_takes_no_less_than_in_sync_whatever_the_cores),
        cmocka_unit_test(sleeping_is_as_in_threads),
        cmocka_unit_test(the_lock_is_let_go_for_sleeping),
        cmocka_unit_test(it_changes_hands_every_5_ms_and_lane_gil_shows_who_has_it),
        cmocka_unit_test(handing_the_lock_over_to_a_thread_that_waits_takes_a_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
