/* options_test — what a command line means, and what is said of a wrong one. */
#include "cli/options.h"

#include "base/units.h"
#include "cli/command.h"
#include "modes/modes.h"
#include "support/test.h"

#include <inttypes.h>
#include <string.h>

enum { WORDS = 8, HELP_SIZE = 8192 };

/* Parses "overlap" and the given words, the last NULL. */
static bool parse(const char *const words[], struct options *options, struct error *error)
{
    char *argv[WORDS + 2] = {(char *)"overlap"};
    int argc = 1;
    for (; words[argc - 1] != NULL; argc++)
        argv[argc] = (char *)words[argc - 1];
    options_default(options);
    return options_parse(argc, argv, options, error);
}

#define PARSED(...) parsed((const char *const[]){__VA_ARGS__, NULL})

static struct options parsed(const char *const words[])
{
    struct options options;
    struct error error = {0};
    if (!parse(words, &options, &error))
        fail_msg("%s: %s", words[0], error.message);
    return options;
}

TEST(test_without_options_the_plan_is_the_default_in_the_first_mode)
{
    struct options options = parsed((const char *const[]){NULL});
    struct plan plan = plan_default();
    assert_between(options.plan.seed, 1, 9999);
    plan.seed = options.plan.seed;
    assert_true(plan_equal(&options.plan, &plan));
    assert_ptr_equal(options.mode, modes[0]);
    assert_true(options.speed == 1);
    assert_non_null(options.command);
    assert_false(options.instant || options.json || options.ascii || options.help || options.version);
}

TEST(test_every_mode_is_known_by_its_name)
{
    for (const struct mode *const *mode = modes; *mode != NULL; mode++)
        assert_ptr_equal(PARSED("--mode", (*mode)->name).mode, *mode);
}

TEST(test_workers_and_items)
{
    struct plan plan = PARSED("-p", "3", "-c100000", "-n", "0", "-m", "async").plan;
    assert_int_equal(plan.producers, 3);
    assert_int_equal(plan.consumers, 100000);
    assert_int_equal(plan.items, 0);
    assert_int_equal(PARSED("--items=1000000000").plan.items, PLAN_ITEMS_MAX);
}

TEST(test_tasks_stand_in_the_place_of_all_that_has_a_queue)
{
    struct options options = PARSED("--tasks", "10", "--produce", "5..1", "-m", "pool");
    assert_int_equal(options.plan.tasks, 10);
    assert_int_equal(options.plan.items, 1);
    assert_int_equal(plan_workers_all(&options.plan), 10);
    assert_int_equal(options.plan.distribution, DISTRIBUTION_FALLING);
    assert_int_equal(PARSED("--tasks", "0", "-p", "3").plan.tasks, 0);
    assert_ptr_equal(PARSED("--tasks", "3", "--bug", "no-join").mode, &bug_no_join);
    assert_int_equal(PARSED("-m", "async", "--tasks", "100000").plan.tasks, 100000);
}

TEST(test_a_delay_is_one_number_or_two)
{
    struct plan plan = PARSED("--produce", "0.25-3600", "--consume", ".5").plan;
    assert_int_equal(plan.produce.min, NS_PER_S / 4);
    assert_int_equal(plan.produce.max, PLAN_DELAY_MAX);
    assert_int_equal(plan.consume.min, NS_PER_S / 2);
    assert_int_equal(plan.consume.max, NS_PER_S / 2);
    assert_int_equal(PARSED("--produce", "0.000000001").plan.produce.min, 1);
    assert_int_equal(PARSED("--produce", "0").plan.produce.max, 0);
}

TEST(test_cpu_capacity_seed_and_speed)
{
    struct options options = PARSED("--cpu=100", "--capacity=7", "--seed=9223372036854775807", "--speed=0.1");
    assert_int_equal(options.plan.cpu_percent, 100);
    assert_int_equal(options.plan.capacity, 7);
    assert_true(options.plan.seed == INT64_MAX);
    assert_true(options.speed == 0.1);
    assert_int_equal(PARSED("--capacity", "7", "--capacity", "inf").plan.capacity, 0);
    assert_true(PARSED("--speed", "100").speed == 100);
}

TEST(test_headless_commands_take_json_and_instant)
{
    struct options options = PARSED("run", "--json", "--instant", "--ascii");
    assert_true(options.json && options.instant && options.ascii);
    assert_true(PARSED("--json", "compare").json);
    assert_false(PARSED("run", "--json", "--no-json").json);
    assert_int_equal(PARSED("run", "-n", "0").plan.items, 0);
}

TEST(test_a_comparison_is_simulated_unless_real_time_is_asked_for)
{
    assert_true(PARSED("compare").instant && PARSED("compare", "--instant").instant);
    assert_false(PARSED("compare", "--real", "--speed", "100").instant);
    assert_false(PARSED("compare", "--no-instant").instant || PARSED("run").instant);
    assert_true(PARSED("compare", "--no-real").instant);
}

TEST(test_many_runs_are_simulated_from_the_first_seed_or_the_one_asked_for)
{
    struct options options = PARSED("run", "--runs", "1000");
    assert_true(options.instant);
    assert_int_equal(options.runs, 1000);
    assert_int_equal(options.plan.seed, 1);
    assert_int_equal(PARSED("run", "--runs", "1000", "--seed", "42").plan.seed, 42);
    assert_int_equal(PARSED("run").runs, 0);
}

TEST(test_three_modes_race_and_all_are_compared_unless_some_are_listed)
{
    struct options options = PARSED("compare");
    for (size_t i = 0; i < options.racer_count; i++)
        assert_ptr_equal(options.racers[i], modes[i]);
    assert_null(modes[options.racer_count]);
    assert_int_equal(PARSED("race").racer_count, MODES_RACING);
    options = PARSED("race", "--modes", "async,sync");
    assert_int_equal(options.racer_count, 2);
    assert_string_equal(options.racers[0]->name, "async");
    assert_string_equal(options.racers[1]->name, "sync");
}

/* The bug has the last word on its consumers, and what was asked for is named. */
TEST(test_the_order_of_options_does_not_matter)
{
    struct options first = PARSED("--bug", "lost-wakeup", "-c", "3"), last = PARSED("-c", "3", "--bug", "lost-wakeup");
    assert_int_equal(first.plan.consumers, 1);
    assert_int_equal(last.plan.consumers, 1);
    assert_string_equal(first.warning.message, "consumers 3 does not fit bug lost-wakeup, which needs 1");
    assert_string_equal(last.warning.message, first.warning.message);
    assert_int_equal(PARSED("-c", "3", "--bug", "unlocked").plan.consumers, 3);
    assert_int_equal(PARSED("--bug", "unlocked").plan.consumers, 2);
    assert_string_equal(PARSED("--bug", "unlocked").warning.message, "");
    assert_string_equal(PARSED("--bug", "poll", "--bug", "none").mode->name, "sync");
}

TEST(test_a_bug_is_also_known_by_the_options_name_of_old)
{
    assert_string_equal(PARSED("--mistake", "poll").mode->bug, "poll");
    assert_string_equal(PARSED("-c", "3", "--mistake=lost-wakeup").warning.message,
                        "consumers 3 does not fit bug lost-wakeup, which needs 1");
    assert_string_equal(PARSED("--bug", "poll", "--mistake", "none").mode->name, "sync");
}

TEST(test_a_command_has_its_own_help_wherever_it_is_asked_for)
{
    static const char *const ways[][3] = {{"run", "--help"}, {"--help", "run"}, {"help", "run"}, {"-h", "run", "-p"}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct options options = PARSED(ways[i][0], ways[i][1], ways[i][2]);
        assert_true(options.help);
        assert_string_equal(options.command->name, "run");
    }
    assert_true(PARSED("help").help && PARSED("--help").help);
    assert_string_equal(PARSED("help").command->name, "");
}

TEST(test_help_and_version_end_the_parsing)
{
    assert_true(PARSED("--help", "--nonsense", "-p", "0").help);
    assert_true(PARSED("run", "--version").version && PARSED("-V").version);
}

/* A wrong command line and what the message must name: the option, the value, what is allowed. */
static const struct {
    const char *words[WORDS];
    const char *named[3];
} wrong[] = {
    {{"--bogus"}, {"--bogus", "--help"}},
    {{"--prodcers", "3"}, {"--prodcers", "--help"}},
    {{"-z"}, {"-z"}},
    {{"--theme", "dark"}, {"--theme"}},
    {{"rac"}, {"rac", "race", "run"}},
    {{""}, {"''", "run", "compare"}},
    {{"race", "--modes", "sync"}, {"--modes", "'sync'", "two or more"}},
    {{"race", "--modes", "sync,nosuch"}, {"--modes", "'sync,nosuch'", "two or more"}},
    {{"race", "--modes", "sync,async,sync"}, {"--modes", "each once"}},
    {{"race", "--modes", "sync,,async"}, {"--modes", "'sync,,async'"}},
    {{"race", "--modes", "sync,async,"}, {"--modes", "'sync,async,'"}},
    {{"race", "--modes", ""}, {"--modes", "''"}},
    {{"race", "--instant"}, {"race: --instant has no meaning here", "run and compare"}},
    {{"run", "--modes", "sync,async"},
     {"run: --modes has no meaning here; it is for the live screen, race and compare"}},
    {{"compare", "--mode", "sync"}, {"compare: --mode has no meaning here"}},
    {{"themes", "-p", "3"}, {"themes: --producers has no meaning here"}},
    {{"run", "--no-mouse"}, {"run: --mouse has no meaning here"}},
    {{"compare", "--sweep", "cpu", "--cpu", "50"}, {"--cpu has no meaning with --sweep"}},
    {{"compare", "--sweep", "cpu", "--real"}, {"--real has no meaning with --sweep"}},
    {{"compare", "--runs", "10"}, {"compare: --runs has no meaning here; it is for run"}},
    {{"run", "--runs", "0"}, {"--runs '0'", "1 to 100000"}},
    {{"run", "--runs", "10", "--real"}, {"--real has no meaning with --runs"}},
    {{"run", "--runs", "10", "--speed", "2"}, {"--speed has no meaning with --runs, which is simulated"}},
    {{"run", "--runs", "10", "--burn"}, {"--burn keeps", "with --runs, which is simulated"}},
    {{"run", "--runs", "10", "-n", "0"}, {"--items 0 has no end"}},
    {{"run", "--runs", "10", "--seed", "9223372036854775800"}, {"--seed 9223372036854775800", "9223372036854775797"}},
    {{"run", "--instant", "--speed", "2"}, {"--speed has no meaning with --instant"}},
    {{"compare", "--speed", "2"}, {"--speed has no meaning in simulated time", "--real"}},
    {{"help", "nosuch"}, {"'nosuch'", "compare"}},
    {{"help", "run", "race"}, {"extra argument"}},
    {{"run", "extra"}, {"extra", "only options"}},
    {{"-m", "thraeds"}, {"--mode", "'thraeds'", "sync | threads | async"}},
    {{"run", "-m"}, {"--mode", "argument", "sync | threads | async"}},
    {{"--producers"}, {"--producers", "argument", "1 to 100000"}},
    {{"-p", "0"}, {"--producers", "'0'", "1 to 100000"}},
    {{"-p", "100001"}, {"--producers", "'100001'", "1 to 100000"}},
    {{"-p", "-1"}, {"--producers", "'-1'", "1 to 100000"}},
    {{"-p", ""}, {"--producers", "''", "1 to 100000"}},
    {{"-c", "0"}, {"--consumers", "'0'", "1 to 100000"}},
    {{"-c", "100001"}, {"--consumers", "'100001'", "1 to 100000"}},
    {{"-c", "2.5"}, {"--consumers", "'2.5'", "1 to 100000"}},
    {{"-m", "threads", "-p", "10001"}, {"10001 producers", "threads", "at most 10000"}},
    {{"compare", "-c", "10001"}, {"10001 consumers", "threads", "at most 10000"}},
    {{"-n", "1000000001"}, {"--items", "'1000000001'", "0 to 1000000000"}},
    {{"-n", "+5"}, {"--items", "'+5'", "0 to 1000000000"}},
    {{"--produce", "2-1"}, {"--produce", "'2-1'", "MIN not above MAX"}},
    {{"--produce", "abc"}, {"--produce", "'abc'", "0 to 3600"}},
    {{"--produce", "1-"}, {"--produce", "'1-'", "0 to 3600"}},
    {{"--produce", "."}, {"--produce", "'.'", "0 to 3600"}},
    {{"--produce", "1-2-3"}, {"--produce", "'1-2-3'", "0 to 3600"}},
    {{"--produce", "-1"}, {"--produce", "'-1'", "0 to 3600"}},
    {{"--consume", "NaN"}, {"--consume", "'NaN'", "0 to 3600"}},
    {{"--consume", "inf"}, {"--consume", "'inf'", "0 to 3600"}},
    {{"--consume", "1e999"}, {"--consume", "'1e999'", "0 to 3600"}},
    {{"--consume", "0x1"}, {"--consume", "'0x1'", "0 to 3600"}},
    {{"--consume", " 1"}, {"--consume", "' 1'", "0 to 3600"}},
    {{"--consume", "3600.000000001"}, {"--consume", "'3600.000000001'", "0 to 3600"}},
    {{"--consume", "99999999999999999999999"}, {"--consume", "'9999", "0 to 3600"}},
    {{"--cpu", "101"}, {"--cpu", "'101'", "0 to 100"}},
    {{"--cpu", "20%"}, {"--cpu", "'20%'", "0 to 100"}},
    {{"--capacity", "0"}, {"--capacity", "'0'", "inf or a whole number from 1 to 1000000000"}},
    {{"--capacity", "infinite"}, {"--capacity", "'infinite'", "inf or"}},
    {{"--seed", "x"}, {"--seed", "'x'", "0 to 9223372036854775807"}},
    {{"--seed", "9223372036854775808"}, {"--seed", "'9223372036854775808'", "0 to 9223372036854775807"}},
    {{"--seed", "18446744073709551617"}, {"--seed", "'18446744073709551617'", "0 to 9223372036854775807"}},
    {{"--speed", "0"}, {"--speed", "'0'", "0.1 to 100"}},
    {{"--speed", "0.099"}, {"--speed", "'0.099'", "0.1 to 100"}},
    {{"--speed", "100.1"}, {"--speed", "'100.1'", "0.1 to 100"}},
    {{"--speed", "nan"}, {"--speed", "'nan'", "0.1 to 100"}},
    {{"--json"}, {"--json", "run and compare"}},
    {{"--instant"}, {"--instant", "run and compare"}},
    {{"--json=yes", "run"}, {"--json", "no argument"}},
    {{"-m", "sync", "--bug", "poll"}, {"bug poll", "threads", "sync"}},
    {{"run", "--instant", "--burn"}, {"--burn", "--instant"}},
    {{"run", "--instant", "-n", "0"}, {"--items 0", "1 to 1000000000"}},
    {{"compare", "-n", "0"}, {"--items 0", "1 to 1000000000"}},
    {{"--tasks", "-1"}, {"--tasks", "'-1'", "0 to 100000"}},
    {{"--tasks", "3", "-p", "2"}, {"--producers has no meaning with --tasks", "without a queue"}},
    {{"-c", "2", "--tasks", "3"}, {"--consumers has no meaning with --tasks"}},
    {{"--tasks", "3", "-n", "2"}, {"--items has no meaning with --tasks", "one piece of work"}},
    {{"--tasks", "3", "--consume", "2"}, {"--consume has no meaning with --tasks"}},
    {{"--tasks", "3", "--capacity", "2"}, {"--capacity has no meaning with --tasks"}},
    {{"--bug", "deadlock", "--tasks", "3"}, {"--bug deadlock has no meaning with --tasks"}},
    {{"-m", "threads", "--tasks", "10001"}, {"10001 tasks", "threads", "at most 10000"}},
};

TEST(test_a_wrong_command_line_is_refused_by_name_value_and_what_is_allowed)
{
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct options options;
        struct error error = {0};
        if (parse(wrong[i].words, &options, &error))
            fail_msg("accepted: %s %s", wrong[i].words[0], wrong[i].words[1]);
        for (size_t j = 0; j < 3 && wrong[i].named[j] != NULL; j++)
            if (strstr(error.message, wrong[i].named[j]) == NULL)
                fail_msg("\"%s\" does not name %s", error.message, wrong[i].named[j]);
    }
}

/* The messages are texts, the limits are the plan's: each number goes up to the one that its message names. */
TEST(test_the_limit_in_a_message_is_the_one_that_holds)
{
    static const struct {
        const char *option;
        int64_t most;
    } limits[] = {
        {"--producers", PLAN_WORKERS_MAX}, {"--consumers", PLAN_WORKERS_MAX}, {"--items", PLAN_ITEMS_MAX},
        {"--capacity", PLAN_CAPACITY_MAX}, {"--cores", PLAN_CORES_MAX},       {"--pool", PLAN_POOL_MAX},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        char most[24], above[24], end[32];
        (void)snprintf(most, sizeof most, "%" PRId64, limits[i].most);
        (void)snprintf(above, sizeof above, "%" PRId64, limits[i].most + 1);
        size_t length = (size_t)snprintf(end, sizeof end, " to %s", most);
        (void)PARSED(limits[i].option, most);
        struct options options;
        struct error error = {0};
        assert_false(parse((const char *const[]){limits[i].option, above, NULL}, &options, &error));
        assert_string_equal(error.message + strlen(error.message) - length, end);
    }
}

TEST(test_a_message_is_one_line_of_printable_characters_whatever_the_value_is)
{
    char value[1000];
    memset(value, '7', sizeof value);
    memcpy(value, "\033[31m\n\t\177", 8);
    value[sizeof value - 1] = '\0';
    struct options options;
    struct error error = {0};
    assert_false(parse((const char *const[]){"--produce", value, NULL}, &options, &error));
    assert_non_null(strstr(error.message, "MIN not above MAX"));
    for (const char *at = error.message; *at != '\0'; at++)
        assert_between(*at, ' ', '~');
}

static void help_of(const struct command *command, char text[HELP_SIZE])
{
    FILE *file = fmemopen(text, HELP_SIZE, "w");
    help_print(file, command);
    fclose(file);
}

TEST(test_every_help_is_complete_and_fits_a_terminal)
{
    for (const struct command *command = commands; command < commands + COMMAND_COUNT; command++) {
        char text[HELP_SIZE];
        help_of(command, text);
        for (const struct option_row *row = option_rows; row < option_rows + OPTION_COUNT; row++) {
            bool named = strstr(text, row->name) != NULL;
            assert_true(named || (row->commands >> (command - commands) & 1) == 0);
        }
        assert_non_null(strstr(text, command->examples[0]));
        assert_non_null(strstr(text, command->examples[1]));
        for (const char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
            assert_between(strlen(line), 0, 80);
    }
}

/* In parentheses, where it is a value. */
TEST(test_the_help_says_what_holds_without_an_option)
{
    for (const struct option_row *row = option_rows; row < option_rows + OPTION_COUNT; row++) {
        const char *open = strrchr(row->help, '(');
        char value[64] = "";
        if (open != NULL)
            (void)snprintf(value, sizeof value, "%.*s", (int)strcspn(open + 1, ",)"), open + 1);
        struct options with, without;
        options_default(&without);
        with = without;
        if (row->argument != NULL && option_set(row, &with, value) &&
            (!plan_equal(&with.plan, &without.plan) || with.mode != without.mode || with.bug != without.bug ||
             with.speed != without.speed || strcmp(with.theme_name, without.theme_name) != 0))
            fail_msg("--%s: %s", row->name, row->help);
    }
}

TEST(test_the_help_says_what_options_take_and_leaves_out_those_of_other_commands)
{
    char text[HELP_SIZE];
    help_of(&commands[COMMAND_RUN], text);
    assert_non_null(strstr(text, "usage: overlap run [OPTIONS]"));
    struct options options;
    struct error error = {0};
    assert_false(parse((const char *const[]){"--bug", "?", NULL}, &options, &error));
    for (const struct mode *const *bug = bugs; *bug != NULL; bug++) {
        assert_non_null(strstr(text, (*bug)->bug));
        assert_non_null(strstr(error.message, (*bug)->bug));
    }
    assert_non_null(strstr(text, "submitted"));
    assert_null(strstr(text, "--mouse"));
    help_of(&commands[COMMAND_LIVE], text);
    for (size_t i = 1; i < COMMAND_COUNT; i++)
        assert_non_null(strstr(text, commands[i].name));
    assert_non_null(strstr(text, "--[no-]json"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_options_the_plan_is_the_default_in_the_first_mode),
        cmocka_unit_test(test_every_mode_is_known_by_its_name),
        cmocka_unit_test(test_workers_and_items),
        cmocka_unit_test(test_tasks_stand_in_the_place_of_all_that_has_a_queue),
        cmocka_unit_test(test_a_delay_is_one_number_or_two),
        cmocka_unit_test(test_cpu_capacity_seed_and_speed),
        cmocka_unit_test(test_three_modes_race_and_all_are_compared_unless_some_are_listed),
        cmocka_unit_test(test_headless_commands_take_json_and_instant),
        cmocka_unit_test(test_help_and_version_end_the_parsing),
        cmocka_unit_test(test_a_wrong_command_line_is_refused_by_name_value_and_what_is_allowed),
        cmocka_unit_test(test_the_limit_in_a_message_is_the_one_that_holds),
        cmocka_unit_test(test_a_message_is_one_line_of_printable_characters_whatever_the_value_is),
        cmocka_unit_test(test_every_help_is_complete_and_fits_a_terminal),
        cmocka_unit_test(test_the_help_says_what_holds_without_an_option),
        cmocka_unit_test(test_the_help_says_what_options_take_and_leaves_out_those_of_other_commands),
        cmocka_unit_test(test_a_comparison_is_simulated_unless_real_time_is_asked_for),
        cmocka_unit_test(test_many_runs_are_simulated_from_the_first_seed_or_the_one_asked_for),
        cmocka_unit_test(test_a_bug_is_also_known_by_the_options_name_of_old),
        cmocka_unit_test(test_the_order_of_options_does_not_matter),
        cmocka_unit_test(test_a_command_has_its_own_help_wherever_it_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
