/* signals — which are caught, what becomes of them afterwards, and that those that end the program restore the
 * terminal. */
#include "term/signals.h"

#include "support/test.h"
#include "term/tty_restore.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
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

/* What `before` handles is so again afterwards. */
static handler *handler_meanwhile(int number, handler *before)
{
    handler *ours = signal(number, before);
    signals_catch();
    handler *meanwhile = handler_of(number);
    signals_release();
    assert_ptr_equal(handler_of(number), before);
    (void)signal(number, ours);
    return meanwhile;
}

TEST(what_is_ignored_stays_so)
{
    static const int numbers[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,   SIGTSTP, SIGUSR1, SIGUSR2, SIGALRM,
                                  SIGXCPU, SIGXFSZ, SIGPIPE, SIGVTALRM, SIGPROF, SIGIO,   SIGPWR,  SIGSYS};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_ptr_equal(handler_meanwhile(numbers[i], SIG_IGN), SIG_IGN);
        assert_ptr_not_equal(handler_meanwhile(numbers[i], SIG_DFL), SIG_DFL);
    }
}

static void another(int number)
{
    (void)number;
}

TEST(what_another_handles_stays_so)
{
    assert_ptr_equal(handler_meanwhile(SIGPROF, another), another);
    assert_ptr_equal(handler_meanwhile(SIGRTMIN, another), another);
}

TEST(what_ends_nothing_is_left_alone)
{
    static const int numbers[] = {SIGCHLD, SIGURG, SIGTTIN, SIGTTOU};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_ptr_equal(handler_meanwhile(numbers[i], SIG_DFL), SIG_DFL);
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

/* A program that arms the terminal, changes its modes and warns. */
static void take_over(struct line line)
{
    struct error error;
    struct termios modes;
    (void)alarm(END_S);
    for (int standard = STDIN_FILENO; standard <= STDERR_FILENO; standard++)
        if (dup2(line.theirs, standard) < 0)
            _exit(1);
    for (int number = 1; number <= SIGRTMAX; number++)
        (void)signal(number, SIG_DFL);
    if (!tty_restore_note_modes() || !signals_open(&error))
        _exit(1);
    signals_catch();
    tty_restore_arm(RESTORATION, strlen(RESTORATION));
    (void)tcgetattr(STDIN_FILENO, &modes);
    modes.c_lflag &= ~(tcflag_t)ECHO;
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    if (write(STDERR_FILENO, WARNING, strlen(WARNING)) < 0)
        _exit(1);
}

/* It is told to quit twice before it is done with the first. */
static void quit_twice(struct line line)
{
    take_over(line);
    (void)raise(SIGTERM);
    if (signals_quit() == SIGTERM)
        (void)raise(SIGTERM);
    _exit(1);
}

static void expect_ended_by(pid_t program, int number)
{
    int status;
    assert_int_equal(waitpid(program, &status, 0), program);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
}

static void expect_quit_by_the_second(struct line line)
{
    pid_t program = fork();
    if (program == 0)
        quit_twice(line);
    expect_ended_by(program, SIGTERM);
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

/* Each that ends a program by itself, which this machine says. */
TEST(whatever_signal_ends_it_restores_first)
{
    int ended = 0;
    for (int number = 1; number <= SIGRTMAX; number++) {
        static const int others[] = {SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU,  SIGCHLD,
                                     SIGCONT, SIGURG,  SIGINT,  SIGHUP,  SIGWINCH, SIGTERM};
        bool ends = number <= SIGSYS || number >= SIGRTMIN; /* in between are libc's */
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            ends &= others[i] != number;
        if (!ends)
            continue;
        struct line line = line_new();
        pid_t program = fork();
        if (program == 0) {
            take_over(line);
            (void)raise(number);
            _exit(1);
        }
        expect_ended_by(program, number);
        assert_true(echoes(line));
        line_close(line);
        ended++;
    }
    assert_true(ended > 30);
}

/* A child has the handlers, but not the terminal. */
TEST(a_signal_to_a_child_ends_the_child_alone)
{
    static const int numbers[] = {SIGTERM, SIGUSR1};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct line line = line_new();
        int status;
        pid_t program = fork();
        if (program == 0) {
            take_over(line);
            pid_t child = fork();
            if (child == 0) {
                (void)raise(numbers[i]);
                _exit(1);
            }
            bool as_it_should =
                waitpid(child, &status, 0) == child && WIFSIGNALED(status) && !echoes(line) && signals_quit() == 0;
            _exit(as_it_should ? 0 : 1);
        }
        assert_int_equal(waitpid(program, &status, 0), program);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        line_close(line);
    }
}

/* In a process group of its own that is not the terminal's. */
static void quit_in_background(struct line line)
{
    if (setsid() < 0 || ioctl(line.theirs, TIOCSCTTY, 0) != 0)
        _exit(1);
    pid_t job = fork();
    if (job == 0) {
        (void)setpgid(0, 0);
        sigset_t background;
        sigemptyset(&background);
        sigaddset(&background, SIGTTOU);
        (void)sigprocmask(SIG_BLOCK, &background, NULL);
        take_over(line);
        (void)raise(SIGTERM);
        _exit(1);
    }
    int status;
    _exit(waitpid(job, &status, 0) == job && WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM ? 0 : 1);
}

TEST(to_quit_in_the_background_ends_it_at_once)
{
    struct line line = line_new();
    int status;
    pid_t session = fork();
    if (session == 0)
        quit_in_background(line);
    assert_int_equal(waitpid(session, &status, 0), session);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_false(echoes(line)); /* the modes are the foreground's */
    line_close(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_ignored_stays_so),
        cmocka_unit_test(what_another_handles_stays_so),
        cmocka_unit_test(what_ends_nothing_is_left_alone),
        cmocka_unit_test(a_fault_is_caught_even_where_it_was_ignored),
        cmocka_unit_test(a_second_signal_to_quit_restores_all_and_shows_what_was_put_aside),
        cmocka_unit_test(a_second_signal_to_quit_does_not_wait_for_a_terminal_that_is_held),
        cmocka_unit_test(whatever_signal_ends_it_restores_first),
        cmocka_unit_test(a_signal_to_a_child_ends_the_child_alone),
        cmocka_unit_test(to_quit_in_the_background_ends_it_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
