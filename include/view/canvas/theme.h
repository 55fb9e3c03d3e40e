/*
 * theme — the colours of the roles and the glyphs of the states.
 *
 * Plain data. The embedded default needs no file. A colour is one of the 240 fixed colours of the 256 (never one that
 * the user's palette redefines) and a hand-chosen one of the 16 for terminals that have no more.
 */
#pragma once

#include "trace/event.h"
#include "view/canvas/canvas.h"

enum { THEME_TERMINAL = -1 }; /* the terminal's own foreground or background */

struct theme_color {
    int16_t fixed; /* 16 … 255, or THEME_TERMINAL */
    int16_t ansi;  /* 0 … 15 (8 … 15 are the bright ones), or THEME_TERMINAL */
};

struct theme {
    char name[32]; /* printable UTF-8 */
    bool bold;     /* all that is written is bold, where that changes no colour (with 256) */
    struct theme_color roles[ROLE_COUNT];
    uint32_t glyphs[STATE_COUNT]; /* drawn where colour alone does not tell the states apart */
    uint32_t ascii[STATE_COUNT];
};

extern const struct theme theme_default;

/* How a screen can be drawn: decided once from the terminal and the options, then only read. */
struct render_options {
    const struct theme *theme;
    bool ascii; /* no glyph beyond ASCII */
    bool
        blocks; /* colours are good enough to draw states as solid cells with boundaries in eighths; never with ascii */
};

/* The role and the glyph of a state under a look (a space where nothing is drawn). */
enum role theme_state_role(enum state state);
uint32_t theme_state_glyph(const struct render_options *render, enum state state);
