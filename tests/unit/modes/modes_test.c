/* The table of modes. */
#include "modes/modes.h"

#include "base/units.h"
#include "support/story.h"
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

TEST(in_threads_and_async_a_producer_waits_for_room_and_goes_on_when_an_item_is_taken)
{
    static const struct mode *const both[] = {&mode_threads, &mode_async};
    struct plan plan = story_plan(2, 2);
    plan.consume = (struct delay){3 * NS_PER_S, 3 * NS_PER_S};
    plan.capacity = 1;
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        struct fixture fixture = fixture_finished(&plan, both[i]);
        story_expect(&fixture, P1, "0 sleeping#1, 1000 waiting(queue full), 3000 sleeping#2 by C1, 4000 done");
        story_expect(&fixture, P2, "0 sleeping#1 by C1, 1000 waiting(queue full), 6000 sleeping#2 by C1, 7000 done");
        story_expect(&fixture, C1, "0 sleeping#1, 3000 sleeping#2, 6000 sleeping#3, 9000 sleeping#4, 12000 done");
        fixture_close(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_complete_and_found_by_its_name),
        cmocka_unit_test(they_are_shown_from_no_overlap_to_more),
        cmocka_unit_test(an_unknown_name_finds_nothing),
        cmocka_unit_test(in_threads_and_async_a_producer_waits_for_room_and_goes_on_when_an_item_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
