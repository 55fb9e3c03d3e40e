/* user — what a user does and sees; see the header. */
#include "terminal/user.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { WORDS_MOST = 8 };

struct terminal *user_starts(int rows, int columns, const char *const words[])
{
    const char *arguments[6 + WORDS_MOST] = {OVERLAP_PROGRAM, "--seed", "42", "--mode", "threads"};
    for (int i = 0; words[i] != NULL; i++)
        arguments[5 + i] = words[i];
    return terminal_start(&(struct terminal_setup){.arguments = arguments, .rows = rows, .columns = columns});
}

int user_row(struct terminal *terminal, const char *text)
{
    int row = -1;
    (void)emulator_find(terminal_screen(terminal), text, &row, NULL);
    return row;
}

struct emulator_cell user_cell(struct terminal *terminal, const char *text)
{
    int row = 0, column = 0;
    assert_true(emulator_find(terminal_screen(terminal), text, &row, &column));
    return emulator_cell(terminal_screen(terminal), row, column);
}

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
