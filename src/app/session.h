/*
 * session — the runs of one sitting, on one clock.
 *
 * Runs are started in batches: one run, or several that go on side by side. A batch follows the one before; the clock
 * stands still while the user pauses and when no run of the present batch can go on, so that there are no gaps between
 * them. Memory is bounded: of a run that is followed by another only its newest part is kept in detail (see
 * trace_trim), and of the oldest nothing. The session owns the clock, the engines and their traces. One thread.
 */
#pragma once

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "view/scene.h"

struct session;

/* Runs that are kept, with the figures of each as they were, and lanes that those before the present batch may have
 * together. The batch before the present one is kept in any case. */
enum { SESSION_RUNS_MAX = 100, SESSION_LANES_MAX = 1 << 15 };
enum { SESSION_SEGMENTS_MAX = 1 << 14 }; /* of such a run */

/* A session whose first batch, a run in each of `count` modes (at most MODES_MAX), has started. NULL and the reason
 * where it could not. The caller frees it. */
struct session *session_new(const struct mode *const batch[], size_t count, const struct plan *plan, double speed,
                            struct error *error);
void session_free(struct session *session); /* NULL is allowed */

/* Leaves the runs that go on and starts a batch of the session's plan at once. The oldest batches go where there would
 * be too much: the indices of the others are less then, their numbers stay. False and the reason where one of its runs
 * could not be started: it is there, but was left. */
bool session_start(struct session *session, const struct mode *const batch[], size_t count, struct error *error);

/* Of the present batch, the run in the mode of this one's name is on the timeline, if there is one; at first it is the
 * batch's first. And the mode of the one that is. */
void session_set_primary(struct session *session, const struct mode *mode);
const struct mode *session_mode(const struct session *session);

/* Of its batch, the run of that index is the one on the timeline. */
void session_show_run(struct session *session, size_t run);

/* The present batch has several runs. */
bool session_is_race(const struct session *session);

/* One notch less or more on a control: of the session's plan, and so of the present batch from each worker's next item
 * on. False at the limit. */
bool session_change(struct session *session, enum control control, int direction);

/* What the next batch gets; the caller may change its seed and language. */
struct plan *session_plan(struct session *session);

/* Working keeps a CPU of the machine busy from now on, or does so no more. Returns which. */
bool session_toggle_burn(struct session *session);

void session_pause(struct session *session, bool paused); /* as the user wishes */
bool session_is_paused(const struct session *session);
bool session_step(struct session *session); /* while paused: on to the next deadline; false where there is none */

void session_set_speed(struct session *session, double speed);
double session_speed(const struct session *session);

/* Takes in what has happened since the last call. Call it before each frame and when the descriptor is readable. */
void session_update(struct session *session);

/* Readable when there is something to take in. */
int session_descriptor(const struct session *session);

/* Time goes on, so that the next frame differs from this one. */
bool session_moves(const struct session *session);

/* What went wrong in the present batch without ending it; true once for each. */
bool session_trouble(struct session *session, struct error *error);

bool session_is_over(const struct session *session); /* the present batch has ended */

/* Fills in what the session knows of a scene: now, paused, speed, plan, runs. Valid until the next call that is not
 * const. */
void session_show(const struct session *session, struct scene *scene);
