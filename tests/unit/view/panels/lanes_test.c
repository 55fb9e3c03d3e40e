/* lanes — how wide the workers' labels are: wide enough for every number of items. */
#include "view/panels/lanes.h"

#include "support/test.h"

/* A run of one producer that has put `items`. */
static struct scene_run run_with(uint32_t items, int64_t planned)
{
    struct trace *trace = trace_new(0);
    for (uint32_t item = 1; item <= items; item++)
        trace_apply(
            trace,
            &(struct event){
                .time = item, .until = item, .kind = EVENT_PUT, .lane = lane_id_of(LANE_PRODUCER, 0), .item = item});
    struct scene_run run = {.plan = plan_default(), .trace = trace};
    run.plan.producers = 1;
    run.plan.items = planned;
    return run;
}

static void expect_width(uint32_t items, int64_t planned, bool changed, int width)
{
    struct scene_run run = run_with(items, planned);
    run.changed = changed;
    assert_int_equal(lanes_label_width(&run), width);
    trace_free((struct trace *)run.trace);
}

TEST(a_label_is_as_wide_as_the_plan_needs)
{
    expect_width(0, 20, false, 8);      /* P1 20/20 */
    expect_width(0, 1000, false, 12);   /* P1 1000/1000 */
    expect_width(500, 1000, false, 12); /* from the beginning to the end */
}

TEST(without_an_end_it_grows_with_the_items)
{
    expect_width(0, 0, false, 8);
    expect_width(99999, 0, false, 8);  /* P1 99999 */
    expect_width(123456, 0, false, 9); /* P1 123456 */
}

TEST(more_than_were_planned_are_not_cut)
{
    expect_width(12345, 1, true, 8);    /* P1 12345: no part of the one that is left of the plan */
    expect_width(1234567, 1, true, 10); /* P1 1234567 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_label_is_as_wide_as_the_plan_needs),
        cmocka_unit_test(without_an_end_it_grows_with_the_items),
        cmocka_unit_test(more_than_were_planned_are_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
