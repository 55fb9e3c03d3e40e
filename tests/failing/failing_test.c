/*
 * failing — each memory, thread, pipe, write that the program asks for fails once, in turn: it says so or goes on, ends
 * in time, and leaves the terminal as it was.
 */
#include "failing/failing.h"
#include "terminal/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { EACH_UP_TO = 16 }; /* every call up to here, then ever fewer; OVERLAP_FAIL_EACH in the environment: every one */

static const char *const calls[] = FAILING_CALLS;

static int after(int call)
{
    return call < EACH_UP_TO || getenv("OVERLAP_FAIL_EACH") != NULL ? call + 1 : call + call / 4;
}

static bool ended_or_drawn(struct terminal *terminal, const void *context)
{
    (void)context;
    return !terminal_running(terminal) || emulator_find(terminal_screen(terminal), "s sync", NULL, NULL);
}

/* Switches modes, adds and takes workers, and quits: an out-of-memory on the way ends it earlier. It quits by q: a ^C
 * that comes when the terminal has its modes back makes the terminal throw away what was just written to it. */
static void use_screen(struct terminal *terminal)
{
    static const char *const keys[] = {"t", "P", "C", "a", "p", "s", "R", "q"};
    assert_true(terminal_pump_until(terminal, ended_or_drawn, NULL, TERMINAL_PATIENCE));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        terminal_send(terminal, keys[i]);
}

/* Runs it with that call failing; whether there was such a call. */
static bool survives(const char *const arguments[], bool live, const char *call, int number)
{
    char mark[64], fail[64], failed[96];
    (void)snprintf(mark, sizeof mark, "/tmp/overlap-failed-%d", (int)getpid());
    (void)snprintf(fail, sizeof fail, "OVERLAP_FAIL=%s %d", call, number);
    (void)snprintf(failed, sizeof failed, "OVERLAP_FAILED=%s", mark);
    const char *const environment[] = {fail, failed, NULL};
    struct terminal *terminal =
        terminal_start(&(struct terminal_setup){.arguments = arguments, .environment = environment});
    if (live)
        use_screen(terminal);
    bool ended = terminal_pump_end(terminal, TERMINAL_PATIENCE);
    int status = terminal_exit_status(terminal);
    bool says = strstr(terminal_output(terminal), "overlap: ") != NULL;
    bool good = ended && terminal_line_restored(terminal) && !emulator_alternate_screen(terminal_screen(terminal)) &&
                emulator_cursor_visible(terminal_screen(terminal)) &&
                (status == 0 || ((status == 1 || status == 2) && says));
    if (!good)
        (void)fprintf(stderr, "%s: ended %d with status %d, signal %d, restored %d, says %d; the screen:\n%s", fail,
                      ended, status, terminal_exit_signal(terminal), terminal_line_restored(terminal), says,
                      emulator_text(terminal_screen(terminal)));
    terminal_free(terminal);
    bool came = access(mark, F_OK) == 0;
    (void)unlink(mark);
    assert_true(good);
    return came;
}

static void survives_all(const char *const arguments[], bool live)
{
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (int number = 1; survives(arguments, live, calls[i], number); number = after(number))
            continue;
}

static void a_run_without_a_screen(void **state)
{
    (void)state;
    const char *const arguments[] = {OVERLAP_FAILING, "run", "--instant", "-m", "threads", "-n", "3",
                                     "--seed",        "1",   NULL};
    survives_all(arguments, false);
}

static void the_comparison_as_json(void **state)
{
    (void)state;
    const char *const arguments[] = {OVERLAP_FAILING, "compare", "--instant", "--json", "-n", "2", NULL};
    survives_all(arguments, false);
}

static void the_live_screen(void **state)
{
    (void)state;
    const char *const arguments[] = {OVERLAP_FAILING, "-m", "async", "--speed", "10", NULL};
    survives_all(arguments, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_without_a_screen),
        cmocka_unit_test(the_comparison_as_json),
        cmocka_unit_test(the_live_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
