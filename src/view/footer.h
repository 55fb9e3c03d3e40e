/*
 * footer — which keys matter in which situation, and their line at the bottom of a screen.
 */
#ifndef OVERLAP_VIEW_FOOTER_H
#define OVERLAP_VIEW_FOOTER_H

#include "panel.h"

/* Writes the keys that matter, wrapped to the rect. */
void footer_draw(struct canvas *canvas, struct rect rect, const struct scene *scene);

#endif
