/* live — the command without a name: the live screen. */
#include "app/app.h"
#include "command.h"

#include <unistd.h>

int command_live(const struct options *options, struct error *error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        error_set(error,
                  "the live screen needs a terminal as standard input and output; without one use `overlap run`");
        return STATUS_USAGE;
    }
    struct app_settings settings = {
        .mode = options->mode,
        .plan = options->plan,
        .speed = options->speed,
        .ascii = options->ascii,
        .mouse = options->mouse,
        .theme = &theme_default,
    };
    return app_run(&settings, error) ? STATUS_DONE : STATUS_USAGE;
}
