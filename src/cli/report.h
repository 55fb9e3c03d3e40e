/*
 * report — one run in words, on standard output.
 */
#pragma once

#include "cli/output.h"
#include "cli/result.h"

/* The line of an event; nothing for a change of state. */
void report_event(struct output output, const struct event *event);

/* The plan in two lines; `cpu`: with its cpu share. */
void report_plan(struct output output, const struct plan *plan, bool cpu);

/* A line for the mode's bug, if it has one. */
void report_bug(struct output output, const struct mode *mode);

void report_summary(struct output output, const struct result *result);

/* What the run's bug shows, or why it cannot go on if it is in a deadlock; nothing otherwise. */
void report_problem(struct output output, const struct result *result);
