/* error — what went wrong as a line for people, whatever it was about. */
#include "base/error.h"

#include "support/test.h"

#include <string.h>

static void expect_text(const struct error *error, const char *expected)
{
    char text[600];
    error_text(error, text, sizeof text);
    assert_string_equal(text, expected);
}

TEST(it_says_file_line_and_message)
{
    struct error error;
    assert_false(error_set(&error, "%s must be %d", "--cpu", 5));
    expect_text(&error, "--cpu must be 5");
    assert_false(error_place(&error, "my.ini", 0));
    expect_text(&error, "my.ini: --cpu must be 5");
    assert_false(error_place(&error, "my.ini", 7));
    expect_text(&error, "my.ini:7: --cpu must be 5");
}

TEST(a_new_message_has_no_place_yet)
{
    struct error error;
    error_set(&error, "the first");
    error_place(&error, "my.ini", 7);
    error_set(&error, "the second");
    expect_text(&error, "the second");
}

TEST(what_a_user_wrote_does_not_command_the_terminal)
{
    struct error error;
    error_set(&error, "--mode '%s'", "\033[2J\a, \n, \x7f, \xc2\x9b.");
    assert_string_equal(error.message, "--mode '?[2J?, ?, ?, ?" /* no trigraph */ "?.'");
}

TEST(nor_does_the_name_of_a_file)
{
    struct error error;
    error_set(&error, "is no theme");
    error_place(&error, "a\033]0;b\xc2\x9d.ini", 1);
    expect_text(&error, "a?]0;b??.ini:1: is no theme");
}

TEST(letters_beyond_ascii_stay)
{
    struct error error;
    error_set(&error, "no theme Käse \xc2\xa0∞");
    assert_string_equal(error.message, "no theme Käse \xc2\xa0∞");
}

TEST(what_is_too_long_is_cut)
{
    struct error error;
    char longer[sizeof error.message + 10];
    memset(longer, 'x', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    error_set(&error, "%s", longer);
    assert_int_equal(strlen(error.message), sizeof error.message - 1);
    error_place(&error, longer, 0);
    assert_int_equal(strlen(error.file), sizeof error.file - 1);
}

TEST(nobody_needs_to_want_it)
{
    assert_false(error_set(NULL, "unheard"));
    assert_false(error_place(NULL, "my.ini", 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_file_line_and_message),
        cmocka_unit_test(a_new_message_has_no_place_yet),
        cmocka_unit_test(what_a_user_wrote_does_not_command_the_terminal),
        cmocka_unit_test(nor_does_the_name_of_a_file),
        cmocka_unit_test(letters_beyond_ascii_stay),
        cmocka_unit_test(what_is_too_long_is_cut),
        cmocka_unit_test(nobody_needs_to_want_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
