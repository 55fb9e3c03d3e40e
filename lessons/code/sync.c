/* sync: one worker after another, on one thread */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct item { int value; double created; };

static struct item queue[20];
static int first, last;

static double scale = 1;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void work(double seconds) {
    double end = now() + seconds;
    while (now() < end)
        continue;
}

static void sleep_for(double seconds) {
    long ns = (long)(seconds * 1e9);
    nanosleep(&(struct timespec){ns / 1000000000, ns % 1000000000}, NULL);
}

static void generate(const char *name) { // producer begins
    for (int k = 1; k <= 10; k++) {
        double seconds = (0.5 + rand() / (double)RAND_MAX) * scale;
        work(0.1 * seconds); // producer works
        printf("%s puts item %d (%d)\n", name, k, k * k);
        queue[last++] = (struct item){k * k, now()}; // producer puts
        sleep_for(0.9 * seconds); // producer sleeps
    } // producer ends
}

static void process(const char *name) { // consumer begins
    for (int i = 0; i < 20; i++) {
        struct item item = queue[first++]; // consumer gets
        double waited = now() - item.created;
        printf("%s takes %d, which waited %.2f s\n", name, item.value, waited);
        work(0.05 * scale); // consumer works
        sleep_for(0.45 * scale); // consumer sleeps
    } // consumer ends
}

int main(int argc, char **argv) {
    scale = argc > 1 ? atof(argv[1]) : 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    double started = now();
    for (int i = 1; i <= 2; i++)
        generate(i == 1 ? "P1" : "P2"); // main calls a producer
    process("C1"); // main calls a consumer
    printf("finished in %.1f s\n", now() - started); // main ends
    return 0;
}
