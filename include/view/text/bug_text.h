/*
 * bug_text — what one sees of a run that makes a classic bug, in one sentence.
 */
#ifndef OVERLAP_VIEW_TEXT_BUG_TEXT_H
#define OVERLAP_VIEW_TEXT_BUG_TEXT_H

#include "view/scene.h"

/* Writes the sentence, in UTF-8, cut to fit, as the caption has it. False where the run makes none. */
bool bug_text_write(const struct scene_run *run, int64_t now, char *text, size_t size);

#endif
