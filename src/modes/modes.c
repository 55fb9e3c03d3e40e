/* modes — the table of all modes; see the header. */
#include "modes/modes.h"

#include <stdio.h>
#include <string.h>

const struct mode *const modes[] = {&mode_sync, &mode_threads, &mode_async, &mode_gil, &mode_pool, NULL};

const struct mode *modes_find(const char *name)
{
    for (const struct mode *const *mode = modes; *mode != NULL; mode++)
        if (strcmp((*mode)->name, name) == 0)
            return *mode;
    return NULL;
}

void modes_list(char *text, size_t size)
{
    size_t length = 0;
    for (const struct mode *const *mode = modes; *mode != NULL && length < size; mode++)
        length += (size_t)snprintf(text + length, size - length, "%s%s", mode == modes ? "" : " | ", (*mode)->name);
}
