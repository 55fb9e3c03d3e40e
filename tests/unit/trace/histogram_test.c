/* Percentiles to one part in a thousand; count and extremes exact. */
#include "trace/histogram.h"

#include "base/units.h"
#include "draw.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>

TEST(without_values_everything_is_zero)
{
    struct histogram *histogram = histogram_new();
    assert_int_equal(histogram->count, 0);
    assert_true(histogram_mean(histogram) == 0);
    assert_int_equal(histogram->max, 0);
    assert_int_equal(histogram_percentile(histogram, 50), 0);
    assert_int_equal(histogram_between(histogram, 0, INT64_MAX), 0);
    free(histogram);
}

TEST(one_value_is_every_percentile)
{
    struct histogram *histogram = histogram_new();
    histogram_add(histogram, 1234567890123);
    for (int percent = 0; percent <= 100; percent++)
        assert_int_equal(histogram_percentile(histogram, percent), 1234567890123);
    free(histogram);
}

TEST(small_values_are_exact)
{
    struct histogram *histogram = histogram_new();
    for (int64_t value = 1; value <= 1000; value++)
        histogram_add(histogram, value);
    assert_int_equal(histogram_percentile(histogram, 50), 500);
    assert_int_equal(histogram_percentile(histogram, 99), 990);
    assert_int_equal(histogram_percentile(histogram, 0.1), 1);
    assert_int_equal(histogram_percentile(histogram, 100), 1000);
    free(histogram);
}

TEST(a_negative_value_counts_as_zero)
{
    struct histogram *histogram = histogram_new();
    histogram_add(histogram, -5);
    assert_int_equal(histogram_between(histogram, 0, 1), 1);
    assert_int_equal(histogram->max, 0);
    free(histogram);
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

TEST(percentiles_are_within_a_thousandth_at_any_scale)
{
    enum { VALUES = 5001 };
    static int64_t values[VALUES];
    uint64_t seed = 1;
    for (int bits = 1; bits < 63; bits++) {
        struct histogram *histogram = histogram_new();
        for (size_t i = 0; i < VALUES; i++) {
            values[i] = draw(&seed, INT64_C(1) << (1 + draw(&seed, bits)));
            histogram_add(histogram, values[i]);
        }
        qsort(values, VALUES, sizeof values[0], ascending);
        for (double percent = 0; percent <= 100; percent += 0.7) {
            double rank = ceil(percent / 100 * VALUES);
            double exact = (double)values[rank < 1 ? 0 : (size_t)rank - 1];
            double got = (double)histogram_percentile(histogram, percent);
            assert_true(got >= exact && got <= exact * 1.001);
        }
        assert_int_equal(histogram_percentile(histogram, 0), values[0]);
        assert_int_equal(histogram_percentile(histogram, 100), values[VALUES - 1]);
        assert_int_equal(histogram->max, values[VALUES - 1]);
        assert_int_equal(histogram_between(histogram, 0, INT64_MAX), VALUES);
        free(histogram);
    }
}

TEST(the_mean_is_true_even_past_64_bits)
{
    struct histogram *histogram = histogram_new();
    for (int i = 0; i < 10; i++)
        histogram_add(histogram, INT64_MAX);
    assert_int_equal(histogram->count, 10);
    assert_true(histogram_mean(histogram) == (double)INT64_MAX);
    assert_int_equal(histogram_percentile(histogram, 50), INT64_MAX);
    free(histogram);
}

TEST(neighbouring_intervals_share_no_value_and_miss_none)
{
    struct histogram *histogram = histogram_new();
    uint64_t seed = 2;
    for (int i = 0; i < 10000; i++)
        histogram_add(histogram, draw(&seed, 2 * NS_PER_S));
    uint64_t sum = 0;
    for (int64_t from = 0; from < 2 * NS_PER_S; from += 12345678)
        sum += histogram_between(histogram, from, from + 12345678);
    assert_int_equal(sum, 10000);
    uint64_t half = histogram_between(histogram, 0, NS_PER_S);
    assert_true(half > 4800 && half < 5200);
    free(histogram);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_values_everything_is_zero),
        cmocka_unit_test(one_value_is_every_percentile),
        cmocka_unit_test(small_values_are_exact),
        cmocka_unit_test(a_negative_value_counts_as_zero),
        cmocka_unit_test(percentiles_are_within_a_thousandth_at_any_scale),
        cmocka_unit_test(the_mean_is_true_even_past_64_bits),
        cmocka_unit_test(neighbouring_intervals_share_no_value_and_miss_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
