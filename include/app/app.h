/*
 * app — the live screen: the main loop that ties runs, keys and the terminal together.
 */
#pragma once

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "view/canvas/theme.h"

/* Reads a lesson from its file: NULL, and an error with file and line, where something in it is not as it should be. */
typedef struct lesson *lesson_reader(const char *path, struct error *error);

/* How to begin. */
struct app_settings {
    const struct mode *mode;
    const struct mode *const *racers; /* the modes of a race */
    size_t racer_count;               /* at least 1 */
    bool race;                        /* begin with one; else with a run in `mode` */
    struct plan plan;                 /* its seed is set */
    double speed;                     /* above 0 */
    bool ascii;                       /* draw in ASCII */
    const char *theme_name;           /* what --theme calls the theme */
    bool mouse;                       /* it is the program's from the beginning */
    const struct theme *theme;
    const char *notice; /* said until the first key; "": nothing */
    lesson_reader *read_lesson;
    bool lessons;       /* begin with the list of lessons, */
    const char *lesson; /* or with the lesson of that file; NULL: with none */
};

/* Opens the screen on stdin and stdout and runs until the user quits or the terminal is gone; the terminal is left as
 * it was found. True after a normal end; false and the reason where the screen cannot be opened or a run cannot be
 * started. Called by main's thread, once at a time. */
bool app_run(const struct app_settings *settings, struct error *error);
