/*
 * status — how the screen says what has become of a run.
 */
#ifndef OVERLAP_VIEW_PANELS_STATUS_H
#define OVERLAP_VIEW_PANELS_STATUS_H

#include "view/canvas/canvas.h"
#include "view/scene.h"

/* "running", "deadlock", "finished", "left". */
const char *status_word(enum run_status status);

/* The block that has a mode's name: its colour is the status'. */
struct style status_block(enum run_status status);

/* Writes the mode's name in capitals, with a blank on either side, into such a block that is at least `width` cells
 * wide. Returns the column after it. */
int status_draw(struct canvas *canvas, int x, int y, int width, int end, struct style block, const char *mode);

#endif
