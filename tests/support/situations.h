/*
 * situations — scenes in which the screen differs: each adds its runs to a scenario that has just begun.
 */
#pragma once

#include "support/scenario.h"

void two_runs(struct scenario *scenario);
void two_runs_without_colour(struct scenario *scenario);
void two_runs_in_ascii(struct scenario *scenario);

/* Clock, latencies and log are those of the run that is looked at; the hint, which is about the newest, is silent. */
void the_older_of_two_runs(struct scenario *scenario);

void the_run_before(struct scenario *scenario);
void paused_with_a_chosen_control(struct scenario *scenario);
void both_finished(struct scenario *scenario);
void a_deadlock(struct scenario *scenario);
void many_workers(struct scenario *scenario);
void paused_among_the_runs(struct scenario *scenario);
void a_cursor(struct scenario *scenario);
void who_wakes_whom(struct scenario *scenario);
void items_shown(struct scenario *scenario);
/* Paused in the middle of a step; and where it cannot go on. */
void the_code(struct scenario *scenario);
void the_code_of_a_deadlock(struct scenario *scenario);

void the_large_view(struct scenario *scenario);
void the_large_view_of_a_deadlock(struct scenario *scenario);

/* The columns are as wide as the program would make them on a screen of 80 columns. */
void a_race(struct scenario *scenario);

void race_on_a_wide_screen(struct scenario *scenario);
void finished_race(struct scenario *scenario);
void finished_race_in_ascii(struct scenario *scenario);
void race_of_many_workers(struct scenario *scenario);
void race_with_a_deadlock(struct scenario *scenario);
void a_large_race(struct scenario *scenario);

/* A step of a lesson: while hands are counted; with the votes of a second vote; and with what came of it. */
void a_question(struct scenario *scenario);
void a_second_vote(struct scenario *scenario);
void an_answer(struct scenario *scenario);
void an_answer_in_ascii(struct scenario *scenario);
void an_answer_in_the_large_view(struct scenario *scenario);
