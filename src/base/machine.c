/* machine — the machine's own clock; see the header. */
#include "base/machine.h"

#include "base/units.h"

#include <time.h>

int64_t machine_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * NS_PER_S + time.tv_nsec;
}
