/*
 * headless — one run without a screen, from its start to what became of it.
 */
#pragma once

#include "cli/options.h"
#include "cli/output.h"
#include "cli/result.h"

/* Carries out the options' plan in `mode`, on a clock of its own, until it is finished or deadlocked or SIGINT or
 * SIGTERM comes (a second one ends the program at once). Meanwhile its events are written to the output, which may be
 * NULL. False and the reason, without a result, if it could not start or writing failed. */
bool headless_run(const struct options *options, const struct mode *mode, struct output *output, struct result *result,
                  struct error *error);
