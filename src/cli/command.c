/* command — the commands, and their table. */
#include "cli/command.h"

#include "app/app.h"
#include "app/directories.h"
#include "app/themes.h"
#include "cli/lesson.h"
#include "cli/repeat.h"
#include "cli/report.h"
#include "cli/sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The live screen, the race, and lessons. */
int command_screen(const struct options *options, bool lessons, const char *lesson, struct error *error)
{
    char warning[OPTIONS_WARNING_SIZE];
    options_warning(options, warning);
    struct app_settings settings = {
        .mode = options->mode,
        .racers = options->racers,
        .racer_count = options->racer_count,
        .race = options->command == &commands[COMMAND_RACE],
        .plan = options->plan,
        .speed = options->speed,
        .ascii = options->ascii,
        .mouse = options->mouse,
        .theme_name = options->theme_name,
        .theme = &options->theme,
        .notice = warning,
        .read_lesson = lesson_read_file,
        .lessons = lessons,
        .lesson = lesson,
    };
    return app_run(&settings, error) ? STATUS_DONE : STATUS_USAGE;
}

static int command_live(const struct options *options, struct error *error)
{
    return command_screen(options, false, NULL, error);
}

/* ---- A run without a screen ---- */

/* How many of its seeds fail; that some do is what was asked for. */
static int run_many(const struct options *options, struct error *error)
{
    struct seeds seeds;
    if (!repeat_run(options, &seeds, error))
        return STATUS_FAILED;
    if (options->json)
        json_write_seeds(options, &seeds);
    else
        repeat_print(output_of(options->ascii, options->color), options, &seeds);
    return STATUS_DONE;
}

static int command_run(const struct options *options, struct error *error)
{
    if (options->runs > 0)
        return run_many(options, error);
    struct output output = output_of(options->ascii, options->color);
    struct result result;
    if (!headless_run(options, options->mode, options->json ? NULL : &output, &result, error))
        return STATUS_FAILED;
    if (options->json)
        json_write_run(&result);
    else
        report_summary(output, &result);
    int status = result_status(&result, error);
    result_free(&result);
    return status;
}

/* ---- Modes on the same plan and seed ---- */

/* Tells the user what takes so long: a real run is silent. */
static void announce(const struct options *options, const struct mode *mode)
{
    if (!options->instant && isatty(STDERR_FILENO))
        (void)fprintf(stderr, "overlap: %s is running ...\n", mode->name);
}

static int compare_sweep(const struct options *options, struct error *error)
{
    struct sweep sweep;
    int status;
    if (!sweep_run(options, &sweep, &status, error))
        return status;
    if (options->json)
        json_write_sweep(&sweep);
    else
        sweep_print(output_of(options->ascii, options->color), &sweep);
    return status;
}

/* One run after another, until all are done or a signal ends one. */
static int command_compare(const struct options *options, struct error *error)
{
    if (options->sweep)
        return compare_sweep(options, error);
    struct result results[MODES_MAX];
    size_t count = 0;
    int status = STATUS_DONE;
    bool started = true;
    while (started && count < options->racer_count && (count == 0 || results[count - 1].signal == 0)) {
        const struct mode *mode = options->racers[count];
        announce(options, mode);
        started = headless_run(options, mode, NULL, &results[count], error);
        status = command_worse_status(status, started ? result_status(&results[count], error) : STATUS_FAILED);
        count += started;
    }
    if (started && options->json)
        json_write_runs(results, count);
    else if (started)
        report_comparison(output_of(options->ascii, options->color), results, count);
    while (count > 0)
        result_free(&results[--count]);
    return status;
}

/* ---- The themes that are found, and where ---- */

static void print_theme(struct theme_file *found, bool current)
{
    char fault[600];
    error_make_plain(found->name);
    error_make_plain(found->path);
    (void)printf("%s %-16s", current ? "*" : " ", found->name);
    if (found->fault.message[0] != '\0') {
        error_text(&found->fault, fault, sizeof fault);
        (void)printf("cannot be used: %s\n", fault);
    } else
        (void)printf("%s%s\n", found->path[0] != '\0' ? found->path : "built in",
                     found->hidden ? " (hidden by the one before it)" : "");
}

static void print_directories(void)
{
    (void)puts("\nlooked for in this order:");
    struct directories directories = directories_of("themes");
    for (size_t i = 0; i < directories.count; i++) {
        char *directory = directories.paths[i];
        bool there = access(directory, F_OK) == 0;
        error_make_plain(directory);
        (void)printf("  %s%s\n", directory, there ? "" : " (not there)");
    }
}

static int command_themes(const struct options *options, struct error *error)
{
    (void)error;
    struct themes themes = themes_list(options->theme_name, true);
    for (size_t i = 0; i < themes.count; i++) {
        struct theme_file *found = &themes.files[i];
        print_theme(found, !found->hidden && strcmp(found->name, options->theme_name) == 0);
    }
    print_directories();
    free(themes.files);
    return STATUS_DONE;
}

/* ---- The table ---- */

const struct command commands[COMMAND_COUNT] = {
    [COMMAND_LIVE] = {"",
                      "the live screen",
                      {"overlap --mode threads --producers 3", "overlap --cpu 100 --seed 42"},
                      .function = command_live},
    [COMMAND_RACE] = {"race",
                      "the live screen with several modes side by side on one clock",
                      {"overlap race --seed 42", "overlap race --modes sync,async --speed 2"},
                      .function = command_live},
    [COMMAND_RUN] = {"run",
                     "one run without a screen: a line per event, then the summary",
                     {"overlap run --mode threads --seed 42", "overlap run --instant --json | jq .elapsed_s"},
                     .function = command_run},
    [COMMAND_COMPARE] = {"compare",
                         "every mode on the same plan and seed, simulated: one table",
                         {"overlap compare --seed 42", "overlap compare --sweep cpu --modes threads,async"},
                         .function = command_compare},
    [COMMAND_LESSONS] = {"lessons",
                         "the lessons that are found, and how many minutes each takes",
                         {"overlap lessons", "overlap lesson check lessons/*.md"},
                         .function = command_lessons},
    [COMMAND_LESSON] = {"lesson",
                        "a lesson on the live screen; check: proves what it says; notes: the teacher's",
                        {"overlap lesson 04-ten-sleeps", "overlap lesson notes 04-ten-sleeps"},
                        .words = "[NAME|FILE | check FILE... | notes NAME|FILE]",
                        .function = command_lesson},
    [COMMAND_THEMES] = {"themes",
                        "the themes that are found, and where",
                        {"overlap themes", "overlap themes --theme light"},
                        .function = command_themes},
    [COMMAND_HELP] = {.name = "help",
                      .help = "this help, that of the command named after it, or the keys",
                      .examples = {"overlap help run", "overlap help keys"}},
};

int command_worse_status(int one, int other)
{
    if (one == STATUS_FAILED || other == STATUS_FAILED)
        return STATUS_FAILED;
    return one > other ? one : other;
}
