/* lanes — the screen fits any class: heights, scrolling, bands, large figures, the log, help, sizes. */
#include "support/test.h"
#include "terminal/user.h"

#include <string.h>

/* The default theme's colours, of the fixed 256. */
enum { SLEEPING = 25, WORKING = 220, PRODUCER = 221, CONSUMER = 80, ACCENT = 141, PLAIN = -1 };

static const char *const plain[] = {NULL};
static const char *const many_workers[] = {"-p", "300", "-c", "200", "-n", "0", NULL};

/* How many cells of the screen have this colour, as ink or as paper. */
static int cells_in(struct terminal *terminal, int colour)
{
    struct emulator *screen = terminal_screen(terminal);
    int count = 0;
    for (int row = 0; row < emulator_rows(screen); row++)
        for (int column = 0; column < emulator_columns(screen); column++) {
            struct emulator_cell cell = emulator_cell(screen, row, column);
            count += cell.foreground == colour || cell.background == colour;
        }
    return count;
}

struct distance {
    const char *from, *to;
    int rows;
};

static bool stands_apart(struct terminal *terminal, const void *context)
{
    const struct distance *distance = context;
    int from = user_row(terminal, distance->from), to = user_row(terminal, distance->to);
    return from >= 0 && to >= 0 && to - from == distance->rows;
}

static void expect_apart(struct terminal *terminal, const char *from, const char *to, int rows)
{
    struct distance distance = {from, to, rows};
    assert_true(terminal_pump_until(terminal, stands_apart, &distance, TERMINAL_PATIENCE));
}

/* ---- Lanes ---- */

TEST(the_height_of_lanes_goes_from_one_to_four)
{
    struct terminal *terminal = user_starts(24, 80, plain);
    expect_apart(terminal, " P1", " P2", 3); /* two rows and a gap */
    terminal_send(terminal, "h");
    expect_apart(terminal, " P1", " P2", 1);
    user_presses(terminal, "h", "as low as they get");
    terminal_send(terminal, "HHH");
    expect_apart(terminal, " P1", " P2", 4); /* no room for gaps */
    user_presses(terminal, "H", "as high as they get");
    user_quits(terminal);
    terminal = user_starts(50, 120, plain);
    user_sees(terminal, "items, mean"); /* all panels are there */
    int rows = user_row(terminal, " P2") - user_row(terminal, " P1");
    terminal_send(terminal, "h");
    expect_apart(terminal, " P1", " P2", rows - 1);
    user_quits(terminal);
}

TEST(the_end_of_an_item_and_the_looks_of_a_poll_are_seen)
{
    static const char *const ascii[] = {"--cpu", "0", "--speed", "5", "--ascii", NULL};
    static const char *const blocks[] = {"--cpu", "0", "--speed", "5", NULL};
    static const char *const poll[] = {"--bug", "poll", "--speed", "2", NULL};
    for (int columns = 80; columns <= 110; columns += 30) {
        struct terminal *terminal = user_starts(24, columns, blocks);
        user_sees(terminal, "█▊█");
        user_quits(terminal);
        terminal = user_starts(24, columns, ascii);
        user_sees(terminal, "=|=");
        user_quits(terminal);
        terminal = user_starts(24, columns, poll);
        user_sees(terminal, "┆┆ looks");
        user_presses(terminal, " zzzzzzzzzz", "Cannot zoom in below 1 ms a column.");
        terminal_send(terminal, "\033OH"); /* Home: it waits for the first item */
        user_sees(terminal, "·┆·········┆·········┆·");
        user_quits(terminal);
    }
}

/* Above 1× a run is simulated: a turn with the lock is 5 ms, to the digit. */
TEST(close_up_the_lock_is_seen_changing_hands)
{
    static const char *const words[] = {"--cpu", "100", "--language", "python", "--speed", "2", NULL};
    for (int columns = 80; columns <= 110; columns += 30) {
        struct terminal *terminal = user_starts(24, columns, words);
        user_sees_time(terminal, 2000);
        terminal_send(terminal, " vmzzzzzzzzzz");
        user_sees(terminal, "████▊████▊████▊");
        user_quits(terminal);
    }
}

TEST(many_workers_scroll_line_by_line_and_page_by_page)
{
    for (int rows = 24; rows <= 40; rows += 16) {
        struct terminal *terminal = user_starts(rows, 80, many_workers);
        user_sees(terminal, " of 300, C1–");
        user_presses(terminal, "\033OB", " P2–");
        user_presses(terminal, "\033OA", " P1–");
        terminal_send(terminal, "\033[6~");
        user_misses(terminal, " P1–");
        user_sees(terminal, " C1 ");
        user_quits(terminal);
    }
}

TEST(all_lanes_seen_are_not_scrolled)
{
    struct terminal *terminal = user_starts(24, 80, plain);
    user_presses(terminal, "\033OB", "All lanes are on the screen");
    assert_int_equal(user_cell(terminal, "All lanes").foreground, PLAIN);
    user_quits(terminal);
}

static bool shows_sleep(struct terminal *terminal, const void *context)
{
    (void)context;
    return cells_in(terminal, SLEEPING) > 20;
}

TEST(many_workers_are_grouped_into_bands)
{
    for (int columns = 80; columns <= 160; columns += 80) {
        struct terminal *terminal = user_starts(24, columns, many_workers);
        user_sees(terminal, "v g groups them");
        terminal_send(terminal, "vg");
        user_sees(terminal, " of 50 busy");
        user_sees(terminal, "P251–300");
        user_sees(terminal, "C151–200");
        assert_int_equal(user_cell(terminal, "P251–300").foreground, PRODUCER);
        assert_int_equal(user_cell(terminal, "C151–200").foreground, CONSUMER);
        assert_true(terminal_pump_until(terminal, shows_sleep, NULL, TERMINAL_PATIENCE));
        user_presses(terminal, "vg", "v g groups them");
        user_quits(terminal);
    }
}

static bool shows_large_figures(struct terminal *terminal, const void *context)
{
    (void)context;
    return cells_in(terminal, ACCENT) > 20 && user_row(terminal, "elapsed s") >= 0 &&
           user_row(terminal, "in queue") >= 0;
}

TEST(the_last_row_of_a_class_has_large_figures_and_tall_lanes)
{
    static const struct {
        int rows, columns, lane;
    } sizes[] = {{24, 80, 4}, {24, 40, 4}, {50, 160, 8}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct terminal *terminal = user_starts(sizes[i].rows, sizes[i].columns, plain);
        user_sees(terminal, "P1 ");
        terminal_send(terminal, "vl");
        assert_true(terminal_pump_until(terminal, shows_large_figures, NULL, TERMINAL_PATIENCE));
        expect_apart(terminal, " P1", " P2", sizes[i].lane);
        user_misses(terminal, "p/P");
        user_misses(terminal, "? help");
        user_presses(terminal, "\033", "? help");
        user_quits(terminal);
    }
}

/* ---- The log ---- */

TEST(the_log_comes_when_it_is_asked_for)
{
    static const char *const words[] = {"-n", "1", NULL}; /* so few that none gives way to a later one */
    struct terminal *terminal = user_starts(24, 80, words);
    user_presses(terminal, "vo", "P1 puts item 1 (1)");
    user_sees(terminal, "C1 takes item 1 (1) of P1 ");
    assert_int_equal(user_cell(terminal, "P1 puts").foreground, PRODUCER);
    assert_int_equal(user_cell(terminal, "C1 takes").foreground, CONSUMER);
    terminal_send(terminal, "vo");
    user_misses(terminal, " takes item");
    user_quits(terminal);
}

TEST(a_large_screen_has_the_log_and_the_latencies_by_itself)
{
    static const char *const words[] = {"-n", "2", NULL}; /* as above */
    struct terminal *terminal = user_starts(40, 120, words);
    user_sees(terminal, "C1 takes item 2 (4)");
    user_sees(terminal, " items, mean ");
    terminal_send(terminal, "vo");
    user_misses(terminal, " takes item");
    user_quits(terminal);
}

/* ---- Help and footer ---- */

/* Whether the menu says that what the words tell is on. */
static bool is_on(struct terminal *terminal, const char *words)
{
    const char *row = emulator_row(terminal_screen(terminal), user_row(terminal, words));
    return strstr(strstr(row, words) + strlen(words), " on") != NULL;
}

TEST(what_is_shown_is_switched_by_its_letter_or_by_the_arrows)
{
    struct terminal *terminal = user_starts(24, 80, plain);
    user_presses(terminal, "v", "its letter, or");
    assert_false(is_on(terminal, "items on their way"));
    user_presses(terminal, "\033OB\033OB", "▶ i");
    terminal_send(terminal, "\n");
    user_misses(terminal, "its letter, or");
    user_presses(terminal, "v", "its letter, or");
    assert_true(is_on(terminal, "items on their way"));
    terminal_send(terminal, "i");
    user_misses(terminal, "its letter, or");
    user_presses(terminal, "v", "its letter, or");
    assert_false(is_on(terminal, "items on their way"));
    user_presses(terminal, "x", "x does nothing here");
    terminal_send(terminal, "\033");
    user_misses(terminal, "its letter, or");
    user_quits(terminal);
}

TEST(more_than_one_run_is_not_thrown_away_without_a_question)
{
    struct terminal *terminal = user_starts(24, 80, plain);
    user_presses(terminal, "a", "run 2 ");
    user_presses(terminal, "q", "2 runs would be lost");
    terminal_send(terminal, "\033");
    user_misses(terminal, "would be lost");
    user_presses(terminal, "q", "2 runs would be lost");
    user_quits(terminal);
}

TEST(help_has_a_page_of_keys_and_one_on_how_to_read)
{
    struct terminal *terminal = user_starts(24, 80, plain);
    user_presses(terminal, "?", "help 1 of 2");
    static const char *const told[] = {"Runs",     "a thread for each worker", "Time",   "less, more time in view",
                                       "The plan", "smaller, larger queue",    "Screen", "lower, higher lanes"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        user_sees(terminal, told[i]);
    user_presses(terminal, "\033OC", "How to read the lanes");
    user_sees(terminal, "It is waiting for its own (simulated) I/O");
    user_sees(terminal, "nothing overlapped.");
    assert_int_equal(cells_in(terminal, WORKING), 3);
    terminal_send(terminal, "\033");
    user_misses(terminal, "How to read");
    user_quits(terminal);
}

TEST(help_on_a_small_screen_has_more_pages)
{
    struct terminal *terminal = user_starts(12, 44, plain);
    user_presses(terminal, "?", "help 1 of ");
    user_misses(terminal, "help 1 of 2 ");
    for (int i = 0; i < 30 && user_row(terminal, "How to read") < 0; i++) {
        terminal_send(terminal, "\033OC");
        assert_true(terminal_pump_quiet(terminal, 50, TERMINAL_PATIENCE));
    }
    user_sees(terminal, "How to read the lanes");
    terminal_send(terminal, "?");
    user_misses(terminal, "How to read");
    user_quits(terminal);
}

TEST(the_footer_shows_what_matters_now)
{
    struct terminal *terminal = user_starts(24, 80, plain);
    user_sees(terminal, "+/- speed");
    assert_int_equal(user_row(terminal, ". step"), -1);
    user_presses(terminal, " ", ". step");
    user_presses(terminal, "\033OD", "End now"); /* the cursor: looking back */
    user_presses(terminal, "\033OF", ". step");
    user_presses(terminal, "\t", "←/→ choose");
    assert_int_equal(user_row(terminal, "s sync"), -1);
    user_presses(terminal, "\033", "s sync");
    user_quits(terminal);
}

TEST(unknown_keys_are_said_quietly)
{
    struct terminal *terminal = user_starts(24, 80, plain);
    user_presses(terminal, "~", "~ does nothing here: ? shows the keys.");
    assert_int_equal(user_cell(terminal, "~ does").foreground, PLAIN);
    assert_false(user_cell(terminal, "~ does").bold);
    user_quits(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_height_of_lanes_goes_from_one_to_four),
        cmocka_unit_test(the_end_of_an_item_and_the_looks_of_a_poll_are_seen),
        cmocka_unit_test(close_up_the_lock_is_seen_changing_hands),
        cmocka_unit_test(many_workers_scroll_line_by_line_and_page_by_page),
        cmocka_unit_test(all_lanes_seen_are_not_scrolled),
        cmocka_unit_test(many_workers_are_grouped_into_bands),
        cmocka_unit_test(the_last_row_of_a_class_has_large_figures_and_tall_lanes),
        cmocka_unit_test(the_log_comes_when_it_is_asked_for),
        cmocka_unit_test(a_large_screen_has_the_log_and_the_latencies_by_itself),
        cmocka_unit_test(what_is_shown_is_switched_by_its_letter_or_by_the_arrows),
        cmocka_unit_test(more_than_one_run_is_not_thrown_away_without_a_question),
        cmocka_unit_test(help_has_a_page_of_keys_and_one_on_how_to_read),
        cmocka_unit_test(help_on_a_small_screen_has_more_pages),
        cmocka_unit_test(the_footer_shows_what_matters_now),
        cmocka_unit_test(unknown_keys_are_said_quietly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
