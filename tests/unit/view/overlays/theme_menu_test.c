/* picker — the list of themes over the lanes, at any size. */
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
     .fault = {"'red' is no colour: #rrggbb, or default for the terminal's own", "/home/me/themes/mine.ini", 7}},
    {.theme.name = "Okabe dark"},
    {.theme.name = "A theme whose name is so long t"},
};
enum { THEMES = sizeof themes / sizeof *themes };

/* The picker alone, from (10, 1) on, on a screen whose text begins in row 8 and whose footer is the last row. */
static void check(int width, int height, int chosen, const char *name)
{
    struct scene scene = {.render = {.theme = &theme_default, .blocks = true},
                          .view.theme = chosen,
                          .themes = themes,
                          .theme_count = THEMES,
                          .theme_name = "default"};
    struct canvas *canvas = canvas_new(width, height, false);
    canvas_fill(canvas, (struct rect){0, 0, width, height}, '/', (struct style){.fg = ROLE_DIM});
    theme_menu_draw(canvas, &scene, 10, 1, 8, height - 1);
    golden_check(canvas, name);
    canvas_free(canvas);
}

TEST(golden_pickers)
{
    check(60, 16, 1, "picker");
    check(60, 18, 5, "picker-faulty");
    check(40, 10, 7, "picker-smallest");
}

TEST(every_size_and_choice_draws)
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario_run(&scenario, "sync", 5);
    scenario.scene.themes = themes;
    scenario.scene.theme_count = THEMES;
    scenario.scene.theme_name = "default";
    for (int height = 1; height < 40; height += 7)
        for (int width = 1; width < 140; width += 23)
            for (int chosen = 0; chosen < THEMES; chosen++) {
                struct canvas *canvas = canvas_new(width, height, false);
                scenario.scene.view.open = OVERLAY_THEMES;
                scenario.scene.view.theme = chosen;
                scene_draw(canvas, &scenario.scene);
                canvas_free(canvas);
            }
    scenario_end(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_pickers),
        cmocka_unit_test(every_size_and_choice_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
