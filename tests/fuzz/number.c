/* number — what is read as a number is one, within its bounds. */
#include "cli/options.h"

#include "fuzz/fuzz.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char text[256];
    if (size >= sizeof text)
        return 0;
    memcpy(text, bytes, size);
    text[size] = '\0';
    uint64_t whole;
    if (number_whole(text, 3, 1000, &whole))
        assert(whole >= 3 && whole <= 1000 && strspn(text, "0123456789") == strlen(text));
    int64_t billionths;
    const char *rest = number_decimal(text, &billionths);
    assert(rest == NULL || (rest > text && rest <= text + size && billionths >= 0));
    return 0;
}
