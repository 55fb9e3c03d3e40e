/* mistakes — the menu of the classic mistakes; see the header. */
#include "mistakes.h"

#include "panel.h"
#include "text.h"

enum {
    NAME_WIDTH = 16,
    MODE_WIDTH = 9,
    MODE_FROM = 76 /* columns of the screen: narrower ones need them for the text */
};

static void draw_mistake(struct canvas *canvas, struct rect row, enum mistake mistake, bool chosen)
{
    struct style style = style_of(HUE_TEXT), dim = style_of(HUE_DIM);
    if (chosen)
        style = dim = (struct style){.ink = HUE_TEXT, .attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE};
    int x = row.x + 1, end = row.x + row.width;
    canvas_fill(canvas, row, ' ', style);
    canvas_text(canvas, x, row.y, 1, style, chosen ? "▶" : " ");
    canvas_text(canvas, x + 2, row.y, NAME_WIDTH, style, mistake_name(mistake));
    x += 2 + NAME_WIDTH;
    if (row.width >= MODE_FROM) {
        canvas_text(canvas, x, row.y, MODE_WIDTH, dim, mistake_mode(mistake));
        x += MODE_WIDTH;
    }
    text_wrap(canvas, (struct rect){x, row.y, end - x, 1}, dim, mistake_text(mistake));
}

/* The keys in any case. */
static void draw_title(struct canvas *canvas, struct rect row)
{
    static const char name[] = "the classic mistakes: ", keys[] = "↑/↓ choose  Enter make  Esc back";
    struct style style = {.ink = HUE_TEXT, .paper = HUE_BAR, .attributes = ATTRIBUTE_BOLD};
    int x = row.x + 1, end = row.x + row.width;
    canvas_fill(canvas, row, ' ', style);
    if (x + canvas_text_width(canvas, name) + canvas_text_width(canvas, keys) <= end)
        x = canvas_text(canvas, x, row.y, end - x, style, name);
    canvas_text(canvas, x, row.y, end - x, style, keys);
}

void mistakes_draw(struct canvas *canvas, const struct scene *scene, int y)
{
    struct rect row = {.y = y, .width = canvas_width(canvas), .height = 1};
    draw_title(canvas, row);
    int rows = canvas_height(canvas) - y - 1, chosen = (int)scene->mistake;
    int first = chosen >= rows ? chosen - rows + 1 : 0; /* the chosen one is among those that have a row */
    for (int i = first; i < (int)MISTAKE_COUNT && i < first + rows; i++) {
        row.y++;
        draw_mistake(canvas, row, (enum mistake)i, i == chosen);
    }
}
