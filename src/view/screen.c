/* screen — draws a whole scene; see the header. */
#include "view/screen.h"

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

/* Over the lanes, from the columns of time on, so that their names can be seen; above the footer. */
static void draw_picker(struct canvas *canvas, const struct frame *frame, const struct placed *placed, size_t count)
{
    int lanes = 0, overlap_end = 0;
    for (size_t i = 0; i < count; i++) {
        if (placed[i].panel == &lanes_panel)
            lanes = placed[i].rect.y;
        if (placed[i].panel == &overlap_panel)
            overlap_end = placed[i].rect.y + placed[i].rect.height;
    }
    picker_draw(canvas, frame->scene, frame->time.x, lanes, overlap_end, placed[count - 1].rect.y);
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
    for (size_t i = 0; i < count; i++)
        placed[i].panel->draw(canvas, placed[i].rect, &frame);
    if (scene->picker != NULL)
        draw_picker(canvas, &frame, placed, count);
}
