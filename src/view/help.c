/* help — the help screen; see the header. */
#include "help.h"

#include "panel.h"
#include "strip.h"

enum {
    TOP = 2,          /* row of the first key */
    BELOW_KEYS = 6,   /* rows of the legend and the spaces around it */
    COLUMN_LEAST = 38 /* cells for a column of keys */
};

static const struct meaning {
    enum state state;
    const char *text;
} meanings[] = {
    {STATE_WORKING, "on the CPU"},
    {STATE_SLEEPING, "in its own delay: the stand-in for I/O"},
    {STATE_WAITING, "for the queue or a lock"},
    {STATE_READY, "could run, but something else has the loop or the core"},
};
enum { MEANINGS = sizeof meanings / sizeof *meanings };

static int widest_keys(const struct canvas *canvas, const struct scene *scene)
{
    int widest = 0;
    for (size_t i = 0; i < scene->key_count; i++) {
        int width = canvas_text_width(canvas, scene->keys[i].keys);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* All keys, column by column. Returns the row below them. */
static int draw_keys(struct canvas *canvas, const struct scene *scene)
{
    int width = canvas_width(canvas), count = (int)scene->key_count, columns = width / COLUMN_LEAST;
    int room = canvas_height(canvas) - TOP - BELOW_KEYS;
    columns = columns > 1 && count > room ? columns : 1; /* one where it is enough: easier to read */
    int rows = (count + columns - 1) / columns, keys = widest_keys(canvas, scene) + 2;
    for (int i = 0; i < count; i++) {
        int x = 2 + i / rows * (width / columns), y = TOP + i % rows;
        int end = (i / rows + 1) * (width / columns);
        canvas_text(canvas, x, y, end - x, style_bold(HUE_TEXT), scene->keys[i].keys);
        canvas_text(canvas, x + keys, y, end - x - keys, style_of(HUE_DIM), scene->keys[i].help);
    }
    return TOP + rows;
}

static void draw_meanings(struct canvas *canvas, const struct scene *scene, int y)
{
    for (int i = 0; i < MEANINGS; i++, y++) {
        enum state state = meanings[i].state;
        struct cell cell = strip_cell(&scene->look, (struct piece){state, state, STRIP_EIGHTHS});
        canvas_fill(canvas, (struct rect){2, y, 2, 1}, cell.glyph, cell.style);
        canvas_text(canvas, 6, y, 10, style_of(HUE_TEXT), state_name(state));
        canvas_text(canvas, 16, y, canvas_width(canvas) - 16, style_of(HUE_DIM), meanings[i].text);
    }
}

void help_draw(struct canvas *canvas, const struct scene *scene)
{
    int height = canvas_height(canvas);
    int x = canvas_text(canvas, 2, 0, canvas_width(canvas) - 2, style_bold(HUE_TEXT), "overlap");
    canvas_text(canvas, x + 2, 0, canvas_width(canvas) - x - 2, style_of(HUE_DIM), "the keys, and what the lanes show");
    int y = draw_keys(canvas, scene) + 1;
    if (y + MEANINGS <= height)
        draw_meanings(canvas, scene, y);
}
