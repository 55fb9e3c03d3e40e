/* mode — what a mode can run; see the header. */
#include "engine/mode.h"

bool mode_allows(const struct mode *mode, const struct plan *plan, struct error *error)
{
    uint32_t most = mode->workers_most;
    if (most == 0 || (plan->producers <= most && plan->consumers <= most))
        return true;
    bool producers = plan->producers > most;
    return error_set(error, "%u %s are more than %s can run: at most %u", producers ? plan->producers : plan->consumers,
                     producers ? "producers" : "consumers", mode->name, most);
}
