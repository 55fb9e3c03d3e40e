/*
 * scene — everything that one frame shows, as plain data.
 *
 * The app fills it, the view only reads it and what it points to: so a screen is a pure function of a scene.
 */
#ifndef OVERLAP_VIEW_SCENE_H
#define OVERLAP_VIEW_SCENE_H

#include "engine/plan.h"
#include "record/trace.h"
#include "view/score.h"
#include "view/theme.h"

#include <stdbool.h>
#include <stddef.h>

enum run_status {
    RUN_RUNNING,
    RUN_STUCK, /* deadlock: everybody waits, nothing is due */
    RUN_FINISHED,
    RUN_LEFT /* the user went on to another run before it ended */
};

/* One run. Runs of one heat go on side by side from one start; heats follow each other without overlap: one ends where
 * the next starts or before. The timeline of the single view shows one run of each heat. */
struct scene_run {
    int number;       /* from 1 */
    int heat;         /* from 1 */
    bool aside;       /* another run of its heat is the one on the timeline */
    const char *mode; /* "sync", "threads", … */
    enum run_status status;
    struct plan plan; /* as it is now or was at its end */
    bool changed;     /* the plan was changed while it went on */
    int64_t ideal;    /* ns; -1: not known */
    const struct trace *trace;
};

/* A row of the footer and of the help screen, from the command table. */
struct scene_key {
    const char *keys; /* "p/P", "space" */
    const char *name; /* "pause": one or two words for the footer; NULL: not in the footer */
    const char *help; /* a line for the help screen */
};

/* The themes to choose from. */
struct scene_picker {
    const struct scene_theme {
        const char *name;
        const char *fault; /* why it cannot be used; NULL: it can */
        bool kept;         /* what Esc goes back to */
    } * themes;
    size_t count, chosen; /* the chosen one is the look's, unless it has a fault */
};

/* How time is looked at. */
struct scene_view {
    int64_t cell;   /* ns that one column stands for */
    int64_t edge;   /* looking back: the time in the last column; TIME_NEVER: that is now */
    int64_t cursor; /* the time looked at while time stands still; TIME_NEVER: none */
};

struct scene {
    struct look look;
    int64_t now; /* ns on the session's clock */
    struct scene_view view;
    bool main_lane; /* the lane of the main program is shown */
    bool wakes;     /* marks join who woke a worker to it, where the zoom has room for them */
    bool items;     /* the items on their way are shown */
    bool paused;
    double speed;
    struct plan plan;             /* what the controls show */
    int control;                  /* the chosen enum control, or -1 */
    const struct scene_run *runs; /* the newest last; at least one */
    size_t run_count;
    size_t focus;            /* the run that the screen is about, an index; it is on the timeline, which ends with it */
    bool race;               /* all runs of its heat are shown, side by side */
    bool fits;               /* the race is, as long as nobody looks back: its start stands at the left edge */
    bool ghost;              /* the run before it lies dimly under its lanes */
    int chosen;              /* the run chosen in the scoreboard, an index, or -1 */
    enum score_column order; /* of the scoreboard */
    const struct scene_key *keys;
    size_t key_count;
    const char *notice; /* said instead of the caption: a refused key, a thread that could not be created. NULL: none */
    const char *hint;   /* what would help most, below the caption. NULL or empty: nothing is said */
    bool help;          /* the help screen is open */
    const struct scene_picker *picker; /* open over the lanes; NULL: closed */
};

#endif
