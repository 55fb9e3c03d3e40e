/*
 * layout — which panels a screen of a given size shows, where, and what they share: computed once a frame, then drawn.
 */
#pragma once

#include "view/canvas/canvas.h"
#include "view/scene.h"
#include "view/viewport.h"

enum {
    LAYOUT_MAX = 20, /* panels */
    LAYOUT_WIDTH_MIN = 40,
    LAYOUT_HEIGHT_MIN = 10, /* smaller screens have no panels */
    LAYOUT_LESSON_WIDTH_MIN = 56,
    LAYOUT_LESSON_HEIGHT_MIN = 18 /* likewise in a lesson */
};

/* How the lanes of a view are drawn. */
struct lanes_style {
    int rows;               /* of a lane, as the user has chosen; 0: as many as there is room for, */
    int rows_min, rows_max; /* but at least and at most so many */
    int first;              /* rows scrolled past */
    bool grouped;           /* workers that have not a row each share one */
    bool plain;             /* beside the columns of time stand names alone */
    bool main_lane, wakeup_marks, items, previous_run; /* as in struct view_state */
};

/* What the panels share: labels on the left, readouts on the right, time between them. */
struct draw_context {
    const struct scene *scene;
    int width, height;            /* of the screen */
    int lanes_width;              /* of what stands on the axis of time; less where the code stands beside it */
    bool code;                    /* the program is shown, above or beside the lanes */
    const struct scene_run *run;  /* the newest run on the timeline that is drawn */
    bool alone;                   /* it is the only one: in a race */
    struct viewport time;         /* the columns of time */
    int64_t shown_at;             /* ns: what the readouts tell of: the cursor, else the last column, else now */
    const struct scene_run *seen; /* the run of that moment */
    bool looks_back;              /* the moment is not now */
    int readout, readout_width;   /* the first column of the readouts, and how many; 0: there is no room for them */
    struct lanes_style lanes;
};

struct panel;

struct placement {
    const struct panel *panel;
    struct rect rect;
};

/* What the frame shows; keys that change it start from these values. */
struct shown {
    int columns;   /* of time */
    int lane_rows; /* of a lane */
    int first_max; /* rows of lanes that can be scrolled past */
    int page;      /* lanes shown */
    bool log;
    unsigned hidden_controls; /* that are not on the screen: bits 1 << enum control */
    int help_pages;           /* 0: the help is closed */
    int lesson_pages;         /* of the step; 0: no lesson is shown */
};

struct layout {
    struct draw_context context;
    struct placement placed[LAYOUT_MAX]; /* from top to bottom */
    size_t count;
    int top, bottom; /* rows of what stands on the axis of time, the last not included */
    struct shown shown;
};

/* Refers to the scene. */
struct layout layout_of(const struct scene *scene, int width, int height);

/* How many columns of time a screen of that width has, whichever part of time they show. */
int layout_columns(const struct scene *scene, int width);

/* screen.c: draws on a canvas of the layout's size, whatever it held. Below 40×10 a line says how large to make the
 * screen. */
void screen_draw(struct canvas *canvas, const struct layout *layout);

/* scoreboard.c: fills in the indices of all runs of the scene, as many as it has, from the top of the scoreboard to its
 * bottom. */
void scoreboard_order(const struct scene *scene, size_t order[]);
