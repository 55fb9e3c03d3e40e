/*
 * acts — what the keys do, one function each; the table of commands says which key does what.
 */
#ifndef OVERLAP_APP_ACTS_H
#define OVERLAP_APP_ACTS_H

#include "app/commands.h"

/* A key was pressed: what an act gets. */
struct press {
    struct desk *desk;
    int value;               /* of the key's binding */
    enum control control;    /* of the command, for those that change one */
    const struct mode *mode; /* of the command, for those that choose one */
};

/* Puts a line into the desk's notice; a remark is said quietly. */
void acts_say(struct desk *desk, const char *text);
void acts_remark(struct desk *desk, const char *text);

/* acts_runs.c: starting runs */
void act_start(struct desk *desk, const struct mode *mode); /* a run of its own, in the single view */
void act_choose_mode(const struct press *press);
void act_restart(const struct press *press);
void act_show_race(struct desk *desk, bool race); /* or the single view: each looks at time in its own way */
void act_toggle_race(const struct press *press);
void act_restart_new_seed(const struct press *press);
void act_sort_runs(const struct press *press);
void act_choose_run(const struct press *press);
void act_open_run(const struct press *press);

/* acts_mistakes.c: the classic mistakes */
void act_open_mistakes(const struct press *press);
void act_choose_mistake(const struct press *press);
void act_make_mistake(const struct press *press);

/* acts_time.c: the course of time, and which part of it is on the screen */
void act_toggle_pause(const struct press *press);
void act_step(const struct press *press);
void act_step_back(const struct press *press);
void act_look(const struct press *press);
void act_zoom(const struct press *press);
void act_home(const struct press *press);
void act_live(const struct press *press);
void act_look_at_run(struct desk *desk, const struct scene_run *run); /* all of it, up to its end */
void act_fit(const struct press *press);
void act_change_speed(const struct press *press);

/* Paused, at the end, or in a deadlock: then a cursor can be moved through time. */
bool acts_time_stands(const struct desk *desk);

/* What there is to look at, and the session as it is shown. */
struct extent acts_extent(const struct desk *desk, struct scene *scene);

/* Shorter (direction < 0) or longer time in view, with `around` kept in its place. */
void acts_zoom(struct desk *desk, int direction, int64_t around);

/* acts_plan.c: the controls, and so the plan */
void act_change_control(const struct press *press);
void act_choose_control(const struct press *press);
void act_change_chosen(const struct press *press);
void act_toggle_burn(const struct press *press);

/* acts_lanes.c: how the lanes are laid out */
void act_scroll(const struct press *press);
void act_scroll_page(const struct press *press);
void act_change_height(const struct press *press);
void act_toggle_groups(const struct press *press);
void act_toggle_presenter(const struct press *press);

/* acts_themes.c: the choice of a theme */
void act_open_themes(const struct press *press);
void act_choose_theme(const struct press *press);
void act_keep_theme(const struct press *press);

/* acts_screen.c: the screen and the program */
void act_toggle_help(const struct press *press);
void act_turn_page(const struct press *press);
void act_toggle_log(const struct press *press);
void act_toggle_mouse(const struct press *press);
void act_toggle_main_lane(const struct press *press);
void act_toggle_wakes(const struct press *press);
void act_toggle_items(const struct press *press);
void act_leave(const struct press *press);
void act_next_focus(const struct press *press);
void act_toggle_ghost(const struct press *press);
void act_redraw(const struct press *press);
void act_suspend(const struct press *press);
void act_quit(const struct press *press);
void act_quit_at_once(const struct press *press);

#endif
