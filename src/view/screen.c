/* screen — draws a whole scene; see the header. */
#include "view/screen.h"

#include "cursor.h"
#include "help.h"
#include "lanes.h"
#include "layout.h"
#include "picker.h"
#include "presenter.h"
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

static bool is_too_small(int width, int height)
{
    return width < LAYOUT_WIDTH_LEAST || height < LAYOUT_HEIGHT_LEAST;
}

/* Who points into the columns of time points at a time. */
static void mark_time(struct canvas *canvas, const struct viewport *time)
{
    struct rect rect = {.x = time->x, .width = time->columns, .height = canvas_height(canvas)};
    canvas_mark(canvas,
                (struct mark){.rect = rect, .kind = MARK_TIME, .value = viewport_time(time, 0), .step = time->cell});
}

static void draw_panels(struct canvas *canvas, const struct scene *scene)
{
    struct frame frame = layout_frame(scene, canvas_width(canvas));
    struct placed placed[LAYOUT_MOST];
    size_t count = layout_place(placed, &frame, canvas_width(canvas), canvas_height(canvas));
    int top = canvas_height(canvas), bottom = 0; /* of what stands on the axis of time */
    mark_time(canvas, &frame.time);
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

void screen_draw(struct canvas *canvas, const struct scene *scene)
{
    canvas_clear(canvas);
    if (is_too_small(canvas_width(canvas), canvas_height(canvas)))
        draw_too_small(canvas);
    else if (scene->help > 0)
        help_draw(canvas, scene);
    else if (scene->lanes.presented && !scene->race && scene->picker == NULL)
        presenter_draw(canvas, scene);
    else
        draw_panels(canvas, scene);
}

struct screen_shown screen_measure(const struct scene *scene, int width, int height)
{
    struct screen_shown shown = {.lane_rows = 1, .page = 1, .help_pages = 1};
    if (is_too_small(width, height))
        return shown;
    shown.help_pages = help_pages(scene, width, height);
    struct frame frame = layout_frame(scene, width);
    struct placed placed[LAYOUT_MOST];
    size_t count = layout_place(placed, &frame, width, height);
    for (size_t i = 0; i < count; i++) {
        shown.log |= placed[i].panel == &log_panel;
        if (placed[i].panel != &lanes_panel)
            continue;
        struct rows_layout rows = lanes_rows(&frame, placed[i].rect.height);
        shown.lane_rows = rows.height;
        shown.first_most = rows.first_most;
        shown.page = rows.shown;
    }
    return shown;
}
