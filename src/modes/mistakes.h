/*
 * mistakes — how threads put and take where the plan has them make a mistake.
 */
#ifndef OVERLAP_MODES_MISTAKES_H
#define OVERLAP_MODES_MISTAKES_H

#include "engine/mistake.h"
#include "shop.h"

/* The manners of threads that make this mistake; those of a mistake that is none of putting and taking are as they
 * should be. */
const struct manners *mistakes_manners(enum mistake mistake);

#endif
