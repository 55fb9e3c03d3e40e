/* effort — how often a test repeats itself; see the header. */
#include "support/effort.h"

#include <stdlib.h>
#include <string.h>

static bool effort_is(const char *wanted)
{
    const char *given = getenv("OVERLAP_EFFORT");
    return given != NULL && strcmp(given, wanted) == 0;
}

bool effort_is_short(void)
{
    return effort_is("short");
}

int effort(int usual)
{
    if (effort_is("long"))
        return 10 * usual;
    return effort_is_short() ? (usual + 9) / 10 : usual;
}
