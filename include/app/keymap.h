/*
 * keymap — the table of keys. Footer, help, the controls' labels and the manual's list are made from it.
 */
#pragma once

#include "term/term.h"
#include "view/scene.h"

struct ui_state;

/* Does what the key stands for; a key that stands for nothing is named in the notice. */
void keymap_do(struct ui_state *ui, uint32_t key);

/* Does what the mouse points at on the canvas as it was last drawn: a click on a key, a control or a lane, the wheel at
 * a time. */
void keymap_do_mouse(struct ui_state *ui, const struct canvas *canvas, struct mouse mouse);

/* Copies the first `capacity` of the table's rows in its order, with what is on in this state (NULL: without). Returns
 * how many there are. */
size_t keymap_show(const struct ui_state *ui, struct scene_key *keys, size_t capacity);
