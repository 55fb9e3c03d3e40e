/* defaults — what holds without options; see the header. */
#include "defaults.h"

#include "app/settings.h"

#include <stdio.h>

void defaults_read(struct options *options)
{
    options_default(options);
    struct options set = *options;
    if (!settings_read(options_set, &set, &options->doubt))
        return;
    if (options_settle(&set, &options->doubt))
        *options = set;
    else
        (void)error_place(&options->doubt, "settings.ini", 0);
}

void defaults_doubt(const struct options *options, char text[DEFAULTS_DOUBT_SIZE])
{
    char fault[DEFAULTS_DOUBT_SIZE - 16];
    error_text(&options->doubt, fault, sizeof fault);
    (void)snprintf(text, DEFAULTS_DOUBT_SIZE, "%s%s", fault, fault[0] != '\0' ? " (ignored)" : "");
}
