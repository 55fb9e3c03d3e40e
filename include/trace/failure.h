/*
 * failure — whether a run went wrong, how, and from when on.
 *
 * It rests on the trace alone and so holds for every bug: what is judged is what happened, not what was meant to.
 */
#pragma once

#include "trace/trace.h"

enum failure_kind {
    FAILURE_NONE,
    FAILURE_CRASHED,     /* a worker ended with an error */
    FAILURE_KILLED,      /* a worker's process was killed */
    FAILURE_TWICE,       /* a consumer took an item that another had taken */
    FAILURE_LOST,        /* a consumer removed an item that nobody had taken */
    FAILURE_OVERWRITTEN, /* a worker wrote a counter over another's update, which is lost */
    FAILURE_LEFT,        /* main said that it was finished, and its workers went on */
    FAILURE_STUCK,       /* a deadlock */
    FAILURE_UNFINISHED   /* it ended, and not all items were consumed */
};

/* What an event by itself is; NONE: nothing bad. */
enum failure_kind failure_kind_of(const struct event *event);

struct failure {
    enum failure_kind kind;
    int64_t
        time; /* ns on the run's clock; of a circle of locks when it closed, else of a deadlock when the last stopped */
    lane_id lane; /* whose it is; LANE_NONE: of no worker alone */
};

/* The first thing that went wrong in a run that has ended or is stuck and whose plan has so many items (0: no end). */
struct failure failure_of(const struct trace *trace, uint64_t items, bool stuck);

/* The moment just before the step in which it went wrong, ns on the run's clock, but not before the run's start. */
int64_t failure_eve(const struct trace *trace, const struct failure *failure);
