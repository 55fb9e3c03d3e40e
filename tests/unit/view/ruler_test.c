/* ruler — how times are written beside each other. */
#include "view/ruler.h"

#include "base/units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_time_stands_in_its_largest_whole_unit_but_seconds_stay_seconds(void **state)
{
    (void)state;
    static const struct {
        int64_t ns;
        const char *text;
    } cases[] = {{0, "0s"},
                 {400 * NS_PER_MS, "400ms"},
                 {NS_PER_S, "1s"},
                 {3200 * NS_PER_MS, "3.2s"},
                 {409500 * NS_PER_MS, "409.5s"},
                 {75 * NS_PER_S, "75s"},
                 {120 * NS_PER_S, "2m"},
                 {7200 * NS_PER_S, "2h"},
                 {5000, "5µs"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[32];
        ruler_write(text, sizeof text, cases[i].ns);
        assert_string_equal(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_stands_in_its_largest_whole_unit_but_seconds_stay_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
