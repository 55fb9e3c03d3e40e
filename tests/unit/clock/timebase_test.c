/* The time base: a straight line over the machine's clock that never runs backwards. */
#include "clock/timebase.h"

#include "base/os.h"
#include "support/test.h"

#include <pthread.h>
#include <stdio.h>

#include <stdatomic.h>
#include <stdbool.h>

TEST(a_zeroed_one_stands_still_at_0)
{
    struct timebase base = {0};
    assert_int_equal(timebase_now(&base), 0);
    timebase_move(&base, 5, 0, TIME_NEVER);
    assert_int_equal(timebase_now(&base), 5);
    timebase_move(&base, 7, 0, TIME_NEVER);
    assert_int_equal(timebase_now(&base), 12);
}

TEST(it_goes_on_at_its_rate)
{
    struct timebase base = {0};
    int64_t before = os_now();
    timebase_move(&base, 0, 1000, TIME_NEVER);
    int64_t began = os_now();
    while (os_now() - began < 1000000)
        continue;
    int64_t least = (os_now() - began) * 1000;
    int64_t now = timebase_now(&base);
    int64_t most = (os_now() - before) * 1000;
    assert_true(least <= now && now <= most);
}

TEST(stopping_keeps_the_time)
{
    struct timebase base = {0};
    timebase_move(&base, 0, 1, TIME_NEVER);
    timebase_move(&base, 0, 0, TIME_NEVER);
    int64_t now = timebase_now(&base);
    assert_int_equal(timebase_now(&base), now);
    timebase_move(&base, 100, 0, TIME_NEVER);
    assert_int_equal(timebase_now(&base), now + 100);
}

TEST(a_limit_holds_the_time_and_the_line_goes_on)
{
    struct timebase base = {0};
    timebase_move(&base, 0, 1, 0);
    assert_int_equal(timebase_now(&base), 0);
    while (timebase_line(&base) < 1000)
        continue;
    timebase_limit(&base, 700);
    assert_int_equal(timebase_now(&base), 700);
    timebase_limit(&base, 300); /* never backwards */
    assert_int_equal(timebase_now(&base), 700);
    timebase_limit(&base, TIME_NEVER);
    assert_true(timebase_now(&base) >= 1000);
}

TEST(time_that_is_late_catches_up_only_so_far)
{
    struct timebase base = {0};
    timebase_move(&base, 0, 1, 5);
    while (timebase_line(&base) < TIMEBASE_AHEAD_MAX + NS_PER_MS)
        continue;
    timebase_limit(&base, 10);
    assert_int_equal(timebase_now(&base), 10);
    assert_int_equal(atomic_load(&base.simulated), 10 + TIMEBASE_AHEAD_MAX);
}

struct watch {
    struct timebase base;
    _Atomic int64_t latest; /* that any reader has read */
    atomic_bool over, backwards;
};

/* Each reading is compared with the latest that anybody had published before it began. */
static void *read_on(void *argument)
{
    struct watch *watch = argument;
    while (!atomic_load(&watch->over)) {
        int64_t before = atomic_load(&watch->latest);
        int64_t now = timebase_now(&watch->base);
        if (now < before)
            atomic_store(&watch->backwards, true);
        while (now > before && !atomic_compare_exchange_weak(&watch->latest, &before, now))
            continue;
    }
    return NULL;
}

TEST(it_never_runs_backwards_on_whatever_thread)
{
    struct watch watch = {.latest = 0};
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_on, &watch), 0);
    static const double rates[] = {1, 100, 0, 0.1, 1000, 0};
    for (int i = 0; i < 60000; i++)
        if (i % 4 == 0)
            timebase_limit(&watch.base, timebase_line(&watch.base) + i % 7 * 100);
        else
            timebase_move(&watch.base, i % 3, rates[i % 6], i % 4 == 1 ? TIME_NEVER : 0);
    atomic_store(&watch.over, true);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    assert_false(atomic_load(&watch.backwards));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zeroed_one_stands_still_at_0),
        cmocka_unit_test(it_goes_on_at_its_rate),
        cmocka_unit_test(stopping_keeps_the_time),
        cmocka_unit_test(a_limit_holds_the_time_and_the_line_goes_on),
        cmocka_unit_test(time_that_is_late_catches_up_only_so_far),
        cmocka_unit_test(it_never_runs_backwards_on_whatever_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
