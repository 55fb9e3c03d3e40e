/* live — the command without a name and the command `race`: the live screen. */
#include "app/app.h"
#include "cli/command.h"

#include <unistd.h>

static int show(const struct options *options, bool race, struct error *error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        error_set(error,
                  "the live screen needs a terminal as standard input and output; without one use `overlap run`");
        return STATUS_USAGE;
    }
    char warning[OPTIONS_WARNING_SIZE];
    options_warning(options, warning);
    struct app_settings settings = {
        .mode = options->mode,
        .racers = options->racers,
        .racer_count = options->racer_count,
        .race = race,
        .plan = options->plan,
        .speed = options->speed,
        .ascii = options->ascii,
        .mouse = options->mouse,
        .theme_name = options->theme_name,
        .theme = &options->theme,
        .notice = warning,
    };
    return app_run(&settings, error) ? STATUS_DONE : STATUS_USAGE;
}

int command_live(const struct options *options, struct error *error)
{
    return show(options, false, error);
}

int command_race(const struct options *options, struct error *error)
{
    return show(options, true, error);
}
