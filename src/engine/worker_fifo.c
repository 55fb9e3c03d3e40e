/* worker_fifo — workers standing in line; see the header. */
#include "engine/worker_fifo.h"

#include "engine/worker.h"

void worker_fifo_append(struct worker_fifo *fifo, struct worker *worker)
{
    worker->next = NULL;
    if (fifo->last != NULL)
        fifo->last->next = worker;
    else
        fifo->first = worker;
    fifo->last = worker;
}

struct worker *worker_fifo_take(struct worker_fifo *fifo)
{
    struct worker *worker = fifo->first;
    if (worker == NULL)
        return NULL;
    fifo->first = worker->next;
    if (fifo->first == NULL)
        fifo->last = NULL;
    return worker;
}

void worker_fifo_join(struct worker_fifo *fifo, struct worker_fifo *other)
{
    if (other->first == NULL)
        return;
    if (fifo->last != NULL)
        fifo->last->next = other->first;
    else
        fifo->first = other->first;
    fifo->last = other->last;
    *other = (struct worker_fifo){0};
}
