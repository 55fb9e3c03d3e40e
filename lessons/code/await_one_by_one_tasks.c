/* await-one-by-one: main runs each task to its end before the next */
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static char *names[] = {"Task-1", "Task-2", "Task-3", "Task-4", "Task-5",
                        "Task-6", "Task-7", "Task-8", "Task-9", "Task-10"};

struct task {
    const char *name;
    double wake;
    bool sleeping;
};

static struct task tasks[10];
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

static void resume(struct task *task) { // task begins
    if (!task->sleeping) {
        double seconds = (0.5 + rand() / (double)RAND_MAX) * scale;
        work(0.1 * seconds); // task works
        task->wake = now() + 0.9 * seconds; // task sleeps
        task->sleeping = true;
        return;
    }
    printf("%s is done\n", task->name);
    task->wake = never; // task ends
    alive--;
}

static void create_task(struct task *task) {
    task->wake = now();
    alive++;
}

static void run_loop(void) {
    while (alive > 0) { // main runs the loop
        struct task *next = &tasks[0];
        for (int i = 1; i < 10; i++)
            if (tasks[i].wake < next->wake)
                next = &tasks[i];
        sleep_for(next->wake - now());
        resume(next);
    }
}

int main(int argc, char **argv) {
    scale = argc > 1 ? atof(argv[1]) : 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    double started = now();
    for (int i = 0; i < 10; i++)
        tasks[i] = (struct task){names[i], never, false};
    for (int i = 0; i < 10; i++) {
        create_task(&tasks[i]);
        run_loop();
    }
    printf("finished in %.1f s\n", now() - started); // main ends
    return 0;
}
