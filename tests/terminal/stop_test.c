/* stop — the program is stopped for a while, as with all of a laptop: afterwards it goes on where it was. */
#include "terminal/user.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

enum { STOPPED_MS = 4000, LEAP_MS = 1000 }; /* how much of it may count: TIMEBASE_LEAP */

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void time_does_not_go_on_while_it_is_stopped(const char *mode)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, "-m", mode, "-n", "0", NULL};
    struct terminal *terminal = terminal_start(&(struct terminal_setup){.arguments = arguments});
    user_sees_time(terminal, 500);
    int64_t before = user_time(terminal), began = now_ms();
    terminal_signal(terminal, SIGSTOP);
    terminal_pump_for(terminal, STOPPED_MS);
    terminal_signal(terminal, SIGCONT);
    user_sees_time(terminal, before + LEAP_MS + 500);
    assert_in_range(user_time(terminal) - before, 0, now_ms() - began - STOPPED_MS + LEAP_MS + 200);
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
