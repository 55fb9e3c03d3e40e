/* defaults — what holds without options; see the header. */
#include "cli/defaults.h"

#include "app/settings.h"

#include <stdio.h>

void defaults_read(struct options *options)
{
    options_default(options);
    struct options set = *options;
    if (!settings_read(options_set, &set, &options->warning))
        return;
    if (options_settle(&set, &options->warning))
        *options = set;
    else
        (void)error_place(&options->warning, "settings.ini", 0);
}

void defaults_warning(const struct options *options, char text[DEFAULTS_WARNING_SIZE])
{
    char fault[DEFAULTS_WARNING_SIZE - 16];
    error_text(&options->warning, fault, sizeof fault);
    (void)snprintf(text, DEFAULTS_WARNING_SIZE, "%s%s", fault, fault[0] != '\0' ? " (ignored)" : "");
}
