/* A leap of the machine's clock, as after a suspension: a pause, however long it was. */
#include "clock/clock.h"
#include "clock/timebase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HOUR (3600 * NS_PER_S)

static int64_t machine; /* the machine's clock, instead of the real one */

int64_t __wrap_os_now(void);
int64_t __wrap_os_now(void)
{
    return machine;
}

static int set_up(void **state)
{
    (void)state;
    machine = 12345;
    return 0;
}

static void an_hour_that_was_slept_through_did_not_pass(void **state)
{
    (void)state;
    struct timebase base = {0};
    timebase_move(&base, 0, 1);
    machine += NS_PER_S / 2;
    timebase_keep(&base);
    machine += HOUR;
    assert_int_equal(timebase_now(&base), NS_PER_S / 2 + TIMEBASE_LEAP);
    timebase_keep(&base);
    assert_int_equal(timebase_now(&base), NS_PER_S / 2 + TIMEBASE_LEAP);
    machine += NS_PER_S / 4;
    assert_int_equal(timebase_now(&base), NS_PER_S / 2 + TIMEBASE_LEAP + NS_PER_S / 4);
}

static void nor_does_it_when_something_else_ends_it(void **state)
{
    (void)state;
    struct timebase base = {0};
    timebase_move(&base, 0, 1);
    machine += HOUR;
    timebase_move(&base, 0, 2); /* a change of speed comes first */
    assert_int_equal(timebase_now(&base), TIMEBASE_LEAP);
    machine += NS_PER_S / 4;
    assert_int_equal(timebase_now(&base), TIMEBASE_LEAP + NS_PER_S / 2);
}

static void time_that_is_kept_is_all_of_the_machines(void **state)
{
    (void)state;
    struct timebase base = {0};
    timebase_move(&base, 0, 1);
    for (int64_t began = machine; machine - began < HOUR; machine += NS_PER_S / 3) {
        timebase_keep(&base);
        assert_int_equal(timebase_now(&base), machine - began);
    }
}

static void it_is_old_only_while_it_goes_on(void **state)
{
    (void)state;
    struct timebase base = {0};
    timebase_move(&base, 0, 1);
    assert_false(timebase_is_old(&base));
    machine += TIMEBASE_LEAP / 2;
    assert_true(timebase_is_old(&base));
    timebase_move(&base, 0, 0);
    machine += HOUR;
    assert_false(timebase_is_old(&base));
    timebase_move(&base, 0, 1); /* it stood for an hour */
    assert_int_equal(timebase_now(&base), TIMEBASE_LEAP / 2);
}

static void a_clock_goes_on_behind_a_leap_at_its_speed(void **state)
{
    (void)state;
    struct wakeup *wakeup = wakeup_new(NULL);
    struct clock *clock = clock_new(CLOCK_REAL, wakeup);
    clock_set_speed(clock, 10);
    machine += HOUR;
    clock_keep(clock);
    assert_int_equal(clock_now(clock), 10 * TIMEBASE_LEAP);
    machine += NS_PER_S / 10;
    assert_int_equal(clock_now(clock), 10 * TIMEBASE_LEAP + NS_PER_S);
    clock_pause(clock);
    machine += HOUR;
    clock_keep(clock);
    clock_resume(clock);
    assert_int_equal(clock_now(clock), 10 * TIMEBASE_LEAP + NS_PER_S);
    clock_free(clock);
    wakeup_free(wakeup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_hour_that_was_slept_through_did_not_pass, set_up),
        cmocka_unit_test_setup(nor_does_it_when_something_else_ends_it, set_up),
        cmocka_unit_test_setup(time_that_is_kept_is_all_of_the_machines, set_up),
        cmocka_unit_test_setup(it_is_old_only_while_it_goes_on, set_up),
        cmocka_unit_test_setup(a_clock_goes_on_behind_a_leap_at_its_speed, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
