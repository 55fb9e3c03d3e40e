/* footer — the keys, from the command table; what does not fit is left out. */
#include "panel.h"

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    int x = rect.x + 1, y = rect.y, end = rect.x + rect.width;
    for (size_t i = 0; i < frame->scene->key_count; i++) {
        const struct scene_key *key = &frame->scene->keys[i];
        if (key->name == NULL)
            continue;
        int width = canvas_text_width(canvas, key->keys) + 1 + canvas_text_width(canvas, key->name);
        if (x + width > end && y + 1 < rect.y + rect.height) {
            x = rect.x + 1;
            y++;
        }
        if (x + width > end)
            continue;
        x = canvas_text(canvas, x, y, end - x, style_bold(HUE_TEXT), key->keys) + 1;
        x = canvas_text(canvas, x, y, end - x, style_of(HUE_DIM), key->name) + 2;
    }
}

const struct panel footer_panel = {.name = "footer", .most = 2, .draw = draw};
