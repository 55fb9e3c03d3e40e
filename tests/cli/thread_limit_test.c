/* A system that refuses threads: what the commands without a screen say of it, and how they end. */
#include "program.h"
#include "support/test.h"
#include "support/thread_limit.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct program_end end_of(const char *const words[])
{
    struct program program = program_start(TO_PIPE, NULL, words);
    return program_finish(&program);
}

TEST(the_trouble_is_in_the_json_and_in_the_exit_status)
{
    static const char *const modes[] = {"threads", "pool"};
    for (size_t i = 0; i < 2; i++) {
        struct program_end end = end_of((const char *const[]){"run", "--json", "--instant", "--seed", "1", "-m",
                                                              modes[i], "-p", "100", "-n", "2", "--pool", "100", NULL});
        json_t *json = json_loads(end.out, 0, NULL);
        const char *trouble = json_string_value(json_object_get(json, "trouble"));
        assert_non_null(trouble);
        assert_non_null(strstr(trouble, "cannot create a thread for "));
        assert_non_null(strstr(end.err, trouble));
        assert_int_equal(end.status, 1);
        json_decref(json);
        program_end_release(&end);
    }
}

TEST(a_comparison_counts_the_run_as_stopped_and_does_not_choose_it)
{
    struct program_end end =
        end_of((const char *const[]){"compare", "--instant", "--seed", "1", "-p", "100", "-n", "2", NULL});
    assert_non_null(strstr(end.out, "stopped early."));
    assert_null(strstr(end.out, "threads wins"));
    assert_null(strstr(end.out, "Choose threads"));
    assert_int_equal(end.status, 1);
    program_end_release(&end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_trouble_is_in_the_json_and_in_the_exit_status),
        cmocka_unit_test(a_comparison_counts_the_run_as_stopped_and_does_not_choose_it),
    };
    if (!thread_limit())
        return 0;
    if (access(OVERLAP_PROGRAM, X_OK) != 0) {
        (void)puts("skipped: an ordinary user cannot start the program here");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
