/* help — the help screen; see the header. */
#include "help.h"

#include "panel.h"
#include "strip.h"

enum {
    TOP = 2,          /* row of the first key */
    BELOW_KEYS = 5,   /* rows of the legend and the space above it */
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

static int widest_keys(const struct canvas *canvas, const struct scene_key *keys, int count)
{
    int widest = 0;
    for (int i = 0; i < count; i++) {
        int width = canvas_text_width(canvas, keys[i].keys);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void draw_column(struct canvas *canvas, int x, int width, const struct scene_key *keys, int count)
{
    int indent = widest_keys(canvas, keys, count) + 2;
    for (int i = 0; i < count; i++) {
        canvas_text(canvas, x, TOP + i, width, style_bold(HUE_TEXT), keys[i].keys);
        canvas_text(canvas, x + indent, TOP + i, width - indent, style_of(HUE_DIM), keys[i].help);
    }
}

/* All keys, in one column where there is room for it: that is easier to read. Returns the row below them. */
static int draw_keys(struct canvas *canvas, const struct scene *scene)
{
    int room = canvas_height(canvas) - TOP - BELOW_KEYS, count = (int)scene->key_count;
    int columns = count > room ? canvas_width(canvas) / COLUMN_LEAST : 1;
    columns = columns > 1 ? columns : 1;
    int rows = (count + columns - 1) / columns, width = (canvas_width(canvas) - 2) / columns;
    for (int first = 0; first < count; first += rows) {
        int most = count - first < rows ? count - first : rows;
        draw_column(canvas, 2 + first / rows * width, width - 2, scene->keys + first, most);
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
