/*
 * glyph — what one code point takes and becomes on a grid of cells.
 *
 * Independent of the locale. Widths after the East Asian Width of Unicode (UAX #11), in the ranges that matter here.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* The code point at *text, which moves on past it; '?' for a control character or a bad byte. 0 at the end. */
uint32_t glyph_next(const char **text);

/* False for control characters and what is no code point. */
bool glyph_is_printable(uint32_t glyph);

/* Cells: 0 (combining and invisible ones), 1 or 2. */
int glyph_width(uint32_t glyph);

/* What stands for it where only ASCII can be shown: one or more characters; "" for a glyph that takes no cell. */
const char *glyph_ascii(uint32_t glyph, char buffer[2]);

/* Cells that UTF-8 text takes, with its stand-ins where only ASCII can be shown. */
int glyph_text_width(const char *text, bool ascii);

/* Writes the code point in UTF-8, ended by '\0'. */
void glyph_encode(uint32_t glyph, char utf8[5]);
