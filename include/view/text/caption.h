/*
 * caption — the sentence that the screen says about its scene.
 */
#pragma once

#include "view/scene.h"

enum { CAPTION_SIZE = 256 };

/* Writes the sentence of the scene, its notice if it has one; empty if there is nothing to say yet. Of a run that goes
 * on, the sentence that stood there is said again, with its figures of now, where it is still true though another would
 * say more: `stood` is what the call that wrote it returned (NULL: none stood there). Returns NULL where that never
 * holds: a run that has ended, a bug, one moment. */
const char *caption_write(const struct scene *scene, const char *stood, char *text, size_t size);
