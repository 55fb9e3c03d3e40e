/*
 * sentence — sentences about runs, the same on the screen and in reports: UTF-8, cut to fit.
 */
#pragma once

#include "trace/failure.h"
#include "view/scene.h"

/* Fills in a sentence: "{name}" becomes the value of that field, which can have fields in it, and "{name:is|are}" the
 * form that agrees with it. "The" has a capital at the start of a sentence. The last field has no name. */
struct field {
    const char *name, *value;
};
void sentence_fill(const char *text, const struct field fields[], char *result, size_t size);

/* What a run's bug or killed process shows, or why it is in a deadlock. False: none of them. */
bool sentence_problem(const struct scene_run *run, int64_t now, char *text, size_t size);

/* What went wrong, without a full stop: "C2 takes an item that another consumer has taken". */
void sentence_failure(const struct failure *failure, char *text, size_t size);

/* "threads win, 1.4 s ahead of async and 39.7 s ahead of sync; pool is still running." Of runs of one plan by their
 * elapsed time, those that did all their items first; what lies less than `tie` ns apart is as fast. */
void sentence_ranking(const struct scene_run runs[], size_t count, int64_t now, int64_t tie, int digits, char *text,
                      size_t size);

/* What the work of a plan consists of, by its share of computing: "20 % is computing", "everything is waiting (I/O)".
 */
struct sentence {
    char text[128];
};
struct sentence sentence_work(double cpu);

/* Writes what an event says, in the words of every log: "    0.512 s  P1 puts item 2 (4)". The time is since `start`.
 * Returns the index at which the words begin, after the time. */
enum { EVENT_LINE_SIZE = 128 };
int event_line(const struct event *event, int64_t start, char line[EVENT_LINE_SIZE]);
