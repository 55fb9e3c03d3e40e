/*
 * figures — what stands to the right of a lane: what its worker does at the moment that the screen tells of, for how
 * long it has done so, and why.
 */
#ifndef OVERLAP_VIEW_FIGURES_H
#define OVERLAP_VIEW_FIGURES_H

#include "panel.h"

/* Why a worker is in the state of that span ("queue full", "P2 has the loop") or, for lane main, what it does
 * ("starts C1"); empty where the state says it all. */
enum { FIGURES_WHY_SIZE = 40 };
void figures_why(char why[FIGURES_WHY_SIZE], const struct frame *frame, lane_id id, struct span span);

/* Draws it in `rows` rows from y on; where there is one row only, the reason stands in the state's place. */
void figures_draw(struct canvas *canvas, int y, int rows, const struct frame *frame, lane_id id);

#endif
