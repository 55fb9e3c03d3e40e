/* user — what a user does and sees; see the header. */
#include "terminal/user.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 8 };

struct terminal *user_starts(int rows, int columns, const char *const words[])
{
    const char *arguments[9 + WORDS_MAX] = {OVERLAP_PROGRAM, USUAL_PLAN, "--seed", "42", "--mode", "threads"};
    for (int i = 0; words[i] != NULL; i++)
        arguments[8 + i] = words[i];
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

int64_t user_time(struct terminal *terminal)
{
    static const char before[] = "×  ";
    const char *clock = strstr(emulator_row(terminal_screen(terminal), 0), before);
    int minutes, seconds, tenths;
    if (clock == NULL || sscanf(clock + strlen(before), "%d:%d.%d", &minutes, &seconds, &tenths) != 3)
        return -1;
    return (minutes * 60 + seconds) * INT64_C(1000) + tenths * 100;
}

static bool has_come_to(struct terminal *terminal, const void *ms)
{
    return user_time(terminal) >= *(const int64_t *)ms;
}

void user_sees_time(struct terminal *terminal, int64_t ms)
{
    char what[64];
    (void)snprintf(what, sizeof what, "the run's clock to come to %d ms", (int)ms);
    assert_true(terminal_pump_named(terminal, what, has_come_to, &ms, TERMINAL_PATIENCE));
}

void user_presses(struct terminal *terminal, const char *keys, const char *then)
{
    terminal_send(terminal, keys);
    user_sees(terminal, then);
}

struct region {
    size_t received; /* before it was asked for */
    char bytes[32];
};

static bool was_sent(struct terminal *terminal, const void *context)
{
    const struct region *region = context;
    return strstr(terminal_output(terminal) + region->received, region->bytes) != NULL;
}

/* A frame of another size begins with the region that scrolls: all of its rows. */
void user_resizes(struct terminal *terminal, int rows, int columns)
{
    struct region region = {.received = terminal_received(terminal)};
    (void)snprintf(region.bytes, sizeof region.bytes, "\033[1;%dr", rows);
    terminal_resize(terminal, rows, columns);
    assert_true(terminal_pump_until(terminal, was_sent, &region, TERMINAL_PATIENCE));
}

static bool ends_or_asks(struct terminal *terminal, const void *question)
{
    int row, column;
    return !terminal_running(terminal) || emulator_find(terminal_screen(terminal), question, &row, &column);
}

void user_quits(struct terminal *terminal)
{
    terminal_send(terminal, "q");
    assert_true(terminal_pump_until(terminal, ends_or_asks, "would be lost", TERMINAL_PATIENCE));
    if (terminal_running(terminal))
        terminal_send(terminal, "y");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_status(terminal), 0);
    assert_true(terminal_line_restored(terminal));
    assert_false(emulator_alternate_screen(terminal_screen(terminal)));
    assert_true(emulator_cursor_visible(terminal_screen(terminal)));
    terminal_free(terminal);
}
