/* repeat_test — `run --runs N` of the real program: how many seeds fail, which first, and how to see it. */
#include "program.h"
#include "support/effort.h"
#include "support/test.h"

#include <string.h>

#include <jansson.h>

#define RUN(...) run((const char *const[]){"run", __VA_ARGS__, NULL})
#define SOME     "--bug", "lost-wakeup", "-p", "1", "--consume", "0.55"

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

static void assert_says(struct program_end end, const char *const lines[])
{
    assert_int_equal(end.status, 0);
    for (; *lines != NULL; lines++)
        if (strstr(end.out, *lines) == NULL)
            fail_msg("\"%s\" is not in:\n%s", *lines, end.out);
    program_end_release(&end);
}

TEST(the_first_that_fails_is_the_first_whose_run_alone_does)
{
    json_t *many = json_of(RUN(SOME, "--runs", "30", "--json"), 0);
    json_int_t first = json_integer_value(json_object_get(many, "first_failing_seed"));
    assert_int_equal(json_integer_value(json_object_get(many, "runs")), 30);
    assert_between(json_integer_value(json_object_get(many, "failed")), 1, 29);
    assert_string_equal(json_string_value(json_object_get(json_object_get(many, "first_failure"), "kind")), "deadlock");
    for (json_int_t seed = effort_is_short() ? first - 1 : 1; seed <= first; seed++) {
        char text[24];
        (void)snprintf(text, sizeof text, "%lld", (long long)seed);
        json_decref(json_of(RUN(SOME, "--instant", "--seed", text, "--json"), seed == first ? 3 : 0));
    }
    json_decref(many);
}

TEST(it_says_how_many_which_first_why_and_how_to_see_it)
{
    assert_says(RUN("--bug", "unlocked", "--runs", "20", "--seed", "5", "-n", "3"),
                (const char *const[]){"bug unlocked in threads: ", "unlocked fails in every one of 20 seeds, 5 to 24\n",
                                      "first with seed 5, after ", " takes an item that another consumer has taken\n",
                                      "to see it: overlap --items 3 --bug unlocked --seed 5 --speed 2\n", NULL});
    assert_says(RUN("-m", "async", "--runs", "5"),
                (const char *const[]){"async fails in none of 5 seeds, 1 to 5\n", NULL});
}

/* So that it can be copied. */
TEST(the_command_to_run_is_in_one_line_however_narrow_the_terminal_is)
{
    struct program program = program_start(
        TO_PIPE, "COLUMNS=40", (const char *const[]){"run", "--bug", "no-start", "-n", "3", "--runs", "2", NULL});
    assert_says(program_finish(&program),
                (const char *const[]){"\nto see it: overlap --items 3 --bug no-start --seed 1 --speed 2\n", NULL});
}

/* In the live screen at that speed, and without it, the clock is a real one that steps. */
TEST(what_it_says_to_run_goes_the_same_way)
{
    struct program_end simulated = RUN("--bug", "unlocked", "-n", "2", "--seed", "5", "--instant", "--json"),
                       stepped = RUN("--bug", "unlocked", "-n", "2", "--seed", "5", "--speed", "100", "--json");
    json_t *one = json_of(simulated, 0), *other = json_of(stepped, 0);
    assert_true(json_equal(json_object_get(one, "mishaps"), json_object_get(other, "mishaps")));
    assert_true(json_equal(json_object_get(one, "workers"), json_object_get(other, "workers")));
    json_decref(one);
    json_decref(other);
}

TEST(without_a_bug_nothing_fails_and_there_is_no_first)
{
    json_t *many = json_of(RUN("-m", "threads", "--runs", "3", "--seed", "7", "--json"), 0);
    assert_int_equal(json_integer_value(json_object_get(many, "failed")), 0);
    assert_int_equal(json_integer_value(json_object_get(many, "seed")), 7);
    assert_true(json_is_null(json_object_get(many, "first_failing_seed")));
    assert_true(json_is_null(json_object_get(many, "first_failure")));
    json_decref(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_that_fails_is_the_first_whose_run_alone_does),
        cmocka_unit_test(it_says_how_many_which_first_why_and_how_to_see_it),
        cmocka_unit_test(the_command_to_run_is_in_one_line_however_narrow_the_terminal_is),
        cmocka_unit_test(what_it_says_to_run_goes_the_same_way),
        cmocka_unit_test(without_a_bug_nothing_fails_and_there_is_no_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
