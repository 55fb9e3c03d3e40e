/* expression — reads what a lesson says with figures: `0.6 × sync.elapsed`, `threads.lost = 0`. */
#pragma once

#include "base/error.h"
#include "lessons/figures.h"

#include <stddef.h>

struct arena;
struct lesson_run;

/* The runs that may be spoken of; of those with one name it is the last. */
struct expression_runs {
    const struct lesson_run *runs;
    size_t count;
};

/* All of the text as an expression, or as two with a sign between them, in the arena. NULL and what is wrong with it.
 */
const struct expression *expression_read(struct arena *arena, const char *text, struct expression_runs runs,
                                         struct error *error);
const struct comparison *comparison_read(struct arena *arena, const char *text, struct expression_runs runs,
                                         struct error *error);
