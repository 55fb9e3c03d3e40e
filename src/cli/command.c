/* command — the table of commands. */
#include "cli/command.h"

#include <string.h>

const struct command commands[COMMAND_COUNT] = {
    [COMMAND_LIVE] = {"",
                      "the live screen",
                      {"overlap --mode threads --producers 3", "overlap --cpu 100 --seed 42"},
                      command_live},
    [COMMAND_RACE] = {"race",
                      "the live screen with several modes side by side on one clock",
                      {"overlap race --seed 42", "overlap race --modes sync,async --speed 2"},
                      command_race},
    [COMMAND_RUN] = {"run",
                     "one run without a screen: a line per event, then the summary",
                     {"overlap run --mode threads --seed 42", "overlap run --instant --json | jq .elapsed_s"},
                     command_run},
    [COMMAND_COMPARE] = {"compare",
                         "every mode on the same plan and seed, simulated: one table",
                         {"overlap compare --seed 42", "overlap compare --sweep cpu --modes threads,async"},
                         command_compare},
    [COMMAND_THEMES] = {"themes",
                        "the themes that are found, and where",
                        {"overlap themes", "overlap themes --theme light"},
                        command_themes},
    [COMMAND_HELP] = {.name = "help",
                      .help = "this help, that of the command named after it, or the keys",
                      .examples = {"overlap help run", "overlap help keys"}},
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}
