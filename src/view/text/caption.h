/*
 * caption — one sentence that says what is going on and why, from the figures.
 */
#ifndef OVERLAP_VIEW_TEXT_CAPTION_H
#define OVERLAP_VIEW_TEXT_CAPTION_H

#include "view/scene.h"

/* Writes the sentence into text (UTF-8, cut to fit); empty where there is nothing to say yet. A notice of the scene
 * comes first. */
void caption_write(const struct scene *scene, char *text, size_t size);

#endif
