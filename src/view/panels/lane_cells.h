/*
 * lane_cells — a lane's states as cells: which states each column shows, and to which eighth.
 *
 * Every cell has at most one boundary. What a cell cannot show (a third state, a part of an eighth) is owed to the next
 * one, as in error diffusion (Floyd and Steinberg, 1976), so that the share of each state along the lane stays true
 * however short its pieces are. Without blocks a cell is of one state, under the same rule.
 */
#ifndef OVERLAP_VIEW_PANELS_LANE_CELLS_H
#define OVERLAP_VIEW_PANELS_LANE_CELLS_H

#include "view/canvas/canvas.h"
#include "view/scene.h"
#include "view/viewport.h"

enum { LANE_CELL_EIGHTHS = 8 };

/* STATE_IDLE stands for all that leaves a cell empty: not started, done, no run at that time. */
struct cell_split {
    enum state left, right;
    int eighths; /* of the cell that `left` takes, 1 … 8 */
};

/* Fills one piece a column with what the lane of that id was doing, over all runs on the timeline. */
void lane_cells_fill(struct cell_split *cell_splits, const struct scene *scene, const struct viewport *viewport,
                     lane_id id);

/* Draws that lane in `rows` equal rows from y down. */
void lane_cells_draw(struct canvas *canvas, int y, int rows, const struct scene *scene, const struct viewport *viewport,
                     lane_id id);

/* The cell that shows a piece. */
struct cell lane_cells_cell(const struct render_options *render, struct cell_split cell_split);

#endif
