/* processes: a process for every worker, and a pipe */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct item { int value; double created; };

static int queue[2];

static double scale = 1;

static double seconds_on(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double now(void) {
    return seconds_on(CLOCK_MONOTONIC);
}

static void work(double seconds) {
    double end = seconds_on(CLOCK_THREAD_CPUTIME_ID) + seconds;
    while (seconds_on(CLOCK_THREAD_CPUTIME_ID) < end)
        continue;
}

static void sleep_for(double seconds) {
    long ns = (long)(seconds * 1e9);
    nanosleep(&(struct timespec){ns / 1000000000, ns % 1000000000}, NULL);
}

static void put(struct item item) {
    if (write(queue[1], &item, sizeof item) != sizeof item) // producer puts
        exit(1);
}

static struct item get(void) {
    struct item item;
    if (read(queue[0], &item, sizeof item) != sizeof item) // consumer gets
        exit(1);
    return item;
}

static void generate(const char *name) { // producer begins
    for (int k = 1; k <= 10; k++) {
        double seconds = (0.5 + rand() / (double)RAND_MAX) * scale;
        work(0.1 * seconds); // producer works
        printf("%s puts item %d (%d)\n", name, k, k * k);
        put((struct item){k * k, now()});
        sleep_for(0.9 * seconds); // producer sleeps
    } // producer ends
}

static void process(const char *name) { // consumer begins
    for (int i = 0; i < 20; i++) {
        struct item item = get();
        double waited = now() - item.created;
        printf("%s takes %d, which waited %.2f s\n", name, item.value, waited);
        work(0.05 * scale); // consumer works
        sleep_for(0.45 * scale); // consumer sleeps
    } // consumer ends
}

static void start(void (*run)(const char *name), const char *name) {
    if (fork() != 0) // main starts
        return;
    srand((unsigned)getpid());
    run(name);
    exit(0);
}

int main(int argc, char **argv) {
    scale = argc > 1 ? atof(argv[1]) : 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    double started = now();
    if (pipe(queue) != 0)
        return 1;
    start(generate, "P1");
    start(generate, "P2");
    start(process, "C1");
    while (wait(NULL) > 0) // main joins
        continue;
    printf("finished in %.1f s\n", now() - started); // main ends
    return 0;
}
