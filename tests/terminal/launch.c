/* launch — the child's side of a terminal; see the header. */
#include "terminal/launch.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utmp.h>

char *launch_make_home(void)
{
    const char *where = getenv("TMPDIR");
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/overlap-terminal-XXXXXX", where != NULL ? where : "/tmp");
    char *home = mkdtemp(path) == NULL ? NULL : strdup(path);
    if (home == NULL) {
        perror(path);
        abort();
    }
    return home;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void launch_remove_home(char *home)
{
    if (home != NULL)
        (void)nftw(home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    free(home);
}

static void set_environment(const char *home, const char *const *changes)
{
    static const char *const kept[] = {"PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"};
    enum { KEPT = sizeof kept / sizeof *kept };
    char *values[KEPT];
    for (size_t i = 0; i < KEPT; i++)
        values[i] = getenv(kept[i]);
    (void)clearenv();
    for (size_t i = 0; i < KEPT; i++)
        if (values[i] != NULL)
            (void)setenv(kept[i], values[i], 1);

    char path[1024];
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    (void)setenv("HOME", home, 1);
    (void)snprintf(path, sizeof path, "%s/.config", home);
    (void)setenv("XDG_CONFIG_HOME", path, 1);
    (void)snprintf(path, sizeof path, "%s/.local/share", home);
    (void)setenv("XDG_DATA_HOME", path, 1);

    for (; changes != NULL && *changes != NULL; changes++)
        if (strchr(*changes, '=') == NULL)
            (void)unsetenv(*changes);
        else
            (void)putenv((char *)*changes);
}

static void reset_signals(void)
{
    sigset_t none;
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < SIGRTMIN; number++)
        (void)signal(number, SIG_DFL); /* refused for SIGKILL and SIGSTOP, which have no other */
}

_Noreturn void launch_program(const struct terminal_setup *setup, const char *home, int line)
{
    reset_signals();
    set_environment(home, setup->environment);
    if (login_tty(line) == 0)
        (void)execvp(setup->arguments[0], (char *const *)setup->arguments);
    (void)fprintf(stderr, "cannot run %s: %s\n", setup->arguments[0], strerror(errno));
    _exit(127);
}
