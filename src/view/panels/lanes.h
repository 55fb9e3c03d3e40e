/*
 * lanes — the lanes of a context's timeline; shared with the race, which draws those of each run, and with the layout,
 * which makes room for the labels.
 */
#pragma once

#include "view/layout.h"
#include "view/panels/lane_rows.h"

/* Screen rows in which every lane has the height that the user has chosen, or else one row. */
int lanes_rows_wanted(const struct draw_context *context);

/* Who stands where in so many screen rows. */
struct rows_layout lanes_rows(const struct draw_context *context, int rows);

/* Columns of the widest name, be it of a group: "P1–2". */
int lanes_name_width(const struct scene_run *run);

/* Columns of the widest label, "P2 20/20", so that the lanes begin at the same column throughout a run: unless it
 * makes far more items than it was planned to, since no number is cut. */
int lanes_label_width(const struct scene_run *run);

void lanes_draw(struct canvas *canvas, struct rect rect, const struct draw_context *context);
