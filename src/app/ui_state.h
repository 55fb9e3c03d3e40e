/*
 * ui_state — what the keys act on: the session, and how it is looked at. One thread.
 */
#pragma once

#include "app/hint.h"
#include "app/lesson_live.h"
#include "app/programs.h"
#include "app/session.h"
#include "app/themes.h"
#include "app/timeview.h"
#include "view/layout.h"

struct ui_state {
    struct session *session;
    struct hint_worker *hint_worker; /* the app's */
    struct lesson_live *lessons;     /* the app's; NULL: there are none */
    struct view_state view;
    int64_t magnified;                    /* ns: the deadlock or failure that was last; at first 0 */
    int64_t magnified_edge;               /* the edge of the view with which it was */
    int64_t look_ends;                    /* machine ns: when the look at a failure does; 0: there is none */
    int64_t live_cell;                    /* the zoom that the run after this one has; 0: that of now */
    int live_run;                         /* the number of this one */
    struct timeview other_time;           /* of the view that is not shown: the single one or the race */
    const struct mode *racers[MODES_MAX]; /* the modes of a race, from top to bottom */
    size_t racer_count;
    char theme_name[THEME_NAME_SIZE]; /* of the theme in use, as --theme takes it */
    struct theme theme;
    struct program program;       /* of the run that is seen, while it is shown */
    struct themes themes;         /* as they were when their menu was opened */
    int menu_size;                /* how many there are to choose from in the open menu */
    struct render_options render; /* but for its theme */
    int64_t remark_ends;          /* machine ns: when the notice has been read, unless it is a failure */
    bool awaits_seeds;            /* the notice says that they are not known: until they are */
    bool mouse;                   /* the mouse is the program's, not the terminal's */
    struct shown shown;           /* what the latest frame made of these */
    bool redraw;                  /* draw all of the next frame, and clear this */
    bool suspend;                 /* stop the program, and clear this */
    bool quit;
};

/* Puts a line into the notice: what there is to say of a key, for as long as it takes to read it; or, in red, what
 * failed, until the next key. */
void ui_remark(struct ui_state *ui, const char *text);
void ui_fail(struct ui_state *ui, const char *text);

/* Whether a remark stands that goes by itself; and takes it away at `now`, machine ns, if it is time: then true. */
bool ui_has_remark(const struct ui_state *ui);
bool ui_end_remark(struct ui_state *ui, int64_t now);

/* When the next of what stands for a while goes, machine ns; TIME_NEVER: nothing does. */
int64_t ui_changes_at(const struct ui_state *ui);

/* The session and how it is looked at, as a scene. Valid until either changes. */
struct scene ui_scene(const struct ui_state *ui);

/* Paused, at the end, or in a deadlock: then a cursor can be moved through time. */
bool ui_time_stands(const struct ui_state *ui);

/* The program of the run that is seen, if it is shown: valid until the next call. */
const struct code *ui_code(struct ui_state *ui, const struct scene *scene);

/* Whether the log is shown. */
bool ui_shows_log(const struct ui_state *ui);

/* What there is to look at. */
struct time_bounds ui_time_bounds(const struct ui_state *ui);

/* Another zoom until the next run, or until the user chooses one. */
void ui_set_cell(struct ui_state *ui, int64_t cell);

/* Before each frame: no cursor stays while time goes on, and the newest run stays within the columns where the user
 * wants it. */
void ui_update_time(struct ui_state *ui);
