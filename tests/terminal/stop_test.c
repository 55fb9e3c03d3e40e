/* stop — the program is stopped for a while, as with all of a laptop: afterwards it goes on where it was. */
#include "terminal/user.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

enum { STOPPED_MS = 4000, LEAP_MS = 1000 }; /* how much of it may count: TIMEBASE_LEAP */

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The run's clock, behind the speed in the title. */
static int64_t shown_ms(struct terminal *terminal)
{
    int row, column, minutes, seconds, tenths;
    assert_true(emulator_find(terminal_screen(terminal), "1.0×", &row, &column));
    const char *title = emulator_row(terminal_screen(terminal), row), *at = title;
    for (const char *mark = title; *mark != '\0'; mark++)
        if (*mark == ' ')
            at = mark;
    assert_int_equal(sscanf(at, " %d:%d.%d", &minutes, &seconds, &tenths), 3);
    return (minutes * 60 + seconds) * INT64_C(1000) + tenths * 100;
}

static bool clock_has_moved(struct terminal *terminal, const void *context)
{
    return shown_ms(terminal) != *(const int64_t *)context;
}

static void time_does_not_go_on_while_it_is_stopped(const char *mode)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, "-m", mode, "-n", "0", NULL};
    struct terminal *terminal = terminal_start(&(struct terminal_setup){.arguments = arguments});
    user_sees(terminal, "1.0×");
    int64_t before = shown_ms(terminal);
    assert_true(terminal_pump_until(terminal, clock_has_moved, &before, TERMINAL_PATIENCE));
    before = shown_ms(terminal);
    int64_t began = now_ms();
    terminal_signal(terminal, SIGSTOP);
    terminal_pump_for(terminal, STOPPED_MS);
    int64_t stopped = shown_ms(terminal); /* what was on its way has arrived */
    terminal_signal(terminal, SIGCONT);
    assert_true(terminal_pump_until(terminal, clock_has_moved, &stopped, TERMINAL_PATIENCE));
    int64_t passed = shown_ms(terminal) - before, could = now_ms() - began - STOPPED_MS + LEAP_MS;
    assert_in_range(passed, 0, could + 200);
    user_quits(terminal);
}

static void in_threads(void **state)
{
    (void)state;
    time_does_not_go_on_while_it_is_stopped("threads");
}

static void in_async(void **state)
{
    (void)state;
    time_does_not_go_on_while_it_is_stopped("async");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_threads),
        cmocka_unit_test(in_async),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
