/*
 * happening — what happened at one moment of a run, as a sentence.
 */
#ifndef OVERLAP_VIEW_HAPPENING_H
#define OVERLAP_VIEW_HAPPENING_H

#include "record/moment.h"
#include "view/scene.h"

/* Writes it into text, UTF-8, cut to fit: "P1 wakes: puts item 5 (25); C1, which waited for an item, takes it." */
void happening_write(char *text, size_t size, const struct scene_run *run, struct moment moment, int64_t now);

#endif
