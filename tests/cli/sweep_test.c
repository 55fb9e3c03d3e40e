/* sweep_test — `compare --sweep cpu` of the real program: the data, the chart, and what is refused. */
#include "program.h"
#include "support/effort.h"
#include "support/plan.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#define RUN(...) run((const char *const[]){__VA_ARGS__, NULL})

static struct program_end run(const char *const words[])
{
    struct program program = program_start(TO_PIPE, "LC_ALL=C.UTF-8", words);
    return program_finish(&program);
}

static json_t *json_of(struct program_end end, int status)
{
    assert_string_equal(end.err, "");
    assert_int_equal(end.status, status);
    json_t *json = json_loads(end.out, 0, NULL);
    assert_non_null(json);
    program_end_release(&end);
    return json;
}

static json_t *object_of(const json_t *list, const char *mode)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (strcmp(json_string_value(json_object_get(json_array_get(list, i), "mode")), mode) == 0)
            return json_array_get(list, i);
    fail_msg("there is no %s", mode);
    return NULL;
}

static double elapsed_at(const json_t *sweep, const char *mode, size_t step)
{
    const json_t *times = json_object_get(object_of(json_object_get(sweep, "runs"), mode), "elapsed_s");
    assert_int_equal(json_array_size(times), 11);
    return json_real_value(json_array_get(times, step));
}

static void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

TEST(its_points_are_what_single_runs_take)
{
    static const char *const modes[] = {"sync", "threads", "async"};
    static const char *const state_times[] = {"0", "70", "100"};
    static const size_t steps[] = {0, 7, 10};
    json_t *sweep = json_of(RUN("compare", "--sweep", "cpu", "--language=c", "-n20", "--seed", "7", "--json"), 0);
    size_t tried = effort_is_short() ? 1 : 3;
    for (size_t m = 0; m < tried; m++)
        for (size_t i = 0; i < tried; i++) {
            json_t *single = json_of(RUN("run", "--instant", "--json", "--language=c", "-n20", "--seed", "7", "-m",
                                         modes[m], "--cpu", state_times[i]),
                                     0);
            assert_true(elapsed_at(sweep, modes[m], steps[i]) == json_real_value(json_object_get(single, "elapsed_s")));
            json_decref(single);
        }
    json_decref(sweep);
}

TEST(async_is_chosen_where_it_can_and_threads_where_it_must)
{
    json_t *sweep = json_of(RUN("compare", "--sweep", "cpu", "--language=c", "-n20", "--seed", "7", "--json"), 0);
    const json_t *choice = json_object_get(sweep, "choice"), *state_times = json_object_get(sweep, "cpu_percent");
    assert_int_equal(json_array_size(choice), 11);
    assert_string_equal(json_string_value(json_array_get(choice, 0)), "async");
    assert_string_equal(json_string_value(json_array_get(choice, 10)), "threads");
    for (size_t i = 0; i < 11; i++)
        assert_int_equal(json_integer_value(json_array_get(state_times, i)), 10 * i);
    assert_null(json_object_get(json_object_get(sweep, "plan"), "cpu_percent"));
    json_decref(sweep);
}

enum { ROWS = 13, LEFT = 12, STEP = 6 };

/* The chart's cell, in ASCII; ' ' right of what was printed. */
static char cell_of(const char *chart, int row, int column)
{
    const char *line = strstr(chart, "elapsed\n") + strlen("elapsed\n");
    for (; row > 0; row--)
        line = strchr(line, '\n') + 1;
    return strcspn(line, "\n") <= (size_t)(LEFT + column) ? ' ' : line[LEFT + column];
}

static int row_of(const json_t *sweep, size_t mode, size_t step, double longest)
{
    const json_t *times = json_object_get(json_array_get(json_object_get(sweep, "runs"), mode), "elapsed_s");
    return ROWS - 1 - (int)lround(json_real_value(json_array_get(times, step)) / longest * (ROWS - 1));
}

/* A letter stands where its curve is and nowhere else, and no curve lies under another all the way. */
static void assert_told(const char *chart, const json_t *sweep, const char *letters)
{
    double longest = elapsed_at(sweep, "sync", 10); /* of these plans */
    for (size_t mode = 0; letters[mode] != '\0'; mode++) {
        int seen = 0;
        for (int row = 0; row < ROWS; row++)
            for (int column = 0; column <= 10 * STEP; column++)
                seen += cell_of(chart, row, column) == letters[mode];
        assert_between(seen, 5, 1000);
        for (size_t step = 0; step < 11; step++) {
            char shown = cell_of(chart, row_of(sweep, mode, step, longest), (int)step * STEP);
            const char *letter = strchr(letters, shown);
            if (shown == ' ' || letter == NULL ||
                row_of(sweep, (size_t)(letter - letters), step, longest) != row_of(sweep, mode, step, longest))
                fail_msg("mode %zu is not shown at step %zu, but '%c'", mode, step, shown);
        }
    }
}

static size_t count_lines(const char *text)
{
    size_t lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

TEST(the_chart_shows_every_curve_where_it_is)
{
    static const char *const cores[] = {"1", "4"};
    for (size_t i = 0; i < 2; i++) {
        json_t *sweep = json_of(RUN("compare", "--sweep", "cpu", "--language=c", "-n20", "--seed", "42", "--cores",
                                    cores[i], "--modes", "sync,threads,async,pool", "--json"),
                                0);
        struct program program = program_start(
            TO_PIPE, "COLUMNS=80",
            (const char *const[]){"compare", "--sweep", "cpu", "--language=c", "-n20", "--seed", "42", "--cores",
                                  cores[i], "--modes", "sync,threads,async,pool", "--ascii", NULL});
        struct program_end end = program_finish(&program);
        assert_told(end.out, sweep, "stap");
        assert_contains(end.out, "s sync   t threads   a async   p pool\n");
        assert_between(count_lines(end.out), 20, 23); /* and the shell's prompt */
        program_end_release(&end);
        json_decref(sweep);
    }
}

/* In Python: at 100 % they hold the GIL one after another, and also without processes none is better than sync. */
TEST(no_sweep_in_python_recommends_threads_where_all_is_computing)
{
    for (int seed = 1; seed <= 3; seed++) {
        char number[8];
        (void)snprintf(number, sizeof number, "%d", seed);
        struct program_end end = RUN("compare", "--sweep", "cpu", "-n3", "--seed", number);
        assert_contains(end.out, ", processes from ");
        assert_null(strstr(strstr(end.out, ", processes from "), "threads"));
        program_end_release(&end);
        end = RUN("compare", "--sweep", "cpu", "-n3", "--seed", number, "--modes", "sync,threads,async,pool");
        assert_contains(end.out, ", sync at 100 %.\n");
        program_end_release(&end);
    }
}

TEST(curves_that_meet_are_named)
{
    struct program_end end = RUN("compare", "--sweep", "cpu", "--language=c", "-n20", "--seed", "42", "--cores", "1");
    assert_contains(end.out, "\nCurves that meet: t=a=p");
    assert_contains(end.out, ", s=t=a=p");
    assert_contains(end.out, " at 100 %.\n");
    program_end_release(&end);
    end = RUN("compare", "--sweep", "cpu", "--language=c", "-n20", "--seed", "7", "--modes", "sync,threads,async");
    assert_contains(end.out, "\nChoose async up to 10 % cpu, threads from 20 % on.\n");
    program_end_release(&end);
    end = RUN("compare", "--sweep", "cpu", "--language=c", "-n20", "--seed", "7", "--ascii");
    for (const char *at = end.out; *at != '\0'; at++)
        assert_true((unsigned char)*at < 0x80);
    program_end_release(&end);
}

TEST(a_deadlock_has_no_elapsed_time)
{
    json_t *sweep = json_of(RUN("compare", "--sweep", "cpu", "--capacity", "3", "--json"), 3);
    const json_t *times = json_object_get(object_of(json_object_get(sweep, "runs"), "sync"), "elapsed_s");
    for (size_t i = 0; i < 11; i++)
        assert_true(json_is_null(json_array_get(times, i)));
    json_decref(sweep);
    struct program_end end = RUN("compare", "--sweep", "cpu", "--capacity", "3");
    assert_int_equal(end.status, 3);
    assert_contains(end.out, "Does not finish: sync at every cpu share.\n");
    program_end_release(&end);
}

TEST(nothing_takes_no_time)
{
    struct program_end end = RUN("compare", "--sweep", "cpu", "--produce", "0", "--consume", "0");
    assert_int_equal(end.status, 0);
    assert_contains(end.out, "Choose sync at every cpu share.\n");
    program_end_release(&end);
}

static void assert_refused(struct program_end end, const char *part)
{
    assert_int_equal(end.status, 2);
    assert_string_equal(end.out, "");
    assert_contains(end.err, part);
    program_end_release(&end);
}

TEST(what_makes_no_sense_is_refused)
{
    assert_refused(RUN("run", "--sweep", "cpu"), "--sweep has no meaning here; it is for compare");
    assert_refused(RUN("--sweep", "cpu"), "--sweep has no meaning here; it is for compare");
    assert_refused(RUN("compare", "--sweep", "seed"), "--sweep 'seed' is not allowed; it takes: cpu");
    assert_refused(RUN("compare", "--sweep", "cpu", "-n", "0"), "--items 0");
}

TEST(compare_says_which_mode_to_choose)
{
    struct program_end end = RUN("compare", "--instant", "--seed", "7", USUAL_PLAN);
    assert_contains(end.out, "\nChoose threads: 20 % is computing (0.6 cores on average); ");
    program_end_release(&end);
    json_t *json = json_of(RUN("compare", "--instant", "--seed", "7", "--cpu", "0", "--json"), 0);
    const json_t *advice = json_object_get(json, "advice");
    assert_string_equal(json_string_value(json_object_get(advice, "mode")), "async");
    assert_contains(json_string_value(json_object_get(advice, "why")), "everything is waiting (I/O)");
    json_decref(json);
}

TEST(threads_that_share_a_gil_are_no_choice_for_work_on_the_cpu)
{
    struct program_end end = RUN("compare", "--seed", "7", "--cpu", "100");
    assert_null(strstr(end.out, "hoose threads"));
    assert_null(strstr(end.out, "threads win"));
    program_end_release(&end);
    json_t *sweep = json_of(RUN("compare", "--sweep", "cpu", "--seed", "7", "--json"), 0);
    assert_string_not_equal(json_string_value(json_array_get(json_object_get(sweep, "choice"), 10)), "threads");
    json_decref(sweep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_points_are_what_single_runs_take),
        cmocka_unit_test(async_is_chosen_where_it_can_and_threads_where_it_must),
        cmocka_unit_test(the_chart_shows_every_curve_where_it_is),
        cmocka_unit_test(no_sweep_in_python_recommends_threads_where_all_is_computing),
        cmocka_unit_test(curves_that_meet_are_named),
        cmocka_unit_test(a_deadlock_has_no_elapsed_time),
        cmocka_unit_test(nothing_takes_no_time),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(compare_says_which_mode_to_choose),
        cmocka_unit_test(threads_that_share_a_gil_are_no_choice_for_work_on_the_cpu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
