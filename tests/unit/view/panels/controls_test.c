/* controls — on 80 columns every control shows its keys, its noun and its value, in every mode. */
#include "view/controls.h"

#include "support/scenario.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Its keys, noun and value, side by side. */
static void expect_control(const struct scenario *scenario, enum control control)
{
    const struct scene *scene = &scenario->scene;
    char value[CONTROL_VALUE_SIZE], text[96];
    const char *keys = "", *name = control_name(&scene->plan, control);
    control_value(&scene->plan, control, value);
    for (size_t i = 0; i < scene->key_count; i++)
        if (scene->keys[i].control == (int)control)
            keys = scene->keys[i].keys;
    assert_true(keys[0] != '\0' && name[0] != '\0');
    bool noun_first = control_noun_first(control);
    (void)snprintf(text, sizeof text, "%s %s %s", keys, noun_first ? name : value, noun_first ? value : name);
    expect_text(scene, 80, 24, text);
}

/* From the least to the most of a class. */
static const struct plan plans[] = {
    {.producers = 1, .consumers = 1, .items = 1, .cores = 1, .pool = 1, .capacity = 1},
    {.producers = 2,
     .consumers = 1,
     .items = 10,
     .cores = 4,
     .pool = 5,
     .produce = {500000000, 1500000000},
     .consume = {500000000, 500000000},
     .cpu_percent = 10},
    {.producers = 100,
     .consumers = 20,
     .items = 100,
     .cores = 16,
     .pool = 16,
     .produce = {470000000, 1430000000},
     .consume = {470000000, 1230000000},
     .cpu_percent = 100,
     .capacity = 64},
};

TEST(every_control_has_its_noun_and_value_on_80_columns_in_every_mode)
{
    static const char *const names[] = {"sync", "threads", "async", "pool", "processes"};
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++)
        for (size_t mode = 0; mode < sizeof names / sizeof *names; mode++) {
            struct scenario scenario;
            scenario_begin(&scenario);
            scenario.scene.plan = plans[i];
            (void)scenario_empty_run(&scenario, names[mode]);
            for (enum control control = 0; control < CONTROL_RESULTS; control++)
                expect_control(&scenario, control);
            scenario_end(&scenario);
        }
}

SCENARIO_TEST(so_it_has_in_the_race_which_names_the_language)
{
    static const char *const names[] = {"sync", "threads", "async"};
    scenario_race(scenario, names, 3, 5);
    for (enum control control = 0; control < CONTROL_RESULTS; control++)
        expect_control(scenario, control);
    expect_text(&scenario->scene, 80, 24, scenario->scene.plan.language == LANGUAGE_C ? "RACE  · c" : "RACE  · python");
    expect_text(&scenario->scene, 80, 24, "sleeping   ··"); /* and the legend is there */
}

SCENARIO_TEST(of_tasks_there_are_those_that_have_no_queue_and_of_a_pool_the_order_of_its_results)
{
    scenario->scene.plan.tasks = 10;
    scenario_run(scenario, "pool", 2);
    for (enum control control = 0; control < CONTROL_COUNT; control++)
        if (control_applies(&scenario->scene.plan, control))
            expect_control(scenario, control);
    expect_text(&scenario->scene, 80, 24, "p/P 10 tasks d/D each 0.5–1.5 s │ w/W cpu 20%");
    expect_text(&scenario->scene, 80, 24, "\n j/J 4 cores │ u/U pool 5 g/G as completed");
}

/* Then a key says its value. */
SCENARIO_TEST(what_has_no_room_and_all_in_the_large_view_is_known_to_be_hidden)
{
    scenario_run(scenario, "threads", 1);
    assert_int_equal(layout_of(&scenario->scene, 80, 24).shown.hidden_controls & 1u << CONTROL_CORES, 0);
    unsigned narrow = layout_of(&scenario->scene, 40, 10).shown.hidden_controls;
    assert_true((narrow & 1u << CONTROL_CORES) != 0 && (narrow & 1u << CONTROL_PRODUCERS) == 0);
    scenario->scene.view.lanes.large = true;
    assert_true((layout_of(&scenario->scene, 80, 24).shown.hidden_controls & 1u << CONTROL_PRODUCERS) != 0);
}

/* Enough workers for figures of two digits before and after the point. */
SCENARIO_TEST(nothing_is_cut_at_the_right_margin)
{
    char factor[16] = "";
    scenario->scene.plan.producers = 30;
    scenario->scene.plan.consumers = 12;
    scenario_run(scenario, "threads", 8);
    char *text = scene_text(&scenario->scene, 80, 24), *row = strstr(text, "\n overlap ");
    assert_non_null(row);
    assert_int_equal(sscanf(strstr(row, " at once ") + 9, "%15[0-9.]×", factor), 1);
    assert_non_null(strstr(factor, "."));
    assert_int_equal(strlen(strstr(factor, ".")), 3);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_control_has_its_noun_and_value_on_80_columns_in_every_mode),
        cmocka_unit_test(so_it_has_in_the_race_which_names_the_language),
        cmocka_unit_test(of_tasks_there_are_those_that_have_no_queue_and_of_a_pool_the_order_of_its_results),
        cmocka_unit_test(what_has_no_room_and_all_in_the_large_view_is_known_to_be_hidden),
        cmocka_unit_test(nothing_is_cut_at_the_right_margin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
