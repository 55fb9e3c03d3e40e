/* The wakeup: no ring is lost, however they come. */
#include "base/wakeup.h"

#include "support/patience.h"
#include "support/test.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>

#include <stdatomic.h>

static bool is_readable(const struct wakeup *wakeup)
{
    struct pollfd descriptor = {.fd = wakeup_fd(wakeup), .events = POLLIN};
    return poll(&descriptor, 1, 0) == 1;
}

TEST(it_is_readable_from_the_ring_to_the_answer)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    assert_false(is_readable(wakeup));
    wakeup_notify(wakeup);
    assert_true(is_readable(wakeup));
    wakeup_drain(wakeup);
    assert_false(is_readable(wakeup));
    wakeup_free(wakeup);
}

TEST(many_rings_are_one_and_never_block)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    for (int i = 0; i < 1000000; i++)
        wakeup_notify(wakeup);
    wakeup_wait(wakeup);
    assert_false(is_readable(wakeup));
    wakeup_free(wakeup);
}

TEST(nothing_is_freed_for_nothing)
{
    wakeup_free(NULL);
}

struct caller {
    struct wakeup *wakeup;
    atomic_int *said;
};

enum { CALLS = 20000 };

static void *call(void *argument)
{
    const struct caller *caller = argument;
    for (int i = 0; i < CALLS; i++) {
        atomic_fetch_add_explicit(caller->said, 1, memory_order_relaxed);
        wakeup_notify(caller->wakeup);
    }
    return NULL;
}

TEST(who_waits_hears_of_everything_that_was_said_before_a_ring)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    atomic_int said = 0;
    struct caller caller = {wakeup, &said};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, call, &caller), 0);
    struct pollfd rung = {.fd = wakeup_fd(wakeup), .events = POLLIN};
    while (atomic_load_explicit(&said, memory_order_relaxed) < 2 * CALLS) {
        assert_int_equal(poll(&rung, 1, PATIENCE_SECONDS * 1000), 1); /* or else a ring was lost */
        wakeup_drain(wakeup);
    }
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    wakeup_free(wakeup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_readable_from_the_ring_to_the_answer),
        cmocka_unit_test(many_rings_are_one_and_never_block),
        cmocka_unit_test(nothing_is_freed_for_nothing),
        cmocka_unit_test(who_waits_hears_of_everything_that_was_said_before_a_ring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
