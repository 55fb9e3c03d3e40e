/* help — prints the tables of commands and options, at most 80 columns wide. */
#include "app/keymap.h"
#include "cli/command.h"

#include <string.h>

enum { INDENT = 28, WIDTH = 80, KEYS_MAX = 128 };

/* The text from the present column, which is INDENT, on: a line that is full goes on below its beginning. */
static void print_wrapped(FILE *file, const char *text)
{
    for (size_t column = INDENT; *text != '\0';) {
        size_t length = strcspn(text, " ");
        if (column > INDENT && column + 1 + length > WIDTH) {
            (void)fprintf(file, "\n%*s", INDENT, "");
            column = INDENT;
        }
        column += (size_t)fprintf(file, "%s%.*s", column > INDENT ? " " : "", (int)length, text);
        text += length + (text[length] == ' ');
    }
    (void)fputc('\n', file);
}

static void print_option(FILE *file, const struct option_row *row)
{
    char left[INDENT + 8], right[2 * sizeof(struct option_text)];
    const char letter[] = {'-', row->letter, ',', ' ', '\0'};
    bool flag = row->argument == NULL, no = flag && row < &option_rows[OPTION_HELP];
    (void)snprintf(left, sizeof left, "%s--%s%s%s%s", row->letter != 0 ? letter : "    ", no ? "[no-]" : "", row->name,
                   flag ? "" : " ", flag ? "" : row->argument);
    bool obvious = flag || row->kind == KIND_SWEEP || row->kind == KIND_THEME;
    (void)snprintf(right, sizeof right, "%s%s%s", row->help, obvious ? "" : ": ",
                   obvious ? "" : option_allowed(row).text);
    (void)fprintf(file, "  %-*s", INDENT - 2, left);
    print_wrapped(file, right);
}

static void print_commands(FILE *file)
{
    (void)fputs("usage: overlap [COMMAND] [OPTIONS]\n\ncommands (overlap help COMMAND tells more):\n", file);
    for (const struct command *command = commands; command < commands + COMMAND_COUNT; command++) {
        (void)fprintf(file, "  %-*s", INDENT - 2, *command->name != '\0' ? command->name : "(none)");
        print_wrapped(file, command->help);
    }
}

void help_print(FILE *file, const struct command *command)
{
    bool all = command == &commands[COMMAND_LIVE] || command == &commands[COMMAND_HELP];
    if (all)
        print_commands(file);
    else
        (void)fprintf(file, "usage: overlap %s%s%s [OPTIONS]\n\n%s\n", command->name, command->words != NULL ? " " : "",
                      command->words != NULL ? command->words : "", command->help);
    (void)fputs("\noptions (and what holds without them):\n", file);
    for (const struct option_row *row = option_rows; row < option_rows + OPTION_COUNT; row++)
        if (all || (row->commands >> (command - commands) & 1) != 0)
            print_option(file, row);
    (void)fprintf(file, "\nexamples:\n  %s\n  %s\n", command->examples[0], command->examples[1]);
    (void)fputs("\nexit status: 0 done, 1 failed, 2 wrong command line or no screen, 3 deadlock,\n"
                "             128 + number of the signal that ended the run\n"
                "environment: NO_COLOR: no colours; CLICOLOR_FORCE: colours in a pipe, too;\n"
                "             COLUMNS: how wide lines may be\n"
                "settings: $XDG_CONFIG_HOME/overlap/settings.ini, lines like: producers = 3\n",
                file);
}

/* Keys that mean something in one place only, such as a menu, are said there. */
static void print_key(FILE *file, const struct scene_key *key)
{
    bool everywhere = (key->shown_in & (key->shown_in - 1)) != 0;
    if (key->help == NULL && !everywhere)
        return;
    const char *name = key->name != NULL ? key->name : "", *help = key->help != NULL ? key->help : "";
    bool named = strncmp(help, name, strlen(name)) == 0;
    (void)fprintf(file, "| `%s` | %s%s%s |\n", key->keys, named ? "" : name, named || *help == '\0' ? "" : ": ", help);
}

void help_print_keys(FILE *file)
{
    struct scene_key keys[KEYS_MAX];
    size_t count = keymap_show(NULL, keys, KEYS_MAX);
    (void)fputs("| keys | |\n|---|---|\n", file);
    for (enum key_group group = 0; group < KEY_GROUPS; group++)
        for (size_t i = 0; i < count; i++)
            if (keys[i].group == group)
                print_key(file, &keys[i]);
}
