/* format — figures and lists as people read them. */
#include "base/format.h"

#include "base/units.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NS_PER_MINUTE (60 * NS_PER_S)

static const struct unit {
    int64_t ns, from; /* its length, and the shortest time that is written in it */
    const char *name;
} units[] = {
    {60 * NS_PER_MINUTE, 100 * NS_PER_MINUTE, "h"},
    {NS_PER_MINUTE, 1000 * NS_PER_S, "min"},
    {NS_PER_S, NS_PER_S / 10, "s"},
    {NS_PER_MS, NS_PER_MS, "ms"},
    {1000, 1000, "µs"},
    {1, 1, "ns"},
};
static const struct unit *const second = &units[2];

/* What rounds up to the next unit is written in it. */
static const struct unit *unit_of(int64_t ns)
{
    const struct unit *unit = units;
    if (ns == 0)
        return second;
    while (unit->ns > 1 && (double)ns * 1.0005 < (double)unit->from)
        unit++;
    return unit;
}

struct format format_duration(int64_t ns, int digits)
{
    struct format format;
    const struct unit *unit = unit_of(ns);
    if (unit == second && ns > 0 && ns < NS_PER_S && digits == 0)
        unit++;
    double value = (double)ns / (double)unit->ns;
    if (unit > second)
        digits = value >= 99.95 ? digits - 2 : value >= 9.995 ? digits - 1 : digits;
    if (ns == 0 || unit->ns == 1 || digits < 0)
        digits = 0;
    double scale = pow(10, digits); /* what lies halfway is rounded up, as on a clock */
    value = round((double)ns * scale / (double)unit->ns) / scale;
    (void)snprintf(format.text, sizeof format.text, "%.*f %s", digits, value, unit->name);
    return format;
}

struct format format_range(int64_t min, int64_t max, int significant)
{
    const struct unit *units_of[] = {min == 0 ? unit_of(max) : unit_of(min), unit_of(max)};
    const int64_t ends[] = {min, max};
    for (int i = 0; i < 2; i++)
        if (units_of[i] < second)
            units_of[i] = second;
    struct format numbers[2], format;
    for (int i = 0; i < 2; i++) {
        double value = (double)ends[i] / (double)units_of[i]->ns;
        int digits = value > 0 ? significant - 1 - (int)floor(log10(value)) : 0;
        double scale = pow(10, digits > 0 ? digits : 0);
        (void)snprintf(numbers[i].text, sizeof numbers[i].text, "%.12g", round(value * scale) / scale);
    }
    if (units_of[0] != units_of[1])
        (void)snprintf(format.text, sizeof format.text, "%.8s %s–%.8s %s", numbers[0].text, units_of[0]->name,
                       numbers[1].text, units_of[1]->name);
    else if (strcmp(numbers[0].text, numbers[1].text) != 0)
        (void)snprintf(format.text, sizeof format.text, "%.11s–%.11s %s", numbers[0].text, numbers[1].text,
                       units_of[1]->name);
    else
        (void)snprintf(format.text, sizeof format.text, "%.12s %s", numbers[1].text, units_of[1]->name);
    return format;
}

struct format format_count(uint64_t count, const char *noun)
{
    struct format format;
    (void)snprintf(format.text, sizeof format.text, "%" PRIu64 " %s%s", count, noun, count == 1 ? "" : "s");
    return format;
}

struct format format_number(double number)
{
    struct format format;
    double tenths = round(number * 10);
    (void)snprintf(format.text, sizeof format.text, "%.*f", fmod(tenths, 10) == 0 ? 0 : 1, tenths / 10);
    return format;
}

struct format format_percent(double share)
{
    struct format format;
    (void)snprintf(format.text, sizeof format.text, "%.0f %%", round(fmin(share, 1) * 100));
    return format;
}

struct format format_factor(double factor)
{
    struct format format;
    (void)snprintf(format.text, sizeof format.text, "%.2f×", factor);
    return format;
}

const char *format_separator(size_t index, size_t count)
{
    if (index == 0)
        return "";
    return index + 1 == count ? " and " : ", ";
}

void format_append(char *text, size_t size, const char *format, ...)
{
    size_t length = strlen(text);
    va_list values;
    va_start(values, format);
    (void)vsnprintf(text + length, size - length, format, values);
    va_end(values);
}
