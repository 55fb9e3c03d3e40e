/*
 * hint_worker — looks for hints on a thread of its own, so that the screen never waits for one.
 *
 * One thread, the app's, asks and reads. A new question makes the hint_worker drop the old one.
 */
#pragma once

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"

#include <stdbool.h>

struct hint_worker;

/* NULL and the reason where the system gives no thread or descriptors. The caller frees it, which ends its thread. */
struct hint_worker *hint_worker_new(struct error *error);
void hint_worker_free(struct hint_worker *hint_worker); /* NULL is allowed */

/* What would help this plan in this mode: empty while it is looked for, and where there is nothing or the mode is NULL.
 * The hint_worker's, until the next call. */
const char *hint_worker_hint(struct hint_worker *hint_worker, const struct plan *plan, const struct mode *mode);

/* Readable when there is an answer that was not taken in yet. */
int hint_worker_fd(const struct hint_worker *hint_worker);

/* Takes it in: true where the hint is another one than before. */
bool hint_worker_update(struct hint_worker *hint_worker);
