/* main — the program's entry: parse the command line, carry out the command, print the error. */
#include "cli/command.h"
#include "cli/defaults.h"
#include "cli/options.h"
#include "cli/output.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>

/* On the live screen it would be gone at once: there it is a notice. */
static void warn_settings(const struct options *options)
{
    char warning[DEFAULTS_WARNING_SIZE];
    defaults_warning(options, warning);
    bool live = options->command->function == command_live || options->command->function == command_race;
    if (warning[0] != '\0' && !live)
        (void)fprintf(stderr, "overlap: %s\n", warning);
}

static int carry_out(const struct options *options, struct error *error)
{
    if (options->help) {
        options_print_help(stdout);
        return STATUS_DONE;
    }
    if (options->version) {
        (void)puts("overlap " OVERLAP_VERSION);
        return STATUS_DONE;
    }
    warn_settings(options);
    return options->command->function(options, error);
}

int main(int argc, char *argv[])
{
    output_hold_descriptors();
    (void)setlocale(LC_CTYPE, "");  /* only: numbers keep their point */
    (void)signal(SIGPIPE, SIG_IGN); /* who writes sees the failure */

    struct options options;
    defaults_read(&options);
    struct error error = {0};
    int status = options_parse(argc, argv, &options, &error) ? carry_out(&options, &error) : STATUS_USAGE;
    if (!output_close(error.message[0] == '\0' ? &error : NULL))
        status = STATUS_FAILED;
    char text[sizeof error.file + sizeof error.message + 16];
    error_text(&error, text, sizeof text);
    if (text[0] != '\0')
        (void)fprintf(stderr, "overlap: %s\n", text);
    return status;
}
