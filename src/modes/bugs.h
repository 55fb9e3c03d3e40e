/*
 * bugs — how threads put and take where the plan has them make a bug.
 */
#ifndef OVERLAP_MODES_BUGS_H
#define OVERLAP_MODES_BUGS_H

#include "engine/bug.h"
#include "modes/shop.h"

/* The manners of threads that make this bug; those of a bug that is none of putting and taking are as they
 * should be. */
const struct manners *bugs_manners(enum bug bug);

#endif
