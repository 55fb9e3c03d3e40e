/*
 * step_text — what happened at one moment of a run, as a sentence.
 */
#ifndef OVERLAP_VIEW_TEXT_STEP_TEXT_H
#define OVERLAP_VIEW_TEXT_STEP_TEXT_H

#include "trace/step.h"
#include "view/scene.h"

/* Writes it into text, UTF-8, cut to fit: "P1 wakes: puts item 5 (25); C1, which waited for an item, takes it." */
void step_text_write(char *text, size_t size, const struct scene_run *run, struct step shown_at, int64_t now);

#endif
