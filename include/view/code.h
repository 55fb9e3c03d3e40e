/*
 * code — a program of lessons/code as plain data: its lines without their marks, and at which line a worker of a run
 * stands. The marks are those of lessons/code/README.md.
 */
#pragma once

#include "view/scene.h"

enum { CODE_LINES_MAX = 160, CODE_LINE_SIZE = 160, CODE_NAMED_MAX = 8, CODE_NAME_SIZE = 64 };

/* What a mark says after "producer", "consumer", "task", "main" or a worker's name. */
enum code_place {
    PLACE_NONE,
    PLACE_BEGINS,
    PLACE_WORKS,
    PLACE_SLEEPS,
    PLACE_PUTS,
    PLACE_GETS,
    PLACE_WAITS_FOR_ROOM,
    PLACE_WAITS_FOR_ITEM,
    PLACE_WAITS_FOR_LOCK,
    PLACE_WAITS_FOR_SECOND_LOCK,
    PLACE_WAITS_FOR_SIGNAL,
    PLACE_WAITS_TO_LOOK,
    PLACE_WAITS_BETWEEN,
    PLACE_FAILS,
    PLACE_ENDS,
    PLACE_CALLS_PRODUCER,
    PLACE_CALLS_CONSUMER,
    PLACE_CALLS_TASK,
    PLACE_RUNS_LOOP,
    PLACE_STARTS,
    PLACE_JOINS,
    PLACE_GETS_RESULT,
    PLACE_COUNT
};

struct code {
    char name[CODE_NAME_SIZE];  /* "threads.py" */
    const char *comment;        /* what a mark begins with: "# " or "// " */
    char fault[CODE_LINE_SIZE]; /* why it cannot be shown; empty: it can */
    int count;
    char lines[CODE_LINES_MAX][CODE_LINE_SIZE];
    int16_t places[LANE_KIND_COUNT][PLACE_COUNT]; /* the number of the line with that mark, from 1; 0: there is none */
    struct {
        lane_id lane;
        enum code_place place;
        int line;
    } named[CODE_NAMED_MAX]; /* with a worker's name */
    int named_count;
};

/* Adds the next line of the program, which has been told its language's comment. A line too many is left out. */
void code_add_line(struct code *code, const char *line);

/* The line at which a lane's worker, or main, is at a place, or at what stands for it where the program has no such
 * mark, from 1; 0: there is none. */
int code_line_at(const struct code *code, lane_id id, enum code_place place);

/* Where a worker or main is at `time` of a run, as known by `now`. */
enum code_place code_place_of(const struct scene_run *run, lane_id id, int64_t time, int64_t now);

/* code_line_at of code_place_of. */
int code_line_of(const struct code *code, const struct scene_run *run, lane_id id, int64_t time, int64_t now);
