/*
 * effort — how often a test repeats what is drawn at random, or what races.
 *
 * OVERLAP_EFFORT in the environment decides: "short" (under a sanitizer, where each repetition takes ten times as long)
 * a tenth, "long" ten times as often; without it, as often as the test says.
 */
#pragma once

#include <stdbool.h>

/* How many repetitions to do where `usual` are usual; at least 1. */
int effort(int usual);

bool effort_is_short(void);
