/* layout — what a screen of a given size shows, and what it gives up first. */
#include "view/layout.h"

#include "support/scenario.h"
#include "support/test.h"
#include "view/panel.h"

#include <string.h>

/* Two producers, a consumer, two runs. */
static struct layout place(int width, int height)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario_run(&scenario, "sync", 5);
    scenario_run(&scenario, "threads", 5);
    struct layout placement = layout_of(&scenario.scene, width, height);
    scenario_end(&scenario);
    return placement;
}

static int height_of(const struct layout *placement, const char *name)
{
    for (size_t i = 0; i < placement->count; i++)
        if (strcmp(placement->placed[i].panel->name, name) == 0)
            return placement->placed[i].rect.height;
    return 0;
}

/* The greatest screen height at which a panel is lower than so many rows. */
static int lost_at(const char *name, int rows)
{
    int height = 60;
    for (struct layout placement = place(80, height); height_of(&placement, name) >= rows;
         placement = place(80, --height))
        assert_true(height > LAYOUT_HEIGHT_MIN);
    return height;
}

TEST(panels_never_overlap_nor_leave_the_screen)
{
    for (int height = LAYOUT_HEIGHT_MIN; height <= 80; height++)
        for (int width = LAYOUT_WIDTH_MIN; width <= 140; width += 20) {
            struct layout placement = place(width, height);
            int below = 0;
            for (size_t i = 0; i < placement.count; i++) {
                struct rect rect = placement.placed[i].rect;
                if (placement.placed[i].panel->beside == NULL && rect.x > 0) { /* shares the rows of the next */
                    assert_int_equal(rect.y, placement.placed[i + 1].rect.y);
                    assert_int_equal(rect.height, placement.placed[i + 1].rect.height);
                    assert_int_equal(rect.x, placement.placed[i + 1].rect.width);
                    continue;
                }
                assert_true(rect.y >= below);
                below = rect.y + rect.height;
            }
            assert_int_equal(below, height); /* the footer is the last row */
        }
}

TEST(things_are_given_up_in_the_stated_order)
{
    static const struct {
        const char *name;
        int rows; /* fewer than these */
    } order[] = {
        {"overlap", 2}, {"lanes", 11}, {"log", 1},        {"lanes", 8},   {"queue", 2},      {"lanes", 6},
        {"legend", 1},  {"hint", 1},   {"scoreboard", 3}, {"caption", 2}, {"scoreboard", 1},
    };
    int before = 60;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        int height = lost_at(order[i].name, order[i].rows);
        if (height > before)
            fail_msg("%s is given up at %d rows, before what comes earlier (%d)", order[i].name, height, before);
        before = height;
    }
}

TEST(the_smallest_screen_keeps_what_matters)
{
    struct layout placement = place(LAYOUT_WIDTH_MIN, LAYOUT_HEIGHT_MIN);
    static const char *const kept[] = {"title", "controls", "ruler", "lanes", "queue", "overlap", "caption", "footer"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_true(height_of(&placement, kept[i]) > 0);
    assert_int_equal(height_of(&placement, "lanes"), 3);
}

SCENARIO_TEST(narrow_screens_keep_most_of_their_columns_for_time)
{
    scenario_run(scenario, "threads", 1);
    int before = 0;
    for (int width = LAYOUT_WIDTH_MIN; width <= 200; width += 5) {
        struct draw_context context = layout_of(&scenario->scene, width, 24).context;
        assert_true(context.time.columns * 2 > width);
        assert_true(context.time.x + context.time.columns < width);
        assert_true(context.readout_width >= before);
        before = context.readout_width;
    }
    assert_int_equal(layout_columns(&scenario->scene, 80), 52);
    assert_int_equal(layout_of(&scenario->scene, 40, 24).context.readout_width, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(panels_never_overlap_nor_leave_the_screen),
        cmocka_unit_test(things_are_given_up_in_the_stated_order),
        cmocka_unit_test(the_smallest_screen_keeps_what_matters),
        cmocka_unit_test(narrow_screens_keep_most_of_their_columns_for_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
