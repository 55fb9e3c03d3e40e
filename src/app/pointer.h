/*
 * pointer — what the mouse does: a click on what the screen shows, the wheel at a time.
 */
#pragma once

#include "app/ui_state.h"
#include "term/term.h"
#include "view/canvas/canvas.h"

/* Does what was done with the mouse where the canvas, as it was last drawn, says what lies there. */
void pointer_do(struct ui_state *ui, const struct canvas *canvas, struct mouse mouse);
