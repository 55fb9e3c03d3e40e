/* resize — a terminal that becomes larger is drawn on in all of its rows, whatever it keeps from before. */
#include "support/test.h"
#include "terminal/user.h"

#include <stdlib.h>
#include <string.h>

/* The emulator keeps the region that scrolls, and neither moves nor deletes anything below it. */
TEST(the_region_that_scrolls_grows_with_it)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, "-m", "threads", "-n", "0", "--speed", "10", NULL};
    struct terminal *terminal =
        terminal_start(&(struct terminal_setup){.arguments = arguments, .rows = 12, .columns = 60});
    user_sees(terminal, "s sync");
    user_resizes(terminal, 50, 120);
    user_sees(terminal, "v view");
    user_quits(terminal);
}

/* What came bit by bit is what a screen drawn anew shows. */
TEST(nothing_is_left_of_what_was)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, "-m", "threads", "-n", "0", "--speed", "10", NULL};
    struct terminal *terminal = terminal_start(&(struct terminal_setup){.arguments = arguments});
    user_sees(terminal, "s sync");
    for (int size = 0; size < 4; size++) {
        user_resizes(terminal, 12, 60);
        terminal_resize(terminal, 40 + size, 120);
        user_sees(terminal, "v view");
        for (int i = 0; i < 4; i++) {
            size_t received = terminal_received(terminal);
            terminal_send(terminal, i % 2 == 0 ? "oh" : "oH");
            assert_true(terminal_pump_more(terminal, received, TERMINAL_PATIENCE));
        }
        user_presses(terminal, " ", "❚❚");
        assert_true(terminal_pump_quiet(terminal, 500, TERMINAL_PATIENCE));
        char *before = strdup(emulator_text(terminal_screen(terminal)));
        terminal_send(terminal, "\f");
        assert_true(terminal_pump_quiet(terminal, 500, TERMINAL_PATIENCE));
        assert_string_equal(before, emulator_text(terminal_screen(terminal)));
        free(before);
        user_presses(terminal, " ", "▶ 10.0×");
    }
    user_quits(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_region_that_scrolls_grows_with_it),
        cmocka_unit_test(nothing_is_left_of_what_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
