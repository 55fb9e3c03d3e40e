/*
 * lane_group — many lanes in one: how many of a band's workers were in each state, column by column.
 *
 * A column is a stack of the states' shares, working at the bottom, sleeping and ready above it; what waits, has not
 * started or is done leaves it open, as in a lane.
 */
#ifndef OVERLAP_VIEW_PANELS_LANE_GROUP_H
#define OVERLAP_VIEW_PANELS_LANE_GROUP_H

#include "view/canvas/canvas.h"
#include "view/panels/lane_rows.h"
#include "view/viewport.h"

/* "P1–50", or of one worker "P1". */
enum { GROUP_NAME_SIZE = 2 * LANE_NAME_SIZE + 4 };
void lane_group_name(struct group group, char name[GROUP_NAME_SIZE]);

/* Adds to each column (as many as the viewport has) the time per state of the band's workers in one run. */
void lane_group_measure(struct state_times *columns, const struct trace *trace, const struct viewport *viewport,
                        struct group group, int64_t now);

/* Draws the columns into `rect`. A column is full where all the workers were in a delay or ready all the time that had
 * passed of it by `now`. */
void lane_group_draw(struct canvas *canvas, struct rect rect, const struct render_options *render,
                     const struct viewport *viewport, const struct state_times *columns, struct group group,
                     int64_t now);

/* The cell of a column in row `row` of `rows`, from the bottom; `whole` ns fill the column. The lowest one shows
 * whoever is busy, be it one of a thousand. Without blocks it shows the state that takes most of it. */
struct cell lane_group_cell(const struct render_options *render, const struct state_times *column, int64_t whole,
                            int row, int rows);

#endif
