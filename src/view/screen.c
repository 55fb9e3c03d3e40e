/* screen — draws a whole scene; see the header. */
#include "view/screen.h"

#include "cursor.h"
#include "help.h"
#include "layout.h"
#include "picker.h"
#include "text.h"

#include <stdio.h>

static void draw_too_small(struct canvas *canvas)
{
    int width = canvas_width(canvas), height = canvas_height(canvas);
    char text[64];
    (void)snprintf(text, sizeof text, "overlap needs %d×%d, this is %d×%d", LAYOUT_WIDTH_LEAST, LAYOUT_HEIGHT_LEAST,
                   width, height);
    text_wrap(canvas, (struct rect){.width = width, .height = height}, style_of(HUE_TEXT), text);
}

int screen_columns(const struct scene *scene, int width)
{
    return layout_frame(scene, width).time.columns;
}

/* Over the lanes, where less is seen of them: on the left of their time, in a race on the right; above the footer. */
static void draw_picker(struct canvas *canvas, const struct frame *frame, const struct placed *placed, size_t count)
{
    int lanes = 0, text = 0;
    for (size_t i = 0; i < count; i++) {
        const struct panel *panel = placed[i].panel;
        if (panel == &lanes_panel || panel == &race_panel)
            lanes = placed[i].rect.y;
        if (panel->timed || panel == &race_panel)
            text = placed[i].rect.y + placed[i].rect.height;
    }
    int right = canvas_width(canvas) - PICKER_WIDTH, x = frame->scene->race && right > 0 ? right : frame->time.x;
    picker_draw(canvas, frame->scene, x, lanes, text, placed[count - 1].rect.y);
}

void screen_draw(struct canvas *canvas, const struct scene *scene)
{
    int width = canvas_width(canvas), height = canvas_height(canvas);
    canvas_clear(canvas);
    if (width < LAYOUT_WIDTH_LEAST || height < LAYOUT_HEIGHT_LEAST) {
        draw_too_small(canvas);
        return;
    }
    if (scene->help) {
        help_draw(canvas, scene);
        return;
    }
    struct frame frame = layout_frame(scene, width);
    struct placed placed[LAYOUT_MOST];
    size_t count = layout_place(placed, &frame, width, height);
    int top = height, bottom = 0; /* of what stands on the axis of time */
    for (size_t i = 0; i < count; i++) {
        const struct rect *rect = &placed[i].rect;
        placed[i].panel->draw(canvas, *rect, &frame);
        if (!placed[i].panel->timed)
            continue;
        top = rect->y < top ? rect->y : top;
        bottom = rect->y + rect->height > bottom ? rect->y + rect->height : bottom;
    }
    cursor_draw(canvas, top, bottom, &frame);
    if (scene->picker != NULL)
        draw_picker(canvas, &frame, placed, count);
}
