/* keys — what ncurses reads, as the keys of term.h. */
#include "../../../src/term/keys.h"

#include "term/term.h"

#include <curses.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void function_keys_have_codes_of_their_own(void **state)
{
    (void)state;
    assert_int_equal(keys_from_function(KEY_UP), KEY_CODE_UP);
    assert_int_equal(keys_from_function(KEY_DOWN), KEY_CODE_DOWN);
    assert_int_equal(keys_from_function(KEY_LEFT), KEY_CODE_LEFT);
    assert_int_equal(keys_from_function(KEY_RIGHT), KEY_CODE_RIGHT);
    assert_int_equal(keys_from_function(KEY_HOME), KEY_CODE_HOME);
    assert_int_equal(keys_from_function(KEY_END), KEY_CODE_END);
    assert_int_equal(keys_from_function(KEY_PPAGE), KEY_CODE_PAGE_UP);
    assert_int_equal(keys_from_function(KEY_NPAGE), KEY_CODE_PAGE_DOWN);
}

static void function_keys_without_a_meaning_are_other(void **state)
{
    (void)state;
    assert_int_equal(keys_from_function(KEY_F(1)), KEY_CODE_OTHER);
    assert_int_equal(keys_from_function(KEY_MAX + 17), KEY_CODE_OTHER);
}

static void characters_are_themselves(void **state)
{
    (void)state;
    assert_int_equal(keys_from_character('q'), 'q');
    assert_int_equal(keys_from_character(0xe9), 0xe9);
    assert_int_equal(keys_from_character(3), KEY_CODE_INTERRUPT);
    assert_int_equal(keys_from_character(26), KEY_CODE_SUSPEND);
}

static void enter_is_one_key_however_it_is_sent(void **state)
{
    (void)state;
    assert_int_equal(keys_from_character('\r'), KEY_CODE_ENTER);
    assert_int_equal(keys_from_character('\n'), KEY_CODE_ENTER);
    assert_int_equal(keys_from_function(KEY_ENTER), KEY_CODE_ENTER);
}

static void no_character_is_taken_for_no_key_or_for_a_code(void **state)
{
    (void)state;
    assert_int_equal(keys_from_character(0), KEY_CODE_OTHER);
    assert_int_equal(keys_from_character(KEY_CODE_QUIT), KEY_CODE_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(function_keys_have_codes_of_their_own),
        cmocka_unit_test(function_keys_without_a_meaning_are_other),
        cmocka_unit_test(characters_are_themselves),
        cmocka_unit_test(enter_is_one_key_however_it_is_sent),
        cmocka_unit_test(no_character_is_taken_for_no_key_or_for_a_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
