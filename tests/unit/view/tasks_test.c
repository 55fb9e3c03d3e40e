/* Tasks on the screen: nothing speaks of a queue, and in a pool the future of each is seen. */
#include "base/units.h"
#include "modes/modes.h"
#include "support/scenario.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    int width, height;
} sizes[] = {{40, 10}, {80, 24}, {120, 40}};

static void expect_no_queue(const struct scene *scene)
{
    static const char *const words[] = {"producer", "consumer", "item", "queue", "latency", "depth"};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *text = scene_text(scene, sizes[i].width, sizes[i].height);
        for (size_t j = 0; j < sizeof words / sizeof *words; j++)
            if (strstr(text, words[j]) != NULL)
                fail_msg("\"%s\" is on the screen: %.80s", words[j], strstr(text, words[j]));
        free(text);
    }
}

static void choose_tasks(struct scenario *scenario, uint32_t tasks)
{
    scenario->scene.plan.tasks = tasks;
    scenario->scene.plan.items = 1;
    scenario->scene.view.items = true; /* as it may have been before */
}

static void expect_no_queue_in_any_view(struct scenario *scenario)
{
    expect_no_queue(&scenario->scene);
    scenario->scene.view.main_lane = scenario->scene.view.lanes.large = true;
    expect_no_queue(&scenario->scene);
    scenario->scene.view.log = VISIBILITY_ON;
    scenario->scene.view.lanes.large = false;
    expect_no_queue(&scenario->scene);
    scenario->scene.view.main_lane = false;
}

TEST(nothing_on_the_screen_speaks_of_a_queue)
{
    static const double moments[] = {0, 0.7, 3, 100};
    for (size_t i = 0; modes[i] != NULL; i++)
        for (size_t j = 0; j < sizeof moments / sizeof *moments; j++) {
            struct scenario scenario;
            scenario_begin(&scenario);
            choose_tasks(&scenario, 10);
            scenario_run_mode(&scenario, modes[i], moments[j]);
            expect_no_queue_in_any_view(&scenario);
            scenario.scene.view.time.cursor = (int64_t)(moments[j] / 2 * (double)NS_PER_S);
            expect_no_queue_in_any_view(&scenario);
            scenario_end(&scenario);
        }
}

TEST(nor_does_a_bug_of_tasks)
{
    for (size_t i = 0; bugs[i] != NULL; i++) {
        if (bugs[i]->needs_queue)
            continue;
        struct scenario scenario;
        scenario_begin(&scenario);
        choose_tasks(&scenario, 3);
        scenario_run_mode(&scenario, bugs[i], 0.7);
        expect_no_queue_in_any_view(&scenario);
        scenario_go_on(&scenario, 100);
        expect_no_queue_in_any_view(&scenario);
        scenario_end(&scenario);
    }
}

SCENARIO_TEST(a_race_of_tasks_has_a_lane_each_and_no_queue)
{
    static const char *const names[] = {"sync", "threads"};
    choose_tasks(scenario, 4);
    scenario_race(scenario, names, 2, 1);
    expect_no_queue(&scenario->scene);
    expect_text(&scenario->scene, 80, 24, " Task-4 ");
    expect_text(&scenario->scene, 80, 24, "tasks     1/4");
    scenario_go_on(scenario, 100);
    expect_no_queue(&scenario->scene);
}

/* ---- Futures ---- */

static void five_falling(struct scenario *scenario, enum results results)
{
    struct plan *plan = &scenario->scene.plan;
    choose_tasks(scenario, 5);
    plan->produce = (struct delay){NS_PER_S, 5 * NS_PER_S};
    plan->distribution = DISTRIBUTION_FALLING; /* 5, 4, 3, 2, 1 s */
    plan->cpu_percent = 0;
    plan->pool = 5;
    plan->results = results;
    scenario->scene.view.time.cell = NS_PER_S / 2;
    scenario->scene.view.lanes.rows = 1;
}

SCENARIO_TEST(as_completed_the_shortest_is_fetched_first)
{
    five_falling(scenario, RESULTS_COMPLETED);
    scenario_run(scenario, "pool", 2.25);
    expect_text(&scenario->scene, 80, 24, "running 2.2 s\n Task-2 ");
    expect_text(&scenario->scene, 80, 24, "fetched 2nd\n Task-5   ██▲ ");
    expect_text(&scenario->scene, 80, 24, "fetched 1st\n");
    scenario_go_on(scenario, 100);
    expect_text(&scenario->scene, 80, 24, "fetched 5th\n Task-2   ████████▲ ");
    expect_text(&scenario->scene, 80, 24, "pool took 5.0 s: overlap 3.00×; main had the first result after 1.0 s.");
    scenario->scene.view.time.cursor = 3 * NS_PER_S / 2; /* looking back */
    expect_text(&scenario->scene, 80, 24, "running 1.5 s\n Task-5 ");
    expect_text(&scenario->scene, 80, 24, "fetched 1st\n");
    expect_no_text(&scenario->scene, 80, 24, "fetched 2nd");
}

SCENARIO_TEST(as_submitted_all_wait_for_the_first)
{
    five_falling(scenario, RESULTS_SUBMITTED);
    scenario_run(scenario, "pool", 4.25);
    expect_no_text(&scenario->scene, 80, 24, "fetched");
    expect_text(&scenario->scene, 80, 24, " Task-5   ██──────"); /* the results wait */
    scenario_go_on(scenario, 100);
    for (int i = 1; i <= 5; i++) {
        char fetched[32];
        (void)snprintf(fetched, sizeof fetched, "fetched %d%s", i,
                       i == 1   ? "st"
                       : i == 2 ? "nd"
                       : i == 3 ? "rd"
                                : "th");
        expect_text(&scenario->scene, 80, 24, fetched);
    }
    expect_text(&scenario->scene, 80, 24, " Task-5   ██────────▲ ");
    expect_text(&scenario->scene, 80, 24, "pool took 5.0 s: overlap 3.00×; main had the first result after 5.0 s.");
}

SCENARIO_TEST(a_task_without_a_thread_is_pending)
{
    five_falling(scenario, RESULTS_COMPLETED);
    scenario->scene.plan.pool = 2;
    scenario_run(scenario, "pool", 1);
    expect_text(&scenario->scene, 80, 24, "pending\n Task-4 ");
    expect_text(&scenario->scene, 80, 24, "running 1.0 s\n Task-3 ");
}

SCENARIO_TEST(the_key_for_the_order_of_results_is_a_pool_s_also_without_tasks)
{
    scenario_run(scenario, "pool", 2);
    expect_text(&scenario->scene, 80, 24, "g/G results");
    scenario_run(scenario, "threads", 2);
    expect_no_text(&scenario->scene, 80, 24, "g/G");
}

SCENARIO_TEST(without_a_pool_there_are_no_futures)
{
    five_falling(scenario, RESULTS_COMPLETED);
    scenario_run(scenario, "threads", 100);
    expect_no_text(&scenario->scene, 80, 24, "fetched");
    expect_no_text(&scenario->scene, 80, 24, "▲");
    expect_text(&scenario->scene, 80, 24, "done\n Task-2 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_on_the_screen_speaks_of_a_queue),
        cmocka_unit_test(nor_does_a_bug_of_tasks),
        cmocka_unit_test(a_race_of_tasks_has_a_lane_each_and_no_queue),
        cmocka_unit_test(as_completed_the_shortest_is_fetched_first),
        cmocka_unit_test(as_submitted_all_wait_for_the_first),
        cmocka_unit_test(a_task_without_a_thread_is_pending),
        cmocka_unit_test(the_key_for_the_order_of_results_is_a_pool_s_also_without_tasks),
        cmocka_unit_test(without_a_pool_there_are_no_futures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
