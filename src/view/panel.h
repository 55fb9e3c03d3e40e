/*
 * panel — what a panel is: a part of the screen that knows how high it wants to be and how to draw itself.
 *
 * A panel's description stands at its file's end. The layout gives it a rect as wide as the screen, and the context.
 */
#pragma once

#include "view/layout.h"

struct panel {
    const char *name;
    bool timed; /* its columns are time: the cursor runs through it */
    int (*height)(const struct draw_context *context, int detail); /* rows; NULL: as many as the detail, from 1 */
    void (*draw)(struct canvas *canvas, struct rect rect, const struct draw_context *context);
    const struct panel *beside; /* has the right part of its rows on wide screens; NULL: none */
};

extern const struct panel title_panel, controls_panel, ruler_panel, lanes_panel, queue_panel, items_panel,
    overlap_panel, log_panel, latency_panel, legend_panel, scoreboard_panel, caption_panel, hint_panel, footer_panel,
    race_panel, race_ruler_panel, figures_panel, lesson_panel, large_title_panel, code_panel;

static inline struct style style_of(enum role fg)
{
    return (struct style){.fg = (uint8_t)fg, .bg = ROLE_BACKGROUND};
}

static inline struct style style_bold(enum role fg)
{
    return (struct style){.fg = (uint8_t)fg, .bg = ROLE_BACKGROUND, .attributes = ATTRIBUTE_BOLD};
}

/* The run before it on the context's timeline, and the same if it reaches into the columns of time; else NULL. */
const struct scene_run *timeline_before(const struct draw_context *context, const struct scene_run *run);
const struct scene_run *timeline_visible_before(const struct draw_context *context, const struct scene_run *run);

/* ---- Of single panels ---- */

/* Returns the controls that there is room for, bits 1 << enum control; draws them, if there is a canvas. */
unsigned controls_draw(struct canvas *canvas, struct rect rect, const struct scene *scene);

/* How many pages the step of the lesson has. */
int lesson_pages(const struct draw_context *context);

void footer_draw(struct canvas *canvas, struct rect rect, const struct scene *scene);

/* What stands to the right of a lane: what its worker does at the moment shown, for how long it has done so, and why.
 * Takes `rows` rows from y on; where there is one row only, the reason stands in the state's place. */
void readout_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id);

/* The queue's depth over time and at the moment shown; a full height is `scale` items. */
void queue_draw(struct canvas *canvas, struct rect rect, const struct draw_context *context, double scale);

/* Of async: "loop: P2 · ready C1 · timers P1 0.6 s · wait C2" at the moment shown, the first of each first. False:
 * there is no loop then. */
bool loop_write(char *text, size_t size, const struct draw_context *context);

/* The scale that suits the runs of a context. */
double queue_scale(const struct draw_context *context);

/* The smallest of 1, 2, 5, 10, 20, 50, … that is not below it. */
int64_t round_up(int64_t least);

/* The smallest of the round durations that leaves room for labels where a cell stands for so much time, ns. */
int64_t ruler_tick(int64_t cell);

/* "50ms", "0.2s", "3.5s", and from a minute on as a clock shows it: "1:05", "2:00:00". At most RULER_SIZE bytes. */
enum { RULER_SIZE = 40 };
void ruler_write(char *text, size_t size, int64_t ns);

/* "running", "deadlock", "finished", "stopped". */
const char *status_word(enum run_status status);

/* Writes the mode's name in capitals, with a blank on either side, into a block in the status' colour that is at least
 * `width` cells wide. Returns the column after it. */
int status_draw(struct canvas *canvas, int x, int y, int width, int end, enum run_status status, const char *mode);

/* The title's words: "▶ 1.0×  00:05.4", and what executes the workers: "GIL". */
void title_write_clock(char *text, size_t size, const struct draw_context *context);
void title_write_kind(char *text, size_t size, const struct draw_context *context, bool counted);

enum { RACE_READOUT = 11 }; /* columns on the right of a race's lanes */
