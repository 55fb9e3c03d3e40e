/*
 * golden — what is drawn, compared with what was judged to be right: tests/golden/<name>.txt.
 *
 * A golden has a part for each situation that it is shown in: a line that says which, the glyphs, then the role of
 * every cell as a letter (its paper's, in capitals, where that is not the background). After a wanted change,
 * OVERLAP_GOLDEN=write in the environment writes the files anew: look at their difference before committing them.
 */
#pragma once

#include "view/layout.h"

#include <stdio.h>

struct golden {
    const char *name;
    FILE *file; /* what is drawn now */
    char *text;
    size_t size;
};

void golden_begin(struct golden *golden, const char *name);

/* Adds a whole canvas. A situation may be a name of C: its underscores become blanks. */
void golden_canvas(struct golden *golden, const char *situation, const struct canvas *canvas);

/* Adds the rows of one panel of a screen of that size; fails the test where it is not on it. */
void golden_panel(struct golden *golden, const char *situation, const char *panel, const struct scene *scene, int width,
                  int height);

/* Fails the test, and says which line differs first, unless the file is the same. */
void golden_end(struct golden *golden);
