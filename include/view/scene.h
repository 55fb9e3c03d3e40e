/*
 * scene — everything that one frame shows, as plain data.
 *
 * The app fills it, the view only reads it and what it points to: so a screen is a pure function of a scene.
 */
#ifndef OVERLAP_VIEW_SCENE_H
#define OVERLAP_VIEW_SCENE_H

#include "engine/plan.h"
#include "record/trace.h"
#include "view/theme.h"

#include <stdbool.h>
#include <stddef.h>

enum run_status {
    RUN_RUNNING,
    RUN_STUCK,    /* deadlock: everybody waits, nothing is due */
    RUN_FINISHED,
    RUN_LEFT      /* the user went on to another run before it ended */
};

/* One run on the timeline. Runs follow each other without overlap: run i ends where run i + 1 starts or before. */
struct scene_run {
    int number;           /* from 1 */
    int heat;             /* from 1: runs of one heat go on side by side */
    const char *mode;     /* "sync", "threads", … */
    enum run_status status;
    struct plan plan;     /* as it is now or was at its end */
    bool changed;         /* the plan was changed while it went on */
    int64_t ideal;        /* ns; -1: not known */
    const struct trace *trace;
};

/* A row of the footer and of the help screen, from the command table. */
struct scene_key {
    const char *keys; /* "p/P", "space" */
    const char *name; /* "pause": one or two words for the footer; NULL: not in the footer */
    const char *help; /* a line for the help screen */
};

/* How time is looked at. */
struct scene_view {
    int64_t cell;   /* ns that one column stands for */
    int64_t edge;   /* looking back: the time in the last column; TIME_NEVER: that is now */
    int64_t cursor; /* the time looked at while time stands still; TIME_NEVER: none */
};

struct scene {
    struct look look;
    int64_t now;      /* ns on the session's clock */
    struct scene_view view;
    bool main_lane; /* the lane of the main program is shown */
    bool wakes;     /* marks join who woke a worker to it, where the zoom has room for them */
    bool items;     /* the items on their way are shown */
    bool paused;
    double speed;
    struct plan plan; /* what the controls show */
    int control;      /* the chosen enum control, or -1 */
    const struct scene_run *runs; /* the newest last; at least one */
    size_t run_count;
    const struct scene_key *keys;
    size_t key_count;
    const char *notice; /* said instead of the caption: a refused key, a thread that could not be created. NULL: none */
    const char *hint;   /* what would help most, below the caption. NULL or empty: nothing is said */
    bool help;          /* the help screen is open */
};

#endif
