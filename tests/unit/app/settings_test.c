/* settings — what the settings file hands over, and that it keeps what the user wrote. */
#include "app/settings.h"

#include "support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char FILE_NAME[] = "overlap/settings.ini";

/* The folder is the user's directory of settings. */
static int set_up(void **state)
{
    *state = folder_new();
    return setenv("XDG_CONFIG_HOME", *state, 1);
}

static int tear_down(void **state)
{
    folder_free(*state);
    return 0;
}

/* Appends "name=value " to the text that is the context. */
static bool note(void *context, const char *name, const char *value, struct error *error)
{
    char *text = context;
    if (strcmp(name, "bad") == 0)
        return error_set(error, "bad is %s", value);
    (void)sprintf(text + strlen(text), "%s=%s ", name, value);
    return true;
}

static void expect_read(const char *expected)
{
    char text[256] = "";
    struct error error = {0};
    if (!settings_read(note, text, &error))
        fail_msg("%s", error.message);
    assert_string_equal(text, expected);
}

static void expect_fault(int line, const char *message)
{
    char text[256] = "";
    struct error error = {0};
    assert_false(settings_read(note, text, &error));
    assert_int_equal(error.line, line);
    assert_non_null(strstr(error.file, FILE_NAME));
    assert_non_null(strstr(error.message, message));
}

static void keep(const char *name, const char *value)
{
    struct error error = {0};
    if (!settings_keep(name, value, &error))
        fail_msg("%s: %s", error.file, error.message);
}

static void expect_file(const char *folder, const char *expected)
{
    char *text = folder_read(folder, FILE_NAME);
    assert_string_equal(text, expected);
    free(text);
    assert_int_equal(folder_count(folder, "overlap"), 1);
}

static void no_file_is_no_settings(void **state)
{
    (void)state;
    expect_read("");
}

static void settings_are_handed_over_in_their_order(void **state)
{
    folder_write(*state, FILE_NAME, "; mine\nproducers = 3\n\ntheme=light ; for the lab\n");
    expect_read("producers=3 theme=light ");
}

static void a_relative_directory_of_settings_does_not_count(void **state)
{
    folder_write(*state, ".config/overlap/settings.ini", "cpu = 5\n");
    assert_int_equal(setenv("HOME", *state, 1), 0);
    assert_int_equal(setenv("XDG_CONFIG_HOME", "here", 1), 0);
    expect_read("cpu=5 ");
    assert_int_equal(unsetenv("XDG_CONFIG_HOME"), 0);
    expect_read("cpu=5 ");
    assert_int_equal(unsetenv("HOME"), 0);
    expect_read("");
    struct error error = {0};
    assert_false(settings_keep("theme", "light", &error));
    assert_non_null(strstr(error.message, "neither XDG_CONFIG_HOME nor HOME"));
}

static void a_bad_file_is_named_by_line_and_fault(void **state)
{
    folder_write(*state, FILE_NAME, "a = 1\nbad = 2\n");
    expect_fault(2, "bad is 2");
    folder_write(*state, FILE_NAME, "a = 1\n[more]\nb = 2\n");
    expect_fault(3, "[more]: settings have no sections");
    folder_write(*state, FILE_NAME, "a = 1\nnonsense\n");
    expect_fault(2, "neither [section] nor name = value");
}

static void a_file_that_cannot_be_read_is_named_and_left_alone(void **state)
{
    folder_write(*state, "overlap/settings.ini/inside", "");
    expect_fault(0, "no regular file");
    struct error error = {0};
    assert_false(settings_keep("theme", "light", &error));
    assert_non_null(strstr(error.message, "no regular file"));
}

static void the_first_setting_makes_the_file_and_its_directory(void **state)
{
    keep("theme", "light");
    expect_file(*state, "theme = light\n");
    expect_read("theme=light ");
}

static void other_lines_and_comments_stay_as_they_are(void **state)
{
    folder_write(*state, FILE_NAME, "; mine\r\n\n  theme\t=  old  ; at home\r\n#theme = no\nthemes = 1\ncpu=5");
    keep("theme", "okabe-dark");
    expect_file(*state, "; mine\r\n\n  theme\t=  okabe-dark  ; at home\r\n#theme = no\nthemes = 1\ncpu=5");
    keep("speed", "2");
    expect_file(*state, "; mine\r\n\n  theme\t=  okabe-dark  ; at home\r\n#theme = no\nthemes = 1\ncpu=5\nspeed = 2\n");
}

static void a_semicolon_begins_a_comment_only_after_a_blank(void **state)
{
    folder_write(*state, FILE_NAME, "theme =;old ; a comment\n");
    keep("theme", "light");
    expect_file(*state, "theme =light ; a comment\n");
    folder_write(*state, FILE_NAME, "theme = ; none yet\n");
    keep("theme", "light");
    expect_file(*state, "theme = light ; none yet\n");
    expect_read("theme=light ");
}

/* Of lines that end as those of DOS do, and of some that nobody writes. */
static void other_blanks_are_blanks_as_well(void **state)
{
    folder_write(*state, FILE_NAME, "speed = 2\r\n\ttheme = old\r\n\r\n");
    expect_read("speed=2 theme=old ");
    keep("theme", "light");
    expect_file(*state, "speed = 2\r\n\ttheme = light\r\n\r\n");
    folder_write(*state, FILE_NAME, "theme = one\n\rtheme\v=\ftwo\f;no\nspeed = 2\n");
    expect_read("theme=one theme=two speed=2 ");
    keep("theme", "light");
    expect_read("theme=light theme=light speed=2 ");
}

static void a_new_setting_comes_before_a_section(void **state)
{
    folder_write(*state, FILE_NAME, "speed = 2\n [more]\n");
    keep("theme", "light");
    expect_file(*state, "speed = 2\ntheme = light\n [more]\n");
    expect_read("speed=2 theme=light ");
}

static void faulty_lines_stay_too(void **state)
{
    folder_write(*state, FILE_NAME, "nonsense\ntheme =\n");
    keep("theme", "mono");
    expect_file(*state, "nonsense\ntheme =mono\n");
}

static void permissions_and_a_link_stay(void **state)
{
    char file[FOLDER_PATH_SIZE], link[FOLDER_PATH_SIZE];
    folder_write(*state, "elsewhere/mine.ini", "cpu = 1\n");
    folder_write(*state, "overlap/x", "");
    folder_path(*state, "elsewhere/mine.ini", file);
    folder_path(*state, FILE_NAME, link);
    assert_int_equal(chmod(file, 0640), 0);
    assert_int_equal(symlink(file, link), 0);
    keep("theme", "light");
    struct stat status;
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    expect_read("cpu=1 theme=light ");
}

static void where_nothing_can_be_written_the_reason_is_told(void **state)
{
    folder_write(*state, "overlap", "a file where the directory should be");
    struct error error = {0};
    assert_false(settings_keep("theme", "light", &error));
    assert_non_null(strstr(error.message, "cannot be written"));
}

static void a_value_that_would_not_be_read_again_is_refused(void **state)
{
    folder_write(*state, FILE_NAME, "cpu = 1\n");
    struct error error = {0};
    assert_false(settings_keep("theme", "a\nb", &error));
    assert_false(settings_keep("theme", "a ;b", &error));
    assert_int_equal(error.line, 0);
    expect_file(*state, "cpu = 1\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_file_is_no_settings),
        TEST(settings_are_handed_over_in_their_order),
        TEST(a_relative_directory_of_settings_does_not_count),
        TEST(a_bad_file_is_named_by_line_and_fault),
        TEST(a_file_that_cannot_be_read_is_named_and_left_alone),
        TEST(the_first_setting_makes_the_file_and_its_directory),
        TEST(other_lines_and_comments_stay_as_they_are),
        TEST(a_semicolon_begins_a_comment_only_after_a_blank),
        TEST(other_blanks_are_blanks_as_well),
        TEST(a_new_setting_comes_before_a_section),
        TEST(faulty_lines_stay_too),
        TEST(permissions_and_a_link_stay),
        TEST(where_nothing_can_be_written_the_reason_is_told),
        TEST(a_value_that_would_not_be_read_again_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
