/*
 * report — on standard output, one run in words and figures, or several side by side.
 */
#pragma once

#include "cli/headless.h"

/* The line of an event; nothing for a change of state. */
void report_event(struct output output, const struct event *event);

/* The plan in two lines; `cpu`: with its cpu share. */
void report_plan(struct output output, const struct plan *plan, bool cpu);

void report_summary(struct output output, const struct result *result);

/* A table, bars, and what follows from them in a sentence, of at least one result; all are of one plan. */
void report_comparison(struct output output, const struct result results[], size_t count);
