/* The queue: first in, first out, however it grows. */
#include "engine/queue.h"

#include "support/test.h"

#include <stdio.h>

static struct item item_of(uint32_t number)
{
    return (struct item){.created = number * 10, .producer = number % 3, .number = number};
}

static void expect_item(struct queue *queue, uint32_t number)
{
    struct item item = queue_take(queue);
    assert_int_equal(item.number, number);
    assert_int_equal(item.created, number * 10);
    assert_int_equal(item.producer, number % 3);
}

TEST(a_zeroed_queue_is_empty)
{
    struct queue queue = {0};
    assert_int_equal(queue_depth(&queue), 0);
    queue_release(&queue);
}

TEST(the_first_in_is_the_first_out)
{
    struct queue queue = {0};
    queue_put(&queue, item_of(1));
    queue_put(&queue, item_of(2));
    assert_int_equal(queue_depth(&queue), 2);
    expect_item(&queue, 1);
    expect_item(&queue, 2);
    assert_int_equal(queue_depth(&queue), 0);
    queue_release(&queue);
}

/* It grows at every possible place of its oldest item in the circle. */
TEST(growing_keeps_the_order_wherever_the_oldest_lies)
{
    for (uint32_t taken = 0; taken < 40; taken++) {
        struct queue queue = {0};
        uint32_t put = 0, got = 0;
        for (uint32_t i = 0; i < taken; i++) {
            queue_put(&queue, item_of(++put));
            expect_item(&queue, ++got);
        }
        while (put < taken + 200)
            queue_put(&queue, item_of(++put));
        assert_int_equal(queue_depth(&queue), 200);
        while (got < put)
            expect_item(&queue, ++got);
        queue_release(&queue);
    }
}

TEST(a_reserved_queue_holds_as_many_where_they_are_and_grows_beyond)
{
    struct queue queue = {0};
    queue_reserve(&queue, 100);
    assert_int_equal(queue_depth(&queue), 0);
    const struct item *items = queue.items;
    for (uint32_t number = 1; number <= 100; number++)
        queue_put(&queue, item_of(number));
    assert_ptr_equal(queue.items, items);
    for (uint32_t number = 101; number <= 300; number++)
        queue_put(&queue, item_of(number));
    for (uint32_t number = 1; number <= 300; number++)
        expect_item(&queue, number);
    queue_release(&queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zeroed_queue_is_empty),
        cmocka_unit_test(a_reserved_queue_holds_as_many_where_they_are_and_grows_beyond),
        cmocka_unit_test(the_first_in_is_the_first_out),
        cmocka_unit_test(growing_keeps_the_order_wherever_the_oldest_lies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
