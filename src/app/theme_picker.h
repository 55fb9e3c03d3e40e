/*
 * theme_picker — the current theme, and the themes among which the user chooses another.
 *
 * While it is open the screen shows the chosen theme, closed the kept one: so leaving it in whatever way goes back. One
 * thread.
 */
#pragma once

#include "base/error.h"
#include "view/scene.h"

struct theme_picker;

/* Both are copied: the name as --theme takes it, and the theme. The caller frees the picker. */
struct theme_picker *theme_picker_new(const char *name, const struct theme *theme);
void theme_picker_free(struct theme_picker *picker); /* NULL is allowed */

/* Looks for themes anew and chooses the kept one. */
void theme_picker_open(struct theme_picker *picker);

/* Chooses the one before (-1) or after (1), round and round. */
void theme_picker_move(struct theme_picker *picker, int direction);

/* Keeps the chosen theme, and remembers it for the next start. False and the reason where it cannot be used (then the
 * kept one stays) or cannot be remembered (then it is kept for now). */
bool theme_picker_keep(struct theme_picker *picker, struct error *error);

/* Fills in the scene's theme and, if its view has the themes open, what the picker shows. Valid until the next call
 * that is not const. */
void theme_picker_show(const struct theme_picker *picker, struct scene *scene);
