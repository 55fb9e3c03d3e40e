/* picker — what is kept of the theme that the user has chosen. */
#include "app/theme_picker.h"

#include "support/folder.h"
#include "support/test.h"

#include <limits.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int set_up(void **state)
{
    *state = folder_new();
    return setenv("XDG_STATE_HOME", *state, 1) != 0 || chdir(*state) != 0;
}

static int tear_down(void **state)
{
    folder_free(*state);
    return chdir("/");
}

/* Enter in the picker that has just been opened, in a program with the theme of that name. */
static void keep(const char *name)
{
    struct theme_picker *picker = theme_picker_new(name, &theme_default);
    struct error error = {0};
    theme_picker_open(picker);
    if (!theme_picker_keep(picker, &error))
        fail_msg("%s", error.message);
    theme_picker_free(picker);
}

static void expect_remembered(const char *folder, const char *expected)
{
    char *text = folder_read(folder, "overlap/theme");
    assert_string_equal(text, expected);
    free(text);
}

TEST(a_name_is_kept_as_it_is)
{
    keep("light");
    expect_remembered(*state, "light\n");
}

/* The next start may be in another directory. */
TEST(a_file_is_kept_by_its_whole_path)
{
    char folder[PATH_MAX], expected[PATH_MAX + 32];
    assert_non_null(realpath(*state, folder));
    (void)snprintf(expected, sizeof expected, "%s/own.ini\n", folder);
    folder_write(*state, "own.ini", "[theme]\nname = Own\n");
    static const char *const names[] = {"./own.ini", "own.ini"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        keep(names[i]);
        expect_remembered(*state, expected);
    }
}

#define PREPARED(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PREPARED(a_name_is_kept_as_it_is),
        PREPARED(a_file_is_kept_by_its_whole_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
