/* options_settings — settings hold where the command line says nothing, and bad ones not at all. */
#include "cli/options.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/folder.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
    *state = folder_new();
    return setenv("XDG_CONFIG_HOME", *state, 1) != 0 || setenv("XDG_STATE_HOME", *state, 1) != 0;
}

static int tear_down(void **state)
{
    folder_free(*state);
    return 0;
}

static struct options with_settings(const char *folder, const char *text)
{
    struct options options;
    folder_write(folder, "overlap/settings.ini", text);
    options_default(&options);
    options_read_settings(&options);
    return options;
}

static struct options parsed(struct options options, const char *option, const char *value)
{
    char *argv[] = {(char *)"overlap", (char *)option, (char *)value, NULL};
    struct error error = {0};
    if (!options_parse(option == NULL ? 1 : 3, argv, &options, &error))
        fail_msg("%s", error.message);
    return options;
}

static void expect_warning(const struct options *options, const char *part)
{
    char warning[OPTIONS_WARNING_SIZE];
    options_warning(options, warning);
    if (part == NULL ? warning[0] != '\0' : strstr(warning, part) == NULL)
        fail_msg("%s", warning);
}

TEST(what_is_asked_for_comes_before_tasks_of_the_settings_and_tasks_before_a_bug_of_them)
{
    struct options options = with_settings(*state, "tasks = 4\nproducers = 3\n");
    assert_int_equal(parsed(options, NULL, NULL).plan.tasks, 4);
    assert_int_equal(parsed(options, "--cpu", "0").plan.tasks, 4);
    assert_int_equal(parsed(options, "-c", "2").plan.tasks, 0);
    assert_int_equal(parsed(options, "--tasks", "0").plan.tasks, 0);
    assert_int_equal(parsed(options, "--bug", "no-join").plan.tasks, 4);
    assert_int_equal(parsed(options, "--bug", "deadlock").plan.tasks, 0);
    assert_ptr_equal(parsed(options, "--bug", "deadlock").mode, &bug_deadlock);
    options = with_settings(*state, "bug = deadlock\n");
    assert_int_equal(parsed(options, "--tasks", "3").plan.tasks, 3);
    assert_null(parsed(options, "--tasks", "3").mode->bug);
}

TEST(every_long_option_about_runs_and_screen_can_be_set)
{
    struct options options =
        with_settings(*state, "mode = async\nproducers = 3\nconsumers = 2\nitems = 0\nproduce = 1-2\nconsume = 0.25\n"
                              "cpu = 100\ncapacity = 8\ncores = 2\npool = 3\nresults = submitted\nburn = yes\nseed = "
                              "7\nspeed = 2.5\ntheme = mono\nascii = yes\n");
    options = parsed(options, NULL, NULL);
    expect_warning(&options, NULL);
    assert_string_equal(options.mode->name, "async");
    struct plan plan = {.producers = 3,
                        .consumers = 2,
                        .produce = {NS_PER_S, 2 * NS_PER_S},
                        .consume = {NS_PER_S / 4, NS_PER_S / 4},
                        .cpu_percent = 100,
                        .capacity = 8,
                        .cores = 2,
                        .pool = 3,
                        .results = RESULTS_SUBMITTED,
                        .burn = true,
                        .language = LANGUAGE_PYTHON,
                        .seed = 7};
    assert_true(plan_equal(&options.plan, &plan));
    assert_true(options.speed == 2.5 && options.ascii);
    assert_string_equal(options.theme.name, "Mono");
}

TEST(the_command_line_wins)
{
    struct options set = with_settings(*state, "producers = 3\ntheme = mono\nascii = no\n");
    struct options options = parsed(set, "--producers", "5");
    assert_int_equal(options.plan.producers, 5);
    assert_false(options.ascii);
    assert_string_equal(options.theme.name, "Mono");
    assert_string_equal(parsed(set, "--theme", "light").theme.name, "Light");
}

TEST(bad_settings_are_named_and_none_of_them_counts)
{
    static const struct {
        const char *text, *warning;
    } faults[] = {
        {"cpu = 50\nproducers = many\n", "settings.ini:2: producers 'many' is not allowed; it takes: a whole number"},
        {"cpu = 50\nmode = fast\n", "settings.ini:2: mode 'fast' is not allowed; it takes: sync"},
        {"cpu = 50\nascii = 1\n", "settings.ini:2: ascii '1' is not allowed; it takes: yes | no (ignored)"},
        {"cpu = 50\njson = yes\n",
         "settings.ini:2: 'json' is not a setting; it is about one call, so it is only an option (ignored)"},
        {"cpu = 50\nsweep = cpu\n", "settings.ini:2: 'sweep' is not a setting; it is about one call"},
        {"cpu = 50\nfoo\033 = yes\n", "settings.ini:2: 'foo?' is not a setting"},
        {"cpu = 50\n\n[all]\nseed = 1\n", "settings.ini:4: [all]: settings have no sections"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct options options = parsed(with_settings(*state, faults[i].text), NULL, NULL);
        expect_warning(&options, faults[i].warning);
        assert_int_equal(options.plan.cpu_percent, plan_default().cpu_percent);
    }
}

/* The other settings hold, and the other commands have it. */
TEST(a_setting_that_does_not_fit_a_command_is_ignored_there_and_named)
{
    struct options set = with_settings(*state, "cpu = 50\nitems = 0\n"), options = parsed(set, NULL, NULL);
    assert_int_equal(options.plan.items, 0);
    expect_warning(&options, NULL);
    options = parsed(set, "run", "--instant");
    assert_int_equal(options.plan.items, plan_default().items);
    assert_int_equal(options.plan.cpu_percent, 50);
    expect_warning(&options, "settings.ini: items 0 has no end");
    expect_warning(&options, "(ignored)");
    expect_warning(&(struct options){.warning = parsed(set, "compare", "--json").warning}, "items 0 has no end");

    set = with_settings(*state, "cpu = 50\nproducers = 50000\n");
    options = parsed(set, NULL, NULL);
    assert_int_equal(options.plan.producers, 50000);
    expect_warning(&options, NULL);
    options = parsed(set, "--mode", "threads");
    assert_int_equal(options.plan.producers, plan_default().producers);
    assert_int_equal(options.plan.cpu_percent, 50);
    expect_warning(&options, "settings.ini: 50000 producers are more than threads can run: at most 10000 (ignored)");
}

TEST(a_flag_of_the_settings_can_be_taken_back)
{
    struct options set = with_settings(*state, "ascii = yes\nburn = yes\nmouse = yes\n");
    struct options options = parsed(set, "--no-ascii", "--no-mouse");
    assert_false(options.ascii || options.mouse);
    assert_true(options.plan.burn);
    assert_false(parsed(set, "run", "--no-burn").plan.burn);
}

TEST(a_mode_or_bug_of_the_settings_gives_way_to_the_command_line)
{
    struct options set = with_settings(*state, "mode = sync\n");
    assert_string_equal(parsed(set, "--bug", "poll").mode->bug, "poll");

    assert_string_equal(parsed(with_settings(*state, "mode = sync\nbug = poll\n"), NULL, NULL).mode->name, "threads");
    set = with_settings(*state, "bug = poll\n");
    assert_string_equal(parsed(set, NULL, NULL).mode->name, "threads");
    assert_string_equal(parsed(set, "--bug", "none").mode->name, "sync");
    assert_string_equal(parsed(set, "--bug", "block-the-loop").mode->name, "async");
    struct options options = parsed(set, "--mode", "sync");
    assert_string_equal(options.mode->name, "sync");
    assert_null(options.mode->bug);
    expect_warning(&options, NULL);
}

TEST(burning_of_the_settings_gives_way_to_simulated_time)
{
    struct options set = with_settings(*state, "burn = yes\n");
    assert_true(parsed(set, NULL, NULL).plan.burn);
    struct options options = parsed(set, "run", "--instant");
    expect_warning(&options, NULL);
    assert_false(options.plan.burn);
    char *argv[] = {(char *)"overlap", (char *)"run", (char *)"--instant", (char *)"--burn", NULL};
    struct error error = {0};
    assert_false(options_parse(4, argv, &set, &error));
    assert_non_null(strstr(error.message, "--burn"));
}

TEST(a_bad_theme_in_the_settings_leaves_the_rest)
{
    struct options options = parsed(with_settings(*state, "cpu = 50\ntheme = nosuch\n"), NULL, NULL);
    expect_warning(&options, "there is no theme 'nosuch'");
    assert_int_equal(options.plan.cpu_percent, 50);
    assert_string_equal(options.theme.name, "Default");
}

TEST(the_remembered_theme_wins_over_the_settings_and_the_command_line_over_it)
{
    folder_write(*state, "overlap/theme", "light\n");
    struct options set = with_settings(*state, "theme = mono\n");
    assert_string_equal(parsed(set, NULL, NULL).theme.name, "Light");
    assert_string_equal(parsed(set, "--theme", "high contrast").theme.name, "High contrast");
}

TEST(a_bad_theme_on_the_command_line_is_refused)
{
    struct options options;
    struct error error = {0};
    char *argv[] = {(char *)"overlap", (char *)"--theme", (char *)"nosuch", NULL};
    options_default(&options);
    options_read_settings(&options);
    assert_false(options_parse(3, argv, &options, &error));
    assert_non_null(strstr(error.message, "there is no theme 'nosuch'; --theme takes a file or one of: "));
}

#define PREPARED(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PREPARED(every_long_option_about_runs_and_screen_can_be_set),
        PREPARED(what_is_asked_for_comes_before_tasks_of_the_settings_and_tasks_before_a_bug_of_them),
        PREPARED(the_command_line_wins),
        PREPARED(bad_settings_are_named_and_none_of_them_counts),
        PREPARED(a_setting_that_does_not_fit_a_command_is_ignored_there_and_named),
        PREPARED(a_flag_of_the_settings_can_be_taken_back),
        PREPARED(a_mode_or_bug_of_the_settings_gives_way_to_the_command_line),
        PREPARED(burning_of_the_settings_gives_way_to_simulated_time),
        PREPARED(a_bad_theme_in_the_settings_leaves_the_rest),
        PREPARED(the_remembered_theme_wins_over_the_settings_and_the_command_line_over_it),
        PREPARED(a_bad_theme_on_the_command_line_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
