/* screen — draws a whole scene. */
#include "view/layout.h"

#include "view/overlays/overlays.h"
#include "view/panel.h"

#include <stdio.h>

static void draw_too_small(struct canvas *canvas, bool lesson)
{
    int width = canvas_width(canvas), height = canvas_height(canvas);
    char text[64];
    (void)snprintf(text, sizeof text, "%s needs %d×%d, this is %d×%d", lesson ? "a lesson" : "overlap",
                   lesson ? LAYOUT_LESSON_WIDTH_MIN : LAYOUT_WIDTH_MIN,
                   lesson ? LAYOUT_LESSON_HEIGHT_MIN : LAYOUT_HEIGHT_MIN, width, height);
    text_wrap(canvas, (struct rect){.width = width, .height = height}, style_of(ROLE_TEXT), text);
}

/* Over the lanes, where less is seen of them: on the left of their time, in a race on the right; above the footer. */
static void draw_themes(struct canvas *canvas, const struct layout *layout)
{
    const struct draw_context *context = &layout->context;
    int lanes = 0, text = 0;
    for (size_t i = 0; i < layout->count; i++) {
        const struct placement *placed = &layout->placed[i];
        if (placed->panel == &lanes_panel || placed->panel == &race_panel)
            lanes = placed->rect.y;
        if (placed->panel->timed || placed->panel == &race_panel)
            text = placed->rect.y + placed->rect.height;
    }
    int right = context->width - THEME_MENU_WIDTH, x = context->scene->view.race && right > 0 ? right : context->time.x;
    theme_menu_draw(canvas, context->scene, x, lanes, text, layout->placed[layout->count - 1].rect.y);
}

/* Who points into the columns of time points at a time. */
static void add_time_area(struct canvas *canvas, const struct viewport *time)
{
    struct rect rect = {.x = time->x, .width = time->columns, .height = canvas_height(canvas)};
    canvas_add_hit_area(
        canvas, (struct hit_area){.rect = rect, .kind = HIT_TIME, .value = viewport_time(time, 0), .step = time->cell});
}

static void draw_panels(struct canvas *canvas, const struct layout *layout)
{
    const struct draw_context *context = &layout->context;
    add_time_area(canvas, &context->time);
    for (size_t i = 0; i < layout->count; i++)
        layout->placed[i].panel->draw(canvas, layout->placed[i].rect, context);
    no_join_draw(canvas, layout->top, layout->bottom, context);
    cursor_draw(canvas, layout->top, layout->bottom, context);
    if (context->scene->view.open == OVERLAY_BUGS)
        bug_menu_draw(canvas, context->scene, 2);
    if (context->scene->view.open == OVERLAY_VIEW)
        view_menu_draw(canvas, context->scene, 2);
    if (context->scene->view.open == OVERLAY_LESSONS)
        lesson_menu_draw(canvas, context->scene, 2);
    if (context->scene->view.open == OVERLAY_THEMES)
        draw_themes(canvas, layout);
}

void screen_draw(struct canvas *canvas, const struct layout *layout)
{
    canvas_clear(canvas);
    if (layout->count == 0)
        draw_too_small(canvas, layout->context.scene->lesson != NULL);
    else if (layout->context.scene->view.open == OVERLAY_HELP)
        help_draw(canvas, layout);
    else
        draw_panels(canvas, layout);
}
