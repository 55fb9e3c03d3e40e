/* The doorbell: no ring is lost, however they come. */
#include "engine/doorbell.h"

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <stdatomic.h>

#include <cmocka.h>

static bool is_readable(const struct doorbell *doorbell)
{
    struct pollfd descriptor = {.fd = doorbell_descriptor(doorbell), .events = POLLIN};
    return poll(&descriptor, 1, 0) == 1;
}

static void it_is_readable_from_the_ring_to_the_answer(void **context)
{
    (void)context;
    struct doorbell *doorbell = doorbell_new(NULL);
    assert_false(is_readable(doorbell));
    doorbell_ring(doorbell);
    assert_true(is_readable(doorbell));
    doorbell_answer(doorbell);
    assert_false(is_readable(doorbell));
    doorbell_free(doorbell);
}

static void many_rings_are_one_and_never_block(void **context)
{
    (void)context;
    struct doorbell *doorbell = doorbell_new(NULL);
    for (int i = 0; i < 1000000; i++)
        doorbell_ring(doorbell);
    doorbell_wait(doorbell);
    assert_false(is_readable(doorbell));
    doorbell_free(doorbell);
}

static void nothing_is_freed_for_nothing(void **context)
{
    (void)context;
    doorbell_free(NULL);
}

struct caller {
    struct doorbell *doorbell;
    atomic_int *said;
};

enum { CALLS = 20000 };

static void *call(void *argument)
{
    const struct caller *caller = argument;
    for (int i = 0; i < CALLS; i++) {
        atomic_fetch_add_explicit(caller->said, 1, memory_order_relaxed);
        doorbell_ring(caller->doorbell);
    }
    return NULL;
}

/* Were one lost, the listener would wait for ever. */
static void who_waits_hears_of_everything_that_was_said_before_a_ring(void **context)
{
    (void)context;
    struct doorbell *doorbell = doorbell_new(NULL);
    atomic_int said = 0;
    struct caller caller = {doorbell, &said};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, call, &caller), 0);
    while (atomic_load_explicit(&said, memory_order_relaxed) < 2 * CALLS)
        doorbell_wait(doorbell);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    doorbell_free(doorbell);
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
