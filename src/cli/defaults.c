/* defaults — the program's own settings, the user's over them. */
#include "cli/defaults.h"

#include "app/settings.h"

#include <stdio.h>
#include <string.h>

void defaults_read(struct options *options)
{
    options_default(options);
    struct options set = *options;
    bool good = settings_read(options_set, &set, &options->warning);
    if (good && options_settle(&set, &options->warning))
        *options = set;
    else if (good)
        (void)error_place(&options->warning, "settings.ini", 0);
    char name[THEMES_NAME_SIZE];
    if (settings_theme(name, sizeof name))
        (void)strcpy(options->theme_name, name);
}

void defaults_warning(const struct options *options, char text[DEFAULTS_WARNING_SIZE])
{
    char fault[DEFAULTS_WARNING_SIZE - 16];
    error_text(&options->warning, fault, sizeof fault);
    (void)snprintf(text, DEFAULTS_WARNING_SIZE, "%s%s", fault, fault[0] != '\0' ? " (ignored)" : "");
}
