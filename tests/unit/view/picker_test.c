/* picker — the list of themes over the lanes, at any size. */
#include "view/screen.h"

#include "support/golden.h"
#include "support/scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct scene_theme themes[] = {
    {.name = "Chalkboard"},
    {.name = "Default", .kept = true},
    {.name = "High contrast"},
    {.name = "Light"},
    {.name = "Mono"},
    {.name = "mine", .fault = "mine.ini:7: 'red' is no colour: #rrggbb, or default for the terminal's own"},
    {.name = "Okabe dark"},
    {.name = "A theme whose name is so long that it is cut"},
};
enum { THEMES = sizeof themes / sizeof *themes };

static void check(int width, int height, size_t chosen, const char *name)
{
    struct scenario scenario;
    struct scene_picker picker = {.themes = themes, .count = THEMES, .chosen = chosen};
    scenario_begin(&scenario);
    scenario_run(&scenario, "sync", 5);
    scenario_run(&scenario, "threads", 10);
    scenario.scene.picker = &picker;
    struct canvas *canvas = canvas_new(width, height, false);
    screen_draw(canvas, &scenario.scene);
    if (name != NULL)
        golden_check(canvas, name);
    canvas_free(canvas);
    scenario_end(&scenario);
}

static void golden_pickers(void **state)
{
    (void)state;
    check(80, 24, 1, "picker");
    check(80, 24, 5, "picker-faulty");
    check(40, 10, 7, "picker-smallest");
}

static void every_size_and_choice_draws(void **state)
{
    (void)state;
    for (int height = 1; height < 40; height += 7)
        for (int width = 1; width < 140; width += 23)
            for (size_t chosen = 0; chosen < THEMES; chosen++)
                check(width, height, chosen, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_pickers),
        cmocka_unit_test(every_size_and_choice_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
