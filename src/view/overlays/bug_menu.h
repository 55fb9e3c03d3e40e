/*
 * bug_menu — the menu of the classic bugs, over the lanes.
 */
#ifndef OVERLAP_VIEW_OVERLAYS_BUG_MENU_H
#define OVERLAP_VIEW_OVERLAYS_BUG_MENU_H

#include "view/canvas/canvas.h"
#include "view/scene.h"

/* Draws the menu, in which scene->view.bug is chosen, from row y on. */
void bug_menu_draw(struct canvas *canvas, const struct scene *scene, int y);

#endif
