/* processes: a process for every task */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *names[] = {"Task-1", "Task-2", "Task-3", "Task-4", "Task-5",
                        "Task-6", "Task-7", "Task-8", "Task-9", "Task-10"};

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

static void do_something(const char *name) { // task begins
    double seconds = (0.5 + rand() / (double)RAND_MAX) * scale;
    work(0.1 * seconds); // task works
    sleep_for(0.9 * seconds); // task sleeps
    printf("%s is done\n", name); // task ends
}

int main(int argc, char **argv) {
    scale = argc > 1 ? atof(argv[1]) : 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    double started = now();
    for (int i = 0; i < 10; i++)
        if (fork() == 0) { // main starts
            srand((unsigned)getpid());
            do_something(names[i]);
            return 0;
        }
    while (wait(NULL) > 0) // main joins
        continue;
    printf("finished in %.1f s\n", now() - started); // main ends
    return 0;
}
