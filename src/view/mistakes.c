/* mistakes — the menu of the classic mistakes; see the header. */
#include "mistakes.h"

#include "panel.h"

enum { NAME_WIDTH = 16, MODE_WIDTH = 9 };

static void draw_mistake(struct canvas *canvas, struct rect row, enum mistake mistake, bool chosen)
{
    struct style style = style_of(HUE_TEXT), dim = style_of(HUE_DIM);
    if (chosen)
        style = dim = (struct style){.ink = HUE_TEXT, .attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE};
    int x = row.x + 1, end = row.x + row.width;
    canvas_fill(canvas, row, ' ', style);
    canvas_text(canvas, x, row.y, 1, style, chosen ? "▶" : " ");
    canvas_text(canvas, x + 2, row.y, NAME_WIDTH, style, mistake_name(mistake));
    canvas_text(canvas, x + 2 + NAME_WIDTH, row.y, MODE_WIDTH, dim, mistake_mode(mistake));
    x += 2 + NAME_WIDTH + MODE_WIDTH;
    canvas_text(canvas, x, row.y, end - x, dim, mistake_text(mistake));
}

void mistakes_draw(struct canvas *canvas, const struct scene *scene, int y)
{
    struct rect row = {.y = y, .width = canvas_width(canvas), .height = 1};
    struct style title = {.ink = HUE_TEXT, .paper = HUE_BAR, .attributes = ATTRIBUTE_BOLD};
    canvas_fill(canvas, row, ' ', title);
    canvas_text(canvas, row.x + 1, row.y++, row.width - 1, title,
                "the classic mistakes: ↑/↓ choose  Enter make  Esc back");
    for (enum mistake mistake = MISTAKE_NONE; mistake < MISTAKE_COUNT; mistake++, row.y++)
        draw_mistake(canvas, row, mistake, mistake == scene->mistake);
}
