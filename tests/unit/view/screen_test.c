/* screen — every size draws, pure and inside. */
#include "base/units.h"
#include "modes/modes.h"
#include "support/situations.h"
#include "support/test.h"
#include "view/layout.h"
#include "view/panel.h"

#include <stdlib.h>
#include <string.h>

static void begin_two_runs(struct scenario *scenario)
{
    scenario_begin(scenario);
    two_runs(scenario);
}

TEST(every_size_draws)
{
    struct scenario scenario;
    begin_two_runs(&scenario);
    for (int height = 1; height <= 60; height++)
        for (int width = 1; width <= 200; width += width < 90 ? 1 : 11) {
            scenario.scene.view.open = (width + height) % 3 == 0 ? OVERLAY_HELP : OVERLAY_NONE;
            scenario.scene.view.help_page = 1 + width % 4;
            scenario.scene.render.ascii = (width + height) % 5 == 0;
            scenario.scene.render.blocks = !scenario.scene.render.ascii && width % 2 == 0;
            struct canvas *canvas = canvas_new(width, height, scenario.scene.render.ascii);
            scene_draw(canvas, &scenario.scene);
            assert_int_equal(canvas_width(canvas), width);
            canvas_free(canvas);
        }
    scenario_end(&scenario);
}

static void assert_same(const struct cell *a, const struct cell *b)
{
    assert_int_equal(a->glyph, b->glyph);
    assert_int_equal(a->style.fg, b->style.fg);
    assert_int_equal(a->style.bg, b->style.bg);
    assert_int_equal(a->style.attributes, b->style.attributes);
}

TEST(a_screen_is_a_pure_function_of_its_scene)
{
    struct scenario scenario;
    begin_two_runs(&scenario);
    struct canvas *fresh = canvas_new(80, 24, false), *used = canvas_new(80, 24, false);
    canvas_fill(used, (struct rect){0, 0, 80, 24}, '#', (struct style){.fg = ROLE_WARNING, .bg = ROLE_BAR});
    scene_draw(fresh, &scenario.scene);
    scene_draw(used, &scenario.scene);
    for (int y = 0; y < 24; y++)
        for (int x = 0; x < 80; x++)
            assert_same(canvas_cell(fresh, x, y), canvas_cell(used, x, y));
    canvas_free(fresh);
    canvas_free(used);
    scenario_end(&scenario);
}

TEST(the_menu_of_bugs_lies_over_large_figures_too)
{
    struct scenario scenario;
    begin_two_runs(&scenario);
    scenario.scene.view.lanes.large = true;
    const struct mode bug = {.name = "threads", .bug = "no-join", .summary = ""}, *const listed[] = {&bug, NULL};
    scenario.scene.view.open = OVERLAY_BUGS;
    scenario.scene.bugs = listed;
    struct canvas *canvas = canvas_new(80, 24, false);
    scene_draw(canvas, &scenario.scene);
    const char *title = "the classic bugs";
    for (int i = 0; title[i] != '\0'; i++)
        assert_int_equal(canvas_cell(canvas, 1 + i, 2)->glyph, title[i]);
    canvas_free(canvas);
    scenario_end(&scenario);
}

TEST(a_small_screen_says_how_large_to_make_it)
{
    struct scenario scenario;
    begin_two_runs(&scenario);
    expect_text(&scenario.scene, 39, 10, "overlap needs 40×10, this is 39×10\n");
    scenario_end(&scenario);
}

SCENARIO_TEST(a_hostile_mode_name_reaches_the_screen_as_question_marks)
{
    scenario_run(scenario, "sync", 5);
    scenario_run(scenario, "threads", 5);
    scenario->runs[1].mode = &(struct mode){.name = "\033[2J\xff"};
    struct canvas *canvas = canvas_new(80, 24, false);
    scene_draw(canvas, &scenario->scene);
    for (int y = 0; y < 24; y++)
        for (int x = 0; x < 80; x++)
            assert_true(canvas_cell(canvas, x, y)->glyph >= 0x20);
    canvas_free(canvas);
}

/* Of who has begun: where start() is missing, nobody has. */
TEST(the_title_says_how_many_threads_or_processes_execute_the_workers)
{
    static const struct {
        const struct mode *mode;
        const char *words;
    } cases[] = {{&mode_sync, "· 1 thread ·"},     {&mode_threads, "· 3 threads ·"},
                 {&mode_async, "· 1 thread ·"},    {&mode_pool, "· 3 threads ·"},
                 {&bug_deadlock, "· 3 threads ·"}, {&bug_no_start, "THREADS  · c  run 1"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scenario scenario;
        scenario_begin(&scenario);
        mode_fit(cases[i].mode, &scenario.scene.plan);
        scenario_run_mode(&scenario, cases[i].mode, 4);
        expect_text(&scenario.scene, 80, 24, cases[i].words);
        scenario_end(&scenario);
    }
}

/* Where the words of the second figure begin on the large screen. */
static int begin_of_overlap(double seconds)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario.scene.view.lanes.large = true;
    scenario_run(&scenario, "sync", seconds);
    char *text = scene_text(&scenario.scene, 80, 24), *found = strstr(text, "overlap ×");
    assert_non_null(found);
    int begin = (int)(found - text);
    free(text);
    scenario_end(&scenario);
    return begin;
}

TEST(large_figures_stay_where_they_are_when_ten_seconds_have_passed)
{
    assert_int_equal(begin_of_overlap(9.5), begin_of_overlap(10.5));
}

SCENARIO_TEST(that_main_has_finished_is_written_where_it_hides_nothing)
{
    scenario_run_mode(scenario, &bug_no_join, 4);
    char *text = scene_text(&scenario->scene, 80, 24), *line = strstr(text, "main: finished");
    assert_non_null(line);
    while (line > text && line[-1] != '\n')
        line--;
    line[strcspn(line, "\n")] = '\0';
    assert_null(strstr(line, "P1 "));
    free(text);
}

SCENARIO_TEST(the_legend_names_the_looks_of_a_poll)
{
    scenario_run_mode(scenario, &bug_poll, 10);
    expect_text(&scenario->scene, 80, 24, "ready   ┆┆ looks");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_draws),
        cmocka_unit_test(a_screen_is_a_pure_function_of_its_scene),
        cmocka_unit_test(the_menu_of_bugs_lies_over_large_figures_too),
        cmocka_unit_test(a_small_screen_says_how_large_to_make_it),
        cmocka_unit_test(the_title_says_how_many_threads_or_processes_execute_the_workers),
        cmocka_unit_test(large_figures_stay_where_they_are_when_ten_seconds_have_passed),
        cmocka_unit_test(that_main_has_finished_is_written_where_it_hides_nothing),
        cmocka_unit_test(the_legend_names_the_looks_of_a_poll),
        cmocka_unit_test(a_hostile_mode_name_reaches_the_screen_as_question_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
