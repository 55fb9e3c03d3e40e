/*
 * worker_fifo — workers standing in line, first come first served.
 *
 * Linked through worker.next: a worker stands in one line at a time. No lock: its owner has one, or is one thread.
 */
#ifndef OVERLAP_ENGINE_WORKER_FIFO_H
#define OVERLAP_ENGINE_WORKER_FIFO_H

struct worker;

/* A zeroed line is a valid empty one. */
struct worker_fifo {
    struct worker *first, *last;
};

void worker_fifo_append(struct worker_fifo *fifo, struct worker *worker);
struct worker *worker_fifo_take(struct worker_fifo *fifo); /* the first; NULL where there is none */

/* All of `other`, which is empty then, at the end of the line. */
void worker_fifo_join(struct worker_fifo *fifo, struct worker_fifo *other);

#endif
