/* await-one-by-one: main runs each task to its end before the next */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct worker {
    const char *name;
    void (*resume)(struct worker *worker);
    double wake;
    int k;
};

struct item { int value; double created; };

static struct item queue[20];
static int first, last;
static struct worker workers[3], *waiting;
static int alive;
static const double never = 1e9;

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

static void put(struct item item) {
    queue[last++] = item; // producer puts
    if (waiting != NULL)
        waiting->wake = now();
    waiting = NULL;
}

static void finish(struct worker *worker) {
    worker->wake = never;
    alive--;
}

static void generate(struct worker *worker) { // producer begins
    int k = ++worker->k;
    if (k > 10) {
        finish(worker); // producer ends
        return;
    }
    double seconds = (0.5 + rand() / (double)RAND_MAX) * scale;
    work(0.1 * seconds); // producer works
    printf("%s puts item %d (%d)\n", worker->name, k, k * k);
    put((struct item){k * k, now()});
    worker->wake = now() + 0.9 * seconds; // producer sleeps
}

static void process(struct worker *worker) { // consumer begins
    if (worker->k == 20) {
        finish(worker); // consumer ends
        return;
    }
    if (first == last) {
        waiting = worker; // consumer waits for an item
        worker->wake = never;
        return;
    }
    struct item item = queue[first++]; // consumer gets
    worker->k++;
    double waited = now() - item.created;
    printf("%s takes %d, which waited %.2f s\n", worker->name,
           item.value, waited);
    work(0.05 * scale); // consumer works
    worker->wake = now() + 0.45 * scale; // consumer sleeps
}

static void create_task(struct worker *worker) {
    worker->wake = now();
    alive++;
}

static void run_loop(void) {
    while (alive > 0) { // main runs the loop
        struct worker *next = &workers[0];
        for (int i = 1; i < 3; i++)
            if (workers[i].wake < next->wake)
                next = &workers[i];
        sleep_for(next->wake - now());
        next->resume(next);
    }
}

int main(int argc, char **argv) {
    scale = argc > 1 ? atof(argv[1]) : 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    double started = now();
    workers[0] = (struct worker){"P1", generate, never, 0};
    workers[1] = (struct worker){"P2", generate, never, 0};
    workers[2] = (struct worker){"C1", process, never, 0};
    for (int i = 0; i < 3; i++) {
        create_task(&workers[i]);
        run_loop();
    }
    printf("finished in %.1f s\n", now() - started); // main ends
    return 0;
}
