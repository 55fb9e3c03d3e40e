/* tasks — workers without a queue: ten sleeps, and the futures of a pool. */
#include "support/test.h"
#include "terminal/user.h"

#include <stddef.h>

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {36, 110}};
enum { SIZES = sizeof sizes / sizeof *sizes };

/* At one of the sizes; `words` with a NULL at the end. */
static struct terminal *starts(size_t size, const char *const words[])
{
    return terminal_start(
        &(struct terminal_setup){.arguments = words, .rows = sizes[size].rows, .columns = sizes[size].columns});
}

TEST(ten_sleeps_are_seen_as_a_staircase_and_as_a_block)
{
    static const char *const words[] = {OVERLAP_PROGRAM, "--tasks", "10", "--produce", "1.5", "--cpu", "0",
                                        "--speed",       "10",      "-m", "threads",   NULL};
    for (size_t i = 0; i < SIZES; i++) {
        struct terminal *terminal = starts(i, words);
        user_sees(terminal, "p/P 10 tasks d/D each 1.5 s");
        user_sees(terminal, " Task-10 ");
        user_misses(terminal, "queue");
        user_misses(terminal, "latency");
        user_sees(terminal, "threads took 1.5 s");
        user_presses(terminal, "s", "sync took 15.0 s");
        user_presses(terminal, "n", "no effect on tasks");
        user_presses(terminal, "P", "p/P 11 tasks");
        user_quits(terminal);
    }
}

TEST(a_pool_s_results_are_fetched_as_completed_or_as_submitted)
{
    static const char *const words[] = {OVERLAP_PROGRAM, "--tasks", "5",  "--produce", "5..1", "--cpu", "0",
                                        "--speed",       "10",      "-m", "pool",      NULL};
    for (size_t i = 0; i < SIZES; i++) {
        struct terminal *terminal = starts(i, words);
        user_sees(terminal, "g/G as completed");
        user_sees(terminal, "pool took 5.0 s");
        user_sees(terminal, "fetched 5th");
        assert_true(user_row(terminal, "fetched 1st") > user_row(terminal, "fetched 5th"));
        user_presses(terminal, "G", "In the next run of a pool main receives the");
        user_presses(terminal, "r", "run 2 ");
        user_sees(terminal, "g/G as submitted");
        user_sees(terminal, "fetched 5th");
        assert_true(user_row(terminal, "fetched 1st") < user_row(terminal, "fetched 5th"));
        user_quits(terminal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_sleeps_are_seen_as_a_staircase_and_as_a_block),
        cmocka_unit_test(a_pool_s_results_are_fetched_as_completed_or_as_submitted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
