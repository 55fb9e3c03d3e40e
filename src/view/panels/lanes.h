/*
 * lanes — which lanes the screen has, and what they are called; shared with the layout, which makes room for the
 * labels.
 */
#ifndef OVERLAP_VIEW_PANELS_LANES_H
#define OVERLAP_VIEW_PANELS_LANES_H

#include "view/panel.h"
#include "view/panels/lane_rows.h"

/* The rows of the newest run: what its plan asks for or, where it has had more, what it has had. */
int lanes_count(const struct scene_run *run, enum lane_kind kind);

/* What a worker was doing at `time`, as it was known by `now`; idle where nothing was heard of it by then. The segment
 * ends there. */
struct segment lanes_at(const struct scene_run *run, lane_id id, int64_t time, int64_t now);

/* Screen rows in which every lane has the height that the user wishes, or else one row. */
int lanes_rows_wanted(const struct draw_context *context);

/* Who stands where in so many screen rows. */
struct rows_layout lanes_rows(const struct draw_context *context, int rows);

/* Columns of the widest name, "P2". */
int lanes_name_width(const struct scene_run *run);

/* Columns of the widest label, "P2 20/20", so that the lanes begin at the same column throughout a run: unless it
 * makes far more items than it was planned to, since no number is cut. */
int lanes_label_width(const struct scene_run *run);

#endif
