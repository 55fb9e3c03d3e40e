/* program_test — the headless commands of the real program: what they print, and how they end. */
#include "program.h"

#include "modes/modes.h"
#include "support/folder.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/test.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include <jansson.h>

#define RUN(...)            run(TO_PIPE, NULL, (const char *const[]){__VA_ARGS__, NULL})
#define RUN_TO(output, ...) run(output, NULL, (const char *const[]){__VA_ARGS__, NULL})

static struct program_end run(enum program_output output, const char *environment, const char *const words[])
{
    struct program program = program_start(output, environment, words);
    return program_finish(&program);
}

static size_t count_lines(const char *text)
{
    size_t lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

static void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

/* Nothing on standard output, one line on standard error. */
static void assert_refused(struct program_end end, int status, const char *part)
{
    assert_string_equal(end.out, "");
    assert_int_equal(count_lines(end.err), 1);
    assert_contains(end.err, part);
    assert_int_equal(end.status, status);
    program_end_release(&end);
}

/* ---- JSON ---- */

static json_t *json_of(struct program_end end, int status)
{
    assert_string_equal(end.err, "");
    assert_int_equal(end.status, status);
    json_error_t error;
    json_t *json = json_loads(end.out, 0, &error);
    if (json == NULL)
        fail_msg("%s: %s", error.text, end.out);
    program_end_release(&end);
    return json;
}

/* The object has exactly these keys, in this order. */
static void assert_keys(json_t *object, const char *const keys[])
{
    size_t i = 0;
    const char *key;
    json_t *value;
    assert_true(json_is_object(object));
    json_object_foreach(object, key, value)
    {
        assert_non_null(keys[i]);
        assert_string_equal(key, keys[i++]);
    }
    assert_null(keys[i]);
}

#define ASSERT_KEYS(object, ...) assert_keys(object, (const char *const[]){__VA_ARGS__, NULL})

static double number_in(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void assert_worker(json_t *worker, double elapsed)
{
    ASSERT_KEYS(worker, "name", "kind", "items", "idle_s", "working_s", "sleeping_s", "waiting_s", "ready_s");
    double total = number_in(worker, "idle_s") + number_in(worker, "working_s") + number_in(worker, "sleeping_s") +
                   number_in(worker, "waiting_s") + number_in(worker, "ready_s");
    assert_true(total <= elapsed + 1e-6); /* the rest of the time it was done */
}

static void assert_run(json_t *json)
{
    ASSERT_KEYS(json, "version", "mode", "clock", "seed", "plan", "elapsed_s", "ideal_s", "overlap", "produced",
                "consumed", "throughput_per_s", "deadlock", "pool_starvation", "mishaps", "counter", "latency_s",
                "queue", "workers", "trouble");
    ASSERT_KEYS(json_object_get(json, "plan"), "producers", "consumers", "items", "produce_s", "consume_s",
                "cpu_percent", "capacity", "cores", "burn", "pool", "results", "falling", "language", "bug");
    ASSERT_KEYS(json_object_get(json, "latency_s"), "mean", "p50", "p99", "max", "first", "last");
    ASSERT_KEYS(json_object_get(json, "queue"), "max_depth", "mean_depth");
    json_t *workers = json_object_get(json, "workers"), *plan = json_object_get(json, "plan");
    assert_int_equal(json_array_size(workers), number_in(plan, "producers") + number_in(plan, "consumers"));
    for (size_t i = 0; i < json_array_size(workers); i++)
        assert_worker(json_array_get(workers, i), number_in(json, "elapsed_s"));
}

TEST(test_a_run_as_json_has_exactly_the_keys)
{
    json_t *json = json_of(RUN("run", "--json", "--instant", "--seed", "7", "-m", "threads"), 0);
    assert_run(json);
    assert_string_equal(json_string_value(json_object_get(json, "mode")), "threads");
    assert_string_equal(json_string_value(json_object_get(json, "clock")), "instant");
    assert_int_equal(number_in(json, "seed"), 7);
    assert_true(json_is_false(json_object_get(json, "deadlock")));
    assert_true(json_is_null(json_object_get(json_object_get(json, "plan"), "capacity")));
    assert_int_equal(number_in(json, "produced"), 20);
    assert_int_equal(number_in(json, "consumed"), 20);
    json_t *first = json_array_get(json_object_get(json, "workers"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "name")), "P1");
    assert_string_equal(json_string_value(json_object_get(first, "kind")), "producer");
    assert_int_equal(number_in(first, "items"), 10);
    json_decref(json);
}

TEST(test_tasks_as_json_have_no_queue_and_no_latency)
{
    json_t *json = json_of(RUN("run", "--json", "--instant", "--tasks", "3", "--produce", "1.5", "--cpu", "0"), 0);
    ASSERT_KEYS(json, "version", "mode", "clock", "seed", "plan", "elapsed_s", "ideal_s", "overlap", "throughput_per_s",
                "deadlock", "pool_starvation", "mishaps", "counter", "workers", "trouble", "finished");
    ASSERT_KEYS(json_object_get(json, "plan"), "cpu_percent", "cores", "burn", "pool", "results", "falling", "language",
                "bug", "tasks", "task_s");
    assert_int_equal(number_in(json, "finished"), 3);
    assert_true(number_in(json, "elapsed_s") == 4.5);
    assert_int_equal(number_in(json_object_get(json, "plan"), "tasks"), 3);
    json_t *workers = json_object_get(json, "workers"), *first = json_array_get(workers, 0);
    assert_int_equal(json_array_size(workers), 3);
    assert_string_equal(json_string_value(json_object_get(first, "name")), "Task-1");
    assert_string_equal(json_string_value(json_object_get(first, "kind")), "task");
    json_decref(json);
}

TEST(test_a_pool_s_tasks_as_json_say_when_and_as_which_main_received_them)
{
    static const char *const orders[] = {"completed", "submitted"};
    for (int submitted = 0; submitted < 2; submitted++) {
        json_t *json = json_of(RUN("run", "--json", "--instant", "--tasks", "5", "--produce", "5..1", "--cpu", "0",
                                   "-m", "pool", "--results", orders[submitted]),
                               0);
        json_t *workers = json_object_get(json, "workers");
        for (size_t i = 0; i < 5; i++) {
            json_t *worker = json_array_get(workers, i);
            assert_true(number_in(worker, "received_s") == (submitted ? 5 : 5 - (double)i));
            assert_int_equal(number_in(worker, "result"), submitted ? i + 1 : 5 - i);
        }
        json_decref(json);
    }
}

/* Nothing that is said of tasks is about what they do not have. */
TEST(test_tasks_are_told_without_a_queue)
{
    static const char *const of_queue[] = {"item", "producer", "consumer", "queue", "latency"};
    for (const struct mode *const *mode = modes; *mode != NULL; mode++) {
        struct program_end one = RUN("run", "--instant", "--tasks", "4", "-m", (*mode)->name);
        assert_non_null(strstr(one.out, "Task-4"));
        assert_non_null(strstr(one.out, "4 of 4 finished"));
        for (size_t i = 0; i < sizeof of_queue / sizeof *of_queue; i++)
            if (strstr(one.out, of_queue[i]) != NULL)
                fail_msg("%s speaks of %s:\n%s", (*mode)->name, of_queue[i], one.out);
        program_end_release(&one);
    }
    struct program_end all = RUN("compare", "--tasks", "10", "--produce", "1.5", "--cpu", "0", "--pool", "10");
    assert_non_null(strstr(all.out, "10 tasks, 1.5 s each\n"));
    for (size_t i = 0; i < sizeof of_queue / sizeof *of_queue; i++)
        assert_null(strstr(all.out, of_queue[i]));
    program_end_release(&all);
}

TEST(test_a_shared_counter_is_in_the_json)
{
    json_t *json = json_of(RUN("run", "--json", "--instant", "--seed", "7", "--bug", "counter"), 0);
    assert_run(json);
    double lost = number_in(json_object_get(json, "mishaps"), "updates_lost");
    assert_true(lost > 0);
    assert_int_equal(number_in(json, "counter") + lost, 40); /* 20 items, put and taken */
    json_decref(json);
}

TEST(test_a_comparison_as_json_is_a_run_per_mode)
{
    json_t *json = json_of(RUN("compare", "--json", "--instant", "--seed", "42", "--cpu", "0"), 0);
    ASSERT_KEYS(json, "runs", "advice");
    json_t *runs = json_object_get(json, "runs");
    assert_null(modes[json_array_size(runs)]);
    for (size_t i = 0; i < json_array_size(runs); i++) {
        assert_run(json_array_get(runs, i));
        assert_int_equal(number_in(json_array_get(runs, i), "seed"), 42);
    }
    double sync = number_in(json_array_get(runs, 0), "elapsed_s");
    double threads = number_in(json_array_get(runs, 1), "elapsed_s");
    double async = number_in(json_array_get(runs, 2), "elapsed_s");
    assert_true(sync > 30 && threads < 13 && async < 13);
    json_decref(json);
}

TEST(test_a_deadlock_is_said_and_is_exit_status_3)
{
    json_t *json = json_of(RUN("run", "--json", "--instant", "-m", "sync", "--capacity", "3"), 3);
    assert_run(json);
    assert_true(json_is_true(json_object_get(json, "deadlock")));
    assert_int_equal(number_in(json, "produced"), 3);
    assert_int_equal(number_in(json, "consumed"), 0);
    assert_int_equal(number_in(json_object_get(json, "latency_s"), "mean"), 0);
    json_decref(json);

    struct program_end end = RUN("run", "--instant", "-m", "sync", "--capacity", "3");
    assert_int_equal(end.status, 3);
    assert_contains(end.out, "sync: Deadlock: ");
    assert_contains(end.out, "the queue is full and P1 waits for room");
    assert_contains(end.out, "C1 makes room, and it starts only after both producers have finished.");
    program_end_release(&end);

    end = RUN("compare", "--instant", "--capacity", "3");
    assert_int_equal(end.status, 3);
    assert_contains(end.out, "sync ran into a deadlock");
    program_end_release(&end);
}

static void assert_same_twice(const char *const words[])
{
    struct program_end first = run(TO_PIPE, NULL, words), second = run(TO_PIPE, NULL, words);
    assert_int_equal(first.status, 0);
    assert_true(strlen(first.out) > 0);
    assert_string_equal(first.out, second.out);
    program_end_release(&first);
    program_end_release(&second);
}

TEST(test_a_seed_gives_the_same_bytes_every_time)
{
    static const char *const names[] = {"sync", "async"};
    for (size_t i = 0; i < 2; i++) {
        assert_same_twice((const char *const[]){"run", "--instant", "--seed", "5", "-p", "9", "-c", "3", "--json", "-m",
                                                names[i], NULL});
        assert_same_twice(
            (const char *const[]){"run", "--instant", "--seed", "5", "-p", "9", "-c", "3", "-m", names[i], NULL});
    }
}

/* ---- For people ---- */

TEST(test_a_run_tells_its_events_then_its_summary)
{
    struct program_end end =
        RUN("run", "--instant", "-m", "sync", "-p", "1", "-n", "3", "--produce", "1", "--seed", "1", "--cpu", "20");
    assert_int_equal(end.status, 0);
    assert_string_equal(end.err, "");
    assert_contains(end.out, "2.200 s  P1 puts item 3 (9)\n");
    assert_contains(end.out, "4.000 s  C1 takes item 3 (9) of P1 after 1.800 s\n");
    assert_contains(end.out, "elapsed     4.50 s (best possible: ");
    assert_contains(end.out, "overlap     1.00×\n");
    assert_contains(end.out, "seed 1\n");
    assert_null(strchr(end.out, '\033'));
    program_end_release(&end);
}

TEST(test_producers_are_yellow_and_consumers_cyan_on_a_terminal_that_may_have_colors)
{
    static const char *const words[] = {"run", "--instant", "-n", "1", NULL};
    struct program_end end = run(TO_TERMINAL, NULL, words);
    assert_contains(end.out, "\033[33mP1 puts");
    assert_contains(end.out, "\033[36mC1 takes");
    program_end_release(&end);
    static const char *const plain[] = {"NO_COLOR=1", "TERM=dumb"};
    for (size_t i = 0; i < 2; i++) {
        end = run(TO_TERMINAL, plain[i], words);
        assert_contains(end.out, "P1 puts");
        assert_null(strchr(end.out, '\033'));
        program_end_release(&end);
    }
    end = run(TO_TERMINAL, "NO_COLOR=", words); /* set but empty does not count */
    assert_contains(end.out, "\033[33m");
    program_end_release(&end);
}

static void assert_colored(bool colored, enum program_output output, const char *environment, const char *option)
{
    const char *const words[] = {"run", "--instant", "-n", "1", "--color", option, NULL};
    struct program_end end = run(output, environment, words);
    assert_int_equal(end.status, 0);
    assert_int_equal(strchr(end.out, '\033') != NULL, colored);
    program_end_release(&end);
}

TEST(colors_can_be_asked_for_and_refused)
{
    assert_colored(false, TO_PIPE, NULL, "auto");
    assert_colored(true, TO_PIPE, "CLICOLOR_FORCE=1", "auto");
    assert_colored(false, TO_PIPE, "CLICOLOR_FORCE=0", "auto");
    assert_colored(true, TO_PIPE, NULL, "always");
    assert_colored(true, TO_PIPE, "NO_COLOR=1", "always");
    assert_colored(false, TO_TERMINAL, NULL, "never");
    assert_colored(false, TO_PIPE, "CLICOLOR_FORCE=1", "never");
}

static void assert_ascii(struct program_end end)
{
    assert_int_equal(end.status, 0);
    for (const char *at = end.out; *at != '\0'; at++)
        assert_true((unsigned char)*at < 0x80);
    program_end_release(&end);
}

TEST(test_a_comparison_has_a_row_and_a_bar_a_mode_and_says_the_result)
{
    static const char *const words[] = {"compare", "--instant", "--seed", "42", NULL};
    struct program_end end = run(TO_PIPE, NULL, words);
    assert_int_equal(end.status, 0);
    assert_contains(end.out, "\nsync ");
    assert_contains(end.out, "\nthreads ");
    assert_contains(end.out, "\nasync ");
    assert_contains(end.out, "██████");
    assert_contains(end.out, " ahead of sync.");
    program_end_release(&end);
    assert_ascii(run(TO_PIPE, "LC_ALL=C", words));
    assert_ascii(RUN("compare", "--instant", "--ascii"));
    assert_ascii(RUN("run", "--instant", "--ascii"));
}

static void assert_compared(const char *const words[], const char *part)
{
    struct program_end end = run(TO_PIPE, NULL, words);
    assert_contains(end.out, part);
    program_end_release(&end);
}

#define ASSERT_COMPARED(part, ...)                                                                                     \
    assert_compared((const char *const[]){"compare", "--instant", "--seed", "42", USUAL_PLAN, __VA_ARGS__, NULL}, part)

TEST(test_every_mode_of_a_comparison_has_a_gain_of_its_own)
{
    ASSERT_COMPARED("\nthreads and pool win, 1.42 s ahead of async and 39.19 s ahead of sync.\n", "--modes",
                    "sync,threads,async,pool");
    ASSERT_COMPARED("\nasync wins, 0.57 s ahead of threads and 37.77 s ahead of sync.\n", "--modes",
                    "sync,threads,async", "--language", "python");
    ASSERT_COMPARED("\nthreads win, 38.31 s ahead of sync and async.\n", "--modes", "sync,threads,async", "--cpu",
                    "100");
}

TEST(test_columns_of_a_comparison_never_touch)
{
    ASSERT_COMPARED("\nmode        elapsed   × best     items  latency  longest  overlap  items/s\n"
                    "sync        60.12 s    2.87×     40/40  29.86 s  39.95 s    1.00×     0.67\n",
                    "--modes", "sync,async");
    ASSERT_COMPARED("\nmode        elapsed   × best     items  latency  longest  overlap  items/s\n"
                    "sync         7.80 h    2.32×     40/40   3.89 h   6.66 h    1.00×     0.00\n"
                    "async        3.45 h    1.02×     40/40   7.12 s 145.84 s    2.26×     0.00\n",
                    "--modes", "sync,async", "--produce", "300-900", "--consume", "100");
    ASSERT_COMPARED("2 producers with 20 items each, 1–2 ns an item; ", "--produce", "0.000000001-0.000000002");
    ASSERT_COMPARED("× 10000/10000  ", "--modes", "sync,async", "-p", "10", "-n", "1000");
}

static size_t width_of(const char *text)
{
    size_t widest = 0;
    for (size_t length; *text != '\0'; text += length + (text[length] != '\0')) {
        length = strcspn(text, "\n");
        widest = length > widest ? length : widest;
    }
    return widest;
}

/* As wide as the screen, if that is known; so is a pipe whose reader says how wide it is. */
TEST(test_a_comparison_is_no_wider_than_80_columns_or_what_it_is_told)
{
    static const struct {
        const char *environment;
        size_t columns;
    } cases[] = {{"COLUMNS=40", 40}, {"COLUMNS=60", 60}, {"COLUMNS=80", 80}, {"COLUMNS=120", 120}};
    for (size_t i = 0; i < 4; i++)
        for (int sweep = 0; sweep < 2; sweep++) {
            const char *words[] = {"compare", "--ascii", "--capacity", "3",         "-n",
                                   "1000",    "--modes", "sync,async", "--no-json", sweep ? "--sweep" : NULL,
                                   "cpu",     NULL};
            struct program_end end = run(TO_PIPE, cases[i].environment, words);
            assert_between(width_of(end.out), 20, cases[i].columns);
            program_end_release(&end);
        }
    ASSERT_COMPARED("\nsync        60.12 s    2.87×     40/40  29.86 s  39.95 s    1.00×     0.67\n", "--modes",
                    "sync,async");
    static const char *const words[] = {"compare", "--seed", "42", USUAL_PLAN, NULL};
    struct program_end end = run(TO_PIPE, "COLUMNS=60", words);
    assert_contains(end.out, "█ 60.12 s\n");
    program_end_release(&end);
}

/* Its figures stand below one another: only a line that is too long is wrapped, and loses its runs of blanks. */
TEST(test_a_pipe_of_80_columns_shows_the_same_table_as_one_of_unknown_width)
{
    static const char *const words[] = {"run", "--instant", "--seed", "42", "-n", "3", NULL};
    struct program_end told = run(TO_PIPE, "COLUMNS=80", words), untold = run(TO_PIPE, NULL, words);
    for (const char *line = strtok(untold.out, "\n"); line != NULL; line = strtok(NULL, "\n"))
        if (strlen(line) <= 80)
            assert_contains(told.out, line);
    program_end_release(&told);
    program_end_release(&untold);
}

TEST(test_a_comparison_names_the_bug_and_what_came_of_it)
{
    ASSERT_COMPARED("seed 42\nbug deadlock in threads: two locks, taken in opposite order\n\n", "--bug", "deadlock");
    ASSERT_COMPARED("\nasync wins, 37.77 s ahead of sync; threads ended with 0 of 40 items.\n", "--bug", "no-start",
                    "--modes", "sync,threads,async");
    struct program_end end = RUN("compare", "--instant", "--bug", "deadlock");
    assert_null(strstr(end.out, "Choose"));
    program_end_release(&end);
}

TEST(test_modes_that_cannot_differ_take_the_same_time)
{
    struct program_end end = RUN("compare", "--modes", "sync,threads,async,pool", "--produce", "0", "--consume", "0");
    assert_int_equal(end.status, 0);
    assert_contains(end.out, " finish together.");
    program_end_release(&end);
}

TEST(test_a_run_in_real_time_takes_what_is_ideal_or_more)
{
    json_t *json = json_of(RUN("run", "--json", "--speed", "100", "-m", "threads", "-n", "5"), 0);
    assert_run(json);
    assert_string_equal(json_string_value(json_object_get(json, "clock")), "real");
    assert_true(number_in(json, "elapsed_s") >= number_in(json, "ideal_s"));
    json_decref(json);
}

/* ---- Ends ---- */

TEST(test_a_signal_ends_an_endless_run_with_its_summary)
{
    static const int signals[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < 2; i++) {
        struct program program =
            program_start(TO_PIPE, NULL, (const char *const[]){"run", "-n", "0", "-m", "async", "--speed", "50", NULL});
        program_await_line(&program);
        kill(program.pid, signals[i]);
        struct program_end end = program_finish(&program);
        assert_int_equal(end.status, 128 + signals[i]);
        assert_contains(end.out, "elapsed");
        assert_contains(end.out, "interrupted");
        assert_string_equal(end.err, "");
        program_end_release(&end);
    }
}

TEST(test_output_that_cannot_be_written_is_an_error)
{
    static const struct {
        enum program_output output;
        const char *why;
    } ends[] = {{TO_FULL_DISK, "No space left"}, {TO_NOWHERE, "Bad file descriptor"}};
    for (size_t i = 0; i < 2; i++) {
        assert_refused(RUN_TO(ends[i].output, "run", "--instant"), 1, ends[i].why);
        assert_refused(RUN_TO(ends[i].output, "run", "--instant", "--json"), 1, ends[i].why);
        assert_refused(RUN_TO(ends[i].output, "compare", "--instant"), 1, ends[i].why);
        assert_refused(RUN_TO(ends[i].output, "--help"), 1, ends[i].why);
    }
}

/* As `overlap run | head` would. */
TEST(test_a_reader_that_has_gone_ends_it_quietly)
{
    static const char *const words[][6] = {{"run", "--instant"},
                                           {"run", "--instant", "--json"},
                                           {"compare", "--instant"},
                                           {"--help"},
                                           {"run", "-n", "0", "--speed", "100"}}; /* it does not go on unread */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct program_end end = run(TO_CLOSED_PIPE, NULL, words[i]);
        assert_string_equal(end.err, "");
        assert_int_equal(end.status, 128 + SIGPIPE);
        program_end_release(&end);
    }
}

TEST(test_a_full_pipe_that_does_not_block_is_waited_for)
{
    struct program program = program_start(TO_NONBLOCKING_PIPE, NULL,
                                           (const char *const[]){"run", "--instant", "--json", "-p", "2000", NULL});
    int written = 0;
    for (struct patience patience = patience_for("the program to fill the pipe, and to wait");
         written == 0 || !process_is_at_rest(program.pid); patience_wait(&patience, -1))
        (void)ioctl(program.out, FIONREAD, &written);
    json_decref(json_of(program_finish(&program), 0));
}

TEST(test_headless_output_can_be_ascii)
{
    for (const struct mode *const *bug = bugs; *bug != NULL; bug++) {
        struct program_end end = RUN("run", "--instant", "--ascii", "--bug", (*bug)->bug, "--produce", "0.0001");
        for (const char *at = end.out; *at != '\0'; at++)
            assert_true((unsigned char)*at < 0x80);
        program_end_release(&end);
    }
}

TEST(test_a_wrong_command_line_is_one_line_and_exit_status_2)
{
    assert_refused(RUN("--bogus"), 2, "--bogus");
    assert_refused(RUN("rac"), 2, "race");
    assert_refused(RUN("run", "-p", "0"), 2, "--producers");
    assert_refused(RUN("run", "-p", "100001"), 2, "1 to 100000");
    assert_refused(RUN("compare", "--produce", "2-1"), 2, "--produce");
    assert_refused(RUN("--json"), 2, "--json");
    assert_refused(RUN("run", "--modes", "sync,async"), 2, "overlap: run: --modes has no meaning here");
}

TEST(test_the_live_screen_needs_a_terminal)
{
    assert_refused(run(TO_PIPE, NULL, (const char *const[]){NULL}), 2, "overlap run");
    assert_refused(run(TO_TERMINAL, NULL, (const char *const[]){NULL}), 2, "overlap run"); /* standard input is none */
    assert_refused(RUN("race"), 2, "overlap run");
}

/* `environment` becomes the program's own XDG_CONFIG_HOME. */
static struct program_end run_with_settings(char environment[FOLDER_PATH_SIZE], const char *settings, const char *word)
{
    char *folder = folder_new();
    folder_write(folder, "overlap/settings.ini", settings);
    folder_write(folder, "overlap/themes/mine.ini", "[theme]\nname = Mine\n");
    folder_write(folder, "overlap/themes/odd.ini", "[theme]\nink = red\n");
    (void)snprintf(environment, FOLDER_PATH_SIZE, "XDG_CONFIG_HOME=%s", folder);
    const char *const words[] = {word, strcmp(word, "run") == 0 ? "--instant" : NULL, "--seed", "1", NULL};
    struct program_end end = run(TO_PIPE, environment, words);
    folder_free(folder);
    return end;
}

TEST(test_bad_settings_are_one_line_on_standard_error_and_ignored)
{
    char environment[FOLDER_PATH_SIZE];
    struct program_end end = run_with_settings(environment, "items = 5\nmode = fast\n", "run");
    assert_int_equal(end.status, 0);
    assert_int_equal(count_lines(end.err), 1);
    assert_contains(end.err, "overlap/settings.ini:2: mode 'fast' is not allowed; it takes: sync | threads | async");
    assert_contains(end.out, "20 items");
    program_end_release(&end);
    end = run_with_settings(environment, "items = 5\nmode = threads\n", "run");
    assert_string_equal(end.err, "");
    assert_contains(end.out, "5 items");
    program_end_release(&end);
}

TEST(test_themes_are_listed_with_their_places_and_faults)
{
    char environment[FOLDER_PATH_SIZE];
    struct program_end end = run_with_settings(environment, "theme = mine\n", "themes");
    assert_int_equal(end.status, 0);
    assert_contains(end.out, "* mine ");
    assert_contains(end.out, "overlap/themes/mine.ini\n");
    assert_contains(end.out, "overlap/themes/odd.ini:2: [theme] has no 'ink'");
    assert_contains(end.out, OVERLAP_THEMES_DIR "/okabe-dark.ini\n");
    assert_contains(end.out, "\nlooked for in this order:\n");
    program_end_release(&end);
}

TEST(a_theme_of_the_systems_directories_is_found)
{
    char *folder = folder_new(), environment[FOLDER_PATH_SIZE], line[2 * FOLDER_PATH_SIZE];
    folder_write(folder, "overlap/themes/theirs.ini", "[theme]\nname = Of Others\n");
    (void)snprintf(environment, sizeof environment, "XDG_DATA_DIRS=/nonexistent:%s/", folder);
    (void)snprintf(line, sizeof line, "* theirs          %s/overlap/themes/theirs.ini\n", folder);
    const char *const words[] = {"themes", "--theme", "of others", NULL};
    struct program_end end = run(TO_PIPE, environment, words);
    assert_contains(end.out, line);
    program_end_release(&end);
    folder_free(folder);
}

TEST(a_theme_is_known_by_the_name_that_is_shown_in_any_case)
{
    static const char *const names[][2] = {
        {"High contrast", "* high-contrast "}, {"Chalkboard", "* chalkboard "}, {"PROJECTOR", "* projector "}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct program_end end = RUN("themes", "--theme", names[i][0]);
        assert_contains(end.out, names[i][1]);
        program_end_release(&end);
    }
}

TEST(the_readme_has_every_mode)
{
    char *readme = folder_read(OVERLAP_THEMES_DIR "/..", "README.md"), row[64];
    for (const struct mode *const *mode = modes; *mode != NULL; mode++) {
        (void)snprintf(row, sizeof row, "\n| %s | [src/modes/%s.c]", (*mode)->name, (*mode)->name);
        assert_contains(readme, row);
    }
    free(readme);
}

TEST(the_readme_has_every_bug)
{
    char *readme = folder_read(OVERLAP_THEMES_DIR "/..", "README.md"), row[128];
    for (const struct mode *const *bug = bugs; *bug != NULL; bug++) {
        (void)snprintf(row, sizeof row, "\n| %s | %s | %s |\n", (*bug)->bug, (*bug)->name, (*bug)->summary);
        assert_contains(readme, row);
    }
    free(readme);
}

TEST(the_readme_has_the_keys_that_the_program_has)
{
    struct program_end end = RUN("help", "keys");
    char *readme = folder_read(OVERLAP_THEMES_DIR "/..", "README.md");
    assert_int_equal(end.status, 0);
    assert_contains(readme, end.out);
    free(readme);
    program_end_release(&end);
}

TEST(test_help_and_version_go_to_standard_output)
{
    struct program_end end = RUN("--help");
    assert_int_equal(end.status, 0);
    assert_contains(end.out, "usage: overlap");
    program_end_release(&end);
    end = RUN("help", "run");
    assert_contains(end.out, "usage: overlap run [OPTIONS]");
    program_end_release(&end);
    end = RUN("-V");
    assert_string_equal(end.out, "overlap " OVERLAP_VERSION "\n");
    program_end_release(&end);
    end = RUN("--version");
    assert_int_equal(end.status, 0);
    assert_string_equal(end.out, "overlap " OVERLAP_VERSION "\n");
    program_end_release(&end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_run_as_json_has_exactly_the_keys),
        cmocka_unit_test(test_tasks_as_json_have_no_queue_and_no_latency),
        cmocka_unit_test(test_a_pool_s_tasks_as_json_say_when_and_as_which_main_received_them),
        cmocka_unit_test(test_tasks_are_told_without_a_queue),
        cmocka_unit_test(test_a_shared_counter_is_in_the_json),
        cmocka_unit_test(test_a_comparison_as_json_is_a_run_per_mode),
        cmocka_unit_test(test_a_deadlock_is_said_and_is_exit_status_3),
        cmocka_unit_test(test_a_seed_gives_the_same_bytes_every_time),
        cmocka_unit_test(test_a_run_tells_its_events_then_its_summary),
        cmocka_unit_test(test_producers_are_yellow_and_consumers_cyan_on_a_terminal_that_may_have_colors),
        cmocka_unit_test(test_a_comparison_has_a_row_and_a_bar_a_mode_and_says_the_result),
        cmocka_unit_test(test_every_mode_of_a_comparison_has_a_gain_of_its_own),
        cmocka_unit_test(test_columns_of_a_comparison_never_touch),
        cmocka_unit_test(test_a_comparison_is_no_wider_than_80_columns_or_what_it_is_told),
        cmocka_unit_test(test_a_pipe_of_80_columns_shows_the_same_table_as_one_of_unknown_width),
        cmocka_unit_test(test_a_comparison_names_the_bug_and_what_came_of_it),
        cmocka_unit_test(test_modes_that_cannot_differ_take_the_same_time),
        cmocka_unit_test(test_a_run_in_real_time_takes_what_is_ideal_or_more),
        cmocka_unit_test(test_a_signal_ends_an_endless_run_with_its_summary),
        cmocka_unit_test(test_output_that_cannot_be_written_is_an_error),
        cmocka_unit_test(test_a_reader_that_has_gone_ends_it_quietly),
        cmocka_unit_test(test_a_full_pipe_that_does_not_block_is_waited_for),
        cmocka_unit_test(test_headless_output_can_be_ascii),
        cmocka_unit_test(test_a_wrong_command_line_is_one_line_and_exit_status_2),
        cmocka_unit_test(test_the_live_screen_needs_a_terminal),
        cmocka_unit_test(test_bad_settings_are_one_line_on_standard_error_and_ignored),
        cmocka_unit_test(test_themes_are_listed_with_their_places_and_faults),
        cmocka_unit_test(colors_can_be_asked_for_and_refused),
        cmocka_unit_test(a_theme_of_the_systems_directories_is_found),
        cmocka_unit_test(a_theme_is_known_by_the_name_that_is_shown_in_any_case),
        cmocka_unit_test(the_readme_has_every_mode),
        cmocka_unit_test(the_readme_has_every_bug),
        cmocka_unit_test(the_readme_has_the_keys_that_the_program_has),
        cmocka_unit_test(test_help_and_version_go_to_standard_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
