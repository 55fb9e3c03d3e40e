/* Looking back: what a screen shows of another time than now, why workers wait, who wakes whom, and the items, over
 * recorded runs in simulated time. */
#include "app/keymap.h"
#include "base/units.h"
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/golden.h"
#include "support/scenario.h"
#include "support/test.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 128 };

/* A run up to some time, and a scene that shows it. */
struct show {
    struct fixture fixture;
    struct scene_run run;
    struct scene scene;
    struct scene_key keys[KEYS_MAX];
};

static void show_open(struct show *show, const struct mode *mode, const struct plan *plan, double seconds)
{
    static const enum run_status statuses[] = {
        [ENGINE_RUNNING] = RUN_RUNNING, [ENGINE_STUCK] = RUN_STUCK, [ENGINE_FINISHED] = RUN_FINISHED};
    show->fixture = fixture_open(plan, mode);
    enum engine_status status = fixture_advance(&show->fixture, (int64_t)(seconds * 1e9));
    show->run = (struct scene_run){.number = 1,
                                   .batch = 1,
                                   .mode = mode->name,
                                   .bug = mode->bug,
                                   .has_gil = mode_has_gil(mode, plan),
                                   .status = statuses[status],
                                   .plan = *plan,
                                   .ideal = -1,
                                   .trace = show->fixture.trace};
    show->scene = (struct scene){
        .render = {.theme = &theme_default, .blocks = true},
        .now = (int64_t)(seconds * 1e9),
        .view = {.focus = FOCUS_RUNS, .time = {.cell = 100 * NS_PER_MS, .edge = TIME_NEVER, .cursor = TIME_NEVER}},
        .paused = true,
        .speed = 1,
        .plan = *plan,
        .runs = &show->run,
        .run_count = 1,
        .keys = show->keys,
        .key_count = keymap_show(show->keys, KEYS_MAX)};
}

static void show_close(struct show *show)
{
    fixture_close(&show->fixture);
}

static struct plan lesson(void)
{
    struct plan plan = plan_default();
    plan.seed = 42;
    return plan;
}

static void check(const struct show *show, int width, int height, const char *name)
{
    struct canvas *canvas = canvas_new(width, height, show->scene.render.ascii);
    scene_draw(canvas, &show->scene);
    golden_check(canvas, name);
    canvas_free(canvas);
}

/* The screen as text; the caller frees it. */
static char *text_of(const struct show *show, int width, int height)
{
    struct canvas *canvas = canvas_new(width, height, show->scene.render.ascii);
    scene_draw(canvas, &show->scene);
    FILE *file = tmpfile();
    assert_non_null(file);
    canvas_print(canvas, file);
    canvas_free(canvas);
    size_t size = (size_t)ftell(file);
    char *text = calloc(size + 1, 1);
    assert_non_null(text);
    rewind(file);
    assert_int_equal(fread(text, 1, size, file), size);
    (void)fclose(file);
    return text;
}

static void expect(const struct show *show, int width, int height, const char *wanted)
{
    char *text = text_of(show, width, height);
    if (strstr(text, wanted) == NULL)
        (void)fprintf(stderr, "%s\nis not in\n%s\n", wanted, text);
    assert_non_null(strstr(text, wanted));
    free(text);
}

static void expect_none(const struct show *show, const char *unwanted)
{
    char *text = text_of(show, 80, 24);
    assert_null(strstr(text, unwanted));
    free(text);
}

/* ---- Looking back ---- */

TEST(the_title_says_how_far_back_one_is_and_the_ruler_follows)
{
    struct show show;
    struct plan plan = lesson();
    show_open(&show, &mode_threads, &plan, 20);
    expect_none(&show, "s back");
    expect(&show, 80, 24, "now");
    show.scene.view.time.edge = 7600 * NS_PER_MS;
    expect(&show, 80, 24, "◀ 12.4 s back");
    expect(&show, 80, 24, "−13s");
    expect(&show, 60, 16, "◀ 12.4 s back");
    expect_none(&show, "now");
    expect_none(&show, "−1s");
    show_close(&show);
}

TEST(figures_tell_of_the_cursor)
{
    struct show show;
    struct plan plan = lesson();
    show_open(&show, &mode_threads, &plan, 10);
    struct scene then = show.scene; /* the same run as it was shown when it was that time */
    show.scene.view.time.cursor = 6 * NS_PER_S;
    check(&show, 80, 24, "cursor");
    const struct trace *trace = show.fixture.trace;
    char depth[32];
    (void)snprintf(depth, sizeof depth, "depth %u of ∞", depth_series_at(trace->depth, 6 * NS_PER_S));
    expect(&show, 80, 24, depth);
    const struct lane *lane = trace_lane(trace, lane_id_of(LANE_PRODUCER, 0));
    struct segment segment = lane_segment(lane, lane_find(lane, 6 * NS_PER_S, then.now), then.now);
    char wanted[64];
    (void)snprintf(wanted, sizeof wanted, "%s %.1f s", state_name(segment.state),
                   (double)(6 * NS_PER_S - segment.start) / 1e9);
    expect(&show, 80, 24, wanted);
    (void)snprintf(wanted, sizeof wanted, "item %u (%u)", segment.item, segment.item * segment.item);
    expect(&show, 80, 24, wanted);
    show_close(&show);
}

TEST(the_cursor_stands_where_its_time_is_and_keeps_the_colours)
{
    struct show show;
    struct plan plan = lesson();
    show_open(&show, &mode_threads, &plan, 10);
    show.scene.view.time.cursor = 9 * NS_PER_S;
    struct canvas *plain = canvas_new(80, 24, false), *canvas = canvas_new(80, 24, false);
    scene_draw(canvas, &show.scene);
    show.scene.view.time.cursor = TIME_NEVER;
    scene_draw(plain, &show.scene);
    int x = 80 - 18 - 1 - 10; /* ten columns before the last one */
    int over_bars = 0;
    for (int y = 3; y < 12; y++) {
        const struct cell *cell = canvas_cell(canvas, x, y), *before = canvas_cell(plain, x, y);
        assert_int_equal(cell->glyph, U'┃');
        if (before->glyph == U'█') {
            assert_int_equal(cell->style.fg, before->style.fg);
            assert_true(cell->style.attributes & ATTRIBUTE_REVERSE);
            over_bars++;
        }
    }
    assert_true(over_bars >= 2);
    canvas_free(canvas);
    canvas_free(plain);
    show_close(&show);
}

/* ---- Why it waits ---- */

TEST(a_waiting_lane_says_for_what)
{
    struct show show;
    struct plan plan = lesson();
    plan.cpu_percent = 50;
    plan.producers = 1;
    show_open(&show, &mode_threads, &plan, 0.2); /* nothing is put yet */
    expect(&show, 80, 24, "waiting 0.2 s");
    expect(&show, 80, 24, "queue empty");
    expect(&show, 80, 13, "queue empty 0.2 s"); /* a row a lane */
    show_close(&show);

    plan = lesson();
    plan.capacity = 1;
    show_open(&show, &mode_sync, &plan, 30);
    expect(&show, 80, 24, "queue full");
    expect(&show, 80, 13, "queue full");
    show_close(&show);
}

TEST(a_ready_lane_says_who_has_the_loop)
{
    struct show show;
    struct plan plan = lesson();
    plan.cpu_percent = 100;
    show_open(&show, &mode_async, &plan, 5.2);
    struct segment main_segment =
        lane_segment(trace_lane(show.fixture.trace, 0),
                     lane_count(trace_lane(show.fixture.trace, 0), show.scene.now) - 1, show.scene.now);
    assert_int_equal(main_segment.state, STATE_WORKING);
    char name[LANE_NAME_SIZE], wanted[64];
    lane_id_name(main_segment.other, name);
    (void)snprintf(wanted, sizeof wanted, "%s has the loop", name);
    expect(&show, 80, 24, wanted);
    expect(&show, 80, 13, wanted);
    show_close(&show);
}

TEST(lane_main_tells_what_the_main_program_does)
{
    struct show show;
    struct plan plan = lesson();
    static const struct {
        const struct mode *mode;
        const char *does;
    } cases[] = {{&mode_sync, "runs P1"}, {&mode_threads, "in join"}, {&mode_async, "loop: none ready"}};
    plan.cpu_percent = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        show_open(&show, cases[i].mode, &plan, 3.3);
        expect_none(&show, " main ");
        show.scene.view.main_lane = true;
        expect(&show, 80, 24, " main ");
        expect(&show, 80, 24, cases[i].does);
        expect(&show, 60, 16, " main ");
        show_close(&show);
    }
}

static bool has_mark(const struct show *show)
{
    char *text = text_of(show, 80, 24);
    bool has = strstr(text, "┬") != NULL && strstr(text, "▼") != NULL;
    free(text);
    return has;
}

TEST(marks_join_a_put_to_whom_it_woke_where_there_is_room)
{
    struct show show;
    struct plan plan = lesson();
    plan.producers = 1;
    show_open(&show, &mode_threads, &plan, 10);
    assert_false(has_mark(&show));
    show.scene.view.wakeup_marks = true;
    assert_true(has_mark(&show));
    check(&show, 80, 24, "wakes");
    show.scene.view.time.cell = NS_PER_S; /* no room: an item a column */
    assert_false(has_mark(&show));
    show_close(&show);
}

/* ---- Items ---- */

TEST(items_are_numbers_in_the_bars_and_in_the_queue)
{
    struct show show;
    struct plan plan = lesson();
    plan.consume = (struct delay){NS_PER_S, NS_PER_S};
    show_open(&show, &mode_threads, &plan, 10);
    expect_none(&show, " oldest   ");
    show.scene.view.items = true;
    check(&show, 80, 24, "items");
    check(&show, 120, 30, "items-large");
    char wanted[64];
    const struct item_history *item_history = show.fixture.trace->item_history;
    const struct item_record *oldest =
        item_history_at(item_history, item_history_taken_by(item_history, show.scene.now));
    (void)snprintf(wanted, sizeof wanted, " oldest   P%u:%u P", lane_id_index(oldest->producer) + 1, oldest->number);
    expect(&show, 80, 24, wanted);
    show.scene.view.time.cursor = NS_PER_MS; /* nothing had been put */
    expect(&show, 80, 24, "the queue is empty");
    show_close(&show);
}

TEST(a_long_queue_says_how_many_more_there_are)
{
    struct show show;
    struct plan plan = lesson();
    plan.consume = (struct delay){100 * NS_PER_S, 100 * NS_PER_S};
    plan.produce = (struct delay){NS_PER_S / 5, NS_PER_S / 5};
    show_open(&show, &mode_threads, &plan, 10);
    show.scene.view.items = true;
    expect(&show, 80, 24, " more\n");
    show_close(&show);
}

/* ---- What happened ---- */

/* Counts the lanes in whose figures this stands; the names before it are all the same, and that lane's works. */
static int named_alike(const char *text, const char *words)
{
    char name[3] = "";
    int count = 0;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at++, count++) {
        assert_true(count == 0 || memcmp(name, at - 2, 2) == 0);
        memcpy(name, at - 2, 2);
    }
    return count;
}

TEST(who_waits_for_the_lock_or_a_core_names_who_has_it_now)
{
    static const struct {
        enum language language;
        const char *words;
    } cases[] = {{LANGUAGE_PYTHON, " has the lock"}, {LANGUAGE_C, " has a core"}};
    struct plan plan = lesson();
    plan.producers = 4, plan.cpu_percent = 100, plan.cores = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int most = 0;
        for (double seconds = 0.5; seconds < 0.6; seconds += 0.0173) {
            struct show show;
            plan.language = cases[i].language;
            show_open(&show, &mode_threads, &plan, seconds);
            char *text = text_of(&show, 110, 40);
            int count = named_alike(text, cases[i].words);
            most = count > most ? count : most;
            free(text);
            show_close(&show);
        }
        assert_int_equal(most, 3);
    }
}

TEST(an_item_that_was_taken_twice_is_not_yet_anybodys_before)
{
    struct plan plan = lesson();
    mode_fit(&bug_unlocked, &plan);
    plan.seed = 1;
    struct show show;
    show_open(&show, &bug_unlocked, &plan, 20);
    assert_true(show.fixture.trace->duplicates > 0);
    show.scene.view.time.cursor = 0;
    expect(&show, 80, 24, "C1 0/40");
    expect(&show, 80, 24, "C2 0/40");
    show_close(&show);
}

TEST(who_has_not_begun_is_not_said_to_start)
{
    struct show show;
    struct plan plan = lesson();
    show_open(&show, &mode_sync, &plan, 0);
    char text[256];
    caption_write(&show.scene, text, sizeof text);
    assert_string_equal(text, "P1 starts and works on item 1.");
    show_close(&show);
}

TEST(at_the_end_main_is_done)
{
    const struct mode *const all[] = {&mode_sync, &mode_threads, &mode_async, &mode_pool};
    struct plan plan = lesson();
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct show show;
        show_open(&show, all[i], &plan, 200);
        assert_int_equal(show.run.status, RUN_FINISHED);
        show.scene.view.main_lane = true;
        char *text = text_of(&show, 80, 30), *main = strstr(text, "\n main");
        assert_non_null(main);
        main[strcspn(main + 1, "\n") + 1] = '\0';
        assert_non_null(strstr(main, "done"));
        free(text);
        show_close(&show);
    }
}

TEST(the_caption_says_what_happened_at_a_moment)
{
    struct show show;
    struct plan plan = lesson();
    plan.producers = 1;
    plan.cpu_percent = 0; /* an item is put as its producer wakes */
    show_open(&show, &mode_threads, &plan, 10);
    const struct item_record *item = item_history_at(show.fixture.trace->item_history, 4);
    show.scene.view.time.cursor = item->put;
    char text[256];
    caption_write(&show.scene, text, sizeof text);
    assert_string_equal(text, "P1 wakes up and puts item 5 (25). C1, which waited for an item, takes it.");
    show.scene.view.time.cursor = item->put + 100 * NS_PER_MS; /* between two moments there is nothing to say of */
    caption_write(&show.scene, text, sizeof text);
    assert_string_equal(text, "");
    show_close(&show);
}

TEST(the_caption_says_what_a_step_has_brought)
{
    struct show show;
    struct plan plan = lesson();
    plan.producers = 1;
    plan.cpu_percent = 100;
    show_open(&show, &mode_threads, &plan, 10);
    const struct item_record *item = item_history_at(show.fixture.trace->item_history, 2);
    int64_t put = item->put;
    show_close(&show);
    show_open(&show, &mode_threads, &plan, (double)put / 1e9);
    show.scene.now = put;
    char text[256];
    caption_write(&show.scene, text, sizeof text);
    assert_string_equal(text, "P1 has finished computing and puts item 3 (9). C1, which waited for an item, takes it.");
    show.scene.paused = false; /* nobody has stepped */
    caption_write(&show.scene, text, sizeof text);
    assert_null(strstr(text, "puts item"));
    show_close(&show);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_says_how_far_back_one_is_and_the_ruler_follows),
        cmocka_unit_test(figures_tell_of_the_cursor),
        cmocka_unit_test(the_cursor_stands_where_its_time_is_and_keeps_the_colours),
        cmocka_unit_test(a_waiting_lane_says_for_what),
        cmocka_unit_test(a_ready_lane_says_who_has_the_loop),
        cmocka_unit_test(lane_main_tells_what_the_main_program_does),
        cmocka_unit_test(marks_join_a_put_to_whom_it_woke_where_there_is_room),
        cmocka_unit_test(items_are_numbers_in_the_bars_and_in_the_queue),
        cmocka_unit_test(a_long_queue_says_how_many_more_there_are),
        cmocka_unit_test(who_waits_for_the_lock_or_a_core_names_who_has_it_now),
        cmocka_unit_test(an_item_that_was_taken_twice_is_not_yet_anybodys_before),
        cmocka_unit_test(who_has_not_begun_is_not_said_to_start),
        cmocka_unit_test(at_the_end_main_is_done),
        cmocka_unit_test(the_caption_says_what_happened_at_a_moment),
        cmocka_unit_test(the_caption_says_what_a_step_has_brought),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
