/* theme_file — what a theme file means, and what is said of a bad one. */
#include "view/canvas/theme.h"

#include "support/folder.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool read_text(const char *text, struct theme *theme, struct error *error)
{
    char *folder = folder_new(), path[FOLDER_PATH_SIZE];
    folder_write(folder, "a.ini", text);
    folder_path(folder, "a.ini", path);
    bool read = theme_file_read(path, theme, error);
    assert_true(read || strcmp(error->file, path) == 0);
    folder_free(folder);
    return read;
}

static struct theme theme_of(const char *text)
{
    struct theme theme;
    struct error error = {0};
    if (!read_text(text, &theme, &error))
        fail_msg("%d: %s", error.line, error.message);
    return theme;
}

static void expect_color(struct theme_color color, int fixed, int ansi)
{
    assert_int_equal(color.fixed, fixed);
    assert_int_equal(color.ansi, ansi);
}

TEST(every_line_has_its_place)
{
    struct theme theme = theme_of("; a comment\n# another\n[theme]\nname = Chalkboard\nbackground = #1d2b24 ; slate\n"
                                  "text = #e8e6d9\nbold = yes\n\n"
                                  "[working]\ncolor = #ffd75f\nansi = bright-yellow\nglyph = ▓\nascii = @\n"
                                  "[queue]\ncolor=#00ff00\nansi: cyan\n[bar]\ncolor = #5f5f5f\nansi = blue");
    assert_string_equal(theme.name, "Chalkboard");
    assert_true(theme.bold);
    expect_color(theme.roles[ROLE_BACKGROUND], 235, 0);
    expect_color(theme.roles[ROLE_TEXT], 254, 7);
    expect_color(theme.roles[ROLE_WORKING], 221, 11);
    expect_color(theme.roles[ROLE_QUEUE], 46, 6);
    assert_int_equal(theme.glyphs[STATE_WORKING], U'▓');
    assert_int_equal(theme.ascii[STATE_WORKING], '@');
}

TEST(what_is_left_out_is_as_in_the_default)
{
    struct theme theme = theme_of("[ready]\nansi = red\n");
    expect_color(theme.roles[ROLE_READY], theme_default.roles[ROLE_READY].fixed, 1);
    theme.roles[ROLE_READY] = theme_default.roles[ROLE_READY];
    assert_memory_equal(theme.roles, theme_default.roles, sizeof theme.roles);
}

TEST(on_a_background_the_terminals_colour_is_the_text)
{
    struct theme theme = theme_of("[theme]\nbackground = #ffffff\ntext = #000000\n[ruler]\ncolor = default\n"
                                  "[bar]\ncolor = #870000\nansi = red");
    expect_color(theme.roles[ROLE_BACKGROUND], 231, 15);
    expect_color(theme.roles[ROLE_TEXT], 16, 0);
    expect_color(theme.roles[ROLE_DIM], 16, 0);
    expect_color(theme.roles[ROLE_BAR], 88, 1);
}

TEST(windows_lines_indented_lines_and_a_bom_are_no_fault)
{
    struct theme theme = theme_of("\xef\xbb\xbf[theme]\r\n  name = A\r\n  bold = yes\r\n[working]\r\n\tansi = red\r\n");
    assert_string_equal(theme.name, "A");
    assert_true(theme.bold);
    assert_int_equal(theme.roles[ROLE_WORKING].ansi, 1);
}

TEST(a_bad_file_is_refused_by_line_and_fault)
{
    static const struct {
        const char *text;
        int line;
        const char *message;
    } faults[] = {
        {"[theme]\nname = A\n[workign]\nansi = red", 4, "[workign] is none of theme working sleeping"},
        {"name = A", 1, "stands before the first [section]"},
        {"[theme]\ncolour = #ffffff", 2, "[theme] has no 'colour', only name, background, text and bold"},
        {"[working]\nname = A", 2, "[working] has no 'name', only color, ansi, glyph and ascii"},
        {"[queue]\nglyph = x", 2, "[queue] has no 'glyph', only color and ansi"},
        {"[queue]\n\ncolor = red", 3, "'red' is not a colour: #rrggbb, or default"},
        {"[queue]\ncolor =", 2, "'' is not a colour"},
        {"[queue]\nansi = orange", 2, "'orange' is none of black red green"},
        {"[queue]\nansi = bright-", 2, "'bright-' is none of"},
        {"[ready]\nglyph = ab", 2, "'ab' is not one printable character, one cell wide"},
        {"[ready]\nglyph = 中", 2, "is not one printable character, one cell wide"},
        {"[ready]\nglyph = \033", 2, "is not one printable character"},
        {"[ready]\nglyph = \xc2\x9b", 2, "is not one printable character"},
        {"[ready]\nglyph = \xff", 2, "is not one printable character"},
        {"[ready]\nglyph = e\xcc\x81", 2, "is not one printable character"},
        {"[ready]\nglyph = \xe2\x80\xae", 2, "is not one printable character"},
        {"[ready]\nglyph =", 2, "is not one printable character"},
        {"[ready]\nascii = █", 2, "is not one printable ASCII character"},
        {"[theme]\nbold = 1", 2, "'1' is neither yes nor no"},
        {"[theme]\nname =", 2, "the name must have 1 to 31 bytes"},
        {"[theme]\nname = a\033[2Jb", 2, "the name has a control character"},
        {"[theme]\nname = A\nname = B", 3, "[theme] has its name twice"},
        {"[theme]\nname = A\nbackground", 3, "is neither [section] nor name = value"},
        {"[theme\nname = A", 1, "is neither [section] nor name = value"},
        {"[theme]\nrubbish\nname = \n", 2, "is neither [section] nor name = value"},
        {"[theme]\nname = \nrubbish\n", 2, "the name must have"},
        {"[theme]\nbackground = #ffffff\ntext = #000000\n[bar]\ncolor = #dadada", 0,
         "[theme] has a background, so it needs a [bar] with color and ansi, too"},
        {"[theme]\nbackground = #ffffff", 0, "[theme] has a background, so it needs a text of its own, too"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct theme theme = theme_default;
        struct error error = {0};
        assert_false(read_text(faults[i].text, &theme, &error));
        if (error.line != faults[i].line || strstr(error.message, faults[i].message) == NULL)
            fail_msg("%s\n%d: %s", faults[i].text, error.line, error.message);
        assert_memory_equal(&theme, &theme_default, sizeof theme);
    }
}

TEST(a_line_that_is_too_long_is_named)
{
    char text[600];
    (void)snprintf(text, sizeof text, "[theme]\n; %0300d\nname = %0200d\n", 0, 0);
    struct theme theme;
    struct error error = {0};
    assert_false(read_text(text, &theme, &error));
    assert_int_equal(error.line, 3);
    assert_non_null(strstr(error.message, "longer"));
}

TEST(a_file_that_cannot_be_read_is_named)
{
    struct theme theme = theme_default;
    struct error error = {0};
    char *folder = folder_new(), path[FOLDER_PATH_SIZE];
    assert_false(theme_file_read(folder, &theme, &error));
    assert_string_equal(error.file, folder);
    assert_string_equal(error.message, "is not a regular file");

    folder_path(folder, "none.ini", path);
    assert_false(theme_file_read(path, &theme, &error));
    assert_string_equal(error.message, "cannot be opened: No such file or directory");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(theme_file_read(path, &theme, &error));
    assert_string_equal(error.message, "is not a regular file");
    folder_free(folder);
}

TEST(an_error_is_shown_without_control_characters)
{
    struct error error = {0};
    char text[64];
    error_set(&error, "it's \033[2Jred\xc2\x9b");
    error_place(&error, "a\nb.ini", 7);
    error_text(&error, text, sizeof text);
    assert_string_equal(text, "a?b.ini:7: it's ?[2Jred??");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_has_its_place),
        cmocka_unit_test(what_is_left_out_is_as_in_the_default),
        cmocka_unit_test(on_a_background_the_terminals_colour_is_the_text),
        cmocka_unit_test(windows_lines_indented_lines_and_a_bom_are_no_fault),
        cmocka_unit_test(a_bad_file_is_refused_by_line_and_fault),
        cmocka_unit_test(a_line_that_is_too_long_is_named),
        cmocka_unit_test(a_file_that_cannot_be_read_is_named),
        cmocka_unit_test(an_error_is_shown_without_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
