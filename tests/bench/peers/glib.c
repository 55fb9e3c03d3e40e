/*
 * glib — a peer of the bench: GLib's GAsyncQueue, which has no bound.
 *
 *   glib PRODUCERS CONSUMERS CAPACITY ITEMS      the capacity is ignored; ITEMS of each producer
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

struct work {
    GAsyncQueue *queue;
    long each;
};

static gpointer produce(gpointer argument)
{
    const struct work *work = argument;
    for (long i = 1; i <= work->each; i++)
        g_async_queue_push(work->queue, GINT_TO_POINTER(1));
    return NULL;
}

static gpointer consume(gpointer argument)
{
    const struct work *work = argument;
    while (GPOINTER_TO_INT(g_async_queue_pop(work->queue)) != 2)
        continue;
    return NULL;
}

int main(int count, char **arguments)
{
    if (count != 5)
        return 2;
    long producers = atol(arguments[1]), consumers = atol(arguments[2]);
    struct work work = {.queue = g_async_queue_new(), .each = atol(arguments[4])};
    GThread **threads = g_new(GThread *, producers + consumers);
    gint64 start = g_get_monotonic_time();
    for (long i = 0; i < producers + consumers; i++)
        threads[i] = g_thread_new("peer", i < producers ? produce : consume, &work);
    for (long i = 0; i < producers; i++)
        g_thread_join(threads[i]);
    for (long i = 0; i < consumers; i++)
        g_async_queue_push(work.queue, GINT_TO_POINTER(2)); /* the end */
    for (long i = producers; i < producers + consumers; i++)
        g_thread_join(threads[i]);
    printf("{\"elapsed_s\": %.6f}\n", (double)(g_get_monotonic_time() - start) / 1e6);
    g_free(threads);
    g_async_queue_unref(work.queue);
    return 0;
}
