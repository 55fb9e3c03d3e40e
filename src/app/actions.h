/*
 * actions — what the keys do, one function each; the table of commands says which key does what.
 */
#ifndef OVERLAP_APP_ACTIONS_H
#define OVERLAP_APP_ACTIONS_H

#include "app/ui_state.h"

/* A key was pressed: what an act gets. */
struct action_args {
    struct ui_state *ui;
    int value;               /* of the key's binding */
    enum control control;    /* of the command, for those that change one */
    const struct mode *mode; /* of the command, for those that choose one */
};

/* actions_run.c: starting runs */
void action_start(struct ui_state *ui, const struct mode *mode); /* a run of its own, in the single view */
void action_choose_mode(const struct action_args *args);
void action_restart(const struct action_args *args);
void action_show_race(struct ui_state *ui, bool race); /* or the single view: each looks at time in its own way */
void action_toggle_race(const struct action_args *args);
void action_restart_new_seed(const struct action_args *args);
void action_toggle_language(const struct action_args *args);
void action_sort_runs(const struct action_args *args);
void action_choose_run(const struct action_args *args);
void action_open_run(const struct action_args *args);

/* actions_bugs.c: the classic bugs */
void action_open_bugs(const struct action_args *args);
void action_choose_bug(const struct action_args *args);
void action_make_bug(const struct action_args *args);

/* actions_time.c: the course of time, and which part of it is on the screen */
void action_toggle_pause(const struct action_args *args);
void action_step(const struct action_args *args);
void action_step_back(const struct action_args *args);
void action_look(const struct action_args *args);
void action_zoom(const struct action_args *args);
void action_home(const struct action_args *args);
void action_live(const struct action_args *args);
void action_look_at_run(struct ui_state *ui, const struct scene_run *run); /* all of it, up to its end */
void action_fit(const struct action_args *args);
void action_change_speed(const struct action_args *args);

/* Shorter (direction < 0) or longer time in view, with `around` kept in its place. */
void action_zoom_around(struct ui_state *ui, int direction, int64_t around);

/* actions_plan.c: the controls, and so the plan */
void action_change_control(const struct action_args *args);
void action_choose_control(const struct action_args *args);
void action_change_chosen(const struct action_args *args);
void action_toggle_burn(const struct action_args *args);

/* actions_lanes.c: how the lanes are laid out */
void action_scroll(const struct action_args *args);
void action_scroll_page(const struct action_args *args);
void action_change_height(const struct action_args *args);
void action_toggle_groups(const struct action_args *args);
void action_toggle_presenter(const struct action_args *args);

/* actions_themes.c: the choice of a theme */
void action_open_themes(const struct action_args *args);
void action_choose_theme(const struct action_args *args);
void action_keep_theme(const struct action_args *args);

/* actions_screen.c: the screen and the program */
void action_toggle_help(const struct action_args *args);
void action_turn_page(const struct action_args *args);
void action_toggle_log(const struct action_args *args);
void action_toggle_mouse(const struct action_args *args);
void action_toggle_main_lane(const struct action_args *args);
void action_toggle_wakes(const struct action_args *args);
void action_toggle_items(const struct action_args *args);
void action_leave(const struct action_args *args);
void action_next_focus(const struct action_args *args);
void action_toggle_ghost(const struct action_args *args);
void action_redraw(const struct action_args *args);
void action_suspend(const struct action_args *args);
void action_quit(const struct action_args *args);
void action_quit_at_once(const struct action_args *args);

#endif
