/*
 * advice — which mode to choose for a plan, and why: from the figures of runs that were made of it.
 */
#pragma once

#include "cli/headless.h"

struct advice {
    const struct mode *mode; /* NULL: none did all its items, or one has a bug */
    char why[192];           /* a clause without a full stop */
};

/* Of runs of one plan, at least one. */
struct advice advice_of(const struct result results[], size_t count);

/* Which of the modes to choose by their elapsed times (ns; below 0: did not finish): the lightest of those that are as
 * fast as the fastest, or near enough. `count`: none finished. */
size_t advice_choose(const struct mode *const among[], const int64_t elapsed[], size_t count);
