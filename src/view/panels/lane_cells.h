/*
 * lane_cells — a lane's states, or those of many lanes in one, as cells.
 *
 * Every cell has at most one boundary. What a cell cannot show (a third state, a part of an eighth) is carried to the
 * next one, as in error diffusion (Floyd and Steinberg, 1976), so that the share of each state along the lane stays
 * true however short its pieces are. Without blocks a cell is of one state, under the same rule.
 */
#pragma once

#include "view/layout.h"
#include "view/panels/lane_rows.h"

enum { LANE_CELL_EIGHTHS = 8 };

/* STATE_IDLE stands for all that leaves a cell empty: not started, done, no run at that time. */
struct cell_split {
    enum state left, right;
    int eighths; /* of the cell that `left` takes, 1 … 8 */
};

/* Fills one piece a column with what the lane of that id was doing, over all runs on the timeline. */
void lane_cells_fill(struct cell_split *cell_splits, const struct draw_context *context, lane_id id);

/* Draws that lane in `rows` equal rows from y down. */
void lane_cells_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id);

/* The cell that shows a piece. */
struct cell lane_cells_cell(const struct render_options *render, struct cell_split cell_split);

/* ---- Many lanes in one ---- */

/* Adds to each column (as many as the viewport has) the time per state of the group's workers in one run. */
void lane_group_measure(struct state_times *columns, const struct trace *trace, const struct viewport *viewport,
                        struct group group, int64_t now);

/* Draws a group in `rows` rows from y down: a column is a stack of the states' shares, working at the bottom, sleeping
 * and ready above it; what waits, has not started or is done leaves it open, as in a lane. It is full where all the
 * workers were in a delay or ready all the time that had passed of it by now. */
void lane_group_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, struct group group);

/* The cell of a column in row `row` of `rows`, from the bottom; `whole` ns fill the column. The lowest one shows
 * a busy worker, be it one of a thousand. Without blocks it shows the state that takes most of it. */
struct cell lane_group_cell(const struct render_options *render, const struct state_times *column, int64_t whole,
                            int row, int rows);
