/* Random streams: the published generator, a stream a worker, uniform in their bounds. */
#include "engine/random.h"

#include "base/units.h"
#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>

/* The first numbers of the reference implementation from the state 1, 2, 3, 4. */
TEST(it_is_xoshiro256_starstar)
{
    struct random random = {{1, 2, 3, 4}};
    static const uint64_t expected[] = {11520, 0, 1509978240, 1215971899390074240};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_true(random_next(&random) == expected[i]);
}

TEST(a_seed_and_a_stream_give_the_same_numbers_every_time)
{
    struct random a = random_stream(42, 7), b = random_stream(42, 7);
    for (int i = 0; i < 100; i++)
        assert_true(random_next(&a) == random_next(&b));
}

TEST(neighbouring_seeds_and_streams_have_nothing_in_common)
{
    struct random streams[] = {random_stream(0, 0), random_stream(0, 1), random_stream(1, 0), random_stream(1, 1)};
    for (int i = 0; i < 1000; i++) {
        uint64_t numbers[4];
        for (int k = 0; k < 4; k++)
            numbers[k] = random_next(&streams[k]);
        for (int k = 0; k < 4; k++)
            for (int l = 0; l < k; l++)
                assert_true(numbers[k] != numbers[l]);
    }
}

TEST(numbers_stay_within_their_bounds_and_reach_them)
{
    struct random random = random_stream(3, 0);
    bool low = false, high = false;
    for (int i = 0; i < 10000; i++) {
        int64_t number = random_between(&random, -2, 2);
        assert_true(number >= -2 && number <= 2);
        low |= number == -2;
        high |= number == 2;
    }
    assert_true(low && high);
    assert_int_equal(random_between(&random, 5, 5), 5);
    int64_t hour = 3600 * NS_PER_S;
    assert_between(random_between(&random, hour, hour), hour, hour);
}

TEST(numbers_are_uniform)
{
    struct random random = random_stream(4, 0);
    enum { BINS = 10, DRAWS = 100000 };
    int counts[BINS] = {0};
    for (int i = 0; i < DRAWS; i++)
        counts[random_between(&random, 0, BINS - 1)]++;
    for (int i = 0; i < BINS; i++) /* five standard deviations: 95 each */
        assert_between(counts[i], DRAWS / BINS - 475, DRAWS / BINS + 475);
}

TEST(one_number_is_taken_whatever_the_bounds_are)
{
    struct random a = random_stream(5, 0), b = random_stream(5, 0);
    random_between(&a, 0, 0);
    random_between(&b, 0, 1000);
    assert_true(random_next(&a) == random_next(&b));
}

TEST(a_seed_is_short_enough_to_be_typed)
{
    for (int i = 0; i < 100; i++)
        assert_between(random_seed(), 1, 9999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_xoshiro256_starstar),
        cmocka_unit_test(a_seed_and_a_stream_give_the_same_numbers_every_time),
        cmocka_unit_test(neighbouring_seeds_and_streams_have_nothing_in_common),
        cmocka_unit_test(numbers_stay_within_their_bounds_and_reach_them),
        cmocka_unit_test(numbers_are_uniform),
        cmocka_unit_test(one_number_is_taken_whatever_the_bounds_are),
        cmocka_unit_test(a_seed_is_short_enough_to_be_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
