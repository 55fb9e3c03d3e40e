/* Threads and processes that cannot be created: said to the user, and the run goes on with the others. pthread_create
 * and fork are wrapped at link time. */
#include "modes/modes.h"
#include "support/children.h"
#include "support/fixture.h"
#include "support/story.h"
#include "support/test.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static int created, first_failing, last_failing; /* which creations fail, counted from 1: the run's main thread */

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument);

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    created++; /* one thread at a time creates: the test, then the run's main */
    if (created >= first_failing && created <= last_failing)
        return EAGAIN;
    return __real_pthread_create(thread, attributes, start, argument);
}

pid_t __real_fork(void);
pid_t __wrap_fork(void);

/* Counted as a creation, too. */
pid_t __wrap_fork(void)
{
    created++;
    if (created < first_failing || created > last_failing)
        return __real_fork();
    errno = ENOMEM;
    return -1;
}

static void fail_from_to(int first, int last)
{
    created = 0;
    first_failing = first;
    last_failing = last;
}

static struct plan plan_of(uint32_t producers, uint32_t consumers)
{
    return (struct plan){
        .producers = producers,
        .consumers = consumers,
        .items = 2,
        .produce = {NS_PER_S, NS_PER_S},
        .consume = {NS_PER_S, NS_PER_S},
    };
}

static void expect_trouble(struct fixture *fixture, const char *message)
{
    struct error error;
    assert_true(engine_trouble(fixture->engine, &error));
    assert_string_equal(error.message, message);
    assert_false(engine_trouble(fixture->engine, &error)); /* it is said once */
}

TEST(a_run_without_its_first_thread_does_not_start)
{
    struct plan plan = plan_of(1, 1);
    for (size_t i = 0; modes[i] != NULL; i++) {
        fail_from_to(1, 1);
        struct wakeup *wakeup = wakeup_new(NULL);
        struct clock *clock = clock_new(CLOCK_INSTANT, wakeup);
        struct trace *trace = trace_new(0);
        struct error error = {0};
        assert_null(engine_start(&plan, modes[i], clock, wakeup, trace, &error));
        assert_string_equal(error.message, "cannot create a thread for the run: Resource temporarily unavailable");
        clock_free(clock);
        trace_free(trace);
        wakeup_free(wakeup);
    }
}

TEST(the_others_do_without_a_producer)
{
    struct plan plan = plan_of(3, 1);
    fail_from_to(3, 3); /* P2 */
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    expect_trouble(&fixture, "cannot create a thread for P2: Resource temporarily unavailable");
    assert_int_equal(trace_items(fixture.trace, P2), 0);
    assert_int_equal(fixture.trace->consumed, 4);
    fixture_close(&fixture);
}

TEST(the_first_of_several_failures_is_told)
{
    struct plan plan = plan_of(3, 2);
    fail_from_to(3, 5); /* P2, P3, C1 */
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    expect_trouble(&fixture, "cannot create a thread for P2: Resource temporarily unavailable");
    assert_int_equal(trace_items(fixture.trace, C2), 2);
    fixture_close(&fixture);
}

TEST(without_any_producer_or_any_thread_the_run_ends)
{
    struct plan plan = plan_of(2, 2);
    for (int last = 3; last <= 5; last += 2) { /* the producers; everybody */
        fail_from_to(2, last);
        struct fixture fixture = fixture_open(&plan, &mode_threads);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        assert_int_equal(fixture.trace->produced, 0);
        fixture_close(&fixture);
    }
}

/* C1 waits when the only producer wanted cannot be created. */
TEST(consumers_are_told_when_the_last_hope_for_an_item_is_gone)
{
    struct plan plan = plan_of(1, 1);
    plan.cpu_percent = 100;
    fail_from_to(4, 4); /* P2 */
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    fixture_advance(&fixture, 500 * NS_PER_MS);
    plan.producers = 2;
    engine_change(fixture.engine, &plan);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 2);
    fixture_close(&fixture);
}

TEST(without_consumers_producers_get_stuck_on_a_full_queue_and_the_run_can_be_stopped)
{
    struct plan plan = plan_of(1, 1);
    plan.capacity = 1;
    fail_from_to(3, 3); /* C1 */
    struct fixture fixture = fixture_open(&plan, &mode_threads);
    assert_int_equal(fixture_finish(&fixture), ENGINE_STUCK);
    fixture_close(&fixture);
}

TEST(a_pool_goes_on_with_the_threads_that_it_got)
{
    struct plan plan = plan_of(6, 1);
    plan.pool = 4;
    fail_from_to(4, 99); /* T3 and later */
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    expect_trouble(&fixture, "cannot create a thread for the pool beyond 2: Resource temporarily unavailable");
    assert_int_equal(fixture.trace->consumed, 12);
    assert_int_equal(created, 4); /* it does not try again and again */
    fixture_close(&fixture);
}

TEST(a_pool_without_any_thread_ends)
{
    struct plan plan = plan_of(2, 2);
    fail_from_to(2, 99);
    struct fixture fixture = fixture_open(&plan, &mode_pool);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->produced, 0);
    fixture_close(&fixture);
}

/* A worker is a process, its thread, and one that watches the process. */
TEST(a_worker_without_a_process_or_one_of_its_threads_is_done_without)
{
    static const struct {
        int failing;
        const char *message;
    } cases[] = {
        {2, "cannot create a process for P1: Cannot allocate memory"},
        {3, "cannot create a process for P1: Resource temporarily unavailable"},
        {5, "cannot create a thread for P1: Resource temporarily unavailable"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct plan plan = plan_of(1, 1);
        fail_from_to(cases[i].failing, cases[i].failing);
        struct fixture fixture = fixture_open(&plan, &mode_processes);
        assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
        expect_trouble(&fixture, cases[i].message);
        assert_int_equal(fixture.trace->consumed, 0);
        fixture_close(&fixture);
        assert_int_equal(children_count(getpid()), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_without_its_first_thread_does_not_start),
        cmocka_unit_test(the_others_do_without_a_producer),
        cmocka_unit_test(the_first_of_several_failures_is_told),
        cmocka_unit_test(without_any_producer_or_any_thread_the_run_ends),
        cmocka_unit_test(consumers_are_told_when_the_last_hope_for_an_item_is_gone),
        cmocka_unit_test(without_consumers_producers_get_stuck_on_a_full_queue_and_the_run_can_be_stopped),
        cmocka_unit_test(a_pool_goes_on_with_the_threads_that_it_got),
        cmocka_unit_test(a_pool_without_any_thread_ends),
        cmocka_unit_test(a_worker_without_a_process_or_one_of_its_threads_is_done_without),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
