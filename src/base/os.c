/* os — the machine's own clock, and its cores. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "base/os.h"

#include "base/units.h"

#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <sys/prctl.h>
#endif

int64_t os_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * NS_PER_S + time.tv_nsec;
}

void os_burn(int64_t ns)
{
    for (int64_t end = os_now() + ns; os_now() < end;)
        continue;
}

void os_set_timer_slack(void)
{
#ifdef __linux__
    (void)prctl(PR_SET_TIMERSLACK, 1UL); /* ns */
#endif
}

void os_leave_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
    sigset_t signals;
    sigemptyset(&signals);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaddset(&signals, numbers[i]);
    (void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

uint32_t os_quota_cores(const char *cpu_max)
{
    double quota, period;
    if (sscanf(cpu_max, "%lf %lf", &quota, &period) != 2 || quota <= 0 || period <= 0 || quota / period > 1e6)
        return UINT32_MAX;
    return (uint32_t)ceil(quota / period);
}

/* The least that this process's cgroup and those above it allow. */
static uint32_t cores_of_cgroup(void)
{
    char path[PATH_MAX] = "", text[64], file[PATH_MAX + 32];
    uint32_t least = UINT32_MAX;
    FILE *own = fopen("/proc/self/cgroup", "re");
    bool found = own != NULL && fscanf(own, "0::%4095[^\n]", path) == 1; /* version 2 */
    if (own != NULL)
        (void)fclose(own);
    for (char *end = path + strlen(path); found && end != NULL; end = strrchr(path, '/')) {
        *end = '\0';
        (void)snprintf(file, sizeof file, "/sys/fs/cgroup%s/cpu.max", path);
        FILE *limit = fopen(file, "re");
        uint32_t cores = limit != NULL && fgets(text, sizeof text, limit) != NULL ? os_quota_cores(text) : UINT32_MAX;
        least = cores < least ? cores : least;
        if (limit != NULL)
            (void)fclose(limit);
    }
    return least;
}

uint32_t os_cores(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t cores = online < 1 ? 1 : (uint32_t)online;
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        cores = (uint32_t)CPU_COUNT(&set);
    uint32_t quota = cores_of_cgroup();
    cores = quota < cores ? quota : cores;
#endif
    return cores;
}
