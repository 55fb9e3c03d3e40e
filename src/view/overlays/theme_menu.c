/* theme_menu — the list of themes, over the lanes; see the header. */
#include "view/overlays/theme_menu.h"

#include "view/canvas/text.h"
#include "view/panel.h"
#include "view/panels/lane_cells.h"

enum { AROUND = 3 /* rows that are no themes: title, samples, keys */, FAULT_ROWS = 3 };

/* Two cells of each state, and a word in each of the inks. */
static void draw_samples(struct canvas *canvas, struct rect row, const struct render_options *render)
{
    static const enum state states[] = {STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
    static const enum role inks[] = {ROLE_PRODUCER, ROLE_CONSUMER, ROLE_QUEUE, ROLE_ACCENT, ROLE_WARNING, ROLE_DIM};
    int x = row.x + 1, end = row.x + row.width;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++, x += 3) {
        struct cell cell = lane_cells_cell(render, (struct cell_split){states[i], states[i], LANE_CELL_EIGHTHS});
        canvas_fill(canvas, (struct rect){x, row.y, 3, 1}, cell.glyph, cell.style);
    }
    for (size_t i = 0; i < sizeof inks / sizeof *inks && x + 3 <= end; i++, x += 3)
        canvas_text(canvas, x + 1, row.y, 2, style_bold(inks[i]), "Aa");
}

static void draw_theme(struct canvas *canvas, struct rect row, const struct scene_theme *theme, bool chosen)
{
    struct style style = style_of(theme->fault != NULL ? ROLE_WARNING : ROLE_TEXT);
    if (chosen)
        style.attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE;
    canvas_fill(canvas, row, ' ', style);
    canvas_text(canvas, row.x + 1, row.y, 1, style, chosen ? "▶" : " ");
    int x = canvas_text(canvas, row.x + 3, row.y, row.width - 3, style, theme->name), end = row.x + row.width;
    const char *note = theme->fault != NULL ? "  faulty" : theme->kept ? "  kept" : "";
    canvas_text(canvas, x, row.y, end - x, style, note);
}

/* The first of the themes that have a row, so that the chosen one is among them. */
static size_t first_shown(const struct scene_theme_menu *picker, size_t rows)
{
    return picker->chosen >= rows ? picker->chosen - rows + 1 : 0;
}

void theme_menu_draw(struct canvas *canvas, const struct scene *scene, int x, int y, int text, int end)
{
    const struct scene_theme_menu *picker = scene->themes;
    const char *fault = picker->themes[picker->chosen].fault;
    int around = AROUND + (fault != NULL ? FAULT_ROWS : 0);
    int room = end - y - around, rows = (int)picker->count < room ? (int)picker->count : room;
    rows = rows > 1 ? rows : 1;
    struct rect row = {.x = x, .y = y, .width = PICKER_WIDTH, .height = 1};
    row.width = x + PICKER_WIDTH < canvas_width(canvas) ? PICKER_WIDTH : canvas_width(canvas) - x;
    canvas_fill(canvas, (struct rect){x, y, row.width, rows + around}, ' ', style_of(ROLE_TEXT));
    canvas_fill(canvas, (struct rect){0, text, canvas_width(canvas), y + rows + around - text}, ' ',
                style_of(ROLE_TEXT));

    struct style title = {.fg = ROLE_TEXT, .bg = ROLE_BAR, .attributes = ATTRIBUTE_BOLD};
    canvas_fill(canvas, row, ' ', title);
    canvas_text(canvas, row.x + 1, row.y++, row.width - 1, title, "themes");
    size_t first = first_shown(picker, (size_t)rows);
    for (int i = 0; i < rows; i++, row.y++)
        draw_theme(canvas, row, &picker->themes[first + (size_t)i], first + (size_t)i == picker->chosen);
    if (fault != NULL) {
        text_wrap(canvas, (struct rect){row.x + 1, row.y, row.width - 2, FAULT_ROWS}, style_of(ROLE_WARNING), fault);
        row.y += FAULT_ROWS;
    }
    draw_samples(canvas, row, &scene->render);
    row.y++;
    canvas_text(canvas, row.x + 1, row.y, row.width - 1, style_of(ROLE_TEXT), "↑/↓ look Enter keep Esc back");
}
