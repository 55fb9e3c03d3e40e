/* screen — draws a whole scene; see the header. */
#include "view/screen.h"

#include "base/memory.h"
#include "base/units.h"
#include "claim.h"
#include "cursor.h"
#include "help.h"
#include "lanes.h"
#include "layout.h"
#include "mistakes.h"
#include "picker.h"
#include "presenter.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

/* Columns that still change: the last, and the one before it, of which something may be heard a little later. */
enum { NEWEST = 2 };

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

/* The panels of a screen. */
struct arrangement {
    struct frame frame;
    struct placed placed[LAYOUT_MOST];
    size_t count;
    int top, bottom; /* of what stands on the axis of time */
};

static void arrange(struct arrangement *panels, const struct scene *scene, int width, int height)
{
    panels->frame = layout_frame(scene, width);
    panels->count = layout_place(panels->placed, &panels->frame, width, height);
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
    const struct frame *frame = &panels->frame;
    int lanes = 0, text = 0;
    for (size_t i = 0; i < panels->count; i++) {
        const struct placed *placed = &panels->placed[i];
        if (placed->panel == &lanes_panel || placed->panel == &race_panel)
            lanes = placed->rect.y;
        if (placed->panel->timed || placed->panel == &race_panel)
            text = placed->rect.y + placed->rect.height;
    }
    int right = canvas_width(canvas) - PICKER_WIDTH, x = frame->scene->race && right > 0 ? right : frame->time.x;
    picker_draw(canvas, frame->scene, x, lanes, text, panels->placed[panels->count - 1].rect.y);
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
    struct arrangement panels;
    arrange(&panels, scene, canvas_width(canvas), canvas_height(canvas));
    const struct frame *frame = &panels.frame;
    mark_time(canvas, &frame->time);
    for (size_t i = 0; i < panels.count; i++)
        panels.placed[i].panel->draw(canvas, panels.placed[i].rect, frame);
    claim_draw(canvas, panels.top, panels.bottom, frame);
    cursor_draw(canvas, panels.top, panels.bottom, frame);
    if (scene->mistakes)
        mistakes_draw(canvas, scene, 2);
    if (scene->picker != NULL)
        draw_picker(canvas, &panels);
}

void screen_draw(struct canvas *canvas, const struct scene *scene)
{
    canvas_clear(canvas);
    if (is_too_small(canvas_width(canvas), canvas_height(canvas)))
        draw_too_small(canvas);
    else if (scene->help > 0)
        help_draw(canvas, scene);
    else if (scene->lanes.presented && !scene->race && scene->picker == NULL && !scene->mistakes)
        presenter_draw(canvas, scene);
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
    return !scene->race && !scene->items && !scene->mistakes && !scene->lanes.presented && scene->help == 0 &&
           scene->picker == NULL && scene->view.edge == TIME_NEVER && scene->view.cursor == TIME_NEVER;
}

/* The columns hold the same cells at the same places. */
static bool same_time(const struct viewport *a, const struct viewport *b)
{
    return a->x == b->x && a->columns == b->columns && a->cell == b->cell && a->first == b->first;
}

static void clear(struct canvas *canvas, int x, int y, int width, int height)
{
    canvas_fill(canvas, (struct rect){x, y, width, height}, ' ', style_of(HUE_TEXT));
}

/* All that is watched but does not stand in the columns of time. */
static void update_figures(struct canvas *canvas, const struct arrangement *panels)
{
    struct frame frame = panels->frame;
    frame.parts = FRAME_FIGURES;
    for (size_t i = 0; i < panels->count; i++) {
        const struct panel *panel = panels->placed[i].panel;
        struct rect rect = panels->placed[i].rect;
        int end = frame.time.x + frame.time.columns;
        if (panel->read)
            continue;
        clear(canvas, rect.x, rect.y, panel->timed ? frame.time.x : rect.width, rect.height);
        if (panel->timed)
            clear(canvas, end, rect.y, rect.width - end, rect.height);
        panel->draw(canvas, rect, &frame);
    }
}

/* The newest columns of time. */
static void update_time(struct canvas *canvas, const struct arrangement *panels)
{
    struct frame frame = panels->frame;
    frame.parts = FRAME_TIME;
    int before = frame.time.columns > NEWEST ? frame.time.columns - NEWEST : 0;
    frame.time.x += before;
    frame.time.first += before;
    frame.time.columns -= before;
    clear(canvas, frame.time.x, panels->top, frame.time.columns, panels->bottom - panels->top);
    for (size_t i = 0; i < panels->count; i++)
        if (panels->placed[i].panel->timed)
            panels->placed[i].panel->draw(canvas, panels->placed[i].rect, &frame);
    claim_draw(canvas, panels->top, panels->bottom, &frame);
}

enum screen_news screen_update(struct screen *screen, struct canvas *canvas, const struct scene *scene,
                               enum screen_news news)
{
    struct arrangement *panels = &screen->panels;
    int width = canvas_width(canvas), height = canvas_height(canvas);
    struct viewport before = panels->frame.time;
    if (news != SCREEN_ALL && panels->count > 0) {
        panels->frame = layout_frame(scene, width);
        if (same_time(&before, &panels->frame.time)) {
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
    if (scene->help > 0)
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
