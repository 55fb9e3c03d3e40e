/* os — the machine's own clock, and its cores; see the header. */
#include "base/os.h"

#include "base/units.h"

#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

int64_t os_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * NS_PER_S + time.tv_nsec;
}

void os_set_timer_slack(void)
{
#ifdef __linux__
    (void)prctl(PR_SET_TIMERSLACK, 1UL); /* ns */
#endif
}

uint32_t os_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : (uint32_t)cores;
}
