/* rescue — which signals are caught while the terminal is taken, and what becomes of them afterwards. */
#include "../../../src/term/rescue.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef void handler(int number);

static handler *handler_of(int number)
{
    struct sigaction action;
    assert_int_equal(sigaction(number, NULL, &action), 0);
    return action.sa_handler;
}

/* What `before` handles when the terminal is taken is as it was after it. */
static handler *handler_meanwhile(int number, handler *before)
{
    handler *ours = signal(number, before);
    rescue_catch();
    handler *meanwhile = handler_of(number);
    rescue_release();
    assert_ptr_equal(handler_of(number), before);
    (void)signal(number, ours);
    return meanwhile;
}

static void what_quits_or_stops_stays_ignored_where_it_was(void **state)
{
    (void)state;
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_ptr_equal(handler_meanwhile(numbers[i], SIG_IGN), SIG_IGN);
        assert_ptr_not_equal(handler_meanwhile(numbers[i], SIG_DFL), SIG_DFL);
    }
}

static void a_fault_is_caught_even_where_it_was_ignored(void **state)
{
    (void)state;
    static const int numbers[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_ptr_not_equal(handler_meanwhile(numbers[i], SIG_IGN), SIG_IGN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_quits_or_stops_stays_ignored_where_it_was),
        cmocka_unit_test(a_fault_is_caught_even_where_it_was_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
