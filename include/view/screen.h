/*
 * screen — draws a whole scene on a canvas of any size; and of the scene after it what has changed.
 */
#ifndef OVERLAP_VIEW_SCREEN_H
#define OVERLAP_VIEW_SCREEN_H

#include "view/canvas/canvas.h"
#include "view/scene.h"

/* Clears the canvas and draws the scene. Any size of at least 1 × 1. Below 40×10 a line says how large to make it. */
void screen_draw(struct canvas *canvas, const struct scene *scene);

/* What was drawn last, so that less has to be drawn next. */
struct screen;

struct screen *screen_new(void);         /* nothing was; the caller frees it */
void screen_free(struct screen *screen); /* NULL is allowed */

/* What a frame brings that the one before it did not show. */
enum screen_news {
    SCREEN_TIME,    /* time has passed: the newest columns grow, */
    SCREEN_FIGURES, /* the figures beside them follow, which nobody could read at every frame, */
    SCREEN_ALL      /* and tables and sentences; anything may be different */
};

/* Draws the news on the canvas that holds the frame before it. Returns what was drawn: all where columns have moved, or
 * where less does not do. */
enum screen_news screen_update(struct screen *screen, struct canvas *canvas, const struct scene *scene,
                               enum screen_news news);

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
