/* hint — the one change that would help most, in a dim line. Its row is kept, so that nothing moves when it comes. */
#include "view/panel.h"

#include <stdio.h>
#include <string.h>

/* Without the reason, which comes after the last colon, where there is no room for it. */
static void fit(const struct canvas *canvas, char *text, int width)
{
    char *reason = strrchr(text, ':');
    if (reason != NULL && canvas_text_width(canvas, text) > width)
        *reason = '\0';
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    if (context->scene->hint == NULL || context->scene->hint[0] == '\0' || context->seen != context->run)
        return; /* it is about the newest run */
    int end = rect.x + rect.width - 1;
    int x = canvas_text(canvas, rect.x + 2, rect.y, end - rect.x - 2, style_of(ROLE_ACCENT), "hint: ");
    char text[256];
    (void)snprintf(text, sizeof text, "%s", context->scene->hint);
    fit(canvas, text, end - x);
    canvas_text(canvas, x, rect.y, end - x, style_of(ROLE_DIM), text);
}

const struct panel hint_panel = {.name = "hint", .read = true, .most = 1, .draw = draw};
