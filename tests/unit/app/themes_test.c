/* themes — which themes are found, and which of the same name counts. */
#include "app/themes.h"

#include "support/folder.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static struct theme find(const char *name)
{
    struct theme theme;
    struct error error = {0};
    char found[THEME_NAME_SIZE];
    (void)snprintf(found, sizeof found, "%s", name);
    if (!themes_find(found, &theme, &error))
        fail_msg("%s", error.message);
    return theme;
}

static struct error refusal(const char *name)
{
    struct theme theme = theme_default;
    struct error error = {0};
    char found[THEME_NAME_SIZE];
    (void)snprintf(found, sizeof found, "%s", name);
    assert_false(themes_find(found, &theme, &error));
    assert_string_equal(found, name);
    assert_memory_equal(&theme, &theme_default, sizeof theme);
    return error;
}

TEST(shipped_themes_are_found_by_name)
{
    assert_string_equal(find("chalkboard").name, "Chalkboard");
    assert_string_equal(find("default").name, "Default");
}

TEST(a_theme_is_found_by_the_name_on_the_screen_and_in_any_case)
{
    folder_write(*state, "overlap/themes/LIGHT.ini", "[theme]\nname = Loud\n");
    assert_string_equal(find("Chalkboard").name, "Chalkboard");
    assert_string_equal(find("OKABE-DARK").name, "Okabe dark");
    assert_string_equal(find("light").name, "Light");
    assert_string_equal(find("Light").name, "Loud");
    assert_string_equal(find("loud").name, "Loud");
    char name[THEME_NAME_SIZE] = "high Contrast";
    struct theme theme;
    assert_true(themes_find(name, &theme, NULL));
    assert_string_equal(name, "high-contrast");
}

/* Their names can be chosen, remembered and found again. */
TEST(a_name_may_begin_and_end_with_a_blank)
{
    folder_write(*state, "overlap/themes/ odd .ini", "[theme]\nname = Odd\n");
    assert_string_equal(find(" odd ").name, "Odd");
}

TEST(a_theme_of_the_user_comes_first)
{
    folder_write(*state, "overlap/themes/light.ini", "[theme]\nname = Mine\n");
    assert_string_equal(find("light").name, "Mine");
}

TEST(a_file_is_found_by_its_path)
{
    char path[FOLDER_PATH_SIZE];
    folder_write(*state, "own.ini", "[theme]\nname = Own\n");
    folder_path(*state, "own.ini", path);
    assert_string_equal(find(path).name, "Own");
    assert_true(themes_is_file(path) && themes_is_file("own.ini"));
    assert_false(themes_is_file("own") || themes_is_file(".ini"));
}

TEST(what_is_not_there_or_bad_is_refused)
{
    struct error error = refusal("nosuch");
    assert_non_null(strstr(error.message, "there is no theme 'nosuch'; --theme takes a file or one of: "));
    assert_non_null(
        strstr(error.message, "chalkboard default high-contrast light mono okabe-dark okabe-light projector"));
    (void)refusal("");
    (void)refusal("nosuch.ini");
    folder_write(*state, "overlap/themes/light.ini", "[theme]\nname = Mine\nink = red\n");
    error = refusal("light");
    assert_int_equal(error.line, 3);
    assert_non_null(strstr(error.file, "overlap/themes/light.ini"));
}

static const struct theme_file *find_in(const struct themes *themes, const char *name, bool hidden)
{
    for (size_t i = 0; i < themes->count; i++)
        if (strcmp(themes->files[i].name, name) == 0 && themes->files[i].hidden == hidden)
            return &themes->files[i];
    fail_msg("%s is not found", name);
    return NULL;
}

TEST(the_list_has_all_and_says_what_is_hidden_or_faulty)
{
    folder_write(*state, "overlap/themes/light.ini", "[theme]\nname = Mine\n");
    folder_write(*state, "overlap/themes/odd.ini", "odd\n");
    folder_write(*state, "overlap/themes/notes.txt", "no theme\n");
    folder_write(*state, "overlap/themes/.ini", "no theme\n");
    struct themes themes = themes_list("default", true);
    assert_string_equal(find_in(&themes, "light", false)->theme.name, "Mine");
    assert_string_equal(find_in(&themes, "light", true)->theme.name, "Light");
    assert_int_equal(find_in(&themes, "odd", false)->fault.line, 1);
    assert_int_equal(find_in(&themes, "mono", false)->fault.message[0], '\0');
    assert_string_equal(themes.files[0].name, "light");
    assert_string_equal(themes.files[1].name, "odd");
    free(themes.files);
}

TEST(a_file_that_is_the_current_theme_is_in_the_list)
{
    char path[FOLDER_PATH_SIZE];
    folder_write(*state, "own.ini", "[theme]\nname = Own\n");
    folder_path(*state, "own.ini", path);
    struct themes themes = themes_list(path, false);
    assert_string_equal(themes.files[0].name, path);
    assert_string_equal(themes.files[0].theme.name, "Own");
    free(themes.files);
}

#define PREPARED(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PREPARED(shipped_themes_are_found_by_name),
        PREPARED(a_theme_is_found_by_the_name_on_the_screen_and_in_any_case),
        PREPARED(a_name_may_begin_and_end_with_a_blank),
        PREPARED(a_theme_of_the_user_comes_first),
        PREPARED(a_file_is_found_by_its_path),
        PREPARED(what_is_not_there_or_bad_is_refused),
        PREPARED(the_list_has_all_and_says_what_is_hidden_or_faulty),
        PREPARED(a_file_that_is_the_current_theme_is_in_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
