/* code — the program of a run is shown, and its lines light up step by step. */
#include "support/test.h"
#include "terminal/user.h"

#include <stddef.h>

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {36, 120}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static const char *const words[] = {"--language", "python", "-p", "1", "--cpu", "0", "--consume", "3", NULL};

TEST(each_worker_stands_beside_its_line)
{
    for (size_t i = 0; i < SIZES; i++) {
        struct terminal *terminal = user_starts(sizes[i].rows, sizes[i].columns, words);
        user_presses(terminal, "k", "threads.py");
        user_sees(terminal, "time.sleep(0.9 * seconds)  ◀ P1");
        user_sees(terminal, "thread.join()  ◀ main");
        user_misses(terminal, "# producer");
        user_presses(terminal, "y", "threads.c");
        user_sees(terminal, "sleep_for(0.9 * seconds);  ◀ P1");
        user_presses(terminal, "a", "async.c");
        user_presses(terminal, "x", "RACE ");
        user_misses(terminal, "async.c");
        user_presses(terminal, "k", "no effect in the race");
        user_presses(terminal, "x", "async.c");
        terminal_send(terminal, "k");
        user_misses(terminal, "async.c");
        user_quits(terminal);
    }
}

TEST(the_line_of_a_step_is_lit)
{
    for (size_t i = 0; i < SIZES; i++) {
        struct terminal *terminal = user_starts(sizes[i].rows, sizes[i].columns, words);
        user_presses(terminal, "k", "time.sleep(0.9 * seconds)  ◀ P1");
        user_presses(terminal, ".", "❚❚");
        user_presses(terminal, ".", "▶ 23         data.put(");
        user_sees(terminal, "item 2 (4)");
        user_quits(terminal);
    }
}

TEST(a_bug_has_a_program_too)
{
    const char *const bug[] = {"--language", "python", "--bug", "deadlock", "--speed", "100", NULL};
    for (size_t i = 0; i < SIZES; i++) {
        struct terminal *terminal = user_starts(sizes[i].rows, sizes[i].columns, bug);
        user_sees(terminal, "deadlock");
        user_presses(terminal, "k", "deadlock.py");
        user_sees(terminal, "with count_lock:  ◀ P");
        user_quits(terminal);
    }
}

TEST(a_lesson_s_step_brings_the_program_and_the_next_takes_it_away)
{
    static const char *const lesson[] = {OVERLAP_PROGRAM, "lesson", OVERLAP_LESSONS_DIR "/02-async.md", NULL};
    struct terminal *terminal = terminal_start(&(struct terminal_setup){.arguments = lesson});
    user_sees(terminal, "1 of 6");
    user_presses(terminal, "\r", "on to Functions");
    user_presses(terminal, "\r", "2 of 6");
    user_misses(terminal, "sync.py");
    user_presses(terminal, "\r", "3 of 6");
    user_sees(terminal, "sync.py");
    user_presses(terminal, "\033[5~", "2 of 6");
    user_misses(terminal, "sync.py");
    user_quits(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_worker_stands_beside_its_line),
        cmocka_unit_test(the_line_of_a_step_is_lit),
        cmocka_unit_test(a_bug_has_a_program_too),
        cmocka_unit_test(a_lesson_s_step_brings_the_program_and_the_next_takes_it_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
