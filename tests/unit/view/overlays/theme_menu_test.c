/* theme_menu — the list of themes over the lanes, at any size. */
#include "view/overlays/overlays.h"

#include "support/golden.h"
#include "support/scenario.h"
#include "support/test.h"

static const struct theme_file themes[] = {
    {.theme.name = "Chalkboard"},
    {.name = "default", .theme.name = "Default"},
    {.theme.name = "High contrast"},
    {.theme.name = "Light"},
    {.theme.name = "Mono"},
    {.name = "mine",
     .fault = {"'red' is not a colour: #rrggbb, or default for the terminal's own", "/home/me/themes/mine.ini", 7}},
    {.theme.name = "Okabe dark"},
    {.theme.name = "A theme whose name is so long t"},
};
enum { THEMES = sizeof themes / sizeof *themes };

/* The menu alone, from (10, 1) on, on a screen whose text begins in row 8 and whose footer is the last row. */
static void add(struct golden *golden, const char *situation, int width, int height, int chosen)
{
    struct scene scene = {.render = {.theme = &theme_default, .blocks = true},
                          .view.chosen = chosen,
                          .themes = themes,
                          .theme_count = THEMES,
                          .theme_name = "default"};
    struct canvas *canvas = canvas_new(width, height, false);
    canvas_fill(canvas, (struct rect){0, 0, width, height}, '/', (struct style){.fg = ROLE_DIM});
    theme_menu_draw(canvas, &scene, 10, 1, 8, height - 1);
    golden_canvas(golden, situation, canvas);
    canvas_free(canvas);
}

TEST(the_menu_is_as_it_was_judged)
{
    struct golden golden;
    golden_begin(&golden, "theme menu");
    add(&golden, "a theme in use", 60, 16, 1);
    add(&golden, "a faulty theme", 60, 18, 5);
    add(&golden, "the smallest screen", 40, 10, 7);
    golden_end(&golden);
}

SCENARIO_TEST(every_size_and_choice_draws)
{
    scenario_run(scenario, "sync", 5);
    scenario->scene.themes = themes;
    scenario->scene.theme_count = THEMES;
    scenario->scene.theme_name = "default";
    for (int height = 1; height < 40; height += 7)
        for (int width = 1; width < 140; width += 23)
            for (int chosen = 0; chosen < THEMES; chosen++) {
                struct canvas *canvas = canvas_new(width, height, false);
                scenario->scene.view.open = OVERLAY_THEMES;
                scenario->scene.view.chosen = chosen;
                scene_draw(canvas, &scenario->scene);
                canvas_free(canvas);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_menu_is_as_it_was_judged),
        cmocka_unit_test(every_size_and_choice_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
