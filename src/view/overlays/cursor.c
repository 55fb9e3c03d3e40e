/* cursor — the time looked at, as a line; see the header. */
#include "view/overlays/cursor.h"

#include "base/units.h"
#include "view/overlays/overlay.h"

void cursor_draw(struct canvas *canvas, int top, int bottom, const struct draw_context *context)
{
    if (context->scene->view.time.cursor == TIME_NEVER)
        return;
    int column = viewport_column(&context->time, context->shown_at);
    if (column < 0 || column >= context->time.columns)
        return;
    for (int y = top; y < bottom; y++)
        overlay_put(canvas, context->time.x + column, y, U'┃');
}
