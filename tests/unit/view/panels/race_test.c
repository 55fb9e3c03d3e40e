/* race — runs side by side: one axis of time, finish lines, places, the result in words. */
#include "base/units.h"
#include "support/scenario.h"
#include "support/test.h"
#include "view/layout.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <string.h>

static const char *const three[] = {"sync", "threads", "async"};

/* The axis is as wide as the app would make it. */
static void begin_race(struct scenario *scenario, double seconds, int64_t cell)
{
    scenario_begin(scenario);
    scenario->scene.view.time.cell = cell;
    scenario_race(scenario, three, 3, seconds);
}

static struct canvas *drawn(const struct scenario *scenario, int width, int height)
{
    struct canvas *canvas = canvas_new(width, height, scenario->scene.render.ascii);
    scene_draw(canvas, &scenario->scene);
    return canvas;
}

TEST(every_size_draws)
{
    struct scenario scenario;
    begin_race(&scenario, 24.6, 400 * NS_PER_MS);
    for (int height = 1; height <= 60; height++)
        for (int width = 1; width <= 200; width += width < 90 ? 3 : 11) {
            scenario.scene.view.time.fit = (width + height) % 3 != 0;
            scenario.scene.render.ascii = (width + height) % 5 == 0;
            canvas_free(drawn(&scenario, width, height));
        }
    scenario_end(&scenario);
}

/* The row whose cells from column 1 on read `text`, counted from 0, at or below `from`. */
static int row_of(const struct canvas *canvas, int from, const char *text)
{
    for (int y = from; y < canvas_height(canvas); y++) {
        size_t i = 0;
        while (text[i] != '\0' && canvas_cell(canvas, 1 + (int)i, y)->glyph == (unsigned char)text[i])
            i++;
        if (text[i] == '\0')
            return y;
    }
    fail_msg("no row reads %s", text);
    return -1;
}

static int column_of(const struct canvas *canvas, int y, uint32_t glyph)
{
    for (int x = 0; x < canvas_width(canvas); x++)
        if (canvas_cell(canvas, x, y)->glyph == glyph)
            return x;
    return -1;
}

static bool row_has(const struct canvas *canvas, int y, const char *text)
{
    for (int x = 0; x < canvas_width(canvas); x++) {
        size_t i = 0;
        while (text[i] != '\0' && x + (int)i < canvas_width(canvas) &&
               canvas_cell(canvas, x + (int)i, y)->glyph == (unsigned char)text[i])
            i++;
        if (text[i] == '\0')
            return true;
    }
    return false;
}

SCENARIO_TEST(a_long_count_of_items_does_not_touch_the_next_figure)
{
    scenario->scene.plan.producers = 5000;
    scenario->scene.plan.items = 40;
    scenario_race(scenario, three, 1, 1);
    struct canvas *canvas = drawn(scenario, 80, 24);
    assert_true(row_has(canvas, row_of(canvas, 0, "SYNC"), "/200000 latency"));
    canvas_free(canvas);
}

TEST(finish_lines_stand_on_one_axis)
{
    struct scenario scenario;
    begin_race(&scenario, 1000, NS_PER_S);
    struct canvas *canvas = drawn(&scenario, 80, 24);
    int sync = row_of(canvas, 0, "SYNC"), threads = row_of(canvas, 0, "THREADS");
    int first = column_of(canvas, threads + 1, U'┃'), last = column_of(canvas, sync + 1, U'┃');
    assert_int_equal(column_of(canvas, threads + 3, U'┃'), first);
    int64_t difference = trace_end(scenario.fixtures[0].trace, 0) - trace_end(scenario.fixtures[1].trace, 0);
    assert_between(last - first, difference / NS_PER_S, difference / NS_PER_S + 1);
    canvas_free(canvas);
    scenario_end(&scenario);
}

TEST(names_of_lanes_are_whole)
{
    static const struct {
        uint32_t producers, consumers;
        int height;
        const char *first, *last; /* names of lanes in ASCII */
    } rows[] = {
        {2, 3, 24, "P1-2 ", "C3 "},   {2, 1, 18, "P1-2 ", "C1 "},       {2, 1, 24, "P1 ", "C1 "},
        {5, 4, 24, "P1-4 ", "C1-4 "}, {30, 12, 24, "P1-20 ", "C1-12 "}, {100, 100, 24, "P1-100 ", "C1-100 "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scenario scenario;
        scenario_begin(&scenario);
        scenario.scene.render.ascii = true;
        scenario.scene.plan.producers = rows[i].producers;
        scenario.scene.plan.consumers = rows[i].consumers;
        scenario_race(&scenario, three, 3, 10);
        struct canvas *canvas = drawn(&scenario, 80, rows[i].height);
        for (int panel = 0, y = 0; panel < 3; panel++)
            y = row_of(canvas, row_of(canvas, y, rows[i].first), rows[i].last);
        canvas_free(canvas);
        scenario_end(&scenario);
    }
}

TEST(a_low_screen_has_lanes_rather_than_what_explains_them)
{
    struct scenario scenario;
    begin_race(&scenario, 10, NS_PER_S);
    scenario.scene.render.ascii = true;
    for (int height = 11; height <= 12; height++) {
        struct canvas *canvas = drawn(&scenario, 40, height);
        for (int panel = 0, y = 0; panel < 3; panel++)
            y = row_of(canvas, row_of(canvas, y, "P1-2 "), "C1 ");
        canvas_free(canvas);
    }
    scenario_end(&scenario);
}

/* Zoomed in or out, what has room does not move away from the left edge; what has none ends at the right one. */
TEST(five_runs_leave_room_for_what_explains_them)
{
    static const char *const five[] = {"sync", "threads", "async", "pool", "processes"};
    static const char *const words[] = {"20 items", " cores", " pool 5", "10s", "sleeping   ··", " sync."};
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario_race(&scenario, five, 5, 100);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        expect_text(&scenario.scene, 80, 24, words[i]);
    scenario_end(&scenario);
}

TEST(a_race_that_has_room_begins_at_the_left)
{
    static const struct {
        int64_t cell;
        bool fits, begins;
    } rows[] = {{400 * NS_PER_MS, true, true},
                {400 * NS_PER_MS, false, true},
                {200 * NS_PER_MS, false, true},
                {100 * NS_PER_MS, false, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scenario scenario;
        scenario_begin(&scenario);
        scenario_run(&scenario, "sync", 3.3);
        scenario_race(&scenario, three, 3, 10);
        scenario.scene.view.time.cell = rows[i].cell;
        scenario.scene.view.time.fit = rows[i].fits;
        struct draw_context context = layout_of(&scenario.scene, 80, 24).context;
        int64_t start = scenario.fixtures[1].trace->start, now = scenario.scene.now;
        if (rows[i].begins)
            assert_int_equal(viewport_time(&context.time, 0), start);
        else
            assert_int_equal(viewport_column(&context.time, now), context.time.columns - 1);
        scenario.scene.view.time = (struct timeview){0}; /* the columns are asked for before it is known */
        assert_int_equal(layout_columns(&scenario.scene, 80), context.time.columns);
        scenario_end(&scenario);
    }
}

/* Where nothing is work, async takes exactly as long as threads. */
static void begin_race_of_sleepers(struct scenario *scenario, double seconds)
{
    scenario_begin(scenario);
    scenario->scene.plan.cpu_percent = 0;
    scenario_race(scenario, three, 3, seconds);
}

TEST(places_follow_the_finish_and_are_shared_by_equals)
{
    struct scenario scenario;
    begin_race_of_sleepers(&scenario, 1000);
    const struct scene *scene = &scenario.scene;
    assert_int_equal(runs_rank(scene, &scene->runs[1]), 1);
    assert_int_equal(runs_rank(scene, &scene->runs[2]), 1);
    assert_int_equal(runs_rank(scene, &scene->runs[0]), 3);
    scenario_end(&scenario);
    begin_race(&scenario, 24.6, NS_PER_S);
    assert_int_equal(runs_rank(&scenario.scene, &scenario.runs[0]), 0);
    scenario_end(&scenario);
}

static void assert_caption(const struct scenario *scenario, const char *expected)
{
    char text[256];
    (void)caption_write(&scenario->scene, NULL, text, sizeof text);
    assert_string_equal(text, expected);
}

static void assert_caption_begins(const struct scenario *scenario, const char *expected)
{
    char text[256];
    (void)caption_write(&scenario->scene, NULL, text, sizeof text);
    text[strlen(expected)] = '\0';
    assert_string_equal(text, expected);
}

TEST(the_winners_margin_is_said)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario_race(&scenario, three, 2, 24.6);
    assert_caption(&scenario, "threads are the first to finish; sync is still running.");
    scenario_end(&scenario);
    scenario_begin(&scenario);
    scenario_race(&scenario, three, 2, 1000);
    assert_caption(&scenario, "threads win, 39.2 s ahead of sync.");
    scenario_end(&scenario);
    begin_race_of_sleepers(&scenario, 24.6);
    assert_caption(&scenario, "threads and async are the first to finish; sync is still running.");
    scenario_end(&scenario);
    begin_race_of_sleepers(&scenario, 1000);
    assert_caption(&scenario, "threads and async win, 39.3 s ahead of sync.");
    scenario_end(&scenario);
    scenario_begin(&scenario);
    scenario.scene.plan.cpu_percent = 0;
    scenario_race(&scenario, &three[1], 2, 1000);
    assert_caption(&scenario, "threads and async finish together.");
    scenario_end(&scenario);
}

TEST(short_runs_are_told_apart_as_finely_as_long_ones)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario.scene.plan.items = 1;
    scenario.scene.plan.produce = scenario.scene.plan.consume = (struct delay){2 * NS_PER_MS, 2 * NS_PER_MS};
    scenario_race(&scenario, three, 2, 1000);
    assert_caption(&scenario, "threads win, 3.6 ms ahead of sync.");
    assert_int_equal(runs_rank(&scenario.scene, &scenario.runs[0]), 2);
    scenario_end(&scenario);
}

/* With a tenth of work async takes longer than threads; but not by more than the machine was late. */
TEST(what_the_machine_s_lateness_explains_is_a_tie)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario_race(&scenario, three, 3, 1000);
    int64_t threads = runs_end(&scenario.scene, &scenario.runs[1]),
            async = runs_end(&scenario.scene, &scenario.runs[2]);
    assert_true(async > threads + runs_tie(&scenario.scene));
    scenario.runs[1].lateness = scenario.runs[2].lateness = (async - threads) / 2;
    assert_int_equal(runs_rank(&scenario.scene, &scenario.runs[2]), 2);
    scenario.runs[2].lateness += 1;
    assert_int_equal(runs_rank(&scenario.scene, &scenario.runs[2]), 1);
    assert_caption_begins(&scenario, "threads and async win (± ");
    scenario_end(&scenario);
}

/* The lanes of the others are on the screen, too. */
TEST(a_sentence_about_one_run_says_which)
{
    struct scenario scenario;
    begin_race(&scenario, 10, NS_PER_S);
    assert_caption(&scenario, "sync: One at a time: P1 sleeps 79 % of its time, but C1 is not allowed to start. The "
                              "oldest item has been waiting for 9.8 s.");
    scenario.scene.focus = 1;
    assert_caption_begins(&scenario, "threads: While one sleeps the others go on: 29.2 s");
    scenario.scene.paused = true;
    scenario.scene.now = scenario.scene.view.time.cursor = scenario.fixtures[1].trace->latest;
    assert_caption_begins(&scenario, "threads: C1 ");
    scenario.scene.focus = 0; /* the step is still that of threads */
    assert_caption_begins(&scenario, "threads: C1 ");
    scenario.scene.focus = 1;
    scenario.scene.view.race = false;
    assert_caption_begins(&scenario, "C1 ");
    scenario_end(&scenario);
    scenario_begin(&scenario);
    scenario.scene.plan.capacity = 3;
    scenario_race(&scenario, three, 2, 10);
    scenario.scene.focus = 1; /* the one in a deadlock comes first */
    assert_caption_begins(&scenario, "sync: Deadlock: the queue is full and P1 waits for room");
    scenario_end(&scenario);
}

TEST(without_anything_to_say_no_run_is_named)
{
    struct scenario scenario;
    begin_race(&scenario, 0.1, NS_PER_S);
    assert_caption(&scenario, "");
    scenario_end(&scenario);
}

SCENARIO_TEST(the_timeline_of_the_single_view_has_one_run_of_a_batch)
{
    scenario_run(scenario, "sync", 5);
    scenario_race(scenario, three, 3, 5);
    scenario_run(scenario, "threads", 5);
    const struct scene *scene = &scenario->scene;
    const struct scene_run *run = runs_focus(scene);
    assert_int_equal(run->number, 5);
    run = runs_before(scene, run);
    assert_int_equal(run->number, 2);
    run = runs_before(scene, run);
    assert_int_equal(run->number, 1);
    assert_null(runs_before(scene, run));
    assert_int_equal(runs_at(scene, 7 * NS_PER_S)->number, 2);
}

SCENARIO_TEST(the_ghost_is_the_run_before)
{
    scenario_run(scenario, "threads", 5);
    scenario_run(scenario, "sync", 5);
    scenario->scene.view.previous_run = true;
    struct canvas *canvas = drawn(scenario, 80, 24);
    int c1 = row_of(canvas, 0, "C1");
    assert_int_not_equal(column_of(canvas, c1 + 2, U'━'), -1); /* it was busy while now it stands idle */
    canvas_free(canvas);
    canvas = drawn(scenario, 80, 22); /* the queue follows the last lane at once */
    assert_int_equal(column_of(canvas, row_of(canvas, 0, "queue"), U'━'), -1);
    canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_draws),
        cmocka_unit_test(a_long_count_of_items_does_not_touch_the_next_figure),
        cmocka_unit_test(finish_lines_stand_on_one_axis),
        cmocka_unit_test(names_of_lanes_are_whole),
        cmocka_unit_test(a_low_screen_has_lanes_rather_than_what_explains_them),
        cmocka_unit_test(five_runs_leave_room_for_what_explains_them),
        cmocka_unit_test(a_race_that_has_room_begins_at_the_left),
        cmocka_unit_test(places_follow_the_finish_and_are_shared_by_equals),
        cmocka_unit_test(the_winners_margin_is_said),
        cmocka_unit_test(short_runs_are_told_apart_as_finely_as_long_ones),
        cmocka_unit_test(what_the_machine_s_lateness_explains_is_a_tie),
        cmocka_unit_test(a_sentence_about_one_run_says_which),
        cmocka_unit_test(without_anything_to_say_no_run_is_named),
        cmocka_unit_test(the_timeline_of_the_single_view_has_one_run_of_a_batch),
        cmocka_unit_test(the_ghost_is_the_run_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
