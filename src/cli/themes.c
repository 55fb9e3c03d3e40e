/* themes — the command `themes`: those that are found, and where. */
#include "app/themes.h"

#include "cli/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_SIZE = 600 };

static void print_theme(const struct theme_file *found, bool current)
{
    char name[THEME_NAME_SIZE], where[THEME_PATH_SIZE], fault[TEXT_SIZE];
    (void)snprintf(name, sizeof name, "%s", found->name);
    error_make_plain(name);
    (void)snprintf(where, sizeof where, "%s", found->path[0] != '\0' ? found->path : "built in");
    error_make_plain(where);
    (void)printf("%s %-16s", current ? "*" : " ", name);
    if (found->fault.message[0] != '\0') {
        error_text(&found->fault, fault, sizeof fault);
        (void)printf("cannot be used: %s\n", fault);
        return;
    }
    (void)printf("%s%s\n", where, found->hidden ? " (hidden by the one before it)" : "");
}

static void print_directories(void)
{
    (void)puts("\nlooked for in this order:");
    struct theme_directories directories = themes_directories();
    for (size_t i = 0; i < directories.count; i++) {
        char *directory = directories.paths[i];
        bool there = access(directory, F_OK) == 0;
        error_make_plain(directory);
        (void)printf("  %s%s\n", directory, there ? "" : " (not there)");
    }
}

int command_themes(const struct options *options, struct error *error)
{
    (void)error;
    struct themes themes = themes_list(options->theme_name, true);
    for (size_t i = 0; i < themes.count; i++) {
        const struct theme_file *found = &themes.files[i];
        print_theme(found, !found->hidden && strcmp(found->name, options->theme_name) == 0);
    }
    print_directories();
    themes_release(&themes);
    return STATUS_DONE;
}
