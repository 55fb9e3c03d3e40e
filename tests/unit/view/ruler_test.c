/* ruler — how times are written beside each other. */
#include "view/ruler.h"

#include "base/units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_time_stands_in_the_unit_that_it_reaches_and_from_a_minute_on_as_a_clock_shows_it(void **state)
{
    (void)state;
    static const struct {
        int64_t ns;
        const char *text;
    } cases[] = {{0, "0s"},
                 {400 * NS_PER_MS, "400ms"},
                 {NS_PER_S, "1s"},
                 {3200 * NS_PER_MS, "3.2s"},
                 {45 * NS_PER_S, "45s"},
                 {60 * NS_PER_S, "1:00"},
                 {75 * NS_PER_S, "1:15"},
                 {409500 * NS_PER_MS, "6:49.5"},
                 {65 * NS_PER_S + 1, "1:05.000000001"},
                 {3599 * NS_PER_S, "59:59"},
                 {7200 * NS_PER_S, "2:00:00"},
                 {INT64_C(90061) * NS_PER_S, "25:01:01"},
                 {1500000, "1.5ms"},
                 {5000, "5µs"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[RULER_SIZE];
        ruler_write(text, sizeof text, cases[i].ns);
        assert_string_equal(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_stands_in_the_unit_that_it_reaches_and_from_a_minute_on_as_a_clock_shows_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
