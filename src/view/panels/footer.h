/*
 * footer — which keys matter in which ui_context, and their line at the bottom of a screen.
 */
#ifndef OVERLAP_VIEW_PANELS_FOOTER_H
#define OVERLAP_VIEW_PANELS_FOOTER_H

#include "view/panel.h"

/* Writes the keys that matter, wrapped to the rect. */
void footer_draw(struct canvas *canvas, struct rect rect, const struct scene *scene);

#endif
