/* pool: a few threads for all tasks, one after another */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static char *names[] = {"Task-1", "Task-2", "Task-3", "Task-4", "Task-5",
                        "Task-6", "Task-7", "Task-8", "Task-9", "Task-10"};
static int taken, done, completed[10];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t is_done = PTHREAD_COND_INITIALIZER;

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

static void *serve(void *unused) {
    pthread_mutex_lock(&lock);
    while (taken < 10) {
        int task = taken++;
        pthread_mutex_unlock(&lock);
        do_something(names[task]);
        pthread_mutex_lock(&lock);
        completed[done++] = task;
        pthread_cond_signal(&is_done);
    }
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(int argc, char **argv) {
    scale = argc > 1 ? atof(argv[1]) : 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    double started = now();
    pthread_t threads[5];
    for (int i = 0; i < 5; i++)
        pthread_create(&threads[i], NULL, serve, NULL); // main starts
    for (int i = 0; i < 10; i++) {
        pthread_mutex_lock(&lock);
        while (done <= i)
            pthread_cond_wait(&is_done, &lock); // main gets the result
        printf("main has the result of %s\n", names[completed[i]]);
        pthread_mutex_unlock(&lock);
    }
    for (int i = 0; i < 5; i++)
        pthread_join(threads[i], NULL);
    printf("finished in %.1f s\n", now() - started); // main ends
    return 0;
}
