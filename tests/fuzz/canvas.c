/* canvas — text on a canvas: the first bytes are its size, the place and the room, the rest is the text. */
#include "view/canvas/canvas.h"

#include "fuzz/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 6 };

/* Every cell is a glyph or the right half of one; nothing that a terminal would obey. */
static void judge(const struct canvas *canvas)
{
    for (int y = 0; y < canvas_height(canvas); y++)
        for (int x = 0; x < canvas_width(canvas); x++) {
            uint32_t glyph = canvas_cell(canvas, x, y)->glyph;
            assert(glyph == 0 ? x > 0 && canvas_cell(canvas, x - 1, y)->glyph != 0 : glyph >= ' ');
            assert(glyph < 0x7f || glyph > 0x9f);
            assert(glyph < 0x7f || !canvas_is_ascii(canvas));
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < HEAD)
        return 0;
    char *text = malloc(size - HEAD + 1);
    if (text == NULL)
        return 0;
    memcpy(text, bytes + HEAD, size - HEAD);
    text[size - HEAD] = '\0';
    struct canvas *canvas = canvas_new(bytes[0] % 64 + 1, bytes[1] % 8 + 1, bytes[5] % 2 == 1);
    int x = (int8_t)bytes[2], y = (int8_t)bytes[3] % 10, width = (int8_t)bytes[4];
    int after = canvas_text(canvas, x, y, width, (struct style){.fg = ROLE_TEXT}, text);
    assert(width < 0 || (after >= x && after <= x + width));
    assert(canvas_text_width(canvas, text) >= 0);
    (void)canvas_text(canvas, x / 2, y, width, (struct style){.fg = ROLE_DIM}, text); /* across what is there */
    canvas_put(canvas, bytes[2] % 64, bytes[3] % 8, (uint32_t)bytes[4] << 8 | bytes[5], (struct style){0});
    judge(canvas);
    canvas_free(canvas);
    free(text);
    return 0;
}
