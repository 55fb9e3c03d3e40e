/*
 * band — many lanes in one: how many of a band's workers were in each state, column by column.
 *
 * A column is a stack of the states' shares, working at the bottom, sleeping and ready above it; what waits, has not
 * started or is done leaves it open, as in a lane.
 */
#ifndef OVERLAP_VIEW_BAND_H
#define OVERLAP_VIEW_BAND_H

#include "rows.h"
#include "view/canvas.h"
#include "viewport.h"

/* "P1–50", or of one worker "P1". */
enum { BAND_NAME_SIZE = 2 * LANE_NAME_SIZE + 4 };
void band_name(struct band band, char name[BAND_NAME_SIZE]);

/* Adds to each column (as many as the viewport has) the time per state of the band's workers in one run. */
void band_measure(struct shares *columns, const struct trace *trace, const struct viewport *viewport, struct band band,
                  int64_t now);

/* Draws the columns into `rect`. A column is full where all the workers were in a delay or ready all the time that had
 * passed of it by `now`. */
void band_draw(struct canvas *canvas, struct rect rect, const struct look *look, const struct viewport *viewport,
               const struct shares *columns, struct band band, int64_t now);

/* The cell of a column in row `row` of `rows`, from the bottom; `whole` ns fill the column. The lowest one shows
 * whoever is busy, be it one of a thousand. Without blocks it shows the state that takes most of it. */
struct cell band_cell(const struct look *look, const struct shares *column, int64_t whole, int row, int rows);

#endif
