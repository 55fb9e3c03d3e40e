/*
 * soak — threads and async without an end, in a terminal, with random keys, for a long time: memory, descriptors and
 * threads stay what they were.
 *
 * usage: soak SECONDS
 */
#include "terminal/terminal.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SAMPLE_MS = 1000, KEYS_A_SAMPLE = 10, SETTLED = 10, MEMORY_MOST_KIB = 64 * 1024 };

struct sample {
    long memory_kib, threads, descriptors;
};

struct patient {
    const char *mode;
    struct terminal *terminal;
    struct sample first, latest;
};

static long status_of(int process, const char *field)
{
    char path[64], line[256];
    long value = -1;
    (void)snprintf(path, sizeof path, "/proc/%d/status", process);
    FILE *file = fopen(path, "r");
    while (file != NULL && value < 0 && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, field, strlen(field)) == 0)
            value = atol(line + strlen(field));
    if (file != NULL)
        (void)fclose(file);
    return value;
}

static long count_descriptors(int process)
{
    char path[64];
    long count = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/fd", process);
    DIR *directory = opendir(path);
    while (directory != NULL && readdir(directory) != NULL)
        count++;
    if (directory != NULL)
        (void)closedir(directory);
    return count;
}

static struct sample take_sample(const struct terminal *terminal)
{
    int process = terminal_process(terminal);
    return (struct sample){status_of(process, "VmRSS:"), status_of(process, "Threads:"), count_descriptors(process)};
}

static struct patient admit(const char *mode)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, "-m",  mode,        "-n", "0",
                                     "--produce",     "0-1", "--consume", "0",  NULL};
    struct patient patient = {.mode = mode};
    patient.terminal = terminal_start(&(struct terminal_setup){.arguments = arguments});
    return patient;
}

/* Each key comes with the one that undoes it, so that the plan stays near where it was. */
static void press_keys(struct patient *patient)
{
    static const char *const keys[] = {"pP",  "Pp", "cC",   "dD", "eE", "wW", "bB",     "+-",          "  ",
                                       ".. ", "??", "\t\t", "zZ", "\f", "@#", "\033[A", "\033[<0;9;9M"};
    for (int i = 0; i < KEYS_A_SAMPLE; i++)
        terminal_send(patient->terminal, keys[(size_t)rand() % (sizeof keys / sizeof *keys)]);
    terminal_resize(patient->terminal, 10 + rand() % 40, 40 + rand() % 120);
    terminal_pump_for(patient->terminal, SAMPLE_MS / 2);
}

static int judge(const struct patient *patient)
{
    const struct sample *a = &patient->first, *z = &patient->latest;
    (void)printf("%s: memory %ld to %ld KiB, threads %ld to %ld, descriptors %ld to %ld\n", patient->mode,
                 a->memory_kib, z->memory_kib, a->threads, z->threads, a->descriptors, z->descriptors);
    return z->memory_kib <= 0 || z->memory_kib > MEMORY_MOST_KIB || z->threads > a->threads + 1 ||
           z->descriptors != a->descriptors;
}

static int discharge(struct patient *patient)
{
    terminal_send(patient->terminal, "\003");
    bool ended = terminal_pump_end(patient->terminal, TERMINAL_PATIENCE);
    int status = terminal_exit_status(patient->terminal);
    terminal_free(patient->terminal);
    return !ended || status != 0;
}

int main(int argc, char *argv[])
{
    if (argc != 2 || atoi(argv[1]) <= 0) {
        (void)fputs("usage: soak SECONDS\n", stderr);
        return 2;
    }
    unsigned seed = (unsigned)time(NULL);
    srand(seed);
    (void)printf("seed %u\n", seed);
    struct patient patients[] = {admit("threads"), admit("async")};
    const int count = sizeof patients / sizeof *patients;
    time_t end = time(NULL) + atoi(argv[1]);
    for (int samples = 0; time(NULL) < end; samples++)
        for (int i = 0; i < count; i++) {
            press_keys(&patients[i]);
            patients[i].latest = take_sample(patients[i].terminal);
            if (samples == SETTLED)
                patients[i].first = patients[i].latest;
        }
    int failures = 0;
    for (int i = 0; i < count; i++)
        failures += judge(&patients[i]) + discharge(&patients[i]);
    return failures != 0;
}
