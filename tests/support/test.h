/*
 * test — what every test program begins with: cmocka, with all that it needs before it.
 */
#pragma once

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A test; `state` points to what its set-up has left there, if it has one. */
#define TEST(name) static void name(void **state __attribute__((unused)))

/* Fails unless the value, a whole number, lies within the two. (Cmocka's own has another name in each version.) */
#define assert_between(value, least, most)                                                                             \
    test_assert_between(#value, (int64_t)(value), (int64_t)(least), (int64_t)(most))

static inline void test_assert_between(const char *what, int64_t value, int64_t least, int64_t most)
{
    if (value < least || value > most)
        fail_msg("%s is %" PRId64 ", not between %" PRId64 " and %" PRId64, what, value, least, most);
}
