/* hint_worker — answers the latest question, and that one only; can be ended at any time. */
#include "app/hint.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static struct plan lesson(void)
{
    struct plan plan = usual_plan();
    plan.seed = 7;
    return plan;
}

/* Waits until it has something else to say. */
static void await_change(struct hint_worker *hint_worker)
{
    for (struct patience patience = patience_for("another hint"); !hint_worker_update(hint_worker);)
        patience_wait(&patience, hint_worker_fd(hint_worker));
}

TEST(a_question_is_answered)
{
    struct hint_worker *hint_worker = hint_worker_new(NULL);
    struct plan plan = lesson();
    assert_string_equal(hint_worker_hint(hint_worker, &plan, &mode_sync), "");
    await_change(hint_worker);
    const char *hint = hint_worker_hint(hint_worker, &plan, &mode_sync);
    assert_ptr_equal(strstr(hint, "with threads it takes 20.4 s"), hint);
    hint_worker_free(hint_worker);
}

TEST(the_same_question_changes_nothing)
{
    struct hint_worker *hint_worker = hint_worker_new(NULL);
    struct plan plan = lesson();
    (void)hint_worker_hint(hint_worker, &plan, &mode_sync);
    await_change(hint_worker);
    assert_true(hint_worker_hint(hint_worker, &plan, &mode_sync)[0] != '\0');
    assert_true(hint_worker_hint(hint_worker, &plan, &mode_sync)[0] != '\0');
    hint_worker_free(hint_worker);
}

TEST(a_new_question_takes_the_old_answer_away)
{
    struct hint_worker *hint_worker = hint_worker_new(NULL);
    struct plan plan = lesson();
    (void)hint_worker_hint(hint_worker, &plan, &mode_sync);
    await_change(hint_worker);
    assert_string_equal(hint_worker_hint(hint_worker, &plan, NULL), "");
    assert_false(hint_worker_update(hint_worker));
    plan.producers = 1;
    (void)hint_worker_hint(hint_worker, &plan, &mode_threads);
    await_change(hint_worker);
    assert_non_null(strstr(hint_worker_hint(hint_worker, &plan, &mode_threads), "with one more producer"));
    hint_worker_free(hint_worker);
}

/* As when a key is held down: only the last one counts. */
TEST(of_many_questions_the_last_is_answered)
{
    struct hint_worker *hint_worker = hint_worker_new(NULL);
    struct plan plan = lesson();
    for (uint32_t i = 0; i < 200; i++) {
        plan.items = 1 + 40 * (i % 7);
        plan.capacity = 1 + i % 5;
        (void)hint_worker_hint(hint_worker, &plan, modes[i % 3]);
    }
    plan = lesson();
    (void)hint_worker_hint(hint_worker, &plan, &mode_async);
    await_change(hint_worker);
    assert_non_null(strstr(hint_worker_hint(hint_worker, &plan, &mode_async), "20 % computes on one core"));
    hint_worker_free(hint_worker);
}

/* The largest that is tried takes seconds: who leaves does not wait for it. */
TEST(it_can_be_left_in_the_middle)
{
    struct plan plan = lesson();
    plan.items = HINT_ITEMS_MAX / plan.producers;
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct hint_worker *hint_worker = hint_worker_new(NULL);
        (void)hint_worker_hint(hint_worker, &plan, modes[i]);
        hint_worker_free(hint_worker);
        hint_worker = hint_worker_new(NULL);
        (void)hint_worker_hint(hint_worker, &plan, &bug_counter);
        hint_worker_free(hint_worker);
    }
    hint_worker_free(NULL);
}

/* With which some seeds fail: C1 is busy for nearly as long as P1. */
static struct plan some_fail(void)
{
    struct plan plan = lesson();
    plan.producers = 1;
    plan.items = 10;
    plan.consume = (struct delay){11 * NS_PER_S / 20, 11 * NS_PER_S / 20};
    return plan;
}

TEST(of_a_bug_it_says_how_many_seeds_fail_and_which_first)
{
    struct hint_worker *hint_worker = hint_worker_new(NULL);
    struct plan plan = some_fail();
    (void)hint_worker_hint(hint_worker, &plan, &bug_lost_wakeup);
    assert_null(hint_worker_seeds(hint_worker, &plan, &bug_lost_wakeup));
    await_change(hint_worker);
    const struct seeds *seeds = hint_worker_seeds(hint_worker, &plan, &bug_lost_wakeup);
    assert_non_null(seeds);
    assert_int_equal(seeds->runs, 1000);
    assert_between(seeds->failed, 1, 999);
    char text[HINT_SIZE];
    (void)snprintf(text, sizeof text, "fails in %d of 1000 seeds: Enter opens the first, seed %d", (int)seeds->failed,
                   (int)seeds->first);
    assert_string_equal(hint_worker_hint(hint_worker, &plan, &bug_lost_wakeup), text);
    plan.seed = seeds->first; /* the same question: which seed the run has does not matter */
    assert_string_equal(hint_worker_hint(hint_worker, &plan, &bug_lost_wakeup), text);
    plan.items++;
    assert_null(hint_worker_seeds(hint_worker, &plan, &bug_lost_wakeup));
    assert_string_equal(hint_worker_hint(hint_worker, &plan, &bug_lost_wakeup), "");
    hint_worker_free(hint_worker);
}

TEST(a_bug_that_never_or_always_shows_is_told_so)
{
    struct hint_worker *hint_worker = hint_worker_new(NULL);
    struct plan plan = some_fail();
    plan.producers = 1, plan.items = 1, plan.consumers = 2; /* nobody else comes to take the only item */
    (void)hint_worker_hint(hint_worker, &plan, &bug_if_not_while);
    await_change(hint_worker);
    assert_string_equal(hint_worker_hint(hint_worker, &plan, &bug_if_not_while), "fails in none of 1000 seeds");
    (void)hint_worker_hint(hint_worker, &plan, &bug_no_start);
    await_change(hint_worker);
    assert_string_equal(hint_worker_hint(hint_worker, &plan, &bug_no_start),
                        "fails in every one of 1000 seeds: Enter opens the first, seed 1");
    hint_worker_free(hint_worker);
}

TEST(of_a_bug_that_is_only_slow_no_seeds_are_tried)
{
    struct hint_worker *hint_worker = hint_worker_new(NULL);
    struct plan plan = some_fail();
    (void)hint_worker_hint(hint_worker, &plan, &bug_poll);
    (void)hint_worker_hint(hint_worker, &plan, &bug_no_start);
    await_change(hint_worker); /* to the second question: the first had no answer */
    assert_string_equal(hint_worker_hint(hint_worker, &plan, &bug_poll), "");
    hint_worker_free(hint_worker);
}

/* By what its runs record, so the same number every time. */
TEST(of_a_large_plan_fewer_seeds_are_tried_and_of_one_without_an_end_none)
{
    struct plan plan = some_fail();
    struct wakeup *wakeup = wakeup_new(NULL);
    atomic_bool cancelled = false;
    struct seeds once, again;
    plan.items = 2000;
    assert_true(hint_try_seeds(&plan, &bug_block_the_loop, wakeup, &cancelled, &once));
    assert_true(hint_try_seeds(&plan, &bug_block_the_loop, wakeup, &cancelled, &again));
    assert_between(once.runs, 1, 500);
    assert_int_equal(again.runs, once.runs);
    plan.items = HINT_ITEMS_MAX + 1;
    assert_false(hint_try_seeds(&plan, &bug_block_the_loop, wakeup, &cancelled, &once));
    plan.items = 0;
    assert_false(hint_try_seeds(&plan, &bug_block_the_loop, wakeup, &cancelled, &once));
    assert_int_equal(once.runs, 0);
    wakeup_free(wakeup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_is_answered),
        cmocka_unit_test(the_same_question_changes_nothing),
        cmocka_unit_test(a_new_question_takes_the_old_answer_away),
        cmocka_unit_test(of_many_questions_the_last_is_answered),
        cmocka_unit_test(it_can_be_left_in_the_middle),
        cmocka_unit_test(of_a_bug_it_says_how_many_seeds_fail_and_which_first),
        cmocka_unit_test(a_bug_that_never_or_always_shows_is_told_so),
        cmocka_unit_test(of_a_bug_that_is_only_slow_no_seeds_are_tried),
        cmocka_unit_test(of_a_large_plan_fewer_seeds_are_tried_and_of_one_without_an_end_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
