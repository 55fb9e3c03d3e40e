/*
 * mistake — what one sees of a run that makes a classic mistake, in one sentence.
 */
#ifndef OVERLAP_VIEW_MISTAKE_H
#define OVERLAP_VIEW_MISTAKE_H

#include "view/scene.h"

/* Writes the sentence, in UTF-8, cut to fit, as the caption has it. False where the run makes none. */
bool mistake_tell(const struct scene_run *run, int64_t now, char *text, size_t size);

#endif
