/* live — the command without a name and the command `race`: the live screen. */
#include "app/app.h"
#include "command.h"
#include "defaults.h"
#include "modes/modes.h"

#include <unistd.h>

static int show(const struct options *options, bool race, struct error *error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        error_set(error,
                  "the live screen needs a terminal as standard input and output; without one use `overlap run`");
        return STATUS_USAGE;
    }
    char doubt[DEFAULTS_DOUBT_SIZE];
    defaults_doubt(options, doubt);
    struct app_settings settings = {
        .mode = options->mode,
        .racers = options->racers,
        .racer_count = options->racers_asked ? options->racer_count : MODES_RACING,
        .race = race,
        .plan = options->plan,
        .speed = options->speed,
        .ascii = options->ascii,
        .mouse = options->mouse,
        .theme_word = options->theme_word,
        .theme = &options->theme,
        .notice = doubt,
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
