/*
 * overlay — a glyph over a bar: what lies on top of the lanes without hiding their colours.
 */
#ifndef OVERLAP_VIEW_OVERLAYS_OVERLAY_H
#define OVERLAP_VIEW_OVERLAYS_OVERLAY_H

#include "view/canvas/canvas.h"

/* Draws the glyph over what the cell shows: on a bar the bar's colour becomes its ground and the background its ink, so
 * that it is legible in any theme; elsewhere it is bold text. Outside of the canvas nothing is drawn. */
void overlay_put(struct canvas *canvas, int x, int y, uint32_t glyph);

/* The same for each glyph of a text. */
void overlay_text(struct canvas *canvas, int x, int y, const char *text);

#endif
