/* What goes into a ring comes out once, in order, and nothing is dropped. */
#include "trace/ring.h"

#include "support/patience.h"
#include "support/test.h"

#include <pthread.h>
#include <sched.h>

enum { MANY = 200000 };

static bool push(struct ring *ring, int64_t number)
{
    struct event *place = ring_reserve(ring);
    if (place == NULL)
        return false;
    *place = (struct event){.time = number, .until = -number, .item = (uint32_t)number};
    ring_commit(ring);
    return true;
}

static void expect_pop(struct ring *ring, int64_t number)
{
    struct event event;
    assert_int_equal(ring_pop(ring, &event, 1), 1);
    assert_int_equal(event.time, number);
    assert_int_equal(event.until, -number);
}

TEST(a_new_ring_is_empty)
{
    struct ring *ring = ring_new(8);
    struct event event;
    assert_int_equal(ring_pop(ring, &event, 1), 0);
    ring_free(ring);
    ring_free(NULL);
}

TEST(events_come_out_in_the_order_they_went_in)
{
    struct ring *ring = ring_new(8);
    for (int64_t i = 1; i <= 5; i++)
        assert_true(push(ring, i));
    for (int64_t i = 1; i <= 5; i++)
        expect_pop(ring, i);
    ring_free(ring);
}

TEST(a_full_ring_refuses_and_loses_nothing)
{
    struct ring *ring = ring_new(4);
    for (int64_t i = 1; i <= 4; i++)
        assert_true(push(ring, i));
    assert_false(push(ring, 5));
    expect_pop(ring, 1);
    assert_true(push(ring, 5));
    assert_false(push(ring, 6));
    for (int64_t i = 2; i <= 5; i++)
        expect_pop(ring, i);
    ring_free(ring);
}

TEST(the_capacity_is_rounded_up_to_a_power_of_two)
{
    struct ring *ring = ring_new(5);
    for (int64_t i = 0; i < 8; i++)
        assert_true(push(ring, i));
    assert_false(push(ring, 8));
    ring_free(ring);
}

TEST(a_pop_takes_what_is_there_and_no_more_than_asked)
{
    struct ring *ring = ring_new(8);
    struct event events[8];
    for (int64_t i = 0; i < 6; i++)
        push(ring, i);
    assert_int_equal(ring_pop(ring, events, 4), 4);
    assert_int_equal(ring_pop(ring, events + 4, 4), 2);
    for (int64_t i = 0; i < 6; i++)
        assert_int_equal(events[i].time, i);
    ring_free(ring);
}

TEST(it_goes_round_and_round_in_order)
{
    struct ring *ring = ring_new(8);
    struct event events[8];
    int64_t written = 0, read = 0;
    for (int round = 0; round < 1000; round++) {
        for (int i = 0; i < round % 9; i++)
            written += push(ring, written);
        size_t count = ring_pop(ring, events, (size_t)(round % 5));
        for (size_t i = 0; i < count; i++)
            assert_int_equal(events[i].time, read++);
    }
    assert_true(read > 1000);
    ring_free(ring);
}

static void *write_many(void *context)
{
    for (int64_t i = 0; i < MANY; i++)
        while (!push(context, i))
            sched_yield();
    return NULL;
}

TEST(two_threads_pass_many_events_in_order)
{
    struct ring *ring = ring_new(256);
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, write_many, ring), 0);
    int64_t read = 0, wrong = 0;
    for (struct patience patience = patience_for("the writer's events"); read < MANY; patience_check(&patience)) {
        struct event events[100];
        size_t count = ring_pop(ring, events, 100);
        for (size_t i = 0; i < count; i++, read++)
            wrong += events[i].time != read || events[i].until != -read || events[i].item != read;
        if (count == 0)
            sched_yield();
    }
    pthread_join(writer, NULL);
    assert_int_equal(wrong, 0);
    struct event event;
    assert_int_equal(ring_pop(ring, &event, 1), 0);
    ring_free(ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_ring_is_empty),
        cmocka_unit_test(events_come_out_in_the_order_they_went_in),
        cmocka_unit_test(a_full_ring_refuses_and_loses_nothing),
        cmocka_unit_test(the_capacity_is_rounded_up_to_a_power_of_two),
        cmocka_unit_test(a_pop_takes_what_is_there_and_no_more_than_asked),
        cmocka_unit_test(it_goes_round_and_round_in_order),
        cmocka_unit_test(two_threads_pass_many_events_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
