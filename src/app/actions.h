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
};

struct action_args {
    struct ui_state *ui;
    int value; /* of the key: less (-1) or more (1), back or forth */
    union action_target target;
};

/* actions_run.c: runs, bugs, the plan */
void action_choose_mode(const struct action_args *args);
void action_restart(const struct action_args *args);
void action_restart_new_seed(const struct action_args *args);
void action_toggle_language(const struct action_args *args);
void action_toggle_race(const struct action_args *args);
void action_sort_runs(const struct action_args *args);
void action_choose_run(const struct action_args *args);
void action_open_run(const struct action_args *args);
void action_open_bugs(const struct action_args *args);
void action_choose_bug(const struct action_args *args);
void action_make_bug(const struct action_args *args);
void action_change_control(const struct action_args *args);
void action_choose_control(const struct action_args *args);
void action_change_chosen(const struct action_args *args);
void action_toggle_burn(const struct action_args *args);

/* The race or the single view: each looks at time in its own way. */
void action_show_race(struct ui_state *ui, bool race);

/* actions_time.c: the course of time, and which part of it is on the screen */
void action_toggle_pause(const struct action_args *args);
void action_step(const struct action_args *args);
void action_step_back(const struct action_args *args);
void action_look(const struct action_args *args);
void action_zoom(const struct action_args *args);
void action_home(const struct action_args *args);
void action_live(const struct action_args *args);
void action_fit(const struct action_args *args);
void action_change_speed(const struct action_args *args);

/* Shows all of a run, up to its end. */
void action_look_at_run(struct ui_state *ui, const struct scene_run *run);

/* Shorter (direction < 0) or longer time in view, with `around` kept in its place. */
void action_zoom_around(struct ui_state *ui, int direction, int64_t around);

/* actions_view.c: lanes, help, themes and what else is on the screen */
void action_toggle(const struct action_args *args); /* the target's flag */
void action_set(const struct action_args *args);    /* likewise */
void action_toggle_log(const struct action_args *args);
void action_scroll(const struct action_args *args);
void action_scroll_page(const struct action_args *args);
void action_change_height(const struct action_args *args);
void action_next_focus(const struct action_args *args);
void action_toggle_help(const struct action_args *args);
void action_turn_page(const struct action_args *args);
void action_open_themes(const struct action_args *args);
void action_choose_theme(const struct action_args *args);
void action_keep_theme(const struct action_args *args);
void action_leave(const struct action_args *args);
void action_quit(const struct action_args *args);
