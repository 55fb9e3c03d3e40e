/*
 * scene — everything that one frame shows, as plain data.
 *
 * The app fills it, the view only reads it and what it points to: so a screen is a pure function of a scene.
 */
#ifndef OVERLAP_VIEW_SCENE_H
#define OVERLAP_VIEW_SCENE_H

#include "engine/plan.h"
#include "trace/trace.h"
#include "view/canvas/theme.h"
#include "view/score.h"

#include <stdbool.h>
#include <stddef.h>

enum run_status {
    RUN_RUNNING,
    RUN_STUCK, /* deadlock: everybody waits, nothing is due */
    RUN_FINISHED,
    RUN_LEFT /* the user went on to another run before it ended */
};

/* One run. Runs of one batch go on side by side from one start; batches follow each other without overlap: one ends
 * where the next starts or before. The timeline of the single view shows one run of each batch. */
struct scene_run {
    int number;        /* from 1 */
    int batch;         /* from 1 */
    bool off_timeline; /* another run of its batch is the one on the timeline */
    const char *mode;  /* "sync", "threads", … */
    enum run_status status;
    struct plan plan; /* as it is now or was at its end */
    bool changed;     /* the plan was changed while it went on */
    int64_t ideal;    /* ns; -1: not known */
    const struct trace *trace;
};

/* Where a key belongs on the help screen, in its order. */
enum key_group { KEYS_RUN, KEYS_TIME, KEYS_PLAN, KEYS_LANES, KEYS_SCREEN, KEY_GROUPS };

/* What the user is in the middle of; it says which keys matter. */
enum ui_context {
    CONTEXT_RUNNING,
    CONTEXT_PAUSED,
    CONTEXT_OVER, /* the run has ended, or cannot go on */
    CONTEXT_BACK, /* looking at what has been */
    CONTEXT_CONTROLS,
    CONTEXT_RUNS, /* choosing one in the scoreboard */
    CONTEXT_RACE,
    CONTEXT_RACE_BACK, /* looking at what has been in it */
    CONTEXT_THEMES,    /* choosing one */
    CONTEXT_HELP,
    CONTEXT_COUNT
};

/* A row of the footer and of the help screen, from the command table. */
struct scene_key {
    const char *keys; /* "p/P", "space" */
    const char *name; /* "pause": one or two words for the footer; NULL: not in the footer */
    const char *help; /* for the help screen; NULL: another key's tells it, too */
    enum key_group group;
    unsigned shown_in; /* in which situations: bits 1 << enum ui_context */
};

/* What the user wishes of a part of the screen that comes by itself where there is room. */
enum visibility { VISIBILITY_AUTO, VISIBILITY_ON, VISIBILITY_OFF };

/* How the lanes are laid out. */
struct scene_lanes {
    int rows;       /* of a lane, 1 … SCENE_LANE_ROWS_MAX; 0: as many as there is room for */
    int first;      /* rows scrolled past; more than there are is as many as there are */
    bool grouped;   /* workers that have not a row each stand in bands */
    bool large;     /* for the last row of the class: few tall lanes and large figures */
    lane_id chosen; /* LANE_NONE: none is */
};
enum { SCENE_LANE_ROWS_MAX = 4 };

/* The themes to choose from. */
struct scene_theme_menu {
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
    struct render_options render;
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
    struct scene_lanes lanes;
    enum visibility log;     /* of the event log */
    size_t focus;            /* the run that the screen is about, an index; it is on the timeline, which ends with it */
    bool race;               /* all runs of its batch are shown, side by side */
    bool fits;               /* the race is, as long as nobody looks back: its start stands at the left edge */
    bool ghost;              /* the run before it lies dimly under its lanes */
    int chosen;              /* the run chosen in the scoreboard, an index, or -1 */
    enum score_column order; /* of the scoreboard */
    const struct scene_key *keys;
    size_t key_count;
    const char *notice; /* said instead of the caption: a refused key, a thread that could not be created. NULL: none */
    bool notice_is_info; /* the notice is no more than a remark */
    const char *hint;    /* what would help most, below the caption. NULL or empty: nothing is said */
    int help;     /* the page of the help screen that is open, from 1; the last where there are fewer. 0: closed */
    bool bugs;    /* the menu of bugs is open, */
    enum bug bug; /* and this one is chosen */
    const struct scene_theme_menu *picker; /* open over the lanes; NULL: closed */
};

#endif
