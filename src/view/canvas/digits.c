/* digits — figures from block characters; see the header. */
#include "view/canvas/digits.h"

#include <stdbool.h>
#include <string.h>

enum { ROWS = 5, WIDEST = 3 };

/* A row of points is a row of text: '#' is one. */
static const struct shape {
    char character;
    int width;
    const char *rows[ROWS];
} shapes[] = {
    {'0', 3, {"###", "# #", "# #", "# #", "###"}}, {'1', 3, {" # ", "## ", " # ", " # ", "###"}},
    {'2', 3, {"###", "  #", "###", "#  ", "###"}}, {'3', 3, {"###", "  #", "###", "  #", "###"}},
    {'4', 3, {"# #", "# #", "###", "  #", "  #"}}, {'5', 3, {"###", "#  ", "###", "  #", "###"}},
    {'6', 3, {"###", "#  ", "###", "# #", "###"}}, {'7', 3, {"###", "  #", "  #", "  #", "  #"}},
    {'8', 3, {"###", "# #", "###", "# #", "###"}}, {'9', 3, {"###", "# #", "###", "  #", "###"}},
    {'.', 1, {" ", " ", " ", " ", "#"}},           {':', 1, {" ", "#", " ", "#", " "}},
};

static const struct shape blank = {' ', WIDEST, {"   ", "   ", "   ", "   ", "   "}};

static const struct shape *shape_of(char character)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].character == character)
            return &shapes[i];
    return &blank;
}

int digits_width(const char *text, struct digits_size size)
{
    int points = 0;
    for (const char *c = text; *c != '\0'; c++)
        points += shape_of(*c)->width + (c > text);
    return points * size.width;
}

int digits_height(struct digits_size size)
{
    return (ROWS * size.halves + 1) / 2;
}

static bool is_point(const struct shape *shape, int column, int half, int halves)
{
    int row = half / halves;
    return row < ROWS && shape->rows[row][column] == '#';
}

/* The upper and the lower half of a cell. */
static uint32_t glyph_of(bool upper, bool lower)
{
    return upper && lower ? U'█' : upper ? U'▀' : lower ? U'▄' : ' ';
}

void digits_draw(struct canvas *canvas, int x, int y, const char *text, struct digits_size size, struct style style)
{
    for (const char *c = text; *c != '\0'; c++) {
        const struct shape *shape = shape_of(*c);
        for (int column = 0; column < shape->width * size.width; column++)
            for (int row = 0; row < digits_height(size); row++) {
                bool upper = is_point(shape, column / size.width, row * 2, size.halves);
                bool lower = is_point(shape, column / size.width, row * 2 + 1, size.halves);
                canvas_put(canvas, x + column, y + row, glyph_of(upper, lower), style);
            }
        x += (shape->width + 1) * size.width;
    }
}
