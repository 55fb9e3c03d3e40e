/*
 * help — the help screen: every key with what it does, and what the colours mean.
 */
#ifndef OVERLAP_VIEW_HELP_H
#define OVERLAP_VIEW_HELP_H

#include "view/canvas.h"
#include "view/scene.h"

/* Draws on the whole of a cleared canvas. */
void help_draw(struct canvas *canvas, const struct scene *scene);

#endif
