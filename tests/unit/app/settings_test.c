/* settings — what the settings file hands over, and the theme that is remembered. */
#include "app/settings.h"

#include "support/folder.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char FILE_NAME[] = "overlap/settings.ini";

/* The folder is the user's directory of settings, and has the one of states. */
static int set_up(void **state)
{
    *state = folder_new();
    char states[FOLDER_PATH_SIZE];
    folder_path(*state, "state", states);
    return setenv("XDG_CONFIG_HOME", *state, 1) != 0 || setenv("XDG_STATE_HOME", states, 1) != 0;
}

static int tear_down(void **state)
{
    folder_free(*state);
    return 0;
}

/* Appends "name=value " to the text that is the context. */
static bool note(void *context, const char *section, const char *name, const char *value, struct error *error)
{
    char *text = context;
    assert_string_equal(section, "");
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

static void remember(const char *name)
{
    struct error error = {0};
    if (!settings_remember_theme(name, &error))
        fail_msg("%s: %s", error.file, error.message);
}

static void expect_theme(const char *expected)
{
    char name[64];
    if (expected == NULL)
        assert_false(settings_theme(name, sizeof name));
    else if (!settings_theme(name, sizeof name) || strcmp(name, expected) != 0)
        fail_msg("'%s' is not '%s'", name, expected);
}

TEST(no_file_is_no_settings)
{
    expect_read("");
}

TEST(settings_are_handed_over_in_their_order)
{
    folder_write(*state, FILE_NAME, "; mine\nproducers = 3\n\ntheme=light ; for the fixture\n");
    expect_read("producers=3 theme=light ");
}

TEST(a_relative_directory_of_settings_does_not_count)
{
    folder_write(*state, ".config/overlap/settings.ini", "cpu = 5\n");
    assert_int_equal(setenv("HOME", *state, 1), 0);
    assert_int_equal(setenv("XDG_CONFIG_HOME", "here", 1), 0);
    expect_read("cpu=5 ");
    assert_int_equal(unsetenv("XDG_CONFIG_HOME"), 0);
    expect_read("cpu=5 ");
    assert_int_equal(unsetenv("HOME"), 0);
    expect_read("");
}

TEST(a_bad_file_is_named_by_line_and_fault)
{
    folder_write(*state, FILE_NAME, "a = 1\nbad = 2\n");
    expect_fault(2, "bad is 2");
    folder_write(*state, FILE_NAME, "a = 1\nnonsense\n");
    expect_fault(2, "neither [section] nor name = value");
}

TEST(what_is_no_file_is_named)
{
    folder_write(*state, "overlap/settings.ini/inside", "");
    expect_fault(0, "is not a regular file");
}

/* Of lines that end as those of DOS do, and of some that nobody writes. */
TEST(any_blank_is_a_blank)
{
    folder_write(*state, FILE_NAME, "speed = 2\r\n\ttheme = old\r\n\r\n\rcpu\v=\f5\f;no\n");
    expect_read("speed=2 theme=old cpu=5 ");
}

/* ---- The theme ---- */

TEST(the_theme_that_was_remembered_last_is_told)
{
    folder_write(*state, FILE_NAME, "theme = mine ; stays\n");
    expect_theme(NULL);
    remember("light");
    expect_theme("light");
    remember("okabe-dark");
    expect_theme("okabe-dark");
    assert_int_equal(folder_count(*state, "state/overlap"), 1);
    char *text = folder_read(*state, FILE_NAME);
    assert_string_equal(text, "theme = mine ; stays\n");
    free(text);
}

TEST(any_name_of_a_theme_can_be_remembered)
{
    static const char *const names[] = {" early", "late ", "a ;b", "#x", "a = b", "two\nlines", "\t"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        remember(names[i]);
        expect_theme(names[i]);
    }
}

TEST(a_file_that_holds_no_name_is_no_theme)
{
    static const char *const texts[] = {"", "\n", "cut off",
                                        "much longer than the name of any theme that the caller has room for here\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        folder_write(*state, "state/overlap/theme", texts[i]);
        expect_theme(NULL);
    }
}

TEST(a_theme_that_cannot_be_remembered_is_told_with_the_reason)
{
    folder_write(*state, "state/overlap", "a file where the directory should be");
    struct error error = {0};
    assert_false(settings_remember_theme("light", &error));
    assert_non_null(strstr(error.message, "cannot be written"));
    assert_int_equal(unsetenv("XDG_STATE_HOME"), 0);
    assert_int_equal(unsetenv("HOME"), 0);
    assert_false(settings_remember_theme("light", &error));
    assert_non_null(strstr(error.message, "neither XDG_STATE_HOME nor HOME"));
}

#define PREPARED(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PREPARED(no_file_is_no_settings),
        PREPARED(settings_are_handed_over_in_their_order),
        PREPARED(a_relative_directory_of_settings_does_not_count),
        PREPARED(a_bad_file_is_named_by_line_and_fault),
        PREPARED(what_is_no_file_is_named),
        PREPARED(any_blank_is_a_blank),
        PREPARED(the_theme_that_was_remembered_last_is_told),
        PREPARED(any_name_of_a_theme_can_be_remembered),
        PREPARED(a_file_that_holds_no_name_is_no_theme),
        PREPARED(a_theme_that_cannot_be_remembered_is_told_with_the_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
