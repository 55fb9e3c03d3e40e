/* format — a figure is written in the unit and with the digits that fit it. */
#include "base/format.h"

#include "base/units.h"
#include "support/test.h"

TEST(a_duration_has_the_unit_that_fits)
{
    static const struct {
        int64_t ns;
        int digits;
        const char *text;
    } cases[] = {
        {0, 1, "0 s"},
        {-1, 1, "-1 ns"},
        {1, 2, "1 ns"},
        {1500, 2, "1.50 µs"},
        {999700, 1, "1.0 ms"},
        {41 * NS_PER_MS, 1, "41 ms"},
        {41 * NS_PER_MS, 2, "41.0 ms"},
        {NS_PER_S / 10, 1, "0.1 s"},
        {20 * NS_PER_S + 440 * NS_PER_MS, 1, "20.4 s"},
        {20 * NS_PER_S + 440 * NS_PER_MS, 2, "20.44 s"},
        {1000 * NS_PER_S, 1, "16.7 min"},
        {36000 * NS_PER_S, 1, "10.0 h"},
        {INT64_MAX, 0, "2562048 h"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(format_duration(cases[i].ns, cases[i].digits).text, cases[i].text);
}

TEST(a_range_shares_its_unit_where_it_can)
{
    assert_string_equal(format_range(NS_PER_S / 2, 3 * NS_PER_S / 2, 2).text, "0.5–1.5 s");
    assert_string_equal(format_range(1, 2, 2).text, "1–2 ns");
    assert_string_equal(format_range(NS_PER_MS, 2 * NS_PER_S, 2).text, "1 ms–2 s");
    assert_string_equal(format_range(0, 2 * NS_PER_S, 2).text, "0–2 s");
    assert_string_equal(format_range(0, 0, 2).text, "0 s");
    assert_string_equal(format_range(123456789, 123456789, 2).text, "0.12 s");
    assert_string_equal(format_range(123456789, 123456789, 9).text, "0.123456789 s");
    assert_string_equal(format_range(150 * NS_PER_S, 150 * NS_PER_S, 2).text, "150 s");
}

TEST(counts_shares_and_lists_read_as_english)
{
    assert_string_equal(format_count(1, "item").text, "1 item");
    assert_string_equal(format_count(0, "item").text, "0 items");
    assert_string_equal(format_number(2.04).text, "2");
    assert_string_equal(format_number(2.44).text, "2.4");
    assert_string_equal(format_percent(0.794).text, "79 %");
    assert_string_equal(format_percent(1.2).text, "100 %");
    static const char *const names[] = {"P1", "P2", "C1"};
    char text[16] = "", short_text[6] = "";
    for (size_t i = 0; i < 3; i++) {
        format_append(text, sizeof text, "%s%s", format_separator(i, 3), names[i]);
        format_append(short_text, sizeof short_text, "%s%s", format_separator(i, 3), names[i]);
    }
    assert_string_equal(text, "P1, P2 and C1");
    assert_string_equal(short_text, "P1, P");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_duration_has_the_unit_that_fits),
        cmocka_unit_test(a_range_shares_its_unit_where_it_can),
        cmocka_unit_test(counts_shares_and_lists_read_as_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
