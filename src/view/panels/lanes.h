/*
 * lanes — the lanes of a context's timeline: who stands in which row, what is in a cell, which items a worker has.
 */
#pragma once

#include "view/layout.h"

/* ---- Rows: lane_rows.c ---- */

/* Workers of a kind side by side. */
struct group {
    enum lane_kind kind;
    uint32_t first, count;
};

/* Lanes of one kind, one below the other: above producers, tasks or a pool's threads; below consumers, or the threads
 * of a pool's tasks. */
struct section {
    enum lane_kind kind;
    int lanes;
};
enum { ABOVE, BELOW, SECTIONS };

struct lane_rows_wanted {
    int main; /* lanes above the sections: 1: main, 2: and the interpreter lock's */
    struct section sections[SECTIONS];
    int height; /* rows there are */
    struct lanes_style style;
};

struct rows_layout {
    int main;             /* of those shown: lanes above the sections */
    int shown;            /* how many stand one below the other */
    int height, gap;      /* screen rows of each, and between two */
    int size;             /* lanes in each, but for the last of a kind; above 1 in groups */
    int first, first_max; /* rows scrolled past, and how many there can be */
    bool cut;             /* not all of them are shown: the last screen row is free to say so */
    struct section sections[SECTIONS];
    /* Of each: how many of the rows shown, the first of its rows shown, and how many of its lanes have a row each
     * although others share one. */
    int rows[SECTIONS], begins[SECTIONS], alone[SECTIONS];
};

struct rows_layout lane_rows_fit(const struct lane_rows_wanted *wanted);

/* Who stands in one of the rows shown. */
struct group rows_group(const struct rows_layout *rows, int row);

/* "P1–50", or of one worker "P1". */
enum { GROUP_NAME_SIZE = 2 * LANE_NAME_SIZE + 4 };
void lane_group_name(struct group group, char name[GROUP_NAME_SIZE]);

/* ---- Cells: lane_cells.c ---- */

enum { LANE_CELL_EIGHTHS = 8 };

/* STATE_IDLE stands for all that leaves a cell empty: not started, done, no run at that time. */
struct cell_split {
    enum state left, right;
    int eighths; /* of the cell that `left` takes, 1 … 8 */
    bool mixed;  /* two slices and what parts them lie in it: with blocks it is drawn as a group is */
};

/* A piece for each column, over all runs on the timeline. */
void lane_cells_fill(struct cell_split *cell_splits, const struct draw_context *context, lane_id id);

void lane_cells_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id);

struct cell lane_cells_cell(const struct render_options *render, struct cell_split cell_split);

/* ---- Marks over the cells: lane_marks.c ---- */

#define LANE_LOOK   U'┆' /* a waiting worker looked whether there is an item */
#define LANE_WINDOW U'▚' /* it is between two steps that should be one */

/* A notch where a run ended, an item or, on a pool thread's lane, a task, as long as they are not too narrow; of the
 * bugs the looks of a poll and the race windows. */
void lane_marks_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id);

/* ---- Many lanes in one ---- */

/* Adds to each column (as many as the viewport has) the time per state of the group's workers in one run. */
void lane_group_measure(struct state_times *columns, const struct trace *trace, const struct viewport *viewport,
                        struct group group, int64_t now);

/* Draws a group in `rows` rows from y down: a column is a stack of the states' shares of the time that has passed. */
void lane_group_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, struct group group);

/* The cell of a column in row `row` of `rows`, from the bottom; `whole` ns fill the column. The lowest one shows
 * a busy worker, be it one of a thousand. Without blocks it shows the state that takes most of it. */
struct cell lane_group_cell(const struct render_options *render, const struct state_times *column, int64_t whole,
                            int row, int rows);

/* ---- Futures: futures.c ---- */

#define FUTURE_FETCHED U'▲' /* main has received the result */
enum { FUTURE_SIZE = 32 };

/* "pending", "running", "done" or "fetched 1st": the future of a pool's task whose lane is in this segment at `time`.
 * False: it is none. */
bool future_state(const struct scene_run *run, lane_id id, struct segment segment, int64_t time,
                  char text[FUTURE_SIZE]);

/* A line on the task's lane while its result waits for main, and a mark where main receives it. */
void futures_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id);

/* ---- Items: items.c ---- */

/* "5" and, where its producer is not the only one and another has it, "P2:5". */
struct item_name {
    uint64_t number;
    char brief[16], full[32];
};

/* Names the item that a worker has in this segment of its lane. False where it has none, or none is known any more. */
bool items_of(const struct scene_run *run, lane_id id, struct segment segment, struct item_name *name);

/* Fills in how many items each of so many lanes of a kind, from `first` on, had put or taken by then. One walk over the
 * items after that. */
void items_done(const struct scene_run *run, lane_id first, uint32_t lanes, int64_t time, uint64_t done[]);

/* Writes the numbers of the items into a lane's bars, each in the middle of its item's time, where it fits. */
void items_draw(struct canvas *canvas, int y, const struct draw_context *context, lane_id id);

/* ---- The panel: lanes.c ---- */

/* How many of the group are working or sleeping at the moment shown. */
uint32_t busy_then(const struct draw_context *context, struct group group);

/* Screen rows in which every lane has the height that the user has chosen, or else one row. */
int lanes_rows_wanted(const struct draw_context *context);

/* Who stands where in so many screen rows. */
struct rows_layout lanes_rows(const struct draw_context *context, int rows);

/* Columns of the widest name, be it of a group: "P1–2". */
int lanes_name_width(const struct scene_run *run);

/* Columns of the widest label, "P2 20/20", so that the lanes begin at the same column throughout a run: unless it
 * makes far more items than it was planned to, since no number is cut. */
int lanes_label_width(const struct scene_run *run);

void lanes_draw(struct canvas *canvas, struct rect rect, const struct draw_context *context);
