/* Lines: first come, first served; and one line at the end of another. */
#include "engine/worker_fifo.h"

#include "engine/worker.h"
#include "support/test.h"

TEST(the_first_to_come_is_the_first_to_go)
{
    struct worker a = {0}, b = {0};
    struct worker_fifo fifo = {0};
    assert_null(worker_fifo_take(&fifo));
    worker_fifo_append(&fifo, &a);
    worker_fifo_append(&fifo, &b);
    assert_ptr_equal(worker_fifo_take(&fifo), &a);
    assert_ptr_equal(worker_fifo_take(&fifo), &b);
    assert_null(worker_fifo_take(&fifo));
}

TEST(a_line_joins_at_the_end_of_another_and_is_empty_then)
{
    struct worker a = {0}, b = {0}, c = {0};
    struct worker_fifo fifo = {0}, other = {0};
    worker_fifo_append(&fifo, &a);
    worker_fifo_append(&other, &b);
    worker_fifo_join(&fifo, &other);
    assert_null(worker_fifo_take(&other));
    worker_fifo_append(&fifo, &c);
    assert_ptr_equal(worker_fifo_take(&fifo), &a);
    assert_ptr_equal(worker_fifo_take(&fifo), &b);
    assert_ptr_equal(worker_fifo_take(&fifo), &c);
    assert_null(worker_fifo_take(&fifo));
}

TEST(an_empty_line_may_join_or_be_joined)
{
    struct worker a = {0};
    struct worker_fifo fifo = {0}, other = {0};
    worker_fifo_join(&fifo, &other);
    assert_null(worker_fifo_take(&fifo));
    worker_fifo_append(&other, &a);
    worker_fifo_join(&fifo, &other);
    worker_fifo_join(&fifo, &other);
    assert_ptr_equal(worker_fifo_take(&fifo), &a);
    assert_null(worker_fifo_take(&fifo));
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
