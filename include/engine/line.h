/*
 * line — workers standing in line, first come first served.
 *
 * Linked through worker.next: a worker stands in one line at a time. No lock: its owner has one, or is one thread.
 */
#ifndef OVERLAP_ENGINE_LINE_H
#define OVERLAP_ENGINE_LINE_H

struct worker;

/* A zeroed line is a valid empty one. */
struct line {
    struct worker *first, *last;
};

void line_append(struct line *line, struct worker *worker);
struct worker *line_take(struct line *line); /* the first; NULL where there is none */

/* All of `other`, which is empty then, at the end of the line. */
void line_join(struct line *line, struct line *other);

#endif
