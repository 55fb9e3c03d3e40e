/*
 * keymap — the table of keys. Footer, help, the controls' labels and the manual's list are made from it.
 */
#pragma once

#include "view/scene.h"

struct ui_state;

/* Does what the key stands for; a key that stands for nothing is named in the notice. */
void keymap_do(struct ui_state *ui, uint32_t key);

/* Does what a hit area of the kind HIT_KEY stands for: a row of the table, and which of its two keys. */
void keymap_do_hit(struct ui_state *ui, int64_t hit);

/* Copies the first `capacity` of the table's rows in its order. Returns how many there are. */
size_t keymap_show(struct scene_key *keys, size_t capacity);
