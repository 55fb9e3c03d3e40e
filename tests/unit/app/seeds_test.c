/* seeds — how many seeds of a plan fail is what single runs of them say, and the first of them is found. */
#include "app/seeds.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/plan.h"
#include "support/test.h"

static atomic_bool no = false;

/* One of which some seeds fail: C1 is busy for nearly as long as P1. */
static struct plan some_fail(void)
{
    struct plan plan = usual_plan();
    plan.producers = 1;
    plan.items = 10;
    plan.consume = (struct delay){6 * NS_PER_S / 10, 6 * NS_PER_S / 10};
    return plan;
}

static struct seeds try(const struct plan *plan, const struct mode *mode, uint64_t first, uint64_t count)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    struct simulator simulator = {wakeup, &no, UINT64_MAX};
    struct seeds seeds = {0};
    struct plan with = *plan;
    (void)mode_fit(mode, &with);
    for (with.seed = first; with.seed < first + count; with.seed++)
        assert_true(seeds_try(&simulator, &with, mode, &seeds, NULL));
    wakeup_free(wakeup);
    assert_int_equal(seeds.runs, count);
    return seeds;
}

TEST(those_that_fail_are_those_that_get_stuck_alone)
{
    const int count = effort(60);
    struct plan plan = some_fail();
    uint64_t failed = 0, first = 0;
    for (plan.seed = 1; plan.seed <= (uint64_t)count; plan.seed++) {
        struct fixture fixture = fixture_open(&plan, &bug_lost_wakeup);
        bool stuck = fixture_finish(&fixture) == ENGINE_STUCK;
        fixture_close(&fixture);
        failed += stuck;
        first = stuck && first == 0 ? plan.seed : first;
    }
    struct seeds seeds = try(&plan, &bug_lost_wakeup, 1, (uint64_t)count);
    assert_int_equal(seeds.failed, failed);
    assert_int_equal(seeds.first, first);
    if (count >= 60)
        assert_between(failed, 1, count - 1);
}

TEST(the_same_seeds_fail_every_time_and_in_any_order)
{
    struct plan plan = some_fail();
    struct seeds once = try(&plan, &bug_lost_wakeup, 1, 20), low = try(&plan, &bug_lost_wakeup, 1, 8),
                 high = try(&plan, &bug_lost_wakeup, 9, 12);
    seeds_add(&high, &low);
    assert_int_equal(high.runs, once.runs);
    assert_int_equal(high.failed, once.failed);
    assert_int_equal(high.first, once.first);
    assert_int_equal(high.failure.time, once.failure.time);
    assert_int_equal(high.eve, once.eve);
}

/* Nothing is wrong before, and one of the first things after it is. */
TEST(the_first_that_fails_is_right_until_just_before)
{
    const struct mode *const failing[] = {&bug_unlocked, &bug_deadlock, &bug_lost_wakeup};
    for (size_t i = 0; i < sizeof failing / sizeof *failing; i++) {
        struct plan plan = usual_plan();
        (void)mode_fit(failing[i], &plan);
        struct seeds seeds = try(&plan, failing[i], 3, 2);
        assert_true(seeds.failed > 0 && seeds.eve > 0 && seeds.failure.time > seeds.eve);
        assert_true(seeds.failure.time - seeds.eve <= NS_PER_S / 2 + 1);
        plan.seed = seeds.first;
        struct fixture fixture = fixture_open(&plan, failing[i]);
        (void)fixture_advance(&fixture, seeds.eve);
        assert_int_equal(failure_of(fixture.trace, 0, false).kind, FAILURE_NONE);
        (void)fixture_advance(&fixture, seeds.failure.time);
        assert_true(fixture.trace->latest > seeds.eve);
        (void)fixture_finish(&fixture);
        bool stuck = seeds.failure.kind == FAILURE_STUCK;
        assert_int_equal(failure_of(fixture.trace, 0, stuck).time, seeds.failure.time);
        fixture_close(&fixture);
    }
}

TEST(a_mode_as_it_should_be_never_fails)
{
    struct plan plan = some_fail();
    for (size_t i = 0; modes[i] != NULL; i++)
        assert_int_equal(try(&plan, modes[i], 1, 3).failed, 0);
}

TEST(every_bug_can_be_tried)
{
    struct plan plan = some_fail();
    for (size_t i = 0; bugs[i] != NULL; i++)
        assert_int_equal(try(&plan, bugs[i], 1, 3).runs, 3);
    assert_int_equal(try(&plan, &bug_no_start, 1, 3).failure.kind, FAILURE_UNFINISHED);
    assert_int_equal(try(&plan, &bug_no_join, 1, 3).failure.kind, FAILURE_LEFT);
}

TEST(a_run_beyond_the_budget_is_not_counted)
{
    struct plan plan = some_fail();
    struct wakeup *wakeup = wakeup_new(NULL);
    struct simulator simulator = {wakeup, &no, 10};
    struct seeds seeds = {0};
    assert_false(seeds_try(&simulator, &plan, &bug_poll, &seeds, NULL));
    assert_int_equal(seeds.runs, 0);
    wakeup_free(wakeup);
}

TEST(they_are_counted_in_words)
{
    char text[SEEDS_COUNT_SIZE];
    seeds_count(&(struct seeds){.runs = 1000}, text);
    assert_string_equal(text, "none of 1000");
    seeds_count(&(struct seeds){.runs = 1000, .failed = 37}, text);
    assert_string_equal(text, "37 of 1000");
    seeds_count(&(struct seeds){.runs = 80, .failed = 80}, text);
    assert_string_equal(text, "every one of 80");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_that_fail_are_those_that_get_stuck_alone),
        cmocka_unit_test(the_same_seeds_fail_every_time_and_in_any_order),
        cmocka_unit_test(the_first_that_fails_is_right_until_just_before),
        cmocka_unit_test(a_mode_as_it_should_be_never_fails),
        cmocka_unit_test(every_bug_can_be_tried),
        cmocka_unit_test(a_run_beyond_the_budget_is_not_counted),
        cmocka_unit_test(they_are_counted_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
