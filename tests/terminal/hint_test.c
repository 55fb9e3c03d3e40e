/* hint — the hint on the real screen: it comes by itself, follows the plan and the mode, and says what a run of the
 * changed plan takes. */
#include "support/test.h"
#include "terminal/user.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 16 };

static struct terminal *start(const char *const words[])
{
    const char *arguments[WORDS_MAX] = {OVERLAP_PROGRAM, USUAL_PLAN, "--seed", "7"};
    for (size_t i = 0; words[i] != NULL; i++)
        arguments[6 + i] = words[i];
    return terminal_start(&(struct terminal_setup){.arguments = arguments});
}

/* The row that the hint is in. */
static const char *hint_row(struct terminal *terminal)
{
    int row, column;
    assert_true(emulator_find(terminal_screen(terminal), "hint: ", &row, &column));
    return emulator_row(terminal_screen(terminal), row);
}

/* What `overlap run --instant --json` says that a run takes, as the hint would write it. */
static void elapsed_of(const char *options, char text[32])
{
    char line[512], output[8192] = "";
    (void)snprintf(line, sizeof line, "timeout 300 %s run -n20 --cpu=20 --language=c --instant --json --seed 7 %s",
                   OVERLAP_PROGRAM, options);
    FILE *program = popen(line, "r");
    assert_non_null(program);
    assert_true(fread(output, 1, sizeof output - 1, program) > 0);
    assert_int_equal(pclose(program), 0);
    const char *found = strstr(output, "\"elapsed_s\":");
    double seconds;
    assert_non_null(found);
    assert_int_equal(sscanf(found, "\"elapsed_s\":%lf", &seconds), 1);
    (void)snprintf(text, 32, "%.1f s", seconds);
}

static void assert_promises(struct terminal *terminal, const char *options)
{
    char promised[32], words[64];
    elapsed_of(options, promised);
    (void)snprintf(words, sizeof words, " it takes %s,", promised);
    if (strstr(hint_row(terminal), words) == NULL)
        fail_msg("%s takes %s, and the hint is: %s", options, promised, hint_row(terminal));
}

TEST(another_mode_is_what_it_promises)
{
    struct terminal *terminal = start((const char *const[]){"-m", "sync", NULL});
    user_sees(terminal, "hint: with threads it takes 20.4 s, 66 % less; in Python 22.7 s");
    assert_promises(terminal, "-m threads");
    terminal_free(terminal);
}

TEST(so_is_one_more_consumer)
{
    struct terminal *terminal = start((const char *const[]){"-m", "threads", "--consume", "1", NULL});
    user_sees(terminal, "hint: with one more consumer it takes ");
    assert_promises(terminal, "-m threads --consume 1 -c 2");
    terminal_free(terminal);
}

TEST(it_follows_the_mode_and_the_plan_even_while_paused)
{
    struct terminal *terminal = start((const char *const[]){"-m", "sync", NULL});
    user_sees(terminal, "hint: with threads it takes ");
    terminal_send(terminal, "a");
    user_sees(terminal, "hint: with threads it takes 20.4 s, 11 % less; in Python 22.7 s");
    terminal_send(terminal, " ");
    terminal_send(terminal, "WWWWWWWW");
    user_sees(terminal, "with threads it takes 21.3 s, ");
    assert_promises(terminal, "-m threads --cpu 100");
    user_presses(terminal, "t", "hint: with one more consumer it takes ");
    assert_promises(terminal, "-m threads --cpu 100 -c 2");
    terminal_free(terminal);
}

TEST(a_deadlock_comes_with_its_way_out)
{
    struct terminal *terminal = start((const char *const[]){"-m", "sync", "--capacity", "2", "--speed", "100", NULL});
    user_sees(terminal, "Deadlock: the queue is full and P1 waits for room. Only C1 makes room, and");
    user_sees(terminal, "hint: with threads it would finish, in 20.4 s; in Python ");
    terminal_free(terminal);
}

/* As many items as are ever tried, by many threads: what the user would wait for is work, whatever else the machine has
 * to do meanwhile. */
TEST(quitting_does_not_wait_for_a_hint)
{
    static const char *const words[] = {"-m", "sync", "-p", "10", "-c", "10", "-n", "1000", NULL};
    struct terminal *terminal = start(words);
    user_sees(terminal, "hint: ");
    int64_t hint = terminal_cpu_time(terminal);
    terminal_free(terminal);
    terminal = start(words);
    user_sees(terminal, "SYNC");
    int64_t before = terminal_cpu_time(terminal);
    terminal_send(terminal, "q");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_status(terminal), 0);
    assert_true(terminal_cpu_time(terminal) - before < hint / 2);
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_mode_is_what_it_promises),
        cmocka_unit_test(so_is_one_more_consumer),
        cmocka_unit_test(it_follows_the_mode_and_the_plan_even_while_paused),
        cmocka_unit_test(a_deadlock_comes_with_its_way_out),
        cmocka_unit_test(quitting_does_not_wait_for_a_hint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
