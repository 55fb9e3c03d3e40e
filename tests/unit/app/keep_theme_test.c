/* What is kept of the theme that the user has chosen. */
#include "app/actions.h"

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

/* Enter in the menu that has just been opened, in a program with the theme of that name. */
static void keep(const char *name)
{
    struct ui_state ui = {.theme = theme_default};
    (void)snprintf(ui.theme_name, sizeof ui.theme_name, "%s", name);
    action_open_themes(&(struct action_args){.ui = &ui});
    action_keep_theme(&(struct action_args){.ui = &ui});
    assert_string_equal(ui.view.notice, "");
    assert_string_equal(ui.theme_name, name);
    free(ui.themes.files);
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
