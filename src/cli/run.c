/* run — the command `run`: one run without a screen. */
#include "command.h"
#include "headless.h"
#include "json.h"
#include "output.h"
#include "report.h"

static void tell(void *context, const struct event *event)
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
    struct listener narrator = {.event = tell, .pause = flush, .context = &output};
    struct outcome outcome;
    if (!headless_run(options, options->mode, options->json ? NULL : &narrator, &outcome, error))
        return STATUS_FAILED;
    if (options->json)
        json_write_run(&outcome);
    else
        report_summary(output, &outcome);
    int status = outcome_status(&outcome, error);
    outcome_release(&outcome);
    return status;
}
