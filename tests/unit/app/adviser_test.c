/* adviser — answers the latest question, and that one only; can be ended at any time. */
#include "app/adviser.h"

#include "app/hint.h"
#include "base/units.h"
#include "modes/modes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <string.h>

static struct plan lesson(void)
{
    struct plan plan = plan_default();
    plan.seed = 7;
    return plan;
}

/* Waits until it has something else to say. */
static void await_change(struct adviser *adviser)
{
    do {
        struct pollfd descriptor = {.fd = adviser_descriptor(adviser), .events = POLLIN};
        assert_int_equal(poll(&descriptor, 1, 60000), 1);
    } while (!adviser_update(adviser));
}

static void a_question_is_answered(void **state)
{
    (void)state;
    struct adviser *adviser = adviser_new(NULL);
    struct plan plan = lesson();
    assert_string_equal(adviser_hint(adviser), "");
    adviser_ask(adviser, &plan, &mode_sync);
    await_change(adviser);
    assert_ptr_equal(strstr(adviser_hint(adviser), "threads would save 39.7 s"), adviser_hint(adviser));
    adviser_free(adviser);
}

static void the_same_question_changes_nothing(void **state)
{
    (void)state;
    struct adviser *adviser = adviser_new(NULL);
    struct plan plan = lesson();
    adviser_ask(adviser, &plan, &mode_sync);
    await_change(adviser);
    adviser_ask(adviser, &plan, &mode_sync);
    assert_true(adviser_hint(adviser)[0] != '\0');
    adviser_free(adviser);
}

static void a_new_question_takes_the_old_answer_away(void **state)
{
    (void)state;
    struct adviser *adviser = adviser_new(NULL);
    struct plan plan = lesson();
    adviser_ask(adviser, &plan, &mode_sync);
    await_change(adviser);
    adviser_ask(adviser, &plan, NULL);
    assert_string_equal(adviser_hint(adviser), "");
    assert_false(adviser_update(adviser));
    plan.producers = 1;
    adviser_ask(adviser, &plan, &mode_threads);
    await_change(adviser);
    assert_non_null(strstr(adviser_hint(adviser), "one more producer"));
    adviser_free(adviser);
}

/* As when a key is held down: only the last one counts. */
static void of_many_questions_the_last_is_answered(void **state)
{
    (void)state;
    struct adviser *adviser = adviser_new(NULL);
    struct plan plan = lesson();
    for (uint32_t i = 0; i < 200; i++) {
        plan.items = 1 + 40 * (i % 7);
        plan.capacity = 1 + i % 5;
        adviser_ask(adviser, &plan, modes[i % 3]);
    }
    plan = lesson();
    adviser_ask(adviser, &plan, &mode_async);
    await_change(adviser);
    assert_non_null(strstr(adviser_hint(adviser), "20 % is CPU, on one loop"));
    adviser_free(adviser);
}

/* The largest that is tried takes seconds: who leaves does not wait for it. */
static void it_can_be_left_in_the_middle(void **state)
{
    (void)state;
    struct plan plan = lesson();
    plan.items = HINT_ITEMS_MOST / plan.producers;
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct adviser *adviser = adviser_new(NULL);
        adviser_ask(adviser, &plan, modes[i]);
        adviser_free(adviser);
    }
    adviser_free(NULL);
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
