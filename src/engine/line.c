/* line — workers standing in line; see the header. */
#include "engine/line.h"

#include "engine/worker.h"

void line_append(struct line *line, struct worker *worker)
{
    worker->next = NULL;
    if (line->last != NULL)
        line->last->next = worker;
    else
        line->first = worker;
    line->last = worker;
}

struct worker *line_take(struct line *line)
{
    struct worker *worker = line->first;
    if (worker == NULL)
        return NULL;
    line->first = worker->next;
    if (line->first == NULL)
        line->last = NULL;
    return worker;
}

void line_join(struct line *line, struct line *other)
{
    if (other->first == NULL)
        return;
    if (line->last != NULL)
        line->last->next = other->first;
    else
        line->first = other->first;
    line->last = other->last;
    *other = (struct line){0};
}
