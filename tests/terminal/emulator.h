/*
 * emulator — a terminal's screen in memory: bytes in, cells out. A thin coat over libvterm.
 *
 * Rows and columns count from 0. A program's questions to its terminal (where is the cursor, what are you) are
 * answered through the reply function. One thread; a wrong row or column is an assert.
 * Dim text (SGR 2) is not known to libvterm and leaves no trace.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct emulator;

/* A colour is an index into the palette (0 to 255), or one of these. */
enum {
    COLOUR_DEFAULT = -1,
    COLOUR_DIRECT = 0x1000000 /* or-ed with 0xRRGGBB */
};

struct emulator_cell {
    uint32_t codepoint; /* without combining marks; 0: blank, also the right half of a wide glyph */
    int width;          /* 2 for the left half of a wide glyph, else 1 */
    int foreground;
    int background;
    bool bold, underline, italic, blink, reverse;
};

typedef void emulator_reply(const char *bytes, size_t length, void *context);

struct emulator *emulator_new(int rows, int columns, emulator_reply *reply, void *context);
void emulator_free(struct emulator *emulator); /* NULL is allowed */

/* Bytes from the program; a sequence or a code point may be cut anywhere between two calls. */
void emulator_feed(struct emulator *emulator, const char *bytes, size_t length);

void emulator_resize(struct emulator *emulator, int rows, int columns);
int emulator_rows(const struct emulator *emulator);
int emulator_columns(const struct emulator *emulator);

/* What the row reads, as UTF-8 without the blanks at its end; the emulator's, until it is fed, resized or freed. */
const char *emulator_row(struct emulator *emulator, int row);

/* What the screen reads: its rows, each with a newline at its end; the emulator's, until the next call. */
const char *emulator_text(struct emulator *emulator);

/* Finds the first place, from the top, where a row reads `text`. The place is stored where the pointers are not NULL.
 */
bool emulator_find(struct emulator *emulator, const char *text, int *row, int *column);

struct emulator_cell emulator_cell(const struct emulator *emulator, int row, int column);

void emulator_cursor(const struct emulator *emulator, int *row, int *column);
bool emulator_cursor_visible(const struct emulator *emulator);
bool emulator_alternate_screen(const struct emulator *emulator);
bool emulator_mouse_reported(const struct emulator *emulator); /* the program has asked for the mouse */
