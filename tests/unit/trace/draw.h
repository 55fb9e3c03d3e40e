/* draw — random numbers for tests: the same on every machine and in every run (xorshift64*, Marsaglia/Vigna). */
#pragma once

#include <stdint.h>

/* A number within [0, below); the seed is carried on and must not be 0. */
static inline int64_t draw(uint64_t *seed, int64_t below)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (int64_t)((*seed * UINT64_C(2685821657736338717) >> 1) % (uint64_t)below);
}
