/* lessons_test — which lessons are found, and by which names. */
#include "app/lessons.h"

#include "support/folder.h"
#include "support/test.h"

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

static void assert_found(const char *word, const char *end)
{
    char path[DIRECTORY_PATH_SIZE];
    struct error error = {0};
    if (!lessons_find(word, path, &error))
        fail_msg("%s", error.message);
    if (strlen(path) < strlen(end) || strcmp(path + strlen(path) - strlen(end), end) != 0)
        fail_msg("%s is %s", word, path);
}

TEST(a_lesson_is_found_by_its_name_or_number)
{
    assert_found("01-synchronous", OVERLAP_LESSONS_DIR "/01-synchronous.md");
    assert_found("01", OVERLAP_LESSONS_DIR "/01-synchronous.md");
    assert_found("here/01", "here/01");
    assert_found("mine.md", "mine.md");
}

TEST(what_is_none_is_refused_with_the_names_of_those_that_are)
{
    static const char *const words[] = {"0", "01-", "synchronous", ""};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char path[DIRECTORY_PATH_SIZE];
        struct error error = {0};
        assert_false(lessons_find(words[i], path, &error));
        assert_non_null(strstr(error.message, "one of: 01-synchronous"));
    }
}

TEST(the_users_own_come_first_and_all_are_in_order)
{
    folder_write(*state, "overlap/lessons/01-synchronous.md", "");
    folder_write(*state, "overlap/lessons/00-mine.md", "");
    folder_write(*state, "overlap/lessons/00-mine.txt", "");
    assert_found("01", "overlap/lessons/01-synchronous.md");
    struct lesson_files list = lessons_list();
    assert_string_equal(list.files[0].name, "00-mine");
    assert_string_equal(list.files[1].name, "01-synchronous");
    for (size_t i = 1; i < list.count; i++)
        assert_true(strcmp(list.files[i - 1].name, list.files[i].name) < 0);
    free(list.files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lesson_is_found_by_its_name_or_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_none_is_refused_with_the_names_of_those_that_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_users_own_come_first_and_all_are_in_order, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
