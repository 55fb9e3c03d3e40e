/* machine — the machine's own clock, and its cores; see the header. */
#include "base/machine.h"

#include "base/units.h"

#include <time.h>
#include <unistd.h>

int64_t machine_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * NS_PER_S + time.tv_nsec;
}

uint32_t machine_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : (uint32_t)cores;
}
