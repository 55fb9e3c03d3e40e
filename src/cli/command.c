/* command — the table of commands; see the header. */
#include "cli/command.h"

#include <string.h>

const struct command commands[COMMAND_COUNT] = {
    {
        .name = "",
        .help = "the live screen",
        .function = command_live,
    },
    {
        .name = "race",
        .help = "the live screen with several modes side by side on one clock",
        .function = command_race,
    },
    {
        .name = "run",
        .help = "one run without a screen: a line per event, then the summary",
        .headless = true,
        .function = command_run,
    },
    {
        .name = "compare",
        .help = "every mode on the same plan and seed, without a screen: one table",
        .headless = true,
        .needs_end = true,
        .function = command_compare,
    },
    {
        .name = "themes",
        .help = "the themes that are found, and where",
        .function = command_themes,
    },
};

const struct command *command_find(const char *name)
{
    for (size_t i = 1; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}
