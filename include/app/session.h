/*
 * session — the runs of one sitting, one after another on one clock.
 *
 * It owns the clock, the engines and their traces. The clock stands still while the user pauses and when the last run is over, so that
 * runs follow each other on the timeline without gaps. One thread.
 */
#ifndef OVERLAP_APP_SESSION_H
#define OVERLAP_APP_SESSION_H

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "view/scene.h"

struct session;

/* A session whose first run has started. NULL and the reason where it could not. The caller frees it. */
struct session *session_new(const struct mode *mode, const struct plan *plan, double speed, struct error *error);
void session_free(struct session *session); /* NULL is allowed */

/* Leaves the present run, if it goes on, and starts another of the session's plan at once. False and the reason where it could not
 * be started: then there is no run that goes on. */
bool session_start(struct session *session, const struct mode *mode, struct error *error);

/* From the next run on. */
void session_set_seed(struct session *session, uint64_t seed);

/* One notch less or more on a control: of the session's plan, and so of the present run from each worker's next item on. False at the limit. */
bool session_change(struct session *session, enum control control, int direction);

void session_pause(struct session *session, bool paused); /* as the user wishes */
bool session_is_paused(const struct session *session);
bool session_step(struct session *session); /* while paused: on to the next deadline; false where there is none */
void session_hold(struct session *session, bool held); /* stops the clock while the program itself is stopped */

void session_set_speed(struct session *session, double speed);
double session_speed(const struct session *session);

/* Takes in what has happened since the last call. Call it before each frame and when the descriptor is readable. */
void session_update(struct session *session);

/* Readable when there is something to take in. */
int session_descriptor(const struct session *session);

/* Time goes on, so that the next frame differs from this one. */
bool session_moves(const struct session *session);

/* What went wrong in the present run without ending it; true once for each. */
bool session_trouble(struct session *session, struct error *error);

const struct mode *session_mode(const struct session *session); /* of the present run */
enum run_status session_status(const struct session *session);  /* likewise */

/* Fills in what the session knows of a scene: now, paused, speed, plan, runs. Valid until the next call that is not const. */
void session_show(const struct session *session, struct scene *scene);

#endif
