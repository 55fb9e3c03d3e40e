/* Lines: first come, first served; and one line at the end of another. */
#include "engine/line.h"

#include "engine/worker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void the_first_to_come_is_the_first_to_go(void **context)
{
    (void)context;
    struct worker a = {0}, b = {0};
    struct line line = {0};
    assert_null(line_take(&line));
    line_append(&line, &a);
    line_append(&line, &b);
    assert_ptr_equal(line_take(&line), &a);
    assert_ptr_equal(line_take(&line), &b);
    assert_null(line_take(&line));
}

static void a_line_joins_at_the_end_of_another_and_is_empty_then(void **context)
{
    (void)context;
    struct worker a = {0}, b = {0}, c = {0};
    struct line line = {0}, other = {0};
    line_append(&line, &a);
    line_append(&other, &b);
    line_join(&line, &other);
    assert_null(line_take(&other));
    line_append(&line, &c);
    assert_ptr_equal(line_take(&line), &a);
    assert_ptr_equal(line_take(&line), &b);
    assert_ptr_equal(line_take(&line), &c);
    assert_null(line_take(&line));
}

static void an_empty_line_may_join_or_be_joined(void **context)
{
    (void)context;
    struct worker a = {0};
    struct line line = {0}, other = {0};
    line_join(&line, &other);
    assert_null(line_take(&line));
    line_append(&other, &a);
    line_join(&line, &other);
    line_join(&line, &other);
    assert_ptr_equal(line_take(&line), &a);
    assert_null(line_take(&line));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_to_come_is_the_first_to_go),
        cmocka_unit_test(a_line_joins_at_the_end_of_another_and_is_empty_then),
        cmocka_unit_test(an_empty_line_may_join_or_be_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
