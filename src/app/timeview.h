/*
 * timeview — which part of the session's time is on the screen, and how keys move it.
 *
 * Pure arithmetic over struct timeview of the scene: it knows how much time there is and how many columns show it, but
 * no run and no clock.
 */
#pragma once

#include "view/scene.h"

/* What there is to look at. */
struct time_bounds {
    int64_t start, now; /* ns: of the session */
    int columns;        /* of time, at least 1 */
};

struct timeview timeview_new(int64_t cell); /* live, `cell` ns a column */

/* What is not the case yet when false is returned: then nothing has changed. */
bool timeview_live(struct timeview *view);                                   /* it looks back */
bool timeview_home(struct timeview *view, const struct time_bounds *bounds); /* there is more before it */
bool timeview_scroll(struct timeview *view, const struct time_bounds *bounds,
                     int direction); /* likewise; or after it */

/* Less (direction < 0) or more time in view. The time `around` keeps its place on the screen; TIME_NEVER: the edge. */
bool timeview_zoom(struct timeview *view, const struct time_bounds *bounds, int direction, int64_t around);

/* The time looked at while time stands still: a column earlier or later, or `time`, which comes into sight. At `now`
 * there is none: that is live. */
bool timeview_move(struct timeview *view, const struct time_bounds *bounds, int direction);
void timeview_look_at(struct timeview *view, const struct time_bounds *bounds, int64_t time);

/* A run that is over fills the columns from the first to the last. */
void timeview_fit(struct timeview *view, const struct time_bounds *bounds, int64_t from, int64_t to);

/* The same until live, which comes back to the zoom of now, unless another was chosen since. */
void timeview_peek(struct timeview *view, const struct time_bounds *bounds, int64_t from, int64_t to);

/* One that goes on has room to grow; call it each frame while view.fit. */
void timeview_fit_growing(struct timeview *view, const struct time_bounds *bounds, int64_t from);

/* The time that the figures on the screen tell of. */
int64_t timeview_shown_time(const struct timeview *view, const struct time_bounds *bounds);
