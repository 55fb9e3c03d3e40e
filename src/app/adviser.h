/*
 * adviser — looks for hints on a thread of its own, so that the screen never waits for one.
 *
 * One thread, the app's, asks and reads. The adviser works at one question at a time; a new one makes it drop the old.
 */
#ifndef OVERLAP_APP_ADVISER_H
#define OVERLAP_APP_ADVISER_H

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"

#include <stdbool.h>

struct adviser;

/* NULL and the reason where the system gives no thread or descriptors. The caller frees it, which ends its thread. */
struct adviser *adviser_new(struct error *error);
void adviser_free(struct adviser *adviser); /* NULL is allowed */

/* What would help this plan in this mode? Nothing where that is what was asked last. A mode of NULL: no question. */
void adviser_ask(struct adviser *adviser, const struct plan *plan, const struct mode *mode);

/* The hint for the latest question; empty while it is looked for, and where there is none. The adviser's, until the
 * next call. */
const char *adviser_hint(struct adviser *adviser);

/* Readable when there is an answer that was not taken in yet. */
int adviser_descriptor(const struct adviser *adviser);

/* Takes it in: true where the hint is another one than before. */
bool adviser_update(struct adviser *adviser);

#endif
