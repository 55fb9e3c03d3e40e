/* ruler — how times are written beside each other, and where runs began. */
#include "view/panel.h"

#include "base/units.h"
#include "support/scenario.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TEST(a_time_stands_in_the_unit_that_it_reaches_and_from_a_minute_on_as_a_clock_shows_it)
{
    static const struct {
        int64_t ns;
        const char *text;
    } cases[] = {{0, "0s"},
                 {400 * NS_PER_MS, "0.4s"},
                 {50 * NS_PER_MS, "50ms"},
                 {NS_PER_S, "1s"},
                 {3200 * NS_PER_MS, "3.2s"},
                 {45 * NS_PER_S, "45s"},
                 {60 * NS_PER_S, "1:00"},
                 {75 * NS_PER_S, "1:15"},
                 {409500 * NS_PER_MS, "6:49.5"},
                 {65 * NS_PER_S + 1, "1:05.000000001"},
                 {3599 * NS_PER_S, "59:59"},
                 {7200 * NS_PER_S, "2:00:00"},
                 {INT64_C(90061) * NS_PER_S, "25:01:01"},
                 {1500000, "1.5ms"},
                 {5000, "5µs"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[RULER_SIZE];
        ruler_write(text, sizeof text, cases[i].ns);
        assert_string_equal(text, cases[i].text);
    }
}

/* The third row of a screen that shows sync, threads, and async from `seconds` after each other. */
static void ruler_of_three_runs(double seconds, char row[256])
{
    struct scenario scenario;
    scenario_begin(&scenario);
    scenario_run(&scenario, "sync", seconds);
    scenario_run(&scenario, "threads", seconds);
    scenario_run(&scenario, "async", seconds);
    scenario.scene.render.ascii = true;
    char *text = scene_text(&scenario.scene, 80, 24), *line = text;
    for (int above = 0; above < 3; above++)
        line = strchr(line, '\n') + 1;
    (void)snprintf(row, 256, "%.*s", (int)strcspn(line, "\n"), line);
    free(text);
    scenario_end(&scenario);
}

TEST(names_beside_the_dividers_are_whole_or_left_out)
{
    int seen = 0;
    for (double seconds = 0.2; seconds < 6; seconds += 0.2) {
        char row[256];
        ruler_of_three_runs(seconds, row);
        for (char *name = strtok(row, " |\n"); name != NULL; name = strtok(NULL, " |\n")) {
            if (name[0] == '-' || (name[0] >= '0' && name[0] <= '9') || strcmp(name, "now") == 0)
                continue;
            bool whole = strcmp(name, "sync") == 0 || strcmp(name, "threads") == 0 || strcmp(name, "async") == 0;
            bool cut = strncmp(name, "async", strlen(name)) == 0 && strtok(NULL, " |\n") == NULL; /* at the edge */
            if (!whole && !cut)
                fail_msg("\"%s\" stands on the ruler, %.1f s a run", name, seconds);
            seen++;
        }
    }
    assert_true(seen > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_stands_in_the_unit_that_it_reaches_and_from_a_minute_on_as_a_clock_shows_it),
        cmocka_unit_test(names_beside_the_dividers_are_whole_or_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
