/* program — the real program in a process of its own; see the header. */
#include "program.h"

#include "base/memory.h"

#include <assert.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS = 32, PROGRAM_SECONDS = 300 };

static void open_pipe(int ends[2], enum program_output output)
{
    ends[0] = ends[1] = -1;
    switch (output) {
    case TO_PIPE:
    case TO_NONBLOCKING_PIPE:
    case TO_CLOSED_PIPE:
        assert(pipe(ends) == 0);
        if (output == TO_NONBLOCKING_PIPE)
            (void)fcntl(ends[1], F_SETFL, O_NONBLOCK);
        break;
    case TO_TERMINAL:
        ends[0] = posix_openpt(O_RDWR | O_NOCTTY);
        assert(ends[0] >= 0 && grantpt(ends[0]) == 0 && unlockpt(ends[0]) == 0);
        ends[1] = open(ptsname(ends[0]), O_RDWR | O_NOCTTY);
        break;
    case TO_FULL_DISK:
        ends[1] = open("/dev/full", O_WRONLY);
        break;
    case TO_NOWHERE:
        break;
    }
    if (output == TO_CLOSED_PIPE) {
        close(ends[0]);
        ends[0] = -1;
    }
}

/* In the child: nothing of what the test was started with matters. */
static void prepare(int out, int err, const char *environment)
{
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "xterm-256color", 1);
    unsetenv("NO_COLOR");
    unsetenv("CLICOLOR_FORCE");
    unsetenv("COLUMNS");
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    setenv("XDG_STATE_HOME", "/nonexistent", 1);
    if (environment != NULL)
        putenv((char *)environment);
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    dup2(err, STDERR_FILENO);
    if (out >= 0)
        dup2(out, STDOUT_FILENO);
    else
        close(STDOUT_FILENO);
}

struct program program_start(enum program_output output, const char *environment, const char *const words[])
{
    int ends[2];
    open_pipe(ends, output);
    FILE *err = tmpfile();
    assert(err != NULL);
    struct program program = {.out = ends[0], .err = dup(fileno(err))};
    fclose(err);
    program.pid = fork();
    assert(program.pid >= 0);
    if (program.pid == 0) {
        char *argv[WORDS + 2] = {(char *)OVERLAP_PROGRAM};
        for (int i = 0; words[i] != NULL; i++)
            argv[i + 1] = (char *)words[i];
        prepare(ends[1], program.err, environment);
        if (ends[0] >= 0)
            close(ends[0]);
        (void)alarm(PROGRAM_SECONDS); /* it lasts through exec, and ends what would never end */
        execv(OVERLAP_PROGRAM, argv);
        _exit(127);
    }
    if (ends[1] >= 0)
        close(ends[1]);
    return program;
}

void program_await_line(struct program *program)
{
    char character = '\0';
    while (character != '\n' && read(program->out, &character, 1) == 1)
        continue;
}

/* A terminal whose other side is closed ends with an error, a pipe and a file with 0. */
static char *read_all(int descriptor)
{
    size_t length = 0, room = 4096;
    char *text = memory_resized(NULL, room, 1);
    for (ssize_t got; descriptor >= 0 && (got = read(descriptor, text + length, room - length - 1)) > 0;) {
        length += (size_t)got;
        if (room - length < 2)
            text = memory_resized(text, room *= 2, 1);
    }
    text[length] = '\0';
    return text;
}

struct program_end program_finish(struct program *program)
{
    struct program_end end = {.out = read_all(program->out)};
    int status;
    assert(waitpid(program->pid, &status, 0) == program->pid);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        (void)fprintf(stderr, "the program has not ended after %d s\n", PROGRAM_SECONDS);
    end.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    lseek(program->err, 0, SEEK_SET);
    end.err = read_all(program->err);
    if (program->out >= 0)
        close(program->out);
    close(program->err);
    return end;
}

void program_end_release(struct program_end *end)
{
    free(end->out);
    free(end->err);
}
