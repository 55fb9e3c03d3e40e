/* random — xoshiro256**, seeded by splitmix64 */
#include "engine/random.h"

#include <sys/random.h>
#include <time.h>

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

struct random random_stream(uint64_t seed, uint64_t stream)
{
    struct random random;
    uint64_t mixed = stream;
    uint64_t state = seed ^ splitmix(&mixed); /* so that neighbouring seeds and streams have nothing in common */
    for (int i = 0; i < 4; i++)
        random.state[i] = splitmix(&state);
    return random;
}

static uint64_t rotate_left(uint64_t value, int bits)
{
    return value << bits | value >> (64 - bits);
}

uint64_t random_next(struct random *random)
{
    uint64_t *s = random->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate_left(s[3], 45);
    return result;
}

int64_t random_between(struct random *random, int64_t min, int64_t max)
{
    uint64_t bits = random_next(random); /* in any case, so that the stream goes on alike */
    if (min == max)
        return min;
    /* 53 bits are all a double holds; the spans of a delay (2^42 ns at the most) lose nothing by it. */
    double fraction = (double)(bits >> 11) * 0x1p-53;
    return min + (int64_t)(fraction * (double)(max - min + 1));
}

uint64_t random_seed(void)
{
    uint64_t state;
    if (getrandom(&state, sizeof state, GRND_NONBLOCK) != (ssize_t)sizeof state) {
        struct timespec now; /* the machine has no randomness to give yet */
        (void)clock_gettime(CLOCK_REALTIME, &now);
        state = (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
    }
    return 1 + splitmix(&state) % 9999;
}
