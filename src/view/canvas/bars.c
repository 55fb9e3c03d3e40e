/* bars — solid bars to an eighth of a cell. */
#include "view/canvas/canvas.h"

#include <math.h>

enum { EIGHTHS = BARS_EIGHTHS };

const uint32_t bars_up[EIGHTHS] = {' ', U'▁', U'▂', U'▃', U'▄', U'▅', U'▆', U'▇'};
const uint32_t bars_right[EIGHTHS] = {' ', U'▏', U'▎', U'▍', U'▌', U'▋', U'▊', U'▉'};

static int eighths_of(int cells, double value, double full)
{
    if (!(value > 0) || !(full > 0) || cells <= 0)
        return 0;
    return (int)fmax(1, round(fmin(value / full, 1) * cells * EIGHTHS));
}

void bars_column(struct canvas *canvas, int x, int bottom, int rows, double value, double full, struct style style)
{
    int eighths = eighths_of(rows, value, full);
    for (int row = 0; row < eighths / EIGHTHS; row++)
        canvas_put(canvas, x, bottom - row, U'█', style);
    if (eighths % EIGHTHS > 0)
        canvas_put(canvas, x, bottom - eighths / EIGHTHS, bars_up[eighths % EIGHTHS], style);
}

int bars_row(struct canvas *canvas, int x, int y, int width, double value, double full, struct style style)
{
    int eighths = eighths_of(width, value, full);
    for (int column = 0; column < eighths / EIGHTHS; column++)
        canvas_put(canvas, x + column, y, U'█', style);
    if (eighths % EIGHTHS > 0)
        canvas_put(canvas, x + eighths / EIGHTHS, y, bars_right[eighths % EIGHTHS], style);
    return x + (eighths + EIGHTHS - 1) / EIGHTHS;
}
