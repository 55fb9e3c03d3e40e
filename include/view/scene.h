/*
 * scene — everything that one frame shows, as plain data.
 *
 * The app fills it, the view only reads it and what it points to: so a screen is a pure function of a scene.
 */
#pragma once

#include "engine/mode.h"
#include "trace/trace.h"
#include "view/canvas/theme.h"
#include "view/controls.h"
#include "view/score.h"

#include <stdbool.h>
#include <stddef.h>

/* Stuck is a deadlock; left is a run that another one followed before it ended. */
enum run_status { RUN_RUNNING, RUN_STUCK, RUN_FINISHED, RUN_LEFT };

/* One run. Runs of one batch go on side by side from one start; batches follow each other without overlap: one ends
 * where the next starts or before. The timeline of the single view shows one run of each batch. */
struct scene_run {
    int number, batch; /* from 1 */
    bool off_timeline; /* another run of its batch is the one on the timeline */
    const struct mode *mode;
    enum run_status status;
    struct plan plan; /* as it is now or was at its end */
    bool changed;     /* the plan was changed while it went on */
    int64_t ideal;    /* ns; -1: not known */
    int64_t lateness; /* ns: the machine was late by as much */
    const struct trace *trace;
};

/* Where a key belongs on the help screen, in its order. */
enum key_group { KEYS_RUN, KEYS_TIME, KEYS_PLAN, KEYS_SCREEN, KEYS_VIEW /* the menu of the view */, KEY_GROUPS };

/* What the user is in the middle of: from it follow what a key does and which keys the footer shows. */
enum ui_context {
    CONTEXT_RUNNING,
    CONTEXT_PAUSED,
    CONTEXT_OVER, /* the run has ended, or cannot go on */
    CONTEXT_BACK, /* looking at what has been */
    CONTEXT_RACE,
    CONTEXT_RACE_BACK, /* looking at what has been in it */
    CONTEXT_CONTROLS,  /* the arrows move among the controls */
    CONTEXT_RUNS,      /* … among the runs of the scoreboard */
    CONTEXT_THEMES,    /* the menu of themes is open */
    CONTEXT_BUGS,      /* … of bugs */
    CONTEXT_VIEW,      /* … of what is shown */
    CONTEXT_LESSONS,   /* … of lessons */
    CONTEXT_QUIT,      /* asked whether to quit */
    CONTEXT_HELP,
    CONTEXT_VOTE,   /* a lesson's question is open */
    CONTEXT_LESSON, /* in a lesson otherwise */
    CONTEXT_COUNT
};

enum { SCENE_KEYS_SIZE = 24 };

/* A row of the footer and of the help screen, from the key map. */
struct scene_key {
    char keys[SCENE_KEYS_SIZE]; /* "p/P", "space", "v g" for g in the menu of the view */
    const char *name;           /* "pause": one or two words for the footer; NULL: not in the footer */
    const char *help;           /* for the help screen; NULL: another key's tells it, too */
    enum key_group group;
    unsigned shown_in;      /* in which situations: bits 1 << enum ui_context */
    int control;            /* the one that it changes; -1: none */
    uint32_t key, last_key; /* what a click on the first and on the last of its keys stands for */
    int on;                 /* what it switches is 1 on, 0 off; -1: it switches nothing */
};

/* AUTO: if there is room. */
enum visibility { VISIBILITY_AUTO, VISIBILITY_ON, VISIBILITY_OFF };

struct scene_lanes {
    int rows;       /* of a lane, 1 … SCENE_LANE_ROWS_MAX; 0: as many as there is room for */
    int first;      /* rows scrolled past; more than there are is as many as there are */
    bool grouped;   /* workers that have not a row each share one */
    bool large;     /* for the last row of the class: few tall lanes and large figures */
    lane_id chosen; /* or LANE_NONE */
};
enum { SCENE_LANE_ROWS_MAX = 4 };

struct timeview {
    int64_t cell;   /* ns that one column stands for */
    int64_t ahead;  /* ns in view after now: room for what is said of a deadlock; else 0 */
    int64_t edge;   /* looking back: the time in the last column; TIME_NEVER: that is now */
    int64_t cursor; /* the time looked at while time stands still; TIME_NEVER: none */
    bool fit;       /* the run that goes on is kept within the columns as it grows, in a race from the left edge on */
    bool zoomed;    /* the user has chosen the cell */
    struct {
        int64_t cell;
        bool fit;
    } saved; /* what a look at an older run has changed until the view is live again; a cell of 0: nothing */
};

/* What is open over the view has the keys. */
enum overlay { OVERLAY_NONE, OVERLAY_HELP, OVERLAY_THEMES, OVERLAY_BUGS, OVERLAY_VIEW, OVERLAY_LESSONS, OVERLAY_QUIT };

/* What the arrows move in while nothing is open; Tab goes from one to the next. */
enum focus { FOCUS_LANES, FOCUS_CONTROLS, FOCUS_RUNS /* of the scoreboard */, FOCUS_COUNT };

/* How the session is looked at: what the keys change. */
struct view_state {
    bool race; /* all runs of the newest batch are shown side by side */
    enum overlay open;
    enum focus focus;
    int help_page;           /* the open page of the help, from 1; the last where there are fewer */
    int lesson_page;         /* of a lesson's step, likewise */
    int chosen;              /* in the open menu, from 0, which among bugs is none; the look is a chosen theme's */
    enum control control;    /* the chosen one, while the controls have the focus */
    int run;                 /* the number of the chosen run, while the runs have the focus */
    enum score_column order; /* of the scoreboard */
    struct timeview time;
    struct scene_lanes lanes;
    enum visibility log;
    bool main_lane, wakeup_marks, items, previous_run; /* are shown */
    bool code;                                         /* likewise, in the single view and not in large */
    char notice[256];                                  /* said instead of the caption for a while; or empty */
    bool notice_is_failure;                            /* it says what failed, not what a key did */
};

/* ---- Lessons ---- */

enum scene_text_kind { TEXT_PARAGRAPH, TEXT_BULLET, TEXT_CODE /* with its line breaks */, TEXT_ANSWER };

/* A piece of a lesson's step. The last fields are an answer's. */
struct scene_text {
    enum scene_text_kind kind;
    const char *text;
    int number;           /* the key that votes for it */
    int votes, before;    /* in this vote and in the one before; -1: they are not shown, or there was none */
    bool right;           /* marked as such */
    const char *measured; /* what the run has shown, beside the right one; empty: nothing yet */
    const char *after;    /* why it is right or wrong; empty: nothing, or not yet */
    bool explained;       /* what is right is known */
};

enum { SCENE_TEXTS_MAX = 64 };

/* Where a class is in a lesson. */
struct scene_lesson {
    const char *title;
    const char *step_title;
    int step, steps;                          /* the number of the step, from 1, of so many */
    bool asks;                                /* hands are counted */
    bool talks;                               /* the text counts more than the lanes */
    bool runs;                                /* what the step runs goes on */
    struct scene_text texts[SCENE_TEXTS_MAX]; /* from top to bottom */
    size_t count;
    char prompt[128]; /* what is to be done now */
};

/* One in the list of lessons. */
struct scene_lesson_entry {
    const char *name, *title;
    int minutes, steps, done; /* so many of its steps are done */
    const char *fault;        /* why it cannot be opened; NULL: it can */
};

struct scene {
    struct render_options render;
    struct view_state view;
    int64_t now; /* ns on the session's clock */
    bool paused;
    double speed;
    struct plan plan;             /* what the controls show */
    const struct scene_run *runs; /* the newest last; at least one */
    size_t run_count;
    size_t focus; /* the run that the screen is about, an index; it is on the timeline, which ends with it */
    const struct scene_key *keys;
    size_t key_count;
    const char *caption;             /* what is said; NULL: what there is to say at this moment */
    const char *hint;                /* what would help most; NULL or empty: nothing is said */
    const struct theme_file *themes; /* for their menu */
    size_t theme_count;
    const char *theme_name;                   /* of the one in use, which Esc goes back to */
    const struct mode *const *bugs;           /* for their menu; NULL after the last */
    const struct scene_lesson *lesson;        /* NULL: free play */
    const struct scene_lesson_entry *lessons; /* for their menu */
    size_t lesson_count;
    const struct code *code; /* the program of the run that is seen, where it is shown; else NULL */
};

enum ui_context scene_context(const struct scene *scene);
