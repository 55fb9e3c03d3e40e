/* run — the command `run`: one run without a screen. */
#include "cli/command.h"
#include "cli/headless.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/report.h"

static void print_event(void *context, const struct event *event)
{
    report_event(*(const struct output *)context, event);
}

static bool flush(void *context, struct error *error)
{
    (void)context;
    return output_flush(error);
}

int command_run(const struct options *options, struct error *error)
{
    struct output output = output_of(options->ascii);
    struct run_output events = {.event = print_event, .flush = flush, .context = &output};
    struct result result;
    if (!headless_run(options, options->mode, options->json ? NULL : &events, &result, error))
        return STATUS_FAILED;
    if (options->json)
        json_write_run(&result);
    else
        report_summary(output, &result);
    int status = result_status(&result, error);
    result_free(&result);
    return status;
}
