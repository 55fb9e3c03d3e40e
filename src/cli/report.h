/*
 * report — one run in words: its events as they happen, then its summary.
 */
#ifndef OVERLAP_CLI_REPORT_H
#define OVERLAP_CLI_REPORT_H

#include "cli/output.h"
#include "cli/result.h"

/* A line for a PUT or a TAKE; nothing for other events. */
void report_event(struct output output, const struct event *event);

void report_summary(struct output output, const struct result *result);

/* Who waits for whom in a deadlocked run. */
void report_deadlock(const struct result *result);

#endif
