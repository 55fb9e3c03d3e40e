/* The table of modes. */
#include "modes/modes.h"

#include "support/test.h"

#include <stdio.h>
#include <string.h>

TEST(every_row_is_complete_and_found_by_its_name)
{
    for (size_t i = 0; modes[i] != NULL; i++) {
        assert_true(strlen(modes[i]->name) > 0);
        assert_true(strlen(modes[i]->summary) > 0);
        assert_non_null(modes[i]->run);
        assert_ptr_equal(modes_find(modes[i]->name), modes[i]);
    }
}

TEST(they_are_shown_from_no_overlap_to_more)
{
    assert_ptr_equal(modes[0], &mode_sync);
    assert_ptr_equal(modes[1], &mode_threads);
    assert_ptr_equal(modes[2], &mode_async);
}

TEST(an_unknown_name_finds_nothing)
{
    assert_null(modes_find("tea"));
    assert_null(modes_find(""));
    assert_null(modes_find("SYNC"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_complete_and_found_by_its_name),
        cmocka_unit_test(they_are_shown_from_no_overlap_to_more),
        cmocka_unit_test(an_unknown_name_finds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
