/* cursor — the time looked at, as a line; see the header. */
#include "cursor.h"

#include "base/units.h"
#include "overlay.h"

void cursor_draw(struct canvas *canvas, int top, int bottom, const struct frame *frame)
{
    if (frame->scene->view.cursor == TIME_NEVER)
        return;
    int column = viewport_column(&frame->time, frame->moment);
    if (column < 0 || column >= frame->time.columns)
        return;
    for (int y = top; y < bottom; y++)
        overlay_put(canvas, frame->time.x + column, y, U'┃');
}
