/* lanes — the workers' labels are whole; in the large view nothing moves for a sentence. */
#include "view/panels/lanes.h"

#include "support/plan.h"
#include "support/scenario.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

/* A run of one producer that has put `items`. */
static struct scene_run run_with(uint32_t items, int64_t planned)
{
    struct trace *trace = trace_new(0);
    for (uint32_t item = 1; item <= items; item++)
        trace_apply(
            trace,
            &(struct event){
                .time = item, .until = item, .kind = EVENT_PUT, .lane = lane_id_of(LANE_PRODUCER, 0), .item = item});
    struct scene_run run = {.plan = usual_plan(), .trace = trace};
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

/* The row that reads `text` from column 1 on, to its end. */
static bool has_row(const struct canvas *canvas, const char *text)
{
    char *lines = NULL, row[160];
    size_t size = 0;
    FILE *file = open_memstream(&lines, &size);
    canvas_print(canvas, file);
    (void)fclose(file);
    (void)snprintf(row, sizeof row, "\n %s\n", text);
    bool has = strstr(lines, row) != NULL;
    free(lines);
    return has;
}

/* Its lanes are empty: what stands in their rows are the labels. */
SCENARIO_TEST(no_number_is_cut)
{
    scenario->scene.plan.producers = scenario->scene.plan.consumers = 100000;
    (void)scenario_empty_run(scenario, "threads");
    struct canvas *canvas = canvas_new(40, 10, false);
    scene_draw(canvas, &scenario->scene);
    assert_true(has_row(canvas, "P1 0/20"));
    assert_true(has_row(canvas, "C1")); /* 0/2000000 */
    assert_true(has_row(canvas, "P1–2 of 100000, C1 of 100000"));
    canvas_free(canvas);
}

static void expect_still(struct scene *scene, int width, int height)
{
    scene->view.notice[0] = '\0';
    struct layout before = layout_of(scene, width, height);
    (void)strcpy(scene->view.notice, "L does nothing here: ? shows the keys.");
    struct layout noticed = layout_of(scene, width, height);
    assert_int_equal(noticed.count, before.count);
    for (size_t panel = 0; panel < before.count; panel++) {
        assert_ptr_equal(noticed.placed[panel].panel, before.placed[panel].panel);
        assert_memory_equal(&noticed.placed[panel].rect, &before.placed[panel].rect, sizeof(struct rect));
    }
}

TEST(in_the_large_view_nothing_moves_for_a_notice)
{
    static const int sizes[][2] = {{80, 24}, {40, 10}, {60, 16}, {120, 40}};
    static const char *const names[] = {"sync", "threads", "async"};
    for (int race = 0; race < 2; race++) {
        struct scenario scenario;
        scenario_begin(&scenario);
        scenario.scene.plan.producers = 8;
        if (race == 1)
            scenario_race(&scenario, names, 3, 10);
        else
            scenario_run(&scenario, "sync", 10);
        scenario.scene.view.lanes.large = true;
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            expect_still(&scenario.scene, sizes[i][0], sizes[i][1]);
        scenario_end(&scenario);
    }
}

/* Mode and figure in letters three rows high, every lane, the legend and the verdict. */
SCENARIO_TEST(the_large_race_has_all_that_the_last_row_needs)
{
    static const char *const names[] = {"sync", "threads", "async"};
    static const char *const words[] = {"▀█▀ █ █ █▀█ █▀▀ █▀█ █▀▄ █▀▀ ",
                                        " P2 ",
                                        " C1 ",
                                        "2nd",
                                        "1.00× overlap",
                                        "sleeping",
                                        "ready",
                                        "3rd",
                                        "ahead of sync"};
    static const int sizes[][2] = {{80, 24}, {100, 24}};
    scenario_race(scenario, names, 3, 1000);
    scenario->scene.view.lanes.large = true;
    scenario->scene.view.time.cell = NS_PER_S;
    for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            expect_text(&scenario->scene, sizes[size][0], sizes[size][1], words[i]);
    expect_text(&scenario->scene, 120, 36, "▀▀██▀▀  ██  ██  ██▀▀██  ██▀▀▀▀  ██▀▀██  ██▀▀▄▄  ██▀▀▀▀ ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_label_is_as_wide_as_the_plan_needs),
        cmocka_unit_test(without_an_end_it_grows_with_the_items),
        cmocka_unit_test(more_than_were_planned_are_not_cut),
        cmocka_unit_test(no_number_is_cut),
        cmocka_unit_test(in_the_large_view_nothing_moves_for_a_notice),
        cmocka_unit_test(the_large_race_has_all_that_the_last_row_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
