/*
 * overlays — what lies on top of the panels: lines and numbers over the lanes, menus, the help.
 */
#pragma once

#include "view/panels/lanes.h"

/* Draw over what the cells show: on a bar its colour becomes the glyph's ground and the background its ink, so that it
 * is legible in any theme; elsewhere it is bold text. Outside of the canvas nothing is drawn. */
void overlay_put(struct canvas *canvas, int x, int y, uint32_t glyph);
void overlay_text(struct canvas *canvas, int x, int y, const char *text);

void overlay_swatch(struct canvas *canvas, int x, int y, int width, const struct render_options *render,
                    enum state state);

/* The time looked at, and where main said that it was finished while its threads went on: lines from row `top` up to,
 * not including, row `bottom`; nothing if there is no such time in sight. */
void cursor_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context);
void no_join_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context);

/* What the worker did in the run before the context's, aligned at their start: a line in row y. Where that row belongs
 * to its lane now (`over`), only in the cells in which the lane has nothing. */
void previous_run_draw(struct canvas *canvas, int y, bool over, const struct draw_context *context, lane_id id);

/* Where a lane stands on the canvas. */
struct lane_place {
    lane_id id;
    int y, rows;
};

/* Marks that join the moment at which a worker wakes another to the lane that it wakes, where items come so seldom that
 * a mark has some columns to itself. */
void wakeup_marks_draw(struct canvas *canvas, const struct draw_context *context, const struct lane_place *places,
                       int count);

/* What went wrong, in red: a mark where a lane failed, lost an item or got stuck and, behind a deadlock, what each of
 * the workers lacks, with a line between two that wait for each other. */
void trouble_draw(struct canvas *canvas, const struct draw_context *context, const struct lane_place *places,
                  const struct rows_layout *rows);

/* At the moment shown the worker is in a deadlock: it will not go on. */
bool trouble_is_stuck(const struct draw_context *context, lane_id id);

/* The menu of what is shown, in which scene->view.chosen is chosen, from row y on. */
void view_menu_draw(struct canvas *canvas, const struct scene *scene, int y);

/* The menu of bugs, in which scene->view.chosen is chosen, from row y on. */
void bug_menu_draw(struct canvas *canvas, const struct scene *scene, int y);

/* The list of lessons, in which scene->view.chosen is chosen, from row y on. */
void lesson_menu_draw(struct canvas *canvas, const struct scene *scene, int y);

enum { THEME_MENU_WIDTH = 34 };

/* From (x, y) on, at most down to row `end`. Rows from `text` on, where sentences and tables stand, are taken as a
 * whole: what is left of them would not be understood. */
void theme_menu_draw(struct canvas *canvas, const struct scene *scene, int x, int y, int text, int end);

int help_pages(const struct scene *scene, int width, int height);

/* Draws the page that is open (the last where there are fewer) on the whole of a cleared canvas. */
void help_draw(struct canvas *canvas, const struct layout *layout);
