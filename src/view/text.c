/* text — a paragraph in a rect; see the header. */
#include "text.h"

#include <stdio.h>
#include <string.h>

/* Where the next word goes. */
struct pen {
    struct canvas *canvas;
    struct rect rect;
    int x, y;
};

/* False where there is no room left for it: then the place before it shows that something is missing. */
static bool write_word(struct pen *pen, struct style style, const char *word)
{
    int width = canvas_text_width(pen->canvas, word), right = pen->rect.x + pen->rect.width;
    bool first = pen->x == pen->rect.x;
    if (!first && pen->x + 1 + width > right && pen->y + 1 >= pen->rect.y + pen->rect.height) {
        canvas_text(pen->canvas, pen->x < right ? pen->x : right - 1, pen->y, 1, style, "…");
        return false;
    }
    if (!first && pen->x + 1 + width > right) {
        pen->x = pen->rect.x;
        pen->y++;
        first = true;
    }
    pen->x += first ? 0 : 1;
    pen->x = canvas_text(pen->canvas, pen->x, pen->y, right - pen->x, style, word);
    return true;
}

void text_wrap(struct canvas *canvas, struct rect rect, struct style style, const char *text)
{
    struct pen pen = {.canvas = canvas, .rect = rect, .x = rect.x, .y = rect.y};
    bool room = true;
    while (room && *text != '\0') {
        size_t length = strcspn(text, " ");
        char word[128];
        (void)snprintf(word, sizeof word, "%.*s", (int)length, text);
        room = write_word(&pen, style, word);
        text += length;
        text += strspn(text, " ");
    }
}
