/*
 * ui_state — everything that a key can do: one table.
 *
 * The footer, the help screen and the manual's list are made from it; there is no second list of keys.
 */
#ifndef OVERLAP_APP_UI_STATE_H
#define OVERLAP_APP_UI_STATE_H

#include "app/session.h"
#include "app/timeview.h"
#include "view/screen.h"

#include <stddef.h>
#include <stdint.h>

/* What the arrows move in; Tab goes from one to the next of those before FOCUS_COUNT. */
enum focus {
    FOCUS_LANES,
    FOCUS_CONTROLS,
    FOCUS_RUNS, /* of the scoreboard */
    FOCUS_COUNT,
    FOCUS_THEMES,   /* while they are open to be chosen from */
    FOCUS_MISTAKES, /* likewise */
    FOCUS_HELP      /* while it is open */
};

/* What keys act on: the session, and how it is looked at. */
struct ui_state {
    struct session *session;
    struct theme_picker *picker;
    enum focus focus;
    enum control control;             /* the chosen one, while the controls have the focus */
    int chosen;                       /* a run's number: while the runs have the focus */
    enum score_column order;          /* of the scoreboard */
    enum bug bug;                     /* the chosen one, while their menu is open */
    struct timeview time, other_time; /* of what is shown, the single view or the race; and of the other */
    int columns;                      /* of time that the screen has */
    const struct mode *const *racers; /* the modes of a race */
    size_t racer_count;
    bool race;      /* all runs of the newest batch are shown side by side */
    bool ghost;     /* the run before, dimly under the present one, */
    bool main_lane; /* lane main is shown, */
    bool wakes;     /* the wake-up marks, */
    bool items;     /* the items on their way */
    int help;       /* the open page of the help screen, from 1; 0: it is closed */
    struct scene_lanes lanes;
    enum visibility log;
    bool mouse;                /* the mouse is the program's, not the terminal's */
    struct screen_shown shown; /* what the latest frame made of these */
    bool redraw;               /* draw all of the next frame, and clear this */
    bool suspend;              /* stop the program, and clear this */
    bool quit;
    char notice[256];    /* said until the next key; empty: nothing */
    bool notice_is_info; /* it is no more than a remark */
};

/* The index of the chosen run in the scene, which is the session's; of the oldest, where the chosen one is no longer
 * kept. -1 while the runs have not the focus. */
int ui_chosen_run(const struct ui_state *ui, const struct scene *scene);

/* Does what the key stands for; a key that stands for nothing is named in the notice. */
void keymap_do(struct ui_state *ui, uint32_t key);

/* Does what a mark of the kind HIT_KEY stands for: a row of the table, and which of its two keys. */
void keymap_do_hit(struct ui_state *ui, int64_t mark);

/* Before each frame: no cursor stays while time goes on, and the newest run stays within the columns where the user
 * wants it. */
void ui_update_time(struct ui_state *ui);

/* Copies the first `most` of the table's rows, for footer and help, in its order. Returns how many rows there are. */
size_t keymap_show(struct scene_key *keys, size_t most);

#endif
