/* user — what a user does and sees; see the header. */
#include "terminal/user.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

void user_sees(struct terminal *terminal, const char *text)
{
    assert_true(terminal_pump_shown(terminal, text, TERMINAL_PATIENCE));
}

void user_misses(struct terminal *terminal, const char *text)
{
    assert_true(terminal_pump_gone(terminal, text, TERMINAL_PATIENCE));
}

void user_presses(struct terminal *terminal, const char *keys, const char *then)
{
    terminal_send(terminal, keys);
    user_sees(terminal, then);
}

void user_quits(struct terminal *terminal)
{
    terminal_send(terminal, "q");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_status(terminal), 0);
    assert_true(terminal_line_restored(terminal));
    assert_false(emulator_alternate_screen(terminal_screen(terminal)));
    assert_true(emulator_cursor_visible(terminal_screen(terminal)));
    terminal_free(terminal);
}
