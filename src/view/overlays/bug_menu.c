/* bug_menu — the menu of the classic bugs */
#include "view/overlays/bug_menu.h"

#include "view/canvas/text.h"
#include "view/panel.h"

enum {
    NAME_WIDTH = 16,
    MODE_WIDTH = 9,
    MODE_FROM = 76 /* columns of the screen: narrower ones need them for the text */
};

static void draw_bug(struct canvas *canvas, struct rect row, const struct mode *bug, bool chosen)
{
    struct style style = style_of(ROLE_TEXT), dim = style_of(ROLE_DIM);
    if (chosen)
        style = dim = (struct style){.fg = ROLE_TEXT, .attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE};
    int x = row.x + 1, end = row.x + row.width;
    canvas_fill(canvas, row, ' ', style);
    canvas_text(canvas, x, row.y, 1, style, chosen ? "▶" : " ");
    canvas_text(canvas, x + 2, row.y, NAME_WIDTH, style, bug->bug);
    x += 2 + NAME_WIDTH;
    if (row.width >= MODE_FROM) {
        canvas_text(canvas, x, row.y, MODE_WIDTH, dim, bug->name);
        x += MODE_WIDTH;
    }
    text_wrap(canvas, (struct rect){x, row.y, end - x, 1}, dim, bug->summary);
}

/* The keys in any case. */
static void draw_title(struct canvas *canvas, struct rect row)
{
    static const char name[] = "the classic bugs: ", keys[] = "↑/↓ choose  Enter make  Esc back";
    struct style style = {.fg = ROLE_TEXT, .bg = ROLE_BAR, .attributes = ATTRIBUTE_BOLD};
    int x = row.x + 1, end = row.x + row.width;
    canvas_fill(canvas, row, ' ', style);
    if (x + canvas_text_width(canvas, name) + canvas_text_width(canvas, keys) <= end)
        x = canvas_text(canvas, x, row.y, end - x, style, name);
    canvas_text(canvas, x, row.y, end - x, style, keys);
}

static const struct mode no_bug = {.name = "", .bug = "none", .summary = "everything as it should be"};

void bug_menu_draw(struct canvas *canvas, const struct scene *scene, int y)
{
    struct rect row = {.y = y, .width = canvas_width(canvas), .height = 1};
    draw_title(canvas, row);
    int rows = canvas_height(canvas) - y - 1, chosen = scene->view.bug, count = 1;
    while (scene->bugs[count - 1] != NULL)
        count++;
    int first = chosen >= rows ? chosen - rows + 1 : 0; /* the chosen one is among those that have a row */
    for (int i = first; i < count && i < first + rows; i++) {
        row.y++;
        draw_bug(canvas, row, i == 0 ? &no_bug : scene->bugs[i - 1], i == chosen);
    }
}
