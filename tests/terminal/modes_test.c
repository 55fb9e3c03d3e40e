/* modes — cores, the lock, the pool and the classic bugs on the real screen: what a class would see. */
#include "modes/modes.h"
#include "support/children.h"
#include "support/patience.h"
#include "support/test.h"
#include "terminal/user.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define DOWN  "\033OB"
#define ENTER "\r"
enum { WORDS_MAX = 20 };

static struct terminal *start(const char *const words[], int columns)
{
    const char *arguments[WORDS_MAX] = {OVERLAP_PROGRAM, USUAL_PLAN, "--seed", "1"};
    for (size_t i = 0; words[i] != NULL; i++)
        arguments[6 + i] = words[i];
    return terminal_start(&(struct terminal_setup){.arguments = arguments, .columns = columns});
}

/* The program, started with these words, comes to show each of the texts; then it is quit. */
static void see(const char *const words[], const char *const texts[])
{
    struct terminal *terminal = start(words, 120);
    for (size_t i = 0; texts[i] != NULL; i++)
        user_sees(terminal, texts[i]);
    terminal_send(terminal, "q");
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_status(terminal), 0);
    terminal_free(terminal);
}

#define LIST(...)      ((const char *const[]){__VA_ARGS__, NULL})
#define BUG(name, ...) see(LIST("--bug", name, "--speed", "5"), LIST(__VA_ARGS__))

TEST(no_start)
{
    BUG("no-start", "3 threads were described, but pthread_create() was never called");
}

TEST(no_join)
{
    BUG("no-join", "main printed \"finished in ", "main: finished");
}

TEST(poll)
{
    /* For ever, and half of the time there is nothing for the consumer to take. */
    see(LIST("--bug", "poll", "--speed", "5", "-p", "1", "-n", "0"), LIST("looks found nothing", "looks again"));
}

/* Which of the three it comes to differs from run to run. */
static bool tells_of_a_mishap(struct terminal *terminal, const void *context)
{
    (void)context;
    struct emulator *screen = terminal_screen(terminal);
    return emulator_find(screen, "the list is empty", NULL, NULL) ||
           (emulator_find(screen, " taken twice, ", NULL, NULL) &&
            !emulator_find(screen, " 0 items were taken twice, 0 lost", NULL, NULL));
}

TEST(unlocked)
{
    struct terminal *terminal = start(LIST("--bug", "unlocked", "--speed", "5"), 120);
    assert_true(terminal_pump_until(terminal, tells_of_a_mishap, NULL, TERMINAL_PATIENCE));
    user_sees(terminal, "C2 ");
    user_quits(terminal);
}

TEST(block_the_loop)
{
    BUG("block-the-loop", "ASYNC", "P1 calls nanosleep()");
}

TEST(lost_wakeup)
{
    see(LIST("--bug", "lost-wakeup", "--speed", "20", "-n", "5"),
        LIST("signal", "the signal was sent before C1 began to wait"));
}

TEST(deadlock)
{
    /* The consumer has to come first, and the producers work for 250 ms before they come. */
    see(LIST("--bug", "deadlock", "--cpu", "100", "--speed", "2"),
        LIST("C1 holds B and wants A.", "has the lock", "holds A, wants B ◀┐", "holds B, wants A ◀┘"));
}

TEST(hold_while_sleeping)
{
    /* P1 keeps the lock for all of its 5 s, P2 and C1 wait for it. */
    see(LIST("--bug", "hold-while-sleeping", "--speed", "5", "-n", "20"),
        LIST("P1 keeps the lock while it sleeps, so 2 workers wait for it. Overlap 1.00×.", "P1 has the lock"));
    see(LIST("--bug", "hold-while-sleeping", "--speed", "20", "-n", "2"),
        LIST("whoever had the lock kept it while it slept, so nothing overlapped: 1.00×, "));
}

TEST(two_locks)
{
    struct terminal *terminal = start(LIST("--bug", "two-locks", "--speed", "5"), 120);
    assert_true(terminal_pump_until(terminal, tells_of_a_mishap, NULL, TERMINAL_PATIENCE));
    user_quits(terminal);
}

TEST(if_not_while)
{
    /* P1 puts its second item at 1 s, C1 comes back at 1.01 s, and C2, which was woken, runs at 1.02 s. */
    see(LIST("--bug", "if-not-while", "--speed", "5", "-p", "1", "--produce", "1", "--consume", "1.01", "--cpu", "0"),
        LIST("C2 was woken for an item, but C1 took it first.", "failed"));
}

TEST(counter)
{
    see(LIST("--bug", "counter", "--speed", "20", "-n", "5"), LIST("should be 20: ", " 6 updates were lost."));
}

/* Without an end P1 goes on for ever; with few items the run soon ends. */
static void see_bug(const char *bug, const char *running, const char *at_its_end)
{
    see(LIST("--bug", bug, "--speed", "5", "-n", "0"), LIST(running));
    see(LIST("--bug", bug, "--speed", "20", "-n", "5"), LIST(at_its_end));
}

TEST(join_in_loop)
{
    see_bug("join-in-loop",
            "pthread_join() inside the loop waits for P1 to end before the next begins; 2 workers have not begun.",
            "pthread_join() inside the loop waited for each before the next began: 15.0 s, overlap 1.00×.");
}

TEST(await_one_by_one)
{
    see_bug("await-one-by-one", "run_loop() inside a loop waits for P1 to end before the next begins; 2 workers have",
            "run_loop() inside a loop waited for each before the next began: 15.0 s, overlap 1.00×.");
}

TEST(never_awaited)
{
    see_bug("never-awaited", "never resumed, so it never runs", "so it never ran. C1 waits for ever: ");
}

TEST(swallowed)
{
    see_bug("swallowed", "P1 stopped at item 3 with an error, and nobody has seen it:",
            "P1 stopped at item 3 with an error. Main learned of it ");
}

/* At both sizes: on how many seeds fail, to the first of them, and from there into what goes wrong. */
TEST(the_first_failing_seed_is_opened_just_before_it_goes_wrong)
{
    for (int columns = 80; columns <= 120; columns += 40) {
        struct terminal *terminal =
            start(LIST("--bug", "lost-wakeup", "-p", "1", "-n", "10", "--cpu", "10", "--consume", "0.55"), columns);
        user_sees(terminal, "lost-wakeup: fails in ");
        user_sees(terminal, " of 1000 seeds: Enter opens the first, seed ");
        user_presses(terminal, ENTER, ": paused just before it goes wrong; . steps");
        user_sees_time(terminal, 9000);
        assert_int_equal(user_row(terminal, "stuck"), -1);
        user_presses(terminal, ".", "stuck");
        user_presses(terminal, ENTER, ": paused just before it goes wrong; . steps"); /* and again */
        user_quits(terminal);
    }
}

TEST(the_menu_starts_a_bug_and_a_mode_s_key_ends_it)
{
    struct terminal *terminal = start(LIST("-m", "sync"), 120);
    user_sees(terminal, "SYNC");
    terminal_send(terminal, "!");
    user_sees(terminal, "the classic bugs");
    terminal_send(terminal, DOWN);
    user_sees(terminal, "▶ no-start");
    terminal_send(terminal, ENTER);
    user_sees(terminal, "was never called");
    terminal_send(terminal, "t");
    assert_true(terminal_pump_gone(terminal, "was never called", TERMINAL_PATIENCE));
    terminal_free(terminal);
}

TEST(the_menu_has_room_for_every_bug_on_80_columns_and_24_rows)
{
    struct terminal *terminal = start(LIST("-m", "threads", "-n", "0"), 80);
    user_sees(terminal, "THREADS");
    terminal_send(terminal, "!");
    for (const struct mode *const *bug = bugs; *bug != NULL; bug++)
        user_sees(terminal, (*bug)->summary);
    for (const struct mode *const *bug = bugs; *bug != &bug_join_in_loop; bug++)
        terminal_send(terminal, DOWN);
    terminal_send(terminal, DOWN);
    user_sees(terminal, "▶ join-in-loop");
    terminal_send(terminal, ENTER);
    user_sees(terminal, "join-in-loop: pthread_join() inside the loop waits for P1 to end before the");
    terminal_free(terminal);
}

TEST(fewer_cores_make_workers_ready)
{
    see(LIST("-m", "threads", "-p", "4", "--cpu", "100", "--cores", "1"), LIST("1 core", "has a core"));
}

TEST(cores_are_given_and_taken_with_j)
{
    struct terminal *terminal = start(LIST("-m", "threads"), 120);
    user_sees(terminal, "j/J 4 cores");
    terminal_send(terminal, "j");
    user_sees(terminal, "j/J 3 cores");
    terminal_send(terminal, "JJ");
    user_sees(terminal, "j/J 5 cores");
    terminal_free(terminal);
}

TEST(the_lock_s_lane_says_who_has_it)
{
    struct terminal *terminal = start(LIST("-m", "threads", "--language", "python", "--cpu", "100"), 120);
    user_sees(terminal, "THREADS  · 3 threads · GIL");
    terminal_send(terminal, "vm");
    user_sees(terminal, " GIL ");
    user_sees(terminal, "has the lock");
    user_sees(terminal, "The GIL is the bottleneck");
    terminal_free(terminal);
}

TEST(a_pool_that_starves_is_named_and_one_more_thread_helps)
{
    struct terminal *terminal = start(LIST("-m", "pool", "--pool", "2", "--capacity", "1", "--speed", "10"), 140);
    user_sees(terminal, "Pool starvation");
    terminal_send(terminal, "U");
    assert_true(terminal_pump_gone(terminal, "Pool starvation", TERMINAL_PATIENCE));
    terminal_send(terminal, "vm");
    user_sees(terminal, "T3");
    terminal_free(terminal);
}

TEST(processes_are_started_with_m_and_one_that_is_killed_is_named)
{
    struct terminal *terminal = start(LIST("-m", "threads", "--cpu", "100"), 120);
    user_sees(terminal, "THREADS");
    terminal_send(terminal, "m");
    user_sees(terminal, "PROCESSES  · 3 processes");
    user_sees(terminal, "P2 2/");
    assert_int_equal(kill(child_named(terminal_process(terminal), "overlap P2"), SIGKILL), 0);
    user_sees(terminal, "killed");
    user_sees(terminal, "P2's process was killed: its item is lost; the others go on.");
    terminal_send(terminal, "t");
    user_sees(terminal, "THREADS");
    for (struct patience patience = patience_for("its processes to end");
         children_count(terminal_process(terminal)) > 0;)
        patience_wait(&patience, -1);
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_start),
        cmocka_unit_test(no_join),
        cmocka_unit_test(poll),
        cmocka_unit_test(unlocked),
        cmocka_unit_test(block_the_loop),
        cmocka_unit_test(lost_wakeup),
        cmocka_unit_test(deadlock),
        cmocka_unit_test(hold_while_sleeping),
        cmocka_unit_test(two_locks),
        cmocka_unit_test(if_not_while),
        cmocka_unit_test(counter),
        cmocka_unit_test(join_in_loop),
        cmocka_unit_test(await_one_by_one),
        cmocka_unit_test(never_awaited),
        cmocka_unit_test(swallowed),
        cmocka_unit_test(the_first_failing_seed_is_opened_just_before_it_goes_wrong),
        cmocka_unit_test(the_menu_starts_a_bug_and_a_mode_s_key_ends_it),
        cmocka_unit_test(the_menu_has_room_for_every_bug_on_80_columns_and_24_rows),
        cmocka_unit_test(fewer_cores_make_workers_ready),
        cmocka_unit_test(cores_are_given_and_taken_with_j),
        cmocka_unit_test(the_lock_s_lane_says_who_has_it),
        cmocka_unit_test(a_pool_that_starves_is_named_and_one_more_thread_helps),
        cmocka_unit_test(processes_are_started_with_m_and_one_that_is_killed_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
