/*
 * repeat — many simulated runs of one plan, with one seed after another, and how many of them go wrong.
 */
#pragma once

#include "app/seeds.h"
#include "cli/options.h"
#include "cli/output.h"

/* Carries out as many runs as the options ask for, on all cores. False and the reason where one could not be. */
bool repeat_run(const struct options *options, struct seeds *seeds, struct error *error);

void repeat_print(struct output output, const struct options *options, const struct seeds *seeds);
