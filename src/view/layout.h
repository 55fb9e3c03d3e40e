/*
 * layout — which panels a screen of a given size shows, and where.
 */
#ifndef OVERLAP_VIEW_LAYOUT_H
#define OVERLAP_VIEW_LAYOUT_H

#include "view/panel.h"

enum {
    LAYOUT_MAX = 20, /* panels */
    LAYOUT_WIDTH_MIN = 40,
    LAYOUT_HEIGHT_MIN = 10 /* smaller screens have no panels */
};

struct placement {
    const struct panel *panel;
    struct rect rect;
};

/* What the panels share on a screen of that width. */
struct draw_context layout_context(const struct scene *scene, int width);

/* Fills `placed` from top to bottom, returns how many panels there are. */
size_t layout_place(struct placement placed[LAYOUT_MAX], const struct draw_context *context, int width, int height);

#endif
