/* picker — the list of themes, over the lanes; see the header. */
#include "picker.h"

#include "panel.h"
#include "strip.h"
#include "text.h"

enum { AROUND = 3 /* rows that are no themes: title, samples, keys */, FAULT_ROWS = 3 };

/* Two cells of each state, and a word in each of the inks. */
static void draw_samples(struct canvas *canvas, struct rect row, const struct look *look)
{
    static const enum state states[] = {STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
    static const enum hue inks[] = {HUE_PRODUCER, HUE_CONSUMER, HUE_QUEUE, HUE_ACCENT, HUE_WARNING, HUE_DIM};
    int x = row.x + 1, end = row.x + row.width;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++, x += 3) {
        struct cell cell = strip_cell(look, (struct piece){states[i], states[i], STRIP_EIGHTHS});
        canvas_fill(canvas, (struct rect){x, row.y, 3, 1}, cell.glyph, cell.style);
    }
    for (size_t i = 0; i < sizeof inks / sizeof *inks && x + 3 <= end; i++, x += 3)
        canvas_text(canvas, x + 1, row.y, 2, style_bold(inks[i]), "Aa");
}

static void draw_theme(struct canvas *canvas, struct rect row, const struct scene_theme *theme, bool chosen)
{
    struct style style = style_of(theme->fault != NULL ? HUE_WARNING : HUE_TEXT);
    if (chosen)
        style.attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE;
    canvas_fill(canvas, row, ' ', style);
    canvas_text(canvas, row.x + 1, row.y, 1, style, chosen ? "▶" : " ");
    int x = canvas_text(canvas, row.x + 3, row.y, row.width - 3, style, theme->name), end = row.x + row.width;
    const char *note = theme->fault != NULL ? "  faulty" : theme->kept ? "  kept" : "";
    canvas_text(canvas, x, row.y, end - x, style, note);
}

/* The first of the themes that have a row, so that the chosen one is among them. */
static size_t first_shown(const struct scene_picker *picker, size_t rows)
{
    return picker->chosen >= rows ? picker->chosen - rows + 1 : 0;
}

void picker_draw(struct canvas *canvas, const struct scene *scene, int x, int y, int text, int end)
{
    const struct scene_picker *picker = scene->picker;
    const char *fault = picker->themes[picker->chosen].fault;
    int around = AROUND + (fault != NULL ? FAULT_ROWS : 0);
    int room = end - y - around, rows = (int)picker->count < room ? (int)picker->count : room;
    rows = rows > 1 ? rows : 1;
    struct rect row = {.x = x, .y = y, .width = PICKER_WIDTH, .height = 1};
    row.width = x + PICKER_WIDTH < canvas_width(canvas) ? PICKER_WIDTH : canvas_width(canvas) - x;
    canvas_fill(canvas, (struct rect){x, y, row.width, rows + around}, ' ', style_of(HUE_TEXT));
    canvas_fill(canvas, (struct rect){0, text, canvas_width(canvas), y + rows + around - text}, ' ',
                style_of(HUE_TEXT));

    struct style title = {.ink = HUE_TEXT, .paper = HUE_BAR, .attributes = ATTRIBUTE_BOLD};
    canvas_fill(canvas, row, ' ', title);
    canvas_text(canvas, row.x + 1, row.y++, row.width - 1, title, "themes");
    size_t first = first_shown(picker, (size_t)rows);
    for (int i = 0; i < rows; i++, row.y++)
        draw_theme(canvas, row, &picker->themes[first + (size_t)i], first + (size_t)i == picker->chosen);
    if (fault != NULL) {
        text_wrap(canvas, (struct rect){row.x + 1, row.y, row.width - 2, FAULT_ROWS}, style_of(HUE_WARNING), fault);
        row.y += FAULT_ROWS;
    }
    draw_samples(canvas, row, &scene->look);
    row.y++;
    canvas_text(canvas, row.x + 1, row.y, row.width - 1, style_of(HUE_TEXT), "↑/↓ look Enter keep Esc back");
}
