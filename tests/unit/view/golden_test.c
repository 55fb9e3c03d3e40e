/* golden — what every panel shows, in the situations and sizes in which it differs; three whole screens, and the help.
 */
#include "support/golden.h"

#include "support/situations.h"
#include "support/test.h"
#include "view/panel.h"

#include <string.h>

/* ---- One golden a panel ---- */

enum { SIZES_MAX = 4 };

static const struct shot {
    const char *panel; /* the rows of one stand together */
    void (*situation)(struct scenario *scenario);
    const char *name;
    struct {
        int width, height;
    } sizes[SIZES_MAX]; /* up to a width of 0 */
} shots[] = {
#define SHOT(panel, situation, ...)                                                                                    \
    {                                                                                                                  \
        panel, situation, #situation,                                                                                  \
        {                                                                                                              \
            __VA_ARGS__                                                                                                \
        }                                                                                                              \
    }
    SHOT("title", two_runs, {80, 24}, {120, 40}, {60, 16}, {40, 10}),
    SHOT("title", two_runs_in_ascii, {80, 24}),
    SHOT("title", the_older_of_two_runs, {120, 36}),
    SHOT("title", paused_with_a_chosen_control, {80, 24}),
    SHOT("title", both_finished, {80, 24}),
    SHOT("title", a_deadlock, {80, 24}),
    SHOT("title", a_cursor, {80, 24}),
    SHOT("title", a_race, {80, 24}),
    SHOT("title", race_on_a_wide_screen, {160, 48}),
    SHOT("title", race_of_many_workers, {80, 24}),
    SHOT("title", finished_race_in_ascii, {80, 24}),

    SHOT("controls", two_runs, {80, 24}, {120, 40}, {60, 16}, {40, 10}),
    SHOT("controls", two_runs_in_ascii, {80, 24}),
    SHOT("controls", paused_with_a_chosen_control, {80, 24}),
    SHOT("controls", a_deadlock, {80, 24}),
    SHOT("controls", many_workers, {80, 24}),
    SHOT("controls", who_wakes_whom, {80, 24}),
    SHOT("controls", items_shown, {80, 24}, {120, 31}),
    SHOT("controls", race_on_a_wide_screen, {160, 48}),

    SHOT("code", the_code, {80, 24}, {120, 36}),
    SHOT("code", the_code_of_a_deadlock, {80, 24}, {120, 36}),

    SHOT("ruler", two_runs, {80, 24}, {120, 40}, {60, 16}, {40, 10}),
    SHOT("ruler", two_runs_in_ascii, {80, 24}),
    SHOT("ruler", the_older_of_two_runs, {120, 36}),
    SHOT("ruler", the_run_before, {80, 24}),
    SHOT("ruler", a_cursor, {80, 24}),
    SHOT("ruler", many_workers, {80, 24}),
    SHOT("ruler", items_shown, {120, 31}),

    SHOT("lanes", two_runs, {80, 24}, {120, 40}, {60, 16}, {40, 10}),
    SHOT("lanes", two_runs_without_colour, {80, 24}),
    SHOT("lanes", two_runs_in_ascii, {80, 24}),
    SHOT("lanes", the_older_of_two_runs, {120, 36}),
    SHOT("lanes", the_run_before, {80, 24}),
    SHOT("lanes", paused_with_a_chosen_control, {80, 24}),
    SHOT("lanes", both_finished, {80, 24}),
    SHOT("lanes", a_deadlock, {80, 24}),
    SHOT("lanes", many_workers, {80, 24}),
    SHOT("lanes", a_cursor, {80, 24}),
    SHOT("lanes", who_wakes_whom, {80, 24}),
    SHOT("lanes", items_shown, {80, 24}, {120, 31}),
    SHOT("lanes", the_large_view, {80, 24}),

    SHOT("queue", two_runs, {80, 24}, {120, 40}, {60, 16}, {40, 10}),
    SHOT("queue", two_runs_in_ascii, {80, 24}),
    SHOT("queue", the_older_of_two_runs, {120, 36}),
    SHOT("queue", the_run_before, {80, 24}),
    SHOT("queue", paused_with_a_chosen_control, {80, 24}),
    SHOT("queue", both_finished, {80, 24}),
    SHOT("queue", a_deadlock, {80, 24}),
    SHOT("queue", many_workers, {80, 24}),
    SHOT("queue", a_cursor, {80, 24}),
    SHOT("queue", items_shown, {80, 24}, {120, 31}),
    SHOT("queue", who_wakes_whom, {80, 24}),

    SHOT("items", items_shown, {80, 24}, {120, 31}),

    SHOT("overlap", two_runs, {80, 24}, {120, 40}, {60, 16}, {40, 10}),
    SHOT("overlap", two_runs_in_ascii, {80, 24}),
    SHOT("overlap", the_older_of_two_runs, {120, 36}),
    SHOT("overlap", the_run_before, {80, 24}),
    SHOT("overlap", paused_with_a_chosen_control, {80, 24}),
    SHOT("overlap", both_finished, {80, 24}),
    SHOT("overlap", a_deadlock, {80, 24}),
    SHOT("overlap", many_workers, {80, 24}),
    SHOT("overlap", a_cursor, {80, 24}),
    SHOT("overlap", who_wakes_whom, {80, 24}),
    SHOT("overlap", items_shown, {80, 24}, {120, 31}),
    SHOT("overlap", the_large_view, {80, 30}),

    SHOT("legend", two_runs, {80, 24}),
    SHOT("legend", two_runs_without_colour, {80, 24}),
    SHOT("legend", two_runs_in_ascii, {80, 24}),
    SHOT("legend", the_large_view, {80, 24}),
    SHOT("legend", many_workers, {80, 24}),
    SHOT("legend", race_on_a_wide_screen, {160, 48}),
    SHOT("legend", race_of_many_workers, {80, 24}),

    SHOT("log", two_runs, {120, 40}),
    SHOT("log", the_older_of_two_runs, {120, 36}),
    SHOT("log", items_shown, {120, 31}),

    SHOT("latency", two_runs, {120, 40}),
    SHOT("latency", the_older_of_two_runs, {120, 36}),
    SHOT("latency", items_shown, {120, 31}),

    SHOT("scoreboard", two_runs, {80, 24}, {120, 40}, {60, 16}),
    SHOT("scoreboard", two_runs_in_ascii, {80, 24}),
    SHOT("scoreboard", the_older_of_two_runs, {120, 36}),
    SHOT("scoreboard", the_run_before, {80, 24}),
    SHOT("scoreboard", both_finished, {80, 24}),
    SHOT("scoreboard", a_deadlock, {80, 24}),
    SHOT("scoreboard", paused_among_the_runs, {80, 24}),
    SHOT("scoreboard", paused_with_a_chosen_control, {80, 24}),
    SHOT("scoreboard", many_workers, {80, 24}),
    SHOT("scoreboard", who_wakes_whom, {80, 24}),
    SHOT("scoreboard", items_shown, {80, 24}, {120, 31}),

    SHOT("caption", two_runs, {80, 24}, {60, 16}, {40, 10}),
    SHOT("caption", the_run_before, {80, 24}),
    SHOT("caption", the_large_view, {80, 24}),
    SHOT("caption", the_large_view_of_a_deadlock, {80, 24}, {40, 10}),
    SHOT("caption", paused_with_a_chosen_control, {80, 24}),
    SHOT("caption", both_finished, {80, 24}),
    SHOT("caption", a_deadlock, {80, 24}),
    SHOT("caption", many_workers, {80, 24}),
    SHOT("caption", who_wakes_whom, {80, 24}),
    SHOT("caption", items_shown, {80, 24}, {120, 31}),
    SHOT("caption", a_race, {80, 24}),
    SHOT("caption", finished_race, {80, 24}),
    SHOT("caption", race_of_many_workers, {80, 24}),
    SHOT("caption", race_with_a_deadlock, {80, 24}),

    SHOT("hint", two_runs, {80, 24}, {60, 16}),
    SHOT("hint", two_runs_in_ascii, {80, 24}),
    SHOT("hint", the_older_of_two_runs, {120, 36}),

    SHOT("footer", two_runs, {80, 24}, {120, 40}, {60, 16}, {40, 10}),
    SHOT("footer", the_older_of_two_runs, {120, 36}),
    SHOT("footer", paused_with_a_chosen_control, {80, 24}),
    SHOT("footer", paused_among_the_runs, {80, 24}),
    SHOT("footer", both_finished, {80, 24}),
    SHOT("footer", many_workers, {80, 24}),
    SHOT("footer", a_race, {80, 24}),
    SHOT("footer", race_on_a_wide_screen, {160, 48}),
    SHOT("footer", race_of_many_workers, {80, 24}),

    SHOT("footer", a_question, {80, 24}),
    SHOT("footer", an_answer, {80, 24}),

    SHOT("lesson", a_question, {80, 24}, {120, 36}, {56, 18}),
    SHOT("lesson", a_second_vote, {80, 24}, {56, 18}),
    SHOT("lesson", an_answer, {80, 24}, {120, 36}, {56, 18}),
    SHOT("lesson", an_answer_in_ascii, {80, 24}),
    SHOT("lesson", an_answer_in_the_large_view, {80, 24}),

    SHOT("race ruler", a_race, {80, 24}),
    SHOT("race ruler", race_on_a_wide_screen, {160, 48}),
    SHOT("race ruler", finished_race, {80, 24}),
    SHOT("race ruler", race_of_many_workers, {80, 24}),

    SHOT("race", a_race, {80, 24}),
    SHOT("race", race_on_a_wide_screen, {160, 48}),
    SHOT("race", finished_race, {80, 24}),
    SHOT("race", finished_race_in_ascii, {80, 24}),
    SHOT("race", race_of_many_workers, {80, 24}),
    SHOT("race", race_with_a_deadlock, {80, 24}),
    SHOT("race", a_large_race, {80, 24}, {120, 36}),

    SHOT("figures", the_large_view, {80, 24}, {40, 10}),

    SHOT("large title", the_large_view, {80, 24}, {40, 10}),
    SHOT("large title", the_large_view_of_a_deadlock, {80, 24}),
#undef SHOT
};
enum { SHOTS = sizeof shots / sizeof *shots };

static void add_shot(struct golden *golden, const struct shot *shot)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    shot->situation(&scenario);
    for (int i = 0; i < SIZES_MAX && shot->sizes[i].width > 0; i++)
        golden_panel(golden, shot->name, shot->panel, &scenario.scene, shot->sizes[i].width, shot->sizes[i].height);
    scenario_end(&scenario);
}

TEST(every_panel_shows_what_was_judged_to_be_right)
{
    for (int i = 0; i < SHOTS;) {
        const char *panel = shots[i].panel;
        struct golden golden;
        golden_begin(&golden, panel);
        for (; i < SHOTS && strcmp(shots[i].panel, panel) == 0; i++)
            add_shot(&golden, &shots[i]);
        golden_end(&golden);
    }
}

static void expect_shot(const char *panel)
{
    for (int i = 0; i < SHOTS; i++)
        if (strcmp(shots[i].panel, panel) == 0)
            return;
    fail_msg("the panel %s has no golden: it needs a row in this table", panel);
}

TEST(every_panel_has_a_golden)
{
    static void (*const situations[])(struct scenario * scenario) = {two_runs, items_shown, a_race, an_answer,
                                                                     the_large_view_of_a_deadlock};
    for (size_t i = 0; i < sizeof situations / sizeof *situations; i++) {
        struct scenario scenario;
        scenario_begin(&scenario);
        situations[i](&scenario);
        struct layout layout = layout_of(&scenario.scene, 160, 80);
        for (size_t k = 0; k < layout.count; k++)
            expect_shot(layout.placed[k].panel->name);
        scenario_end(&scenario);
    }
}

/* ---- Where the panels are ---- */

/* "title 0, controls 1, …": each panel with its first row, and its last if it has more. */
static void write_places(const struct layout *layout, char *text, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; i < layout->count; i++) {
        const struct rect *rect = &layout->placed[i].rect;
        at += (size_t)snprintf(text + at, size - at, "%s%s %d", i > 0 ? ", " : "", layout->placed[i].panel->name,
                               rect->y);
        if (rect->height > 1)
            at += (size_t)snprintf(text + at, size - at, "–%d", rect->y + rect->height - 1);
        assert_true(at < size);
    }
}

TEST(every_panel_is_where_it_was)
{
    static const struct {
        void (*situation)(struct scenario *scenario);
        int width, height;
        const char *places;
    } rows[] = {
        {two_runs, 80, 24,
         "title 0, controls 1–2, ruler 3, lanes 4–11, queue 12–13, overlap 14, legend 15, scoreboard 16–18, caption "
         "19–20, hint 21, footer 22–23"},
        {two_runs, 120, 40,
         "title 0, controls 1–2, ruler 3, lanes 4–14, queue 16–18, overlap 20–22, legend 23, latency 24–30, log 24–30, "
         "scoreboard 32–34, caption 35–36, hint 37, footer 38–39"},
        {two_runs, 60, 16,
         "title 0, controls 1–2, ruler 3, lanes 4–6, queue 7, overlap 8, scoreboard 9–11, caption 12–13, hint 14, "
         "footer 15"},
        {two_runs, 40, 10, "title 0, controls 1, ruler 2, lanes 3–5, queue 6, overlap 7, caption 8, footer 9"},
        {the_older_of_two_runs, 120, 36,
         "title 0, controls 1–2, ruler 3, lanes 4–14, queue 16–18, overlap 20–21, legend 22, latency 23–27, log 23–27, "
         "scoreboard 29–31, caption 32–33, hint 34, footer 35"},
        {the_run_before, 80, 24,
         "title 0, controls 1–2, ruler 3, lanes 4–11, queue 13–14, overlap 15, legend 16, scoreboard 17–19, caption "
         "20–21, hint 22, footer 23"},
        {a_deadlock, 80, 24,
         "title 0, controls 1–2, ruler 3, lanes 4–11, queue 13–14, overlap 15, legend 16, scoreboard 17–18, caption "
         "19–20, hint 21, footer 22–23"},
        {many_workers, 80, 24,
         "title 0, controls 1–2, ruler 3, lanes 4–13, queue 14–15, overlap 16, legend 17, scoreboard 18–19, caption "
         "20–21, hint 22, footer 23"},
        {items_shown, 80, 24,
         "title 0, controls 1–2, ruler 3, lanes 4–11, queue 13–14, items 15, overlap 16, legend 17, scoreboard 18–19, "
         "caption 20–21, hint 22, footer 23"},
        {items_shown, 120, 31,
         "title 0, controls 1–2, ruler 3, lanes 4–11, queue 13–14, items 15, overlap 17, legend 18, latency 19–23, log "
         "19–23, scoreboard 25–26, caption 27–28, hint 29, footer 30"},
        {a_race, 80, 24, "title 0, controls 1–2, race ruler 3, race 4–18, legend 19, caption 20–21, footer 22–23"},
        {race_with_a_deadlock, 80, 24,
         "title 0, controls 1–2, race ruler 3, race 4–18, legend 19, caption 20–21, footer 22–23"},
        {race_on_a_wide_screen, 160, 48,
         "title 0, controls 1, race ruler 2, race 3–43, legend 44, caption 45–46, footer 47"},
        {a_large_race, 80, 24, "title 0, race ruler 1, race 2–20, legend 21, caption 22–23"},
        {the_large_view, 80, 24, "large title 0–2, figures 3–8, ruler 9, lanes 10–20, legend 21, caption 22–23"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scenario scenario;
        scenario_begin(&scenario);
        rows[i].situation(&scenario);
        struct layout layout = layout_of(&scenario.scene, rows[i].width, rows[i].height);
        char places[1024] = "";
        write_places(&layout, places, sizeof places);
        assert_string_equal(places, rows[i].places);
        scenario_end(&scenario);
    }
}

/* ---- Whole screens ---- */

static void expect_screen(const char *name, void (*situation)(struct scenario *scenario), int width, int height)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    situation(&scenario);
    struct canvas *canvas = canvas_new(width, height, false);
    scene_draw(canvas, &scenario.scene);
    struct golden golden;
    golden_begin(&golden, name);
    golden_canvas(&golden, "the whole screen", canvas);
    golden_end(&golden);
    canvas_free(canvas);
    scenario_end(&scenario);
}

TEST(three_whole_screens)
{
    expect_screen("screen-threads", two_runs, 80, 24);
    expect_screen("screen-race", a_race, 120, 36);
    expect_screen("screen-large", the_large_view, 80, 24);
}

SCENARIO_TEST(the_help_tells_the_keys_of_the_program)
{
    two_runs(scenario);
    scenario->scene.view.open = OVERLAY_HELP;
    int pages = layout_of(&scenario->scene, 80, 24).shown.help_pages;
    struct golden golden;
    golden_begin(&golden, "help");
    for (int page = 1; page <= pages; page++) {
        scenario->scene.view.help_page = page;
        struct canvas *canvas = canvas_new(80, 24, false);
        scene_draw(canvas, &scenario->scene);
        golden_canvas(&golden, "a page", canvas);
        canvas_free(canvas);
    }
    golden_end(&golden);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_panel_shows_what_was_judged_to_be_right),
        cmocka_unit_test(every_panel_has_a_golden),
        cmocka_unit_test(every_panel_is_where_it_was),
        cmocka_unit_test(three_whole_screens),
        cmocka_unit_test(the_help_tells_the_keys_of_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
