/* large_text — the shapes of letters and digits, five points high. */
#include "view/panels/large_text.h"

#include <string.h>

enum { ROWS = 5, LETTERS = 10, POINT = LETTERS + 26, BLANK };

/* A row of points is a row of text. */
static const char *const shapes[][ROWS] = {
    {"###", "# #", "# #", "# #", "###"},
    {" # ", "## ", " # ", " # ", "###"},
    {"###", "  #", "###", "#  ", "###"},
    {"###", "  #", "###", "  #", "###"},
    {"# #", "# #", "###", "  #", "  #"},
    {"###", "#  ", "###", "  #", "###"},
    {"###", "#  ", "###", "# #", "###"},
    {"###", "  #", "  #", "  #", "  #"},
    {"###", "# #", "###", "# #", "###"},
    {"###", "# #", "###", "  #", "###"},
    {"###", "# #", "###", "# #", "# #"},
    {"## ", "# #", "## ", "# #", "## "},
    {"###", "#  ", "#  ", "#  ", "###"},
    {"## ", "# #", "# #", "# #", "## "},
    {"###", "#  ", "## ", "#  ", "###"},
    {"###", "#  ", "## ", "#  ", "#  "},
    {"###", "#  ", "# #", "# #", "###"},
    {"# #", "# #", "###", "# #", "# #"},
    {"###", " # ", " # ", " # ", "###"},
    {"  #", "  #", "  #", "# #", "###"},
    {"# #", "# #", "## ", "# #", "# #"},
    {"#  ", "#  ", "#  ", "#  ", "###"},
    {"#   #", "## ##", "# # #", "#   #", "#   #"},
    {"#  #", "## #", "# ##", "#  #", "#  #"},
    {"###", "# #", "# #", "# #", "###"},
    {"###", "# #", "###", "#  ", "#  "},
    {"###", "# #", "# #", "###", "  #"},
    {"###", "# #", "## ", "# #", "# #"},
    {"###", "#  ", "###", "  #", "###"},
    {"###", " # ", " # ", " # ", " # "},
    {"# #", "# #", "# #", "# #", "###"},
    {"# #", "# #", "# #", "# #", " # "},
    {"#   #", "#   #", "# # #", "## ##", "#   #"},
    {"# #", "# #", " # ", "# #", "# #"},
    {"# #", "# #", " # ", " # ", " # "},
    {"###", "  #", " # ", "#  ", "###"},
    {" ", " ", " ", " ", "#"},
    {"", "", "", "", ""},
};

static const char *const *shape_of(char sign)
{
    static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.";
    const char *letter = strchr(letters, sign >= 'a' && sign <= 'z' ? sign - 'a' + 'A' : sign);
    return shapes[letter != NULL ? letter - letters : BLANK];
}

int large_text_width(const char *text, struct letter_size size)
{
    int points = 0;
    for (const char *sign = text; *sign != '\0'; sign++)
        points += (int)strlen(shape_of(*sign)[0]) + (sign > text);
    return points * size.width;
}

int large_text_height(struct letter_size size)
{
    return (ROWS * size.halves + 1) / 2;
}

static bool is_point(const char *const *shape, int column, int half, struct letter_size size)
{
    return half / size.halves < ROWS && shape[half / size.halves][column / size.width] == '#';
}

int large_text_draw(struct canvas *canvas, int x, int y, const char *text, struct letter_size size, struct style style)
{
    for (; *text != '\0'; text++) {
        const char *const *shape = shape_of(*text);
        int width = (int)strlen(shape[0]) * size.width;
        for (int column = 0; column < width; column++)
            for (int row = 0; row < large_text_height(size); row++) {
                bool upper = is_point(shape, column, row * 2, size), lower = is_point(shape, column, row * 2 + 1, size);
                uint32_t glyph = upper && lower ? U'█' : upper ? U'▀' : lower ? U'▄' : ' ';
                canvas_put(canvas, x + column, y + row, glyph, style);
            }
        x += width + size.width;
    }
    return x;
}
