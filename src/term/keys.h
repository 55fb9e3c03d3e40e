/*
 * keys — what ncurses reads, as the keys of term.h. Used by the thread that owns the terminal.
 */
#ifndef OVERLAP_TERM_KEYS_H
#define OVERLAP_TERM_KEYS_H

#include "term/term.h"

#include <stdint.h>

/* Makes ncurses ready to read: no echo, no waiting, no signals from keys, and the usual sequences known besides
 * terminfo's. */
void keys_prepare(void);

/* The next key; with KEY_CODE_MOUSE what the mouse did; KEY_CODE_NONE where nothing has arrived, KEY_CODE_END_OF_INPUT
 * where nothing ever will. */
uint32_t keys_read(struct mouse *mouse);

/* The key for a function key of ncurses (KEY_UP, …), and for a character. Pure. */
uint32_t keys_from_function(int code);
uint32_t keys_from_character(uint32_t character);

#endif
