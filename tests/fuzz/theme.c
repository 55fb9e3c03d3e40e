/* theme — a theme's file: read whole, or refused with words, and nothing in between. */
#include "view/canvas/theme.h"

#include "fuzz/fuzz.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64];
    FILE *file = tmpfile();
    assert(file != NULL && fwrite(bytes, 1, size, file) == size && fflush(file) == 0);
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
    struct theme theme = theme_default;
    struct error error = {0};
    if (!theme_file_read(path, &theme, &error)) {
        assert(error.message[0] != '\0');
        assert(memcmp(&theme, &theme_default, sizeof theme) == 0);
    }
    for (int role = 0; role < ROLE_COUNT; role++)
        assert(theme.roles[role].fixed >= THEME_TERMINAL && theme.roles[role].fixed <= 255 &&
               theme.roles[role].ansi >= THEME_TERMINAL && theme.roles[role].ansi <= 15);
    for (int state = 0; state < STATE_COUNT; state++)
        assert(theme.glyphs[state] >= ' ' && theme.ascii[state] >= ' ' && theme.ascii[state] < 0x7f);
    (void)fclose(file);
    return 0;
}
