/* Lanes and states have the names of the glossary. */
#include "trace/lane.h"

#include "base/units.h"
#include "support/test.h"
#include "view/text/sentence.h"

static void expect_name(lane_id id, const char *expected)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(id, name);
    assert_string_equal(name, expected);
}

TEST(lanes_are_named_after_their_kind_and_counted_from_one)
{
    expect_name(lane_id_of(LANE_MAIN, 0), "main");
    expect_name(lane_id_of(LANE_PRODUCER, 0), "P1");
    expect_name(lane_id_of(LANE_CONSUMER, 11), "C12");
    expect_name(lane_id_of(LANE_PRODUCER, 0xffffff), "P16777216");
    expect_name(LANE_NONE, "none");
}

TEST(an_id_keeps_kind_and_index)
{
    lane_id id = lane_id_of(LANE_CONSUMER, 99999);
    assert_int_equal(lane_id_kind(id), LANE_CONSUMER);
    assert_int_equal(lane_id_index(id), 99999);
}

TEST(states_are_the_words_of_the_glossary)
{
    assert_string_equal(state_name(STATE_IDLE), "idle");
    assert_string_equal(state_name(STATE_WORKING), "working");
    assert_string_equal(state_name(STATE_SLEEPING), "sleeping");
    assert_string_equal(state_name(STATE_WAITING), "waiting");
    assert_string_equal(state_name(STATE_READY), "ready");
    assert_string_equal(state_name(STATE_DONE), "done");
}

TEST(a_name_is_never_null)
{
    assert_non_null(state_name(STATE_COUNT));
}

TEST(a_line_says_who_did_what_and_when)
{
    struct event put = {.time = 3 * NS_PER_S, .kind = EVENT_PUT, .lane = lane_id_of(LANE_PRODUCER, 0), .item = 12};
    struct event take = {.time = 3512 * NS_PER_MS,
                         .until = 3 * NS_PER_S,
                         .kind = EVENT_TAKE,
                         .lane = lane_id_of(LANE_CONSUMER, 1),
                         .other = put.lane,
                         .item = 12};
    char line[EVENT_LINE_SIZE];
    int words = event_line(&put, NS_PER_S, line);
    assert_string_equal(line, "    2.000 s  P1 puts item 12 (144)");
    assert_string_equal(line + words, "P1 puts item 12 (144)");
    (void)event_line(&take, 0, line);
    assert_string_equal(line, "    3.512 s  C2 takes item 12 (144) of P1 after 0.512 s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_says_who_did_what_and_when),
        cmocka_unit_test(lanes_are_named_after_their_kind_and_counted_from_one),
        cmocka_unit_test(an_id_keeps_kind_and_index),
        cmocka_unit_test(states_are_the_words_of_the_glossary),
        cmocka_unit_test(a_name_is_never_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
