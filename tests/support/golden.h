/*
 * golden — a screen compared with the one that was judged to be right, tests/golden/<name>.txt.
 *
 * The file has the glyphs, then the role of every cell as a letter (its paper's, in capitals, where that is not the
 * background). After a wanted change, OVERLAP_GOLDEN=write in the environment writes the files anew: look at their
 * difference before committing them.
 */
#pragma once

#include "view/canvas/canvas.h"

/* Fails the test with both screens on stderr where they differ. */
void golden_check(const struct canvas *canvas, const char *name);
