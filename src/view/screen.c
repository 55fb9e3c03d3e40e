/* screen — draws a whole scene; see the header. */
#include "view/screen.h"

#include "base/memory.h"
#include "base/units.h"
#include "view/canvas/text.h"
#include "view/layout.h"
#include "view/overlays/bug_menu.h"
#include "view/overlays/cursor.h"
#include "view/overlays/help.h"
#include "view/overlays/no_join.h"
#include "view/overlays/theme_menu.h"
#include "view/panels/lanes.h"
#include "view/panels/large.h"

#include <stdio.h>
#include <stdlib.h>

/* Columns that still change: the last, and the one before it, of which something may be heard a little later. */
enum { NEWEST = 2 };

static void draw_too_small(struct canvas *canvas)
{
    int width = canvas_width(canvas), height = canvas_height(canvas);
    char text[64];
    (void)snprintf(text, sizeof text, "overlap needs %d×%d, this is %d×%d", LAYOUT_WIDTH_MIN, LAYOUT_HEIGHT_MIN, width,
                   height);
    text_wrap(canvas, (struct rect){.width = width, .height = height}, style_of(ROLE_TEXT), text);
}

int screen_columns(const struct scene *scene, int width)
{
    return layout_context(scene, width).time.columns;
}

/* The panels of a screen. */
struct arrangement {
    struct draw_context context;
    struct placement placed[LAYOUT_MAX];
    size_t count;
    int top, bottom; /* of what stands on the axis of time */
};

static void arrange(struct arrangement *panels, const struct scene *scene, int width, int height)
{
    panels->context = layout_context(scene, width);
    panels->count = layout_place(panels->placed, &panels->context, width, height);
    panels->top = height;
    panels->bottom = 0;
    for (size_t i = 0; i < panels->count; i++) {
        const struct rect *rect = &panels->placed[i].rect;
        if (!panels->placed[i].panel->timed)
            continue;
        panels->top = rect->y < panels->top ? rect->y : panels->top;
        panels->bottom = rect->y + rect->height > panels->bottom ? rect->y + rect->height : panels->bottom;
    }
}

/* Over the lanes, where less is seen of them: on the left of their time, in a race on the right; above the footer. */
static void draw_picker(struct canvas *canvas, const struct arrangement *panels)
{
    const struct draw_context *context = &panels->context;
    int lanes = 0, text = 0;
    for (size_t i = 0; i < panels->count; i++) {
        const struct placement *placed = &panels->placed[i];
        if (placed->panel == &lanes_panel || placed->panel == &race_panel)
            lanes = placed->rect.y;
        if (placed->panel->timed || placed->panel == &race_panel)
            text = placed->rect.y + placed->rect.height;
    }
    int right = canvas_width(canvas) - PICKER_WIDTH,
        x = context->scene->view.race && right > 0 ? right : context->time.x;
    theme_menu_draw(canvas, context->scene, x, lanes, text, panels->placed[panels->count - 1].rect.y);
}

static bool is_too_small(int width, int height)
{
    return width < LAYOUT_WIDTH_MIN || height < LAYOUT_HEIGHT_MIN;
}

/* Who points into the columns of time points at a time. */
static void mark_time(struct canvas *canvas, const struct viewport *time)
{
    struct rect rect = {.x = time->x, .width = time->columns, .height = canvas_height(canvas)};
    canvas_add_hit_area(
        canvas, (struct hit_area){.rect = rect, .kind = HIT_TIME, .value = viewport_time(time, 0), .step = time->cell});
}

static void draw_panels(struct canvas *canvas, const struct scene *scene)
{
    struct arrangement panels;
    arrange(&panels, scene, canvas_width(canvas), canvas_height(canvas));
    const struct draw_context *context = &panels.context;
    mark_time(canvas, &context->time);
    for (size_t i = 0; i < panels.count; i++)
        panels.placed[i].panel->draw(canvas, panels.placed[i].rect, context);
    no_join_draw(canvas, panels.top, panels.bottom, context);
    cursor_draw(canvas, panels.top, panels.bottom, context);
    if (scene->view.open == OVERLAY_BUGS)
        bug_menu_draw(canvas, scene, 2);
    if (scene->view.open == OVERLAY_THEMES)
        draw_picker(canvas, &panels);
}

void screen_draw(struct canvas *canvas, const struct scene *scene)
{
    canvas_clear(canvas);
    if (is_too_small(canvas_width(canvas), canvas_height(canvas)))
        draw_too_small(canvas);
    else if (scene->view.open == OVERLAY_HELP)
        help_draw(canvas, scene);
    else if (scene->view.lanes.large && !scene->view.race && scene->view.open == OVERLAY_NONE)
        large_draw(canvas, scene);
    else
        draw_panels(canvas, scene);
}

/* ---- What has changed since the last frame ---- */

struct screen {
    struct arrangement panels; /* where all stood; none: all is to be drawn */
};

struct screen *screen_new(void)
{
    return memory_zeroed(1, sizeof(struct screen));
}

void screen_free(struct screen *screen)
{
    free(screen);
}

/* The panels, live and with nothing over them. */
static bool shows_panels_alone(const struct scene *scene)
{
    return !scene->view.race && !scene->view.items && !scene->view.lanes.large && scene->view.open == OVERLAY_NONE &&
           scene->view.time.edge == TIME_NEVER && scene->view.time.cursor == TIME_NEVER;
}

/* The columns hold the same cells at the same places. */
static bool same_time(const struct viewport *a, const struct viewport *b)
{
    return a->x == b->x && a->columns == b->columns && a->cell == b->cell && a->first == b->first;
}

static void clear(struct canvas *canvas, int x, int y, int width, int height)
{
    canvas_fill(canvas, (struct rect){x, y, width, height}, ' ', style_of(ROLE_TEXT));
}

/* All that is watched but does not stand in the columns of time. */
static void update_figures(struct canvas *canvas, const struct arrangement *panels)
{
    struct draw_context context = panels->context;
    context.parts = FRAME_FIGURES;
    for (size_t i = 0; i < panels->count; i++) {
        const struct panel *panel = panels->placed[i].panel;
        struct rect rect = panels->placed[i].rect;
        int end = context.time.x + context.time.columns;
        if (panel->read)
            continue;
        clear(canvas, rect.x, rect.y, panel->timed ? context.time.x : rect.width, rect.height);
        if (panel->timed)
            clear(canvas, end, rect.y, rect.width - end, rect.height);
        panel->draw(canvas, rect, &context);
    }
}

/* The newest columns of time. */
static void update_time(struct canvas *canvas, const struct arrangement *panels)
{
    struct draw_context context = panels->context;
    context.parts = FRAME_TIME;
    int before = context.time.columns > NEWEST ? context.time.columns - NEWEST : 0;
    context.time.x += before;
    context.time.first += before;
    context.time.columns -= before;
    clear(canvas, context.time.x, panels->top, context.time.columns, panels->bottom - panels->top);
    for (size_t i = 0; i < panels->count; i++)
        if (panels->placed[i].panel->timed)
            panels->placed[i].panel->draw(canvas, panels->placed[i].rect, &context);
    no_join_draw(canvas, panels->top, panels->bottom, &context);
}

enum screen_news screen_update(struct screen *screen, struct canvas *canvas, const struct scene *scene,
                               enum screen_news news)
{
    struct arrangement *panels = &screen->panels;
    int width = canvas_width(canvas), height = canvas_height(canvas);
    struct viewport before = panels->context.time;
    if (news != SCREEN_ALL && panels->count > 0) {
        panels->context = layout_context(scene, width);
        if (same_time(&before, &panels->context.time)) {
            if (news == SCREEN_FIGURES)
                update_figures(canvas, panels);
            update_time(canvas, panels);
            return news;
        }
    }
    screen_draw(canvas, scene);
    panels->count = 0;
    if (!is_too_small(width, height) && shows_panels_alone(scene))
        arrange(panels, scene, width, height);
    return SCREEN_ALL;
}

/* ---- What came of it ---- */

struct screen_shown screen_measure(const struct scene *scene, int width, int height)
{
    struct screen_shown shown = {.lane_rows = 1, .page = 1, .help_pages = 1};
    if (is_too_small(width, height))
        return shown;
    if (scene->view.open == OVERLAY_HELP)
        shown.help_pages = help_pages(scene, width, height);
    struct draw_context context = layout_context(scene, width);
    struct placement placed[LAYOUT_MAX];
    size_t count = layout_place(placed, &context, width, height);
    for (size_t i = 0; i < count; i++) {
        shown.log |= placed[i].panel == &log_panel;
        if (placed[i].panel != &lanes_panel)
            continue;
        struct rows_layout rows = lanes_rows(&context, placed[i].rect.height);
        shown.lane_rows = rows.height;
        shown.first_most = rows.first_most;
        shown.page = rows.shown;
    }
    return shown;
}
