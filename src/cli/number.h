/*
 * number — reads numbers that people write, strictly and in every locale alike.
 *
 * Decimal digits and at most one point; no sign, no blank, no exponent, no hexadecimal, no name of a number.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Reads a whole number that is all of `text` and lies within [least, most]. False otherwise, with `value` unchanged. */
bool number_whole(const char *text, uint64_t least, uint64_t most, uint64_t *value);

/* Reads a number with or without a fraction, as billionths (seconds as nanoseconds; digits beyond the ninth are cut),
 * from the start of `text`. Returns the first character after it; NULL where there is no number or it is above 10⁹. */
const char *number_decimal(const char *text, int64_t *billionths);
