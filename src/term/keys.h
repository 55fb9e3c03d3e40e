/*
 * keys — what ncurses reads, as the keys of term.h. Used by the thread that owns the terminal.
 */
#ifndef OVERLAP_TERM_KEYS_H
#define OVERLAP_TERM_KEYS_H

#include "term/term.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes ncurses ready to read: no echo, no waiting, no signals from keys, and the usual sequences known besides
 * terminfo's. */
void keys_prepare(void);

/* What has been read of a report of the mouse that has come in part; zeroed at first. */
struct keys {
    char report[32];
    size_t length;
    bool in_report;
};

/* The next key; with KEY_CODE_MOUSE what the mouse did; KEY_CODE_NONE where nothing has arrived, KEY_CODE_END_OF_INPUT
 * where nothing ever will. */
uint32_t keys_read(struct keys *keys, struct mouse *mouse);

/* The key for a function key of ncurses (KEY_UP, …), and for a character. Pure. */
uint32_t keys_from_function(int code);
uint32_t keys_from_character(uint32_t character);

#endif
