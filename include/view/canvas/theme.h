/*
 * theme — the colours of the roles and the glyphs of the states.
 *
 * Plain data. The embedded default needs no file. A colour is one of the 240 fixed colours of the 256 (never one that
 * the user's palette redefines) and a hand-chosen one of the 16 for terminals that have no more.
 */
#pragma once

#include "base/error.h"
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

/* Whether text is read more easily than the background's colour on that of a role, among 256 colours. Of the terminal's
 * own colours it takes the paper for black and the ink for light grey. */
bool theme_text_suits(const struct theme *theme, enum role ground);

/* The role and the glyph of a state under a look (a space where nothing is drawn). */
enum role theme_state_role(enum state state);
uint32_t theme_state_glyph(const struct render_options *render, enum state state);

/* ---- Files: theme_file.c ---- */

enum { THEME_NAME_SIZE = 512, THEME_PATH_SIZE = 1024 };

/* One that was found. */
struct theme_file {
    char name[THEME_NAME_SIZE]; /* what --theme takes for it */
    char path[THEME_PATH_SIZE]; /* its file; empty: it is built in */
    bool hidden;                /* by one of the same name that was found before */
    struct theme theme;
    struct error fault; /* why it cannot be used; an empty message: it can */
};

/* Reads a theme from an INI file. [theme] has name, background, text and bold; a section for each state and for
 * producer, consumer, queue, accent, warning, ruler and bar has color and ansi, that of a state glyph and ascii too.
 * What a file leaves out is as in the default theme; but a background needs a text and a bar, and where another colour
 * is `default` it is the text's. Background and text are RGB; on 8 and 16 colours they are black and white, whichever
 * is nearer. False, the theme unchanged, and in the error the file, the line and what is wrong. */
bool theme_file_read(const char *path, struct theme *theme, struct error *error);
