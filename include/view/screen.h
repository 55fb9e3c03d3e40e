/*
 * screen — draws a whole scene on a canvas of any size.
 */
#ifndef OVERLAP_VIEW_SCREEN_H
#define OVERLAP_VIEW_SCREEN_H

#include "view/canvas.h"
#include "view/scene.h"

/* Clears the canvas and draws the scene. Any size of at least 1 × 1. Below 40×10 a line says how large to make it. */
void screen_draw(struct canvas *canvas, const struct scene *scene);

/* What came of the user's wishes on a screen of that size: what keys that change them start from. */
struct screen_shown {
    int lane_rows;  /* of a lane */
    int first_most; /* rows of lanes that can be scrolled past */
    int page;       /* lanes shown */
    bool log;       /* the log is shown */
    int help_pages;
};

struct screen_shown screen_measure(const struct scene *scene, int width, int height);
/* How many columns of time a canvas of that width has. */
int screen_columns(const struct scene *scene, int width);

#endif
