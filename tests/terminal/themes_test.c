/* themes — themes and settings as a teacher meets them: the real program in a terminal, its colours and its files. */
#include "support/folder.h"
#include "support/test.h"
#include "terminal/user.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UP    "\033OA"
#define DOWN  "\033OB"
#define ENTER "\r"
#define ESC   "\033"

/* Of the fixed 256: paper, and the ink of a producer's name. */
enum { PAPER_LIGHT = 231, PAPER_CONTRAST = 16, P1_DEFAULT = 221, P1_LIGHT = 94, P1_CONTRAST = 226 };

static const char SETTINGS[] = ".config/overlap/settings.ini", REMEMBERED[] = ".local/state/overlap/theme",
                  THEMES[] = ".config/overlap/themes/";

static int set_up(void **state)
{
    *state = folder_new();
    return 0;
}

static int tear_down(void **state)
{
    folder_free(*state);
    return 0;
}

struct variant {
    int rows, columns;
    const char *term, *option, *value;
};

static struct terminal *start_variant(const char *home, struct variant variant)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, USUAL_PLAN,    "--seed=42", "--mode=threads",
                                     variant.option,  variant.value, NULL};
    const char *const environment[] = {variant.term, NULL};
    return terminal_start(&(struct terminal_setup){.arguments = arguments,
                                                   .environment = environment,
                                                   .home = home,
                                                   .rows = variant.rows,
                                                   .columns = variant.columns});
}

static struct terminal *start(const char *home)
{
    return start_variant(home, (struct variant){0});
}

/* How the name of the first producer is painted. */
struct colors {
    int fg, bg;
};

static bool has_colors(struct terminal *terminal, const void *context)
{
    const struct colors *colors = context;
    int row, column;
    if (!emulator_find(terminal_screen(terminal), "P1", &row, &column))
        return false;
    struct emulator_cell cell = emulator_cell(terminal_screen(terminal), row, column);
    return cell.foreground == colors->fg && cell.background == colors->bg;
}

static void expect_colors(struct terminal *terminal, int fg, int bg)
{
    assert_true(terminal_pump_until(terminal, has_colors, &(struct colors){fg, bg}, TERMINAL_PATIENCE));
}

static void expect_file(const char *home, const char *name, const char *expected)
{
    char *text = folder_read(home, name);
    assert_string_equal(text, expected);
    free(text);
}

/* ---- A theme ---- */

static bool all_is_paper(struct terminal *terminal, const void *context)
{
    (void)context;
    struct emulator *screen = terminal_screen(terminal);
    for (int row = 0; row < emulator_rows(screen); row++)
        for (int column = 0; column < emulator_columns(screen); column++) {
            struct emulator_cell cell = emulator_cell(screen, row, column);
            if (cell.background == COLOUR_DEFAULT || cell.foreground == COLOUR_DEFAULT)
                return false;
        }
    return true;
}

TEST(a_background_covers_the_whole_screen_at_any_size)
{
    struct terminal *terminal = start_variant(*state, (struct variant){.option = "--theme", .value = "light"});
    expect_colors(terminal, P1_LIGHT, PAPER_LIGHT);
    assert_true(terminal_pump_until(terminal, all_is_paper, NULL, TERMINAL_PATIENCE));
    terminal_resize(terminal, 40, 120);
    assert_true(terminal_pump_until(terminal, all_is_paper, NULL, TERMINAL_PATIENCE));
    terminal_resize(terminal, 5, 30);
    user_sees(terminal, "overlap needs");
    assert_true(terminal_pump_until(terminal, all_is_paper, NULL, TERMINAL_PATIENCE));
    user_quits(terminal);
}

TEST(the_palette_is_never_redefined)
{
    struct terminal *terminal = start_variant(*state, (struct variant){.option = "--theme", .value = "projector"});
    user_presses(terminal, " ", "❚❚"); /* so that each key's answer is seen whole before the next key */
    user_presses(terminal, "vt" DOWN, "themes");
    assert_true(terminal_pump_quiet(terminal, 100, TERMINAL_PATIENCE));
    terminal_send(terminal, ESC);
    assert_true(terminal_pump_gone(terminal, "Enter keep", TERMINAL_PATIENCE));
    assert_null(strstr(terminal_output(terminal), "\033]4;"));
    assert_null(strstr(terminal_output(terminal), "\033]P"));
    user_quits(terminal);
}

TEST(a_bad_theme_file_is_refused_by_file_line_and_fault)
{
    char path[FOLDER_PATH_SIZE];
    folder_write(*state, "bad.ini", "[theme]\nname = Bad\n[working]\ncolor = orange\n");
    folder_path(*state, "bad.ini", path);
    struct terminal *terminal =
        start_variant(*state, (struct variant){.columns = 200, .option = "--theme", .value = path});
    user_sees(terminal, "bad.ini:4: 'orange' is not a colour: #rrggbb, or default for the terminal's own");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_status(terminal), 2);
    terminal_free(terminal);
}

/* ---- The picker ---- */

TEST(the_picker_shows_themes_on_the_running_lanes_and_esc_goes_back)
{
    struct terminal *terminal = start(*state);
    expect_colors(terminal, P1_DEFAULT, COLOUR_DEFAULT);
    user_presses(terminal, "vt", "Enter keep");
    user_sees(terminal, "▶ Default  (in use)");
    user_presses(terminal, DOWN, "▶ High contrast");
    expect_colors(terminal, P1_CONTRAST, PAPER_CONTRAST);
    user_presses(terminal, DOWN, "▶ Light");
    expect_colors(terminal, P1_LIGHT, PAPER_LIGHT);
    assert_true(terminal_pump_until(terminal, all_is_paper, NULL, TERMINAL_PATIENCE));
    user_presses(terminal, UP UP UP, "▶ Chalkboard");
    terminal_send(terminal, ESC);
    assert_true(terminal_pump_gone(terminal, "Enter keep", TERMINAL_PATIENCE));
    expect_colors(terminal, P1_DEFAULT, COLOUR_DEFAULT);
    user_quits(terminal);
    assert_int_equal(folder_count(*state, ""), 0);
}

TEST(enter_keeps_the_theme_and_the_next_start_has_it)
{
    struct terminal *terminal = start(*state);
    user_presses(terminal, "vt" DOWN DOWN, "▶ Light");
    terminal_send(terminal, ENTER);
    assert_true(terminal_pump_gone(terminal, "Enter keep", TERMINAL_PATIENCE));
    expect_colors(terminal, P1_LIGHT, PAPER_LIGHT);
    user_quits(terminal);
    expect_file(*state, REMEMBERED, "light\n");

    terminal = start(*state);
    expect_colors(terminal, P1_LIGHT, PAPER_LIGHT);
    user_presses(terminal, "vt", "▶ Light  (in use)");
    user_quits(terminal);
}

TEST(the_users_settings_stay_as_they_are)
{
    folder_write(*state, SETTINGS, "; for the fixture\nproducers = 3\ntheme = light ; bright room\n");
    struct terminal *terminal = start(*state);
    user_sees(terminal, "3 producers");
    expect_colors(terminal, P1_LIGHT, PAPER_LIGHT);
    user_presses(terminal, "vt" UP, "▶ High contrast");
    terminal_send(terminal, ENTER);
    user_misses(terminal, "Enter keep");
    expect_colors(terminal, P1_CONTRAST, PAPER_CONTRAST);
    user_quits(terminal);
    expect_file(*state, SETTINGS, "; for the fixture\nproducers = 3\ntheme = light ; bright room\n");
    expect_file(*state, REMEMBERED, "high-contrast\n");
}

TEST(the_command_line_wins_over_the_settings)
{
    folder_write(*state, SETTINGS, "theme = light\n");
    struct terminal *terminal = start_variant(*state, (struct variant){.option = "--theme", .value = "high-contrast"});
    expect_colors(terminal, P1_CONTRAST, PAPER_CONTRAST);
    user_quits(terminal);
    expect_file(*state, SETTINGS, "theme = light\n");
}

TEST(a_faulty_theme_is_named_and_the_screen_keeps_what_it_has)
{
    char path[FOLDER_PATH_SIZE];
    (void)snprintf(path, sizeof path, "%saaa.ini", THEMES);
    folder_write(*state, path, "[theme]\nink = red\n");
    struct terminal *terminal = start(*state);
    user_presses(terminal, "vt" UP UP, "▶ aaa  faulty");
    user_sees(terminal, "aaa.ini:2: [theme] has no");
    expect_colors(terminal, P1_DEFAULT, COLOUR_DEFAULT);
    terminal_send(terminal, ENTER);
    assert_true(terminal_pump_gone(terminal, "Enter keep", TERMINAL_PATIENCE));
    user_sees(terminal, "aaa.ini:2:");
    expect_colors(terminal, P1_DEFAULT, COLOUR_DEFAULT);
    user_quits(terminal);
}

TEST(what_cannot_be_remembered_is_said_and_used_all_the_same)
{
    folder_write(*state, ".local", "a file where the directory should be");
    struct terminal *terminal = start(*state);
    user_presses(terminal, "vt" DOWN DOWN, "▶ Light");
    user_presses(terminal, ENTER, "cannot be written");
    expect_colors(terminal, P1_LIGHT, PAPER_LIGHT);
    user_quits(terminal);
}

TEST(the_picker_has_room_on_the_smallest_screen)
{
    struct terminal *terminal = start_variant(*state, (struct variant){.rows = 10, .columns = 40});
    user_presses(terminal, "vt", "▶ Default");
    user_sees(terminal, "Enter keep");
    user_presses(terminal, UP UP, "▶ Projector");
    user_sees(terminal, "P1");
    user_quits(terminal);
}

TEST(a_preview_shows_with_eight_colours_too)
{
    struct terminal *terminal = start_variant(*state, (struct variant){.term = "TERM=xterm"});
    user_presses(terminal, "vt", "▶ Default");
    expect_colors(terminal, 3, COLOUR_DEFAULT);
    user_presses(terminal, DOWN DOWN, "▶ Light");
    expect_colors(terminal, 1, 7);
    user_quits(terminal);
}

TEST(a_file_given_by_path_is_in_the_picker)
{
    char path[FOLDER_PATH_SIZE];
    folder_write(*state, "own.ini", "[theme]\nname = My own\n[producer]\ncolor = #ff0000\n");
    folder_path(*state, "own.ini", path);
    struct terminal *terminal = start_variant(*state, (struct variant){.option = "--theme", .value = path});
    expect_colors(terminal, 196, COLOUR_DEFAULT);
    user_presses(terminal, "vt", "▶ My own  (in use)");
    user_quits(terminal);
}

/* ---- Settings ---- */

TEST(bad_settings_are_named_on_the_screen_and_ignored)
{
    folder_write(*state, SETTINGS, "theme = light\nproducers = many\n");
    struct terminal *terminal = start(*state);
    user_sees(terminal, "settings.ini:2: producers 'many' is");
    user_sees(terminal, "(ignored)");
    expect_colors(terminal, P1_DEFAULT, COLOUR_DEFAULT);
    user_sees(terminal, "2 producers");
    user_quits(terminal);
}

TEST(a_theme_of_the_settings_that_is_gone_is_named)
{
    folder_write(*state, SETTINGS, "theme = gone\n");
    struct terminal *terminal = start(*state);
    user_sees(terminal, "there is no theme 'gone'");
    expect_colors(terminal, P1_DEFAULT, COLOUR_DEFAULT);
    user_quits(terminal);
}

#define PREPARED(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PREPARED(a_background_covers_the_whole_screen_at_any_size),
        PREPARED(the_palette_is_never_redefined),
        PREPARED(a_bad_theme_file_is_refused_by_file_line_and_fault),
        PREPARED(the_picker_shows_themes_on_the_running_lanes_and_esc_goes_back),
        PREPARED(enter_keeps_the_theme_and_the_next_start_has_it),
        PREPARED(the_users_settings_stay_as_they_are),
        PREPARED(the_command_line_wins_over_the_settings),
        PREPARED(a_faulty_theme_is_named_and_the_screen_keeps_what_it_has),
        PREPARED(what_cannot_be_remembered_is_said_and_used_all_the_same),
        PREPARED(the_picker_has_room_on_the_smallest_screen),
        PREPARED(a_preview_shows_with_eight_colours_too),
        PREPARED(a_file_given_by_path_is_in_the_picker),
        PREPARED(bad_settings_are_named_on_the_screen_and_ignored),
        PREPARED(a_theme_of_the_settings_that_is_gone_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
