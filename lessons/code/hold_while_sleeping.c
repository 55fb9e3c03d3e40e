/* hold-while-sleeping: the lock is held during the sleep, too */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct item { int value; double created; };

static struct item queue[20];
static int first, last;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;

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

static void *generate(void *argument) { // producer begins
    const char *name = argument;
    for (int k = 1; k <= 10; k++) {
        double seconds = (0.5 + rand() / (double)RAND_MAX) * scale;
        pthread_mutex_lock(&lock); // producer waits for the lock
        work(0.1 * seconds); // producer works
        printf("%s puts item %d (%d)\n", name, k, k * k);
        queue[last++] = (struct item){k * k, now()}; // producer puts
        pthread_cond_signal(&not_empty);
        sleep_for(0.9 * seconds); // producer sleeps
        pthread_mutex_unlock(&lock);
    }
    return NULL; // producer ends
}

static void *process(void *argument) { // consumer begins
    const char *name = argument;
    for (int i = 0; i < 20; i++) {
        pthread_mutex_lock(&lock); // consumer waits for the lock
        while (first == last)
            pthread_cond_wait(&not_empty, &lock); // consumer waits for an item
        struct item item = queue[first++]; // consumer gets
        double waited = now() - item.created;
        printf("%s takes %d, which waited %.2f s\n", name, item.value, waited);
        work(0.05 * scale); // consumer works
        sleep_for(0.45 * scale); // consumer sleeps
        pthread_mutex_unlock(&lock);
    }
    return NULL; // consumer ends
}

int main(int argc, char **argv) {
    scale = argc > 1 ? atof(argv[1]) : 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    double started = now();
    char *names[] = {"P1", "P2", "C1"};
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, i < 2 ? generate : process, // main starts
                       names[i]);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL); // main joins
    printf("finished in %.1f s\n", now() - started); // main ends
    return 0;
}
