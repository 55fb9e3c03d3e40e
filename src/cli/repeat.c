/* repeat — a thread for each core, each with its part of the seeds */
#include "cli/repeat.h"

#include "base/format.h"
#include "base/memory.h"
#include "base/minmax.h"
#include "base/os.h"
#include "base/units.h"
#include "cli/command.h"
#include "cli/report.h"
#include "view/text/sentence.h"

#include <inttypes.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS_MAX = 64, PROGRESS_MS = 200 };

/* ---- The runs ---- */

/* What all threads share. */
struct repeat {
    const struct options *options;
    uint32_t threads;
    atomic_uint runs, ended; /* runs that were carried out, and threads that have no more to do */
    atomic_bool failed;      /* one could not be carried out: nobody goes on */
    struct wakeup *wakeup;   /* notified when a thread has no more to do */
};

/* A thread, and every so many-th of the seeds. */
struct part {
    struct repeat *repeat;
    uint32_t first; /* how far its first seed is from the first of all */
    pthread_t thread;
    struct wakeup *wakeup; /* its simulations' */
    struct seeds seeds;
    struct error error;
};

static void *part_thread(void *argument)
{
    struct part *part = argument;
    struct repeat *repeat = part->repeat;
    const struct options *options = repeat->options;
    struct simulator simulator = {part->wakeup, &repeat->failed, UINT64_MAX};
    struct plan plan = options->plan;
    for (uint32_t i = part->first; i < options->runs && !simulator_is_cancelled(&simulator); i += repeat->threads) {
        plan.seed = options->plan.seed + i;
        if (!seeds_try(&simulator, &plan, options->mode, &part->seeds, &part->error))
            atomic_store_explicit(&repeat->failed, true, memory_order_release);
        atomic_fetch_add_explicit(&repeat->runs, 1, memory_order_relaxed);
    }
    atomic_fetch_add_explicit(&repeat->ended, 1, memory_order_relaxed);
    wakeup_notify(repeat->wakeup);
    return NULL;
}

static bool part_start(struct part *part, struct error *error)
{
    part->wakeup = wakeup_new(error);
    if (part->wakeup == NULL)
        return false;
    int failure = pthread_create(&part->thread, NULL, part_thread, part);
    if (failure == 0)
        return true;
    wakeup_free(part->wakeup);
    return error_set(error, "cannot create a thread for the runs: %s", strerror(failure));
}

/* The line on a terminal is wiped out in the end: it only says that something goes on. */
static void await_end(struct repeat *repeat, uint32_t started)
{
    struct pollfd descriptor = {.fd = wakeup_fd(repeat->wakeup), .events = POLLIN};
    int64_t began = os_now();
    bool shown = false;
    while (atomic_load_explicit(&repeat->ended, memory_order_relaxed) < started) {
        (void)poll(&descriptor, 1, PROGRESS_MS);
        wakeup_drain(repeat->wakeup);
        if (os_now() - began < NS_PER_S || isatty(STDERR_FILENO) == 0)
            continue;
        shown = true;
        (void)fprintf(stderr, "\roverlap: %u of %" PRIu32 " runs ...",
                      atomic_load_explicit(&repeat->runs, memory_order_relaxed), repeat->options->runs);
    }
    if (shown)
        (void)fprintf(stderr, "\r%40s\r", "");
}

bool repeat_run(const struct options *options, struct seeds *seeds, struct error *error)
{
    struct repeat repeat = {.options = options, .threads = MIN(MIN(os_cores(), options->runs), THREADS_MAX)};
    struct part *parts = memory_zeroed(repeat.threads, sizeof *parts);
    uint32_t started = 0;
    bool done = (repeat.wakeup = wakeup_new(error)) != NULL;
    *seeds = (struct seeds){0};
    for (; done && started < repeat.threads; started += done) {
        parts[started] = (struct part){.repeat = &repeat, .first = started};
        done = part_start(&parts[started], error);
    }
    if (!done)
        atomic_store_explicit(&repeat.failed, true, memory_order_release);
    if (repeat.wakeup != NULL)
        await_end(&repeat, started);
    for (uint32_t i = 0; i < started; i++) {
        (void)pthread_join(parts[i].thread, NULL);
        wakeup_free(parts[i].wakeup);
        seeds_add(seeds, &parts[i].seeds);
        if (done && parts[i].error.message[0] != '\0')
            done = error_set(error, "%s", parts[i].error.message);
    }
    wakeup_free(repeat.wakeup);
    free(parts);
    return done;
}

/* ---- What is said of them ---- */

enum { LINE = 512 };

/* The options of the command that shows that seed on the live screen: those that were given and mean something there.
 */
static void append_options(char line[LINE], const struct options *options)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        const char *argument = options->given[i];
        if (argument == NULL || i == OPTION_SEED || (row->commands & 1 << COMMAND_LIVE) == 0)
            continue;
        if (row->argument != NULL)
            format_append(line, LINE, " --%s %s", row->name, argument);
        else
            format_append(line, LINE, " --%s%s", strcmp(argument, "no") == 0 ? "no-" : "", row->name);
    }
}

void repeat_print(struct output output, const struct options *options, const struct seeds *seeds)
{
    char text[LINE] = "", count[SEEDS_COUNT_SIZE];
    report_plan(output, &options->plan, true);
    report_bug(output, options->mode);
    seeds_count(seeds, count);
    output_line(output, "%s fails in %s seeds, %" PRIu64 " to %" PRIu64,
                options->mode->bug != NULL ? options->mode->bug : options->mode->name, count, options->plan.seed,
                options->plan.seed + seeds->runs - 1);
    if (seeds->failed == 0)
        return;
    sentence_failure(&seeds->failure, text, sizeof text);
    output_line(output, "first with seed %" PRIu64 ", after %s: %s", seeds->first,
                format_duration(seeds->failure.time, 3).text, text);
    text[0] = '\0';
    append_options(text, options);
    (void)printf("to see it: overlap%s --seed %" PRIu64 " --speed 2\n", text, seeds->first); /* in one line, to copy */
}
