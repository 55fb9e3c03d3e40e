/* main — the program's entry: parse the command line, carry out the command, print the error. */
#include "cli/command.h"
#include "cli/output.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* On the live screen it would be gone at once: there it is a notice. */
static void print_warning(const struct options *options)
{
    char warning[OPTIONS_WARNING_SIZE];
    options_warning(options, warning);
    bool live = options->command == &commands[COMMAND_LIVE] || options->command == &commands[COMMAND_RACE];
    if (warning[0] != '\0' && !live)
        (void)fprintf(stderr, "overlap: %s\n", warning);
}

static int carry_out(const struct options *options, struct error *error)
{
    if (options->version)
        (void)puts("overlap " OVERLAP_VERSION);
    else if (options->keys)
        help_print_keys(stdout);
    else if (options->help)
        help_print(stdout, options->command);
    else {
        print_warning(options);
        return options->command->function(options, error);
    }
    return STATUS_DONE;
}

int main(int argc, char *argv[])
{
    output_prepare();
    (void)setlocale(LC_CTYPE, "");  /* only: numbers keep their point */
    (void)signal(SIGPIPE, SIG_IGN); /* the write fails instead */

    struct options options;
    options_default(&options);
    options_read_settings(&options);
    struct error error = {0};
    options.ascii |= strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    int status = options_parse(argc, argv, &options, &error) ? carry_out(&options, &error) : STATUS_USAGE;
    if (!output_close(error.message[0] == '\0' ? &error : NULL))
        status = STATUS_FAILED;
    char text[sizeof error.file + sizeof error.message + 16];
    error_text(&error, text, sizeof text);
    if (text[0] != '\0')
        (void)fprintf(stderr, "overlap: %s\n", text);
    return status;
}
