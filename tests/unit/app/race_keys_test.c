/* Keys in the race: what has nothing to show there says so, changes nothing, and is not offered. */
#include "app/keymap.h"
#include "app/ui_state.h"
#include "base/units.h"
#include "modes/modes.h"
#include "support/plan.h"
#include "support/scenario.h"
#include "support/test.h"
#include "term/term.h"

#include <string.h>

enum { KEYS_MAX = 128, WIDTH = 160, HEIGHT = 40 };

static struct ui_state open_race(void)
{
    static const struct mode *const racers[] = {&mode_sync, &mode_threads};
    struct plan plan = usual_plan();
    plan.seed = 42;
    struct ui_state ui = {.session = session_new(racers, 2, &plan, 1, NULL),
                          .other_time = timeview_new(NS_PER_S),
                          .shown = {.columns = WIDTH},
                          .racers = {&mode_sync, &mode_threads},
                          .racer_count = 2,
                          .view = {.race = true, .time = timeview_new(NS_PER_S), .lanes = {.chosen = LANE_NONE}}};
    assert_non_null(ui.session);
    session_pause(ui.session, true);
    return ui;
}

static bool same_lanes(const struct scene_lanes *a, const struct scene_lanes *b)
{
    return a->rows == b->rows && a->first == b->first && a->grouped == b->grouped && a->large == b->large;
}

static const char no_effect[] = "This key has no effect in the race (x leaves the race).";

/* In the menu of the view, too. */
static void press_all(struct ui_state *ui, bool effect)
{
    static const char *const keys[] = {"h", "H", "vg", "vm", "vi", "vb", "vw", "vo"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (const char *key = keys[i]; *key != '\0'; key++)
            keymap_do(ui, (uint32_t)*key);
        assert_int_equal(strcmp(ui->view.notice, no_effect) != 0, effect);
        assert_int_equal(ui->view.open, OVERLAY_NONE);
    }
}

TEST(keys_of_the_single_view_change_nothing)
{
    struct ui_state ui = open_race(), before = ui;
    press_all(&ui, false);
    assert_true(same_lanes(&ui.view.lanes, &before.view.lanes));
    assert_int_equal(ui.view.log, before.view.log);
    assert_true(ui.view.main_lane == before.view.main_lane && ui.view.items == before.view.items &&
                ui.view.previous_run == before.view.previous_run && ui.view.wakeup_marks == before.view.wakeup_marks);
    keymap_do(&ui, 'x');
    press_all(&ui, true);
    session_free(ui.session);
}

TEST(what_was_scrolled_to_stays)
{
    struct ui_state ui = open_race();
    ui.view.lanes.first = 7;
    keymap_do(&ui, KEY_CODE_DOWN);
    assert_string_equal(ui.view.notice, "All lanes are on the screen.");
    assert_int_equal(ui.view.lanes.first, 7);
    session_free(ui.session);
}

TEST(Esc_leaves_the_large_view_and_then_the_race)
{
    struct ui_state ui = open_race();
    keymap_do(&ui, 'v');
    keymap_do(&ui, 'l');
    assert_true(ui.view.lanes.large);
    keymap_do(&ui, KEY_CODE_ESCAPE);
    assert_true(ui.view.race && !ui.view.lanes.large);
    keymap_do(&ui, KEY_CODE_ESCAPE);
    assert_false(ui.view.race);
    session_free(ui.session);
}

TEST(f_shows_the_whole_race_wherever_one_looks)
{
    struct ui_state ui = open_race();
    ui.view.time.cursor = NS_PER_S;
    ui.view.time.edge = 2 * NS_PER_S;
    keymap_do(&ui, 'f');
    assert_true(ui.view.time.fit);
    assert_int_equal(ui.view.time.edge, TIME_NEVER);
    assert_int_equal(ui.view.time.cursor, NS_PER_S); /* which is on the screen then */
    assert_string_equal(ui.view.notice, "");
    session_free(ui.session);
}

static size_t count_runs(const struct ui_state *ui)
{
    struct scene scene;
    session_show(ui->session, &scene);
    return scene.run_count;
}

TEST(the_same_race_again_keeps_the_run_on_the_timeline)
{
    struct ui_state ui = open_race();
    session_set_primary(ui.session, &mode_threads);
    keymap_do(&ui, 'r');
    assert_true(ui.view.race);
    assert_int_equal(count_runs(&ui), 4);
    assert_ptr_equal(session_mode(ui.session), &mode_threads);
    session_free(ui.session);
}

TEST(to_choose_no_bug_where_there_is_none_stays_in_the_race)
{
    struct ui_state ui = open_race();
    keymap_do(&ui, '!');
    keymap_do(&ui, KEY_CODE_ENTER);
    assert_int_equal(ui.view.open, OVERLAY_NONE);
    assert_true(ui.view.race);
    assert_int_equal(count_runs(&ui), 2);
    assert_string_equal(ui.view.notice, "No bug selected; nothing changed.");
    keymap_do(&ui, '!');
    keymap_do(&ui, KEY_CODE_DOWN);
    keymap_do(&ui, KEY_CODE_ENTER);
    assert_false(ui.view.race);
    assert_int_equal(count_runs(&ui), 3);
    keymap_do(&ui, '!');
    keymap_do(&ui, KEY_CODE_UP);
    keymap_do(&ui, KEY_CODE_ENTER); /* right again */
    assert_int_equal(count_runs(&ui), 4);
    assert_null(session_mode(ui.session)->bug);
    session_free(ui.session);
}

static void read_row(const struct canvas *canvas, int y, char text[WIDTH + 1])
{
    for (int x = 0; x < WIDTH; x++) {
        uint32_t glyph = canvas_cell(canvas, x, y)->glyph;
        text[x] = glyph < 0x7f ? (char)glyph : '?';
    }
    text[WIDTH] = '\0';
}

TEST(they_are_not_offered)
{
    struct ui_state ui = open_race();
    struct scene_key keys[KEYS_MAX];
    struct scene scene = {.render = {.theme = &theme_default},
                          .view = {.race = true,
                                   .time = {.cell = NS_PER_S, .edge = TIME_NEVER, .cursor = -1},
                                   .lanes = {.chosen = LANE_NONE}},
                          .keys = keys,
                          .key_count = keymap_show(NULL, keys, KEYS_MAX)};
    session_show(ui.session, &scene);
    for (int back = 1; back >= 0; back--, scene.view.time.cursor = TIME_NEVER) {
        struct canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
        char text[WIDTH + 1];
        scene_draw(canvas, &scene);
        read_row(canvas, HEIGHT - 1, text);
        assert_non_null(strstr(text, back ? "End now" : "x race"));
        static const char *const others[] = {"! bugs", "Tab controls"};
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            assert_null(strstr(text, others[i]));
        canvas_free(canvas);
    }
    session_free(ui.session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_the_single_view_change_nothing),
        cmocka_unit_test(what_was_scrolled_to_stays),
        cmocka_unit_test(Esc_leaves_the_large_view_and_then_the_race),
        cmocka_unit_test(f_shows_the_whole_race_wherever_one_looks),
        cmocka_unit_test(the_same_race_again_keeps_the_run_on_the_timeline),
        cmocka_unit_test(to_choose_no_bug_where_there_is_none_stays_in_the_race),
        cmocka_unit_test(they_are_not_offered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
