/*
 * random — a stream of random numbers of its own for every worker.
 *
 * xoshiro256** (Blackman and Vigna, prng.di.unimi.it), its state filled by splitmix64 from the seed and the stream's
 * number, as its authors advise. The same on every machine. One thread a stream.
 */
#pragma once

#include <stdint.h>

struct random {
    uint64_t state[4];
};

/* The stream number `stream` of a seed: the same two numbers give the same stream. */
struct random random_stream(uint64_t seed, uint64_t stream);

/* The next number, uniform in [0, 2^64). */
uint64_t random_next(struct random *random);

/* Uniform in [min, max], min ≤ max; takes one number from the stream whatever the bounds are. */
int64_t random_between(struct random *random, int64_t min, int64_t max);

/* A seed that was not there before, short enough to be read out and typed: 1 … 9999. */
uint64_t random_seed(void);
