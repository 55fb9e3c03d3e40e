/*
 * layout — which panels a screen of a given size shows, and where.
 */
#ifndef OVERLAP_VIEW_LAYOUT_H
#define OVERLAP_VIEW_LAYOUT_H

#include "panel.h"

enum {
    LAYOUT_MOST = 20, /* panels */
    LAYOUT_WIDTH_LEAST = 40,
    LAYOUT_HEIGHT_LEAST = 10 /* smaller screens have no panels */
};

struct placed {
    const struct panel *panel;
    struct rect rect;
};

/* What the panels share on a screen of that width. */
struct frame layout_frame(const struct scene *scene, int width);

/* Fills `placed` from top to bottom, returns how many panels there are. */
size_t layout_place(struct placed placed[LAYOUT_MOST], const struct frame *frame, int width, int height);

#endif
