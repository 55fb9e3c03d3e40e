/*
 * actions — what the keys do, one function each; the key map says which key does what.
 */
#pragma once

#include "app/ui_state.h"

/* What an action is about, as the key map says. */
union action_target {
    const struct mode *mode;
    enum control control;
    size_t flag; /* the offset of a bool in struct ui_state */
    bool page;   /* scrolls by pages, not by rows */
};

struct action_args {
    struct ui_state *ui;
    int value; /* of the key: less (-1) or more (1), back or forth */
    union action_target target;
};

typedef void action(const struct action_args *args);

/* actions_run.c: runs, bugs, the plan */
action action_choose_mode, action_restart, action_restart_new_seed, action_toggle_language, action_toggle_race;
action action_sort_runs, action_choose_run, action_open_run;
action action_open_bugs, action_make_bug, action_open_failing_seed;
action action_change_control, action_choose_control, action_change_chosen, action_toggle_burn;

/* The race or the single view: each looks at time in its own way. */
void action_show_race(struct ui_state *ui, bool race);

/* actions_time.c: the course of time, and which part of it is on the screen */
action action_toggle_pause, action_change_speed, action_step, action_step_back;
action action_look, action_zoom, action_home, action_live, action_fit;

/* Shows all of a run, up to its end. */
void action_look_at_run(struct ui_state *ui, const struct scene_run *run);

/* Shorter (direction < 0) or longer time in view, with `around` kept in its place. */
void action_zoom_around(struct ui_state *ui, int direction, int64_t around);

/* actions_view.c: what is shown, the lanes' layout, what is open over them */
action action_toggle, action_set; /* the target's flag */
action action_toggle_log, action_toggle_code, action_scroll, action_change_height, action_next_focus;
action action_toggle_help, action_turn_page, action_choose, action_open_themes, action_keep_theme;
action action_leave, action_quit;

/* actions_lesson.c: lessons; but for the first and the last two only while one is on the screen */
action action_lessons, action_vote, action_take_back, action_lesson_next, action_lesson_back, action_open_lesson;

void lesson_open(struct ui_state *ui, struct lesson_entry *entry); /* at the step that it was left at */
bool lesson_leave(struct ui_state *ui);                            /* false: none is on the screen */

/* What is started is what the present step asks for (NULL: side by side, whichever), and so answers it. False where it
 * is not: nothing was started. */
bool lesson_answers(struct ui_state *ui, const struct mode *mode);

/* Call it when the session has taken in what happened. True: the step is being run, or was. */
bool lesson_update(struct ui_state *ui);

/* Opens a menu of `size` entries, or closes it. */
void action_open_menu(struct ui_state *ui, enum overlay menu, int size, int chosen);
