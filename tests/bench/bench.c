/*
 * bench — how fast overlap is, each figure beside something measured in the same run.
 *
 *   bench [--rounds N] [--long] [--json FILE] [SECTION]...     all sections where none is named
 *
 * The figures are for reading: nothing here fails because a machine is slow.
 */
#include "bench/sections.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct section {
    const char *name;
    void (*measure)(struct report *report, const struct settings *settings);
} sections[] = {
    {"throughput", bench_throughput}, {"scale", bench_scale},         {"recording", bench_recording},
    {"fidelity", bench_fidelity},     {"processes", bench_processes}, {"screen", bench_screen},
    {"memory", bench_memory},
};
enum { SECTIONS = sizeof sections / sizeof *sections };

static double read_clock(clockid_t id)
{
    struct timespec time;
    (void)clock_gettime(id, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

double bench_cpu_now(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

double bench_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

static bool is_wanted(const char *name, char *const *named)
{
    if (*named == NULL)
        return true;
    while (*named != NULL && strcmp(*named, name) != 0)
        named++;
    return *named != NULL;
}

static int usage(void)
{
    (void)fprintf(stderr, "usage: bench [--rounds N] [--long] [--json FILE] [SECTION]...\nsections:");
    for (size_t i = 0; i < SECTIONS; i++)
        (void)fprintf(stderr, " %s", sections[i].name);
    (void)fputc('\n', stderr);
    return 2;
}

int main(int count, char **arguments)
{
    static const struct option options[] = {{"rounds", required_argument, NULL, 'r'},
                                            {"long", no_argument, NULL, 'l'},
                                            {"json", required_argument, NULL, 'j'},
                                            {0}};
    struct settings settings = {.rounds = 5};
    const char *path = NULL;
    for (int option; (option = getopt_long(count, arguments, "", options, NULL)) != -1;) {
        if (option == 'r')
            settings.rounds = atoi(optarg);
        else if (option == 'l')
            settings.thorough = true;
        else if (option == 'j')
            path = optarg;
        else
            return usage();
    }
    if (settings.rounds < 1 || settings.rounds > SAMPLES_MAX)
        return usage();

    struct report *report = report_new();
    for (size_t i = 0; i < SECTIONS; i++)
        if (is_wanted(sections[i].name, arguments + optind))
            sections[i].measure(report, &settings);
    bool written = path == NULL || report_write(report, path);
    if (!written)
        (void)fprintf(stderr, "bench: cannot write %s\n", path);
    report_free(report);
    return written ? 0 : 1;
}
