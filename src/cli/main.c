/* main — the program's entry: parse the command line, carry out the command, print the error. */
#include "cli/options.h"
#include "command.h"
#include "output.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>

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
    return options->command->function(options, error);
}

int main(int argc, char *argv[])
{
    output_hold_descriptors();
    (void)setlocale(LC_CTYPE, "");  /* only: numbers keep their point */
    (void)signal(SIGPIPE, SIG_IGN); /* who writes sees the failure */

    struct options options;
    struct error error = {0};
    int status = options_parse(argc, argv, &options, &error) ? carry_out(&options, &error) : STATUS_USAGE;
    if (!output_close(error.message[0] == '\0' ? &error : NULL))
        status = STATUS_FAILED;
    if (error.message[0] != '\0')
        (void)fprintf(stderr, "overlap: %s\n", error.message);
    return status;
}
