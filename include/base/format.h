/*
 * format — figures and lists as people read them, the same on the screen and in reports.
 *
 * The functions return their text by value, so that several can stand in one call of printf:
 * printf("%s of %s", format_duration(a, 1).text, format_duration(b, 1).text).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct format {
    char text[32];
};

/* "20.4 s", "41 ms", "3.5 µs", "12 ns", "16.7 min", "0 s": in the unit that fits. `digits` after the point of seconds;
 * a shorter time has as many significant digits and one more. */
struct format format_duration(int64_t ns, int digits);

/* "0.5–1.5 s", "50 ms–2 s", "20 ns", in seconds at most: each end rounded to so many significant digits. */
struct format format_range(int64_t min, int64_t max, int significant);

/* "1 item", "13 items": `noun` in the singular. */
struct format format_count(uint64_t count, const char *noun);

/* To one digit after the point, which is left out where it is 0: "2", "2.4". */
struct format format_number(double number);

/* A share of 0 … 1 in whole percent: "79 %". More than 1 is 100 %. */
struct format format_percent(double share);

/* "2.87×". */
struct format format_factor(double factor);

/* What separates name number `index` of `count` from the one before it: "P1, P2 and C1". */
const char *format_separator(size_t index, size_t count);

/* Appends to the text, cut to fit `size`. */
__attribute__((format(printf, 3, 4))) void format_append(char *text, size_t size, const char *format, ...);
