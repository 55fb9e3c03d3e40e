/*
 * session — the runs of one sitting, on one clock.
 *
 * Runs are started in batches: one run, or several that go on side by side. A batch follows the one before; the clock
 * stands still while the user pauses and when no run of the present batch can go on, so that there are no gaps between
 * them. Memory is bounded: of a run that is followed by another only its newest part is kept in detail (see
 * trace_trim), and of the oldest nothing. One thread.
 */
#pragma once

#include "engine/engine.h"
#include "modes/modes.h"
#include "view/scene.h"

/* Runs that are kept, with the figures of each as they were, and lanes that those before the present batch may have
 * together. The batch before the present one is kept in any case. */
enum { SESSION_RUNS_MAX = 100, SESSION_LANES_MAX = 1 << 15 };
enum { SESSION_SEGMENTS_MAX = 1 << 14 }; /* of such a run */

/* All is for others to read. They may step the clock and set its speed, and change seed and language of the plan. */
struct session {
    struct wakeup *wakeup; /* readable when there is something to take in */
    struct clock *clock;
    struct ending *ending; /* the runs that were left; owns clock and wakeup */
    struct plan plan; /* what the controls show and the next batch gets, each run with the consumers its mode can run */
    bool paused;      /* by the user */

    struct scene_run *runs; /* the newest last; their traces are the session's */
    size_t count;
    int started;                       /* how many there have ever been */
    size_t batch_size;                 /* the last so many of the runs are the present batch, */
    struct engine *engines[MODES_MAX]; /* these are theirs (NULL where one could not be started), */
    size_t primary;                    /* which of them is on the timeline, */
    int batch;                         /* and the batch's number, from 1 */
};

/* A session whose first batch, a run in each of `count` modes, has started. NULL and the reason where it could not. The
 * caller frees it. */
struct session *session_new(const struct mode *const batch[], size_t count, const struct plan *plan, double speed,
                            struct error *error);
void session_free(struct session *session); /* NULL is allowed */

/* Leaves the runs that go on and starts a batch of the session's plan at once. The oldest batches go where there would
 * be too much: the indices of the others are less then, their numbers stay. False and the reason where one of its runs
 * could not be started: it is there, but was left. */
bool session_start(struct session *session, const struct mode *const batch[], size_t count, struct error *error);

/* Starts a run alone that goes as it does in simulated time, and is soon paused `until` ns after its start. Likewise.
 */
bool session_replay(struct session *session, const struct mode *mode, int64_t until, struct error *error);

/* Puts the run of that index on the timeline, in the place of another of its batch. */
void session_show_run(struct session *session, size_t run);

/* The same for the run of the present batch in the mode of this one's name, if there is one. */
void session_set_primary(struct session *session, const struct mode *mode);

/* The mode of the present batch's run on the timeline. */
const struct mode *session_mode(const struct session *session);

/* One notch less or more on a control: of the session's plan, and so of the present batch from each worker's next item
 * on. False at the limit. */
bool session_change(struct session *session, enum control control, int direction);

/* Working keeps a CPU of the machine busy from now on, or does so no more. Returns which. */
bool session_toggle_burn(struct session *session);

void session_pause(struct session *session, bool paused);

/* Takes in what has happened since the last call. Call it before each frame and when the wakeup is readable. */
void session_update(struct session *session);

/* Time goes on, so that the next frame differs from this one. */
bool session_moves(const struct session *session);

/* What went wrong in the present batch without ending it; true once for each. */
bool session_trouble(struct session *session, struct error *error);

bool session_is_over(const struct session *session); /* the present batch has ended */

/* Fills in what the session knows of a scene: now, paused, speed, plan, runs. Valid until the next call that is not
 * const. */
void session_show(const struct session *session, struct scene *scene);
