/*
 * theme_file — themes as INI files.
 *
 * [theme] has name, background, text and bold; a section for each state and for producer, consumer, queue, accent,
 * warning, ruler and bar has color and ansi, that of a state glyph and ascii too. What a file leaves out is as in the
 * default theme; but a background needs a text and a bar, and where another colour is `default` it is the text's.
 * Background and text are RGB; on 8 and 16 colours they are black and white, whichever is nearer.
 */
#pragma once

#include "base/error.h"
#include "view/canvas/theme.h"

enum { THEME_NAME_SIZE = 512, THEME_PATH_SIZE = 1024 };

/* One that was found. */
struct theme_file {
    char name[THEME_NAME_SIZE]; /* what --theme takes for it */
    char path[THEME_PATH_SIZE]; /* its file; empty: it is built in */
    bool hidden;                /* by one of the same name that was found before */
    struct theme theme;
    struct error fault; /* why it cannot be used; an empty message: it can */
};

/* Reads a theme. False, the theme unchanged, and in the error the file, the line and what is wrong. */
bool theme_file_read(const char *path, struct theme *theme, struct error *error);
