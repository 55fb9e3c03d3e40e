/*
 * suggest — whether a mistyped word means a known one.
 */
#ifndef OVERLAP_CLI_SUGGEST_H
#define OVERLAP_CLI_SUGGEST_H

#include <stdbool.h>

/* The letters of `word` that must be changed, added or left out to make it `name` are at most two, and fewer than half
 * of the name's. */
bool suggest_of(const char *word, const char *name);

#endif
