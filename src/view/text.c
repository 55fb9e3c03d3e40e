/* text — a paragraph in a rect; see the header. */
#include "text.h"

#include <stdio.h>
#include <string.h>

static void draw_word(struct canvas *canvas, struct rect rect, int *x, int *y, struct style style, const char *word)
{
    int width = canvas_text_width(canvas, word);
    if (*x > rect.x && *x + 1 + width > rect.x + rect.width) {
        *x = rect.x;
        ++*y;
    }
    if (*y >= rect.y + rect.height)
        return;
    *x += *x > rect.x;
    *x = canvas_text(canvas, *x, *y, rect.x + rect.width - *x, style, word);
}

void text_wrap(struct canvas *canvas, struct rect rect, struct style style, const char *text)
{
    int x = rect.x, y = rect.y;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        char word[128];
        (void)snprintf(word, sizeof word, "%.*s", (int)length, text);
        draw_word(canvas, rect, &x, &y, style, word);
        text += length;
        text += strspn(text, " ");
    }
}
