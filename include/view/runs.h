/*
 * runs — which runs the timeline shows, and who goes on side by side.
 */
#pragma once

#include "base/units.h"
#include "view/scene.h"

/* The run that the screen is about: the last one on the timeline. */
const struct scene_run *runs_focus(const struct scene *scene);

/* The index of the run chosen in the scoreboard, or of the oldest if that is no longer kept. -1: none is chosen. */
int runs_chosen(const struct scene *scene);

/* The run before it on the timeline; NULL: it is the first. */
const struct scene_run *runs_before(const struct scene *scene, const struct scene_run *run);

/* The run on the timeline that goes on at `time`, or went on before it; the first for an earlier time. */
const struct scene_run *runs_at(const struct scene *scene, int64_t time);

bool runs_has_processes(const struct scene_run *run);
bool runs_has_pool(const struct scene_run *run);
bool runs_has_futures(const struct scene_run *run); /* of tasks in a pool */

/* The lanes of a kind: what its plan asks for or, where it has had more, what it has had. */
int runs_lane_count(const struct scene_run *run, enum lane_kind kind);
int runs_worker_count(const struct scene_run *run); /* of all kinds of workers */

/* Whether an event tells that a worker failed or an item was lost or taken twice, whether a run may have such events,
 * and when it had the first that is known; TIME_NEVER: it had none. */
bool runs_is_failure(const struct event *event);
bool runs_can_fail(const struct scene_run *run);
int64_t runs_failure(const struct scene_run *run);

/* What a worker was doing at `time`, as it was known by `now`, up to then; idle if it had not been heard of. */
struct segment runs_segment_at(const struct scene_run *run, lane_id id, int64_t time, int64_t now);

/* The runs of the focused one's batch: the first of them, and how many there are. */
const struct scene_run *runs_of_batch(const struct scene *scene, size_t *count);

/* Up to when a run is measured: its end, the moment at which it got stuck, or now. */
int64_t runs_end(const struct scene *scene, const struct scene_run *run);

/* Finished runs of the focused batch that differ by less share a place: a hundredth of the shortest. So do two whose
 * difference the machine's lateness explains. */
int64_t runs_tie(const struct scene *scene);

/* Its place among the finished runs of the focused batch, from 1; a tie shares it. 0: it has not finished. */
int runs_rank(const struct scene *scene, const struct scene_run *run);
