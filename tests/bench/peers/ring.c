/*
 * ring — a peer of the bench: a bounded ring under a mutex with two condition variables, as every textbook has it.
 *
 *   ring PRODUCERS CONSUMERS CAPACITY ITEMS      capacity 0: room for all; ITEMS of each producer
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct ring {
    pthread_mutex_t lock;
    pthread_cond_t not_empty, not_full;
    long *items;
    long capacity, first, depth, left; /* left: not taken yet by anybody */
    long each;
};

static void *produce(void *argument)
{
    struct ring *ring = argument;
    for (long i = 0; i < ring->each; i++) {
        pthread_mutex_lock(&ring->lock);
        while (ring->depth == ring->capacity)
            pthread_cond_wait(&ring->not_full, &ring->lock);
        ring->items[(ring->first + ring->depth++) % ring->capacity] = i;
        pthread_cond_signal(&ring->not_empty);
        pthread_mutex_unlock(&ring->lock);
    }
    return NULL;
}

static void *consume(void *argument)
{
    struct ring *ring = argument;
    pthread_mutex_lock(&ring->lock);
    while (ring->left > 0) {
        if (ring->depth == 0) {
            pthread_cond_wait(&ring->not_empty, &ring->lock);
            continue;
        }
        ring->first = (ring->first + 1) % ring->capacity;
        ring->depth--;
        ring->left--;
        pthread_cond_signal(&ring->not_full);
        pthread_mutex_unlock(&ring->lock);
        pthread_mutex_lock(&ring->lock);
    }
    pthread_cond_broadcast(&ring->not_empty);
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments)
{
    if (count != 5)
        return 2;
    long producers = atol(arguments[1]), consumers = atol(arguments[2]), capacity = atol(arguments[3]);
    long each = atol(arguments[4]), all = producers * each;
    struct ring ring = {.capacity = capacity > 0 ? capacity : all, .left = all, .each = each};
    ring.items = malloc((size_t)ring.capacity * sizeof *ring.items);
    pthread_mutex_init(&ring.lock, NULL);
    pthread_cond_init(&ring.not_empty, NULL);
    pthread_cond_init(&ring.not_full, NULL);
    pthread_t *threads = malloc((size_t)(producers + consumers) * sizeof *threads);
    double start = now();
    for (long i = 0; i < producers + consumers; i++)
        pthread_create(&threads[i], NULL, i < producers ? produce : consume, &ring);
    for (long i = 0; i < producers + consumers; i++)
        pthread_join(threads[i], NULL);
    printf("{\"elapsed_s\": %.9f}\n", now() - start);
    free(threads);
    free(ring.items);
    return 0;
}
