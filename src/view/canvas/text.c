/* text — a paragraph in a rect. */
#include "view/canvas/canvas.h"

#include "view/canvas/glyph.h"

#include <stdio.h>
#include <string.h>

enum { WORD_SIZE = 128 };

/* Where the next word goes. */
struct pen {
    struct canvas *canvas;
    struct rect rect;
    int x, y;
};

/* False where there is no room left for it: then the place before it shows that something is missing. */
static bool write_word(struct pen *pen, struct style style, const char *word)
{
    int right = pen->rect.x + pen->rect.width;
    bool first = pen->x == pen->rect.x, breaks = !first && pen->x + 1 + canvas_text_width(pen->canvas, word) > right;
    if (breaks && pen->y + 1 >= pen->rect.y + pen->rect.height) {
        canvas_text(pen->canvas, pen->x < right ? pen->x : right - 1, pen->y, 1, style, "…");
        return false;
    }
    pen->y += breaks;
    pen->x = breaks ? pen->rect.x : first ? pen->x : pen->x + 1;
    pen->x = canvas_text(pen->canvas, pen->x, pen->y, right - pen->x, style, word);
    return true;
}

/* Moves the text on past its next word, which is put into `word`. A number and its unit are one word. */
static void next_word(const char **text, char word[WORD_SIZE])
{
    enum { UNIT = 4 };
    size_t length = strcspn(*text, " ");
    size_t unit = (*text)[length] == ' ' ? strcspn(*text + length + 1, " ") : 0;
    if (length > 0 && (*text)[length - 1] >= '0' && (*text)[length - 1] <= '9' && unit > 0 && unit <= UNIT)
        length += 1 + unit;
    (void)snprintf(word, WORD_SIZE, "%.*s", (int)length, *text);
    *text += length;
    *text += strspn(*text, " ");
}

void text_wrap(struct canvas *canvas, struct rect rect, struct style style, const char *text)
{
    struct pen pen = {.canvas = canvas, .rect = rect, .x = rect.x, .y = rect.y};
    bool room = true;
    while (room && *text != '\0') {
        char word[WORD_SIZE];
        next_word(&text, word);
        room = write_word(&pen, style, word);
    }
}

int text_rows(const char *text, int width, bool ascii)
{
    int rows = 1, x = 0;
    while (*text != '\0') {
        char word[WORD_SIZE];
        next_word(&text, word);
        int taken = glyph_text_width(word, ascii);
        bool breaks = x > 0 && x + 1 + taken > width;
        rows += breaks;
        x = (x == 0 || breaks ? 0 : x + 1) + taken;
    }
    return rows;
}
