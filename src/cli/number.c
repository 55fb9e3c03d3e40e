/* number — reads numbers that people write; see the header. */
#include "cli/number.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const int64_t BILLION = 1000000000;

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

bool number_whole(const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0')
        return false;
    errno = 0;
    unsigned long long number = strtoull(text, NULL, 10);
    if (errno != 0 || number < least || number > most)
        return false;
    *value = number;
    return true;
}

const char *number_decimal(const char *text, int64_t *billionths)
{
    int64_t whole = 0, fraction = 0;
    if (!is_digit(*text) && !(*text == '.' && is_digit(text[1])))
        return NULL;
    for (; is_digit(*text); text++) {
        whole = whole * 10 + (*text - '0');
        if (whole > BILLION)
            return NULL;
    }
    if (*text == '.') {
        text++;
        for (int64_t unit = BILLION / 10; is_digit(*text); text++, unit /= 10)
            fraction += unit * (*text - '0');
    }
    *billionths = whole * BILLION + fraction;
    return text;
}
