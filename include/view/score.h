/*
 * score — the figures of a run as the cells of a table: the same on the screen, in a race and on paper.
 */
#pragma once

#include "engine/plan.h"
#include "trace/stats.h"

#include <stdbool.h>

struct scene_run;

/* A row: a run, or a part of one. */
struct score {
    int number; /* 0: it has none */
    const char *mode;
    const char *note; /* what became of it: "deadlock", "stopped"; "": the figures say it all */
    const struct plan *plan;
    const struct plan *before; /* of the run that the plan is compared with; NULL: of none */
    bool finished;             /* by the plan that it began with: else the ideal is of another one */
    int64_t ideal;             /* ns; -1: not known */
    struct stats stats;
    int digits; /* after the point of times; 0: rates have none either */
};

/* Of the run up to `end`, compared with no other, with a digit after the point. */
struct score score_of(const struct scene_run *run, int64_t end);

enum score_column {
    SCORE_RUN,
    SCORE_MODE,
    SCORE_PLAN, /* its note, and what differs from the plan before: "left, 3 producers, cpu 40%" */
    SCORE_ELAPSED,
    SCORE_IDEAL, /* elapsed ÷ ideal */
    SCORE_ITEMS, /* consumed, or tasks finished, of all where there is an end */
    SCORE_RATE,  /* as many per second */
    SCORE_LATENCY,
    SCORE_LONGEST, /* the longest latency */
    SCORE_OVERLAP,
    SCORE_COLUMNS
};

/* NULL: a run of the plan has no such figure, since it has no queue. */
const char *score_title(const struct plan *plan, enum score_column column);

/* The cell in UTF-8; "–" where there is nothing to say yet. */
enum { SCORE_SIZE = 192 };
void score_write(const struct score *score, enum score_column column, char text[SCORE_SIZE]);

/* For qsort of a table by that column, the most telling first. */
int score_compare(const struct score *a, const struct score *b, enum score_column column);
