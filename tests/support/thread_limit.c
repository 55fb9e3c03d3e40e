/* thread_limit — a system that refuses threads; see the header. */
#include "support/thread_limit.h"

#include <assert.h>
#include <grp.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SPARE = 12, FIRST_USER = 60000, USERS = 5000 };

/* A user of this process alone, so that nothing else counts. */
static bool become_ordinary(void)
{
    uid_t user = FIRST_USER + (uid_t)getpid() % USERS;
    return geteuid() != 0 || (setgroups(0, NULL) == 0 && setgid(user) == 0 && setuid(user) == 0);
}

static bool limit_to(rlim_t count)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NPROC, &limit) != 0 || (limit.rlim_max != RLIM_INFINITY && count > limit.rlim_max))
        return false;
    limit.rlim_cur = count;
    return setrlimit(RLIMIT_NPROC, &limit) == 0;
}

static bool can_fork(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child > 0 && waitpid(child, NULL, 0) == child;
}

bool thread_limit(void)
{
    if (!become_ordinary() || !limit_to(0) || can_fork()) {
        (void)puts("skipped: the number of threads cannot be limited here");
        return false;
    }
    rlim_t count = SPARE;
    while (limit_to(count) && !can_fork())
        count += SPARE;
    return limit_to(count + SPARE);
}
