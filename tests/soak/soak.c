/*
 * soak — the program in a terminal, for a long time, under random keys, clicks and sizes: memory, descriptors and
 * threads stay what they were, the terminal shows what the program thinks that it does, and at the end every item that
 * was produced was taken once.
 *
 * Two have a run without an end, in threads and in async; a third wanders through all modes and the race, and ends each
 * run before it starts another. A run is ended as a user can: fewer and fewer items, until it is finished; then the
 * screen says how many items each worker had.
 *
 * usage: soak SECONDS
 */
#include "soak/resources.h"
#include "terminal/terminal.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    SAMPLE_MS = 400,
    ESCAPE_MS = 250,
    QUIET_MS = 500,
    STILL_MS = 3000, /* when it should be */
    KEYS_A_SAMPLE = 10,
    SETTLED = 20,      /* samples after which it should need nothing more */
    SAMPLES_A_RUN = 8, /* of the one that wanders */
    MEMORY_MOST_KIB = 64 * 1024,
    RUN_MOST_KIB = 1024, /* more for each run that the scoreboard keeps, */
    RUNS_KEPT = 100,     /* and it keeps no more */
    ROWS_MIN = 10,       /* fewer are no screen */
    POOL_MORE = 8,       /* threads */
    THREADS_MAX = 40,    /* of the one that wanders: more than any race has */
    ROWS = 60,
    COLUMNS = 160
};

struct patient {
    const char *name;
    bool wanders;
    struct terminal *terminal;
    struct resources first, latest;
    int samples, pictures;
    int runs;       /* that were ended and judged */
    uint64_t items; /* that were in them */
    int failures;
};

static int any(int below)
{
    return rand() % below;
}

static void admit(struct patient *patient, const char *mode)
{
    const char *produce = patient->wanders ? "0.2-1" : "0-0.2", *consume = patient->wanders ? "0.1-0.3" : "0-0.05";
    const char *const arguments[] = {OVERLAP_PROGRAM, "--mouse", "-m",        mode,    "-n", "0", "--speed", "5",
                                     "--produce",     produce,   "--consume", consume, NULL};
    patient->terminal = terminal_start(&(struct terminal_setup){.arguments = arguments});
    (void)terminal_pump_shown(patient->terminal, "? help", TERMINAL_PATIENCE);
}

/* ---- What is done to it ---- */

static void args(struct patient *patient, const char *key, int times)
{
    while (times-- > 0)
        terminal_send(patient->terminal, key);
}

/* An escape at the end is given time to be one by itself, and not the beginning of a sequence. */
static void type(struct patient *patient, const char *keys)
{
    terminal_send(patient->terminal, keys);
    if (keys[strlen(keys) - 1] == '\033')
        terminal_pump_for(patient->terminal, ESCAPE_MS);
}

/* A click, or a turn of the wheel; in the rows that are nowhere the footer's, which has places to quit and to start. */
static void point(struct patient *patient, int columns)
{
    static const int buttons[] = {0, 64, 65};
    char event[64];
    int x = 1 + any(columns), y = 1 + any(ROWS_MIN - 2);
    (void)snprintf(event, sizeof event, "\033[<%d;%d;%dM\033[<0;%d;%dm", buttons[any(3)], x, y, x, y);
    terminal_send(patient->terminal, event);
}

/* Each key comes with what undoes it, so that plan and screen stay near where they were; more workers come first, since
 * there may be no fewer. */
static void disturb(struct patient *patient)
{
    static const char *const letters[] = {"Pp",  "Cc",   "dD", "Ee", "wW", "bB",   "jJ", "+-", "  ",
                                          ".. ", ".,. ", "??", "zZ", "Zz", "ffzl", "hH", "gg", "oo"};
    static const char *const others[] = {
        "mm",        "iiyykk",         "FF",           "\t\t\t",    "\t\033OC\t\t", "?\033OC?",
        "\033ODl",   "\033ODz\033OCl", "\033OH\033OF", "\f",        "@#",           "T\033OB\033",
        "T\033OA\r", "\033OA",         "\033OB",       "\033[200~", "\033[99;99~"};
    int rows = ROWS_MIN + any(50), columns = 40 + any(160);
    terminal_resize(patient->terminal, rows, columns);
    for (int i = 0; i < KEYS_A_SAMPLE; i++)
        switch (any(4)) {
        case 0:
            point(patient, columns);
            break;
        case 1:
            type(patient, letters[any(sizeof letters / sizeof *letters)]);
            break;
        default:
            type(patient, others[any(sizeof others / sizeof *others)]);
            break;
        }
    terminal_pump_for(patient->terminal, SAMPLE_MS);
}

/* ---- How it is ---- */

static void complain(struct patient *patient, const char *what)
{
    (void)printf("%s: %s\n%s", patient->name, what, emulator_text(terminal_screen(patient->terminal)));
    patient->failures++;
}

/* The items of all producers ('P') or consumers ('C'), from the labels of their lanes. */
static uint64_t sum_items(struct emulator *screen, char kind)
{
    uint64_t sum = 0;
    for (int row = 0; row < emulator_rows(screen); row++) {
        char letter;
        unsigned number;
        unsigned long long items;
        if (sscanf(emulator_row(screen, row), " %c%u %llu", &letter, &number, &items) == 3 && letter == kind)
            sum += items;
    }
    return sum;
}

static bool every_item_was_taken_once(struct terminal *terminal, const void *context)
{
    (void)context;
    struct emulator *screen = terminal_screen(terminal);
    uint64_t produced = sum_items(screen, 'P');
    return emulator_find(screen, "· finished", NULL, NULL) && emulator_find(screen, "depth 0 ", NULL, NULL) &&
           produced > 0 && produced == sum_items(screen, 'C');
}

/* Leaves menus, the past and the race, and lets the run come to its end: no queue is full, nobody waits for a thread of
 * the pool, and nothing more is made. */
static void let_finish(struct patient *patient)
{
    terminal_resize(patient->terminal, ROWS, COLUMNS);
    for (int i = 0; i < 5; i++)
        type(patient, "\033");
    args(patient, "h", 8); /* low lanes: there is room for all of them */
    args(patient, "B", 16);
    args(patient, "V", POOL_MORE);
    args(patient, "n", 8);
    args(patient, ". ", 1); /* pauses, if it did not, and goes on, */
    args(patient, "l", 1);  /* at the present */
}

static void judge_run(struct patient *patient)
{
    let_finish(patient);
    if (!terminal_pump_until(patient->terminal, every_item_was_taken_once, NULL, 3 * TERMINAL_PATIENCE))
        complain(patient, "not every item was taken once, or its run does not come to an end");
    if (!patient->wanders && !emulator_find(terminal_screen(patient->terminal), "run 1 ", NULL, NULL))
        complain(patient, "it has left its run");
    patient->runs++;
    patient->items += sum_items(terminal_screen(patient->terminal), 'P');
}

static bool is_still(struct terminal *terminal)
{
    struct emulator *screen = terminal_screen(terminal);
    return terminal_pump_quiet(terminal, QUIET_MS, STILL_MS) &&
           (emulator_find(screen, ". step", NULL, NULL) || emulator_find(screen, "· finished", NULL, NULL));
}

static bool shows(struct terminal *terminal, const void *text)
{
    return strcmp(emulator_text(terminal_screen(terminal)), text) == 0;
}

/* What a still screen shows is what it shows when all of it is sent again. One that goes on is not judged, nor one with
 * an answer to the key, which goes with the next. */
static void judge_picture(struct patient *patient)
{
    struct terminal *terminal = patient->terminal;
    args(patient, " ", 1); /* pauses; a run that was paused goes on */
    if (is_still(terminal) && !emulator_find(terminal_screen(terminal), "The run is over", NULL, NULL)) {
        char *before = strdup(emulator_text(terminal_screen(terminal)));
        if (before == NULL)
            abort();
        size_t sent = terminal_received(terminal);
        args(patient, "\f", 1);
        if (!terminal_pump_more(terminal, sent, TERMINAL_PATIENCE) ||
            !terminal_pump_until(terminal, shows, before, TERMINAL_PATIENCE))
            complain(patient, before);
        free(before);
        patient->pictures++;
    }
    args(patient, " ", 1);
}

static void judge_resources(struct patient *patient)
{
    const struct resources *a = &patient->first, *z = &patient->latest;
    int kept = patient->wanders ? patient->runs : 0;
    long most_kib = MEMORY_MOST_KIB + RUN_MOST_KIB * (kept < RUNS_KEPT ? kept : RUNS_KEPT);
    (void)printf("%s: %d samples; memory %ld to %ld KiB, threads %ld to %ld, descriptors %ld to %ld\n", patient->name,
                 patient->samples, a->memory_kib, z->memory_kib, a->threads, z->threads, a->descriptors,
                 z->descriptors);
    if (patient->samples < SETTLED)
        return;
    long most_threads = patient->wanders ? THREADS_MAX : a->threads + 1;
    if (z->memory_kib <= 0 || z->memory_kib > most_kib || z->threads > most_threads || z->descriptors != a->descriptors)
        complain(patient, "it holds more than it did");
}

/* ---- Its stay ---- */

/* Another run, in whatever mode; "x" is the race. */
static void start_other(struct patient *patient)
{
    static const char *const starts[] = {"s", "t", "a", "O", "G", "x", "r", "R"};
    args(patient, "N", 8);
    args(patient, "v", POOL_MORE);
    args(patient, starts[any(sizeof starts / sizeof *starts)], 1);
}

static void visit(struct patient *patient)
{
    disturb(patient);
    judge_picture(patient);
    patient->samples++;
    if (!terminal_running(patient->terminal)) {
        (void)printf("%s: status %d, signal %d\n", patient->name, terminal_exit_status(patient->terminal),
                     terminal_exit_signal(patient->terminal));
        complain(patient, "it has ended");
        return;
    }
    if (patient->wanders && patient->samples % SAMPLES_A_RUN == 0) {
        judge_run(patient);
        start_other(patient);
    }
    patient->latest = resources_of(terminal_process(patient->terminal));
    if (patient->samples == SETTLED)
        patient->first = patient->latest;
}

static void discharge(struct patient *patient)
{
    judge_resources(patient);
    judge_run(patient);
    (void)printf("%s: %llu items in %d runs, %d pictures\n", patient->name, (unsigned long long)patient->items,
                 patient->runs, patient->pictures);
    terminal_send(patient->terminal, "\003");
    if (!terminal_pump_end(patient->terminal, TERMINAL_PATIENCE) || terminal_exit_status(patient->terminal) != 0)
        complain(patient, "it does not end well");
    terminal_free(patient->terminal);
}

int main(int argc, char *argv[])
{
    if (argc != 2 || atoi(argv[1]) <= 0) {
        (void)fputs("usage: soak SECONDS\n", stderr);
        return 2;
    }
    unsigned seed = (unsigned)time(NULL);
    srand(seed);
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    (void)printf("seed %u\n", seed);
    struct patient patients[] = {{.name = "threads"}, {.name = "async"}, {.name = "all modes", .wanders = true}};
    const int count = sizeof patients / sizeof *patients;
    for (int i = 0; i < count; i++)
        admit(&patients[i], patients[i].wanders ? "sync" : patients[i].name);
    time_t end = time(NULL) + atoi(argv[1]);
    int failures = 0;
    while (failures == 0 && time(NULL) < end)
        for (int i = 0; i < count; i++) {
            visit(&patients[i]);
            failures += patients[i].failures;
        }
    failures = 0;
    for (int i = 0; i < count; i++) {
        discharge(&patients[i]);
        failures += patients[i].failures;
    }
    return failures != 0;
}
