/* scoreboard — the runs as a table: its order, and its cells. */
#include "base/units.h"
#include "support/plan.h"
#include "support/scenario.h"
#include "support/test.h"
#include "view/layout.h"
#include "view/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SCENARIO_TEST(it_is_sorted_by_what_is_asked)
{
    scenario_run(scenario, "sync", 1000);
    scenario_run(scenario, "threads", 1000);
    scenario_run(scenario, "threads", 3);
    scenario->runs[2].status = RUN_FINISHED;
    size_t order[3];
    scoreboard_order(&scenario->scene, order);
    assert_int_equal(order[0], 0);
    scenario->scene.view.order = SCORE_ELAPSED;
    scoreboard_order(&scenario->scene, order);
    assert_int_equal(order[0], 2);
    assert_int_equal(order[2], 0);
    scenario->scene.view.order = SCORE_OVERLAP;
    scoreboard_order(&scenario->scene, order);
    assert_int_equal(order[2], 0);
}

SCENARIO_TEST(a_run_that_was_left_is_the_last_whatever_it_had_come_to)
{
    scenario_run(scenario, "sync", 3);
    scenario_run(scenario, "threads", 1000);
    scenario->runs[0].status = RUN_LEFT;
    size_t order[2];
    scoreboard_order(&scenario->scene, order);
    assert_int_equal(order[0], 0);
    scenario->scene.view.order = SCORE_ELAPSED;
    scoreboard_order(&scenario->scene, order);
    assert_int_equal(order[0], 1);
}

TEST(a_score_says_where_the_plan_differs)
{
    struct plan before = usual_plan(), plan = before;
    struct score score = {.note = "left", .plan = &plan, .before = &before};
    char text[SCORE_SIZE];
    score_write(&score, SCORE_PLAN, text);
    assert_string_equal(text, "left");
    plan.producers = 3;
    plan.cpu_percent = 40;
    plan.seed = 7;
    score_write(&score, SCORE_PLAN, text);
    assert_string_equal(text, "left, 3 producers, cpu 40%, seed 7");
    plan = before;
    plan.language = LANGUAGE_PYTHON;
    score_write(&score, SCORE_PLAN, text);
    assert_string_equal(text, "left, python");
    score.before = NULL;
    score.note = "";
    score_write(&score, SCORE_PLAN, text);
    assert_string_equal(text, "");
}

TEST(a_score_has_no_ideal_before_its_run_has_finished)
{
    struct plan plan = usual_plan();
    struct score score = {
        .plan = &plan, .digits = 1, .ideal = 2 * NS_PER_S, .stats = {.elapsed = 3 * NS_PER_S, .consumed = 40}};
    char text[SCORE_SIZE];
    score_write(&score, SCORE_IDEAL, text);
    assert_string_equal(text, "–");
    score.finished = true;
    score_write(&score, SCORE_IDEAL, text);
    assert_string_equal(text, "1.50×");
    score.ideal = score.stats.elapsed / 1234;
    score.digits = 0; /* where there is no room for more */
    score_write(&score, SCORE_IDEAL, text);
    assert_string_equal(text, "1234×");
}

TEST(a_score_has_no_ideal_where_items_are_left)
{
    struct plan plan = usual_plan();
    struct score score = {.plan = &plan, .finished = true, .ideal = 2 * NS_PER_S, .stats = {.consumed = 39}};
    char text[SCORE_SIZE];
    score_write(&score, SCORE_IDEAL, text);
    assert_string_equal(text, "–");
}

/* The line of the screen that begins with run 1. */
static void line_of_run_1(const struct scene *scene, char line[512])
{
    char *text = scene_text(scene, 80, 24), *found = strstr(text, "\n   1 ");
    assert_non_null(found);
    (void)snprintf(line, 512, "%.*s", (int)strcspn(found + 1, "\n"), found + 1);
    free(text);
}

TEST(a_figure_too_long_for_its_column_is_rounded)
{
    static const struct {
        int64_t produce, consume;
        const char *shown;
    } cases[] = {{NS_PER_S, 20 * NS_PER_S, " 761.0 s "}, {10 * NS_PER_MS, 6 * NS_PER_MS, " 44 ms "}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scenario scenario;
        scenario_begin(&scenario);
        scenario.scene.plan.produce = (struct delay){cases[i].produce, cases[i].produce};
        scenario.scene.plan.consume = (struct delay){cases[i].consume, cases[i].consume};
        scenario_run(&scenario, "threads", 2000);
        char line[512];
        line_of_run_1(&scenario.scene, line);
        if (strstr(line, cases[i].shown) == NULL)
            fail_msg("\"%s\" is not in %s", cases[i].shown, line);
        assert_null(strstr(line, "…"));
        scenario_end(&scenario);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_sorted_by_what_is_asked),
        cmocka_unit_test(a_run_that_was_left_is_the_last_whatever_it_had_come_to),
        cmocka_unit_test(a_score_says_where_the_plan_differs),
        cmocka_unit_test(a_score_has_no_ideal_before_its_run_has_finished),
        cmocka_unit_test(a_score_has_no_ideal_where_items_are_left),
        cmocka_unit_test(a_figure_too_long_for_its_column_is_rounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
