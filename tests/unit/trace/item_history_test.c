/* Which item was in the queue when, who put it and who took it, within bounded memory. */
#include "trace/item_history.h"

#include "base/units.h"
#include "support/test.h"

static const lane_id P1 = (lane_id)LANE_PRODUCER << 24, C1 = (lane_id)LANE_CONSUMER << 24;

static void put(struct item_history *item_history, uint32_t item, int64_t time)
{
    item_history_put(item_history,
                     &(struct event){.kind = EVENT_PUT, .time = time, .until = time - 5, .item = item, .lane = P1});
}

static void take(struct item_history *item_history, int64_t time)
{
    item_history_take(item_history, &(struct event){.kind = EVENT_TAKE, .time = time, .lane = C1});
}

TEST(what_lay_in_the_queue_at_any_time_is_between_two_positions)
{
    struct item_history *item_history = item_history_new(64);
    put(item_history, 1, 100);
    put(item_history, 2, 200);
    take(item_history, 300);
    put(item_history, 3, 400);
    static const struct {
        int64_t time;
        uint64_t taken, put;
    } cases[] = {{99, 0, 0}, {100, 0, 1}, {200, 0, 2}, {299, 0, 2}, {300, 1, 2}, {400, 1, 3}, {TIME_NEVER, 1, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(item_history_taken_by(item_history, cases[i].time), cases[i].taken);
        assert_int_equal(item_history_put_by(item_history, cases[i].time), cases[i].put);
    }
    item_history_free(item_history);
    item_history_free(NULL);
}

TEST(an_item_knows_its_producer_and_who_took_it)
{
    struct item_history *item_history = item_history_new(64);
    put(item_history, 7, 100);
    const struct item_record *waiting = item_history_at(item_history, 0);
    assert_int_equal(waiting->consumer, LANE_NONE);
    assert_int_equal(waiting->taken, TIME_NEVER);
    take(item_history, 300);
    const struct item_record *taken = item_history_at(item_history, 0);
    assert_int_equal(taken->number, 7);
    assert_int_equal(taken->producer, P1);
    assert_int_equal(taken->consumer, C1);
    assert_int_equal(taken->created, 95);
    assert_int_equal(taken->put, 100);
    assert_int_equal(taken->taken, 300);
    item_history_free(item_history);
}

TEST(what_was_lost_has_left_the_queue_like_the_rest)
{
    enum { ALL = 9 };
    struct item_history *item_history = item_history_new(64);
    for (uint32_t i = 1; i <= ALL; i++)
        put(item_history, i, i);
    for (int64_t i = 1; i <= ALL; i++) /* every other one */
        item_history_take(item_history, &(struct event){.time = 100 + i, .lane = i % 2 != 0 ? C1 : LANE_NONE});
    for (int64_t i = 0; i <= ALL; i++)
        assert_int_equal(item_history_taken_by(item_history, 100 + i), i);
    item_history_free(item_history);
}

TEST(the_oldest_of_the_taken_are_forgotten_but_nothing_that_waits)
{
    struct item_history *item_history = item_history_new(64);
    enum { ALL = 1000, TAKEN = 500 };
    for (uint32_t i = 1; i <= ALL; i++)
        put(item_history, i, i);
    assert_int_equal(item_history->first, 0);
    for (uint32_t i = 1; i <= TAKEN; i++)
        take(item_history, ALL + i);
    put(item_history, ALL + 1, 3 * ALL);
    assert_int_equal(item_history->first, TAKEN - 64);
    assert_int_equal(item_history->end, ALL + 1);
    assert_int_equal(item_history_taken_by(item_history, 3 * ALL), TAKEN);
    assert_int_equal(item_history_taken_by(item_history, 0), TAKEN - 64); /* as far back as is known */
    for (uint64_t i = item_history->first; i < item_history->end; i++)
        assert_int_equal(item_history_at(item_history, i)->number, i + 1);
    item_history_free(item_history);
}

TEST(keeping_fewer_keeps_the_newest_even_of_those_that_wait)
{
    struct item_history *item_history = item_history_new(64);
    enum { ALL = 1000, TAKEN = 50 };
    for (uint32_t i = 1; i <= ALL; i++)
        put(item_history, i, i);
    for (uint32_t i = 1; i <= TAKEN; i++)
        take(item_history, ALL + i);
    item_history_keep(item_history, ALL); /* there are no more */
    assert_int_equal(item_history->first, 0);
    item_history_keep(item_history, 100);
    assert_int_equal(item_history->first, ALL - 100);
    assert_int_equal(item_history->end, ALL);
    assert_int_equal(item_history_put_by(item_history, ALL - 10), ALL - 10);
    assert_int_equal(item_history_taken_by(item_history, 3 * ALL), ALL - 100); /* as far back as is known */
    for (uint64_t i = item_history->first; i < item_history->end; i++)
        assert_int_equal(item_history_at(item_history, i)->number, i + 1);
    item_history_free(item_history);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_lay_in_the_queue_at_any_time_is_between_two_positions),
        cmocka_unit_test(an_item_knows_its_producer_and_who_took_it),
        cmocka_unit_test(what_was_lost_has_left_the_queue_like_the_rest),
        cmocka_unit_test(the_oldest_of_the_taken_are_forgotten_but_nothing_that_waits),
        cmocka_unit_test(keeping_fewer_keeps_the_newest_even_of_those_that_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
