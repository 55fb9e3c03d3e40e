/* hint_worker — answers the latest question, and that one only; can be ended at any time. */
#include "app/hint.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/test.h"

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
    assert_ptr_equal(strstr(hint, "threads would save 39.7 s"), hint);
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
    assert_non_null(strstr(hint_worker_hint(hint_worker, &plan, &mode_threads), "a second producer"));
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
    }
    hint_worker_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_is_answered),
        cmocka_unit_test(the_same_question_changes_nothing),
        cmocka_unit_test(a_new_question_takes_the_old_answer_away),
        cmocka_unit_test(of_many_questions_the_last_is_answered),
        cmocka_unit_test(it_can_be_left_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
