/* viewport — time ↔ column; see the header. */
#include "viewport.h"

static int64_t cell_of(int64_t time, int64_t cell)
{
    return time >= 0 ? time / cell : -((-time + cell - 1) / cell);
}

struct viewport viewport_of(int64_t now, int64_t cell, int x, int columns)
{
    cell = cell > 0 ? cell : 1;
    columns = columns > 0 ? columns : 0;
    return (struct viewport){.x = x, .columns = columns, .cell = cell, .first = cell_of(now, cell) - columns + 1};
}

int64_t viewport_time(const struct viewport *viewport, int column)
{
    return (viewport->first + column) * viewport->cell;
}

int viewport_column(const struct viewport *viewport, int64_t time)
{
    int64_t column = cell_of(time, viewport->cell) - viewport->first;
    return column < 0 ? -1 : column > viewport->columns ? viewport->columns : (int)column;
}
