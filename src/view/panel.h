/*
 * panel — what a panel is: a part of the screen that knows how high it wants to be and how to draw itself.
 *
 * One panel a file, its description at the file's end. The layout decides which panels a screen has room for and at
 * which detail; a panel is then given its rect, as wide as the screen, and the frame. All of it is a pure function of
 * the scene.
 */
#ifndef OVERLAP_VIEW_PANEL_H
#define OVERLAP_VIEW_PANEL_H

#include "view/canvas/canvas.h"
#include "view/scene.h"
#include "view/viewport.h"

/* The parts of a panel on the axis of time, which are drawn each for itself. */
enum { FRAME_TIME = 1 /* its columns */, FRAME_FIGURES = 2 /* what is beside them */, FRAME_ALL = 3 };

/* What the panels of one screen share. Labels on the left, figures on the right, time between them. */
struct draw_context {
    const struct scene *scene;
    const struct scene_run *run;  /* the focused one: the last on the timeline */
    struct viewport time;         /* the columns of time; without FRAME_FIGURES those of them that are drawn */
    int64_t begin;                /* ns: of the leftmost column, whether it is drawn or not */
    int parts;                    /* FRAME_…: of timed panels */
    int64_t shown_at;             /* ns: what the figures tell of: the cursor, else the last column, else now */
    const struct scene_run *seen; /* the run of that moment */
    bool looks_back;              /* the moment is not now */
    int figures;                  /* column where the figures on the right begin */
    int figures_width;            /* 0: no room for them */
};

/* The part of a column that a run covers. */
struct slice {
    const struct scene_run *run; /* NULL: none does; the newest of several */
    int64_t from, to;            /* ns */
};

/* The run that goes on at `time`, or went on before it. */
const struct scene_run *draw_context_run_at(const struct draw_context *context, int64_t time);

struct slice draw_context_slice(const struct draw_context *context, int column);

/* The oldest run that reaches into the columns of time. */
const struct scene_run *draw_context_oldest_run(const struct draw_context *context);

struct panel {
    const char *name;
    bool timed; /* its columns are time: the cursor runs through it */
    bool read;  /* rather than watched: it may stand for a while */
    int most;   /* highest detail; 0 is: not shown */
    int (*height)(const struct draw_context *context, int width, int detail); /* rows; NULL: as many as the detail */
    void (*draw)(struct canvas *canvas, struct rect rect, const struct draw_context *context);
    bool (*wished)(const struct scene *scene); /* the user asked for it; NULL: nobody can */
    const struct panel *beside;                /* has the right part of its rows on wide screens; NULL: none */
};

extern const struct panel title_panel, controls_panel, ruler_panel, lanes_panel, gauge_panel, items_panel,
    overlap_panel, log_panel, latency_panel, legend_panel, scoreboard_panel, caption_panel, hint_panel, footer_panel,
    race_panel, race_ruler_panel;

static inline struct style style_of(enum role fg)
{
    return (struct style){.fg = (uint8_t)fg, .bg = ROLE_BACKGROUND};
}

static inline struct style style_bold(enum role fg)
{
    return (struct style){.fg = (uint8_t)fg, .bg = ROLE_BACKGROUND, .attributes = ATTRIBUTE_BOLD};
}

#endif
