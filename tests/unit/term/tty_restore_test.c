/* tty_restore — which signals are caught while the terminal is taken, and what becomes of them afterwards. */
#include "term/tty_restore.h"

#include "support/test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

typedef void handler(int number);

static handler *handler_of(int number)
{
    struct sigaction action;
    assert_int_equal(sigaction(number, NULL, &action), 0);
    return action.sa_handler;
}

/* What `before` handles when the terminal is taken is as it was after it. */
static handler *handler_meanwhile(int number, handler *before)
{
    handler *ours = signal(number, before);
    tty_restore_catch_signals();
    handler *meanwhile = handler_of(number);
    tty_restore_free();
    assert_ptr_equal(handler_of(number), before);
    (void)signal(number, ours);
    return meanwhile;
}

TEST(what_quits_or_stops_stays_ignored_where_it_was)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_ptr_equal(handler_meanwhile(numbers[i], SIG_IGN), SIG_IGN);
        assert_ptr_not_equal(handler_meanwhile(numbers[i], SIG_DFL), SIG_DFL);
    }
}

TEST(a_fault_is_caught_even_where_it_was_ignored)
{
    static const int numbers[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_ptr_not_equal(handler_meanwhile(numbers[i], SIG_IGN), SIG_IGN);
}

/* ---- With a terminal ---- */

static const char RESTORATION[] = "restored ", WARNING[] = "a warning";
enum { END_S = 10 }; /* within which a program ends that does so at all */

struct line {
    int ours, theirs; /* the ends of a pseudo-terminal */
};

static struct line line_new(void)
{
    struct line line = {.ours = posix_openpt(O_RDWR | O_NOCTTY)};
    assert_true(line.ours >= 0 && grantpt(line.ours) == 0 && unlockpt(line.ours) == 0);
    line.theirs = open(ptsname(line.ours), O_RDWR | O_NOCTTY);
    assert_true(line.theirs >= 0);
    return line;
}

static void line_close(struct line line)
{
    (void)close(line.ours);
    (void)close(line.theirs);
}

static bool echoes(struct line line)
{
    struct termios modes;
    assert_int_equal(tcgetattr(line.theirs, &modes), 0);
    return (modes.c_lflag & ECHO) != 0;
}

/* A program that takes the terminal, changes its modes, warns, and is told to quit twice before it is done with the
 * first. */
static void quit_twice(struct line line)
{
    struct termios modes;
    (void)signal(SIGTERM, SIG_DFL);
    (void)alarm(END_S);
    for (int standard = STDIN_FILENO; standard <= STDERR_FILENO; standard++)
        if (dup2(line.theirs, standard) < 0)
            _exit(1);
    if (!tty_restore_begin())
        _exit(1);
    tty_restore_catch_signals();
    tty_restore_take(RESTORATION, strlen(RESTORATION));
    (void)tcgetattr(STDIN_FILENO, &modes);
    modes.c_lflag &= ~(tcflag_t)ECHO;
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    if (write(STDERR_FILENO, WARNING, strlen(WARNING)) < 0)
        _exit(1);
    (void)raise(SIGTERM);
    if (tty_restore_quit_signal() == SIGTERM)
        (void)raise(SIGTERM);
    _exit(1);
}

static void expect_quit_by_the_second(struct line line)
{
    int status;
    pid_t program = fork();
    if (program == 0)
        quit_twice(line);
    assert_int_equal(waitpid(program, &status, 0), program);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
    assert_true(echoes(line));
}

TEST(a_second_signal_to_quit_restores_all_and_shows_what_was_put_aside)
{
    struct line line = line_new();
    expect_quit_by_the_second(line);
    char bytes[sizeof RESTORATION + sizeof WARNING] = "";
    for (size_t length = 0; length < strlen(RESTORATION) + strlen(WARNING);) {
        ssize_t more = read(line.ours, bytes + length, sizeof bytes - 1 - length);
        assert_true(more > 0);
        length += (size_t)more;
    }
    assert_string_equal(bytes, "restored a warning");
    line_close(line);
}

TEST(a_second_signal_to_quit_does_not_wait_for_a_terminal_that_is_held)
{
    struct line line = line_new();
    assert_int_equal(tcflow(line.theirs, TCOOFF), 0);
    expect_quit_by_the_second(line);
    line_close(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_quits_or_stops_stays_ignored_where_it_was),
        cmocka_unit_test(a_fault_is_caught_even_where_it_was_ignored),
        cmocka_unit_test(a_second_signal_to_quit_restores_all_and_shows_what_was_put_aside),
        cmocka_unit_test(a_second_signal_to_quit_does_not_wait_for_a_terminal_that_is_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
