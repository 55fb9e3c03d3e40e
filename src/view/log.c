/* log — the latest items that went through the queue, a line each, the newest at the bottom. */
#include "record/log.h"

#include "panel.h"

static void draw_line(struct canvas *canvas, int x, int y, int end, const struct frame *frame,
                      const struct event *event)
{
    char line[EVENT_LINE_SIZE];
    int words = event_line(event, trace_start(frame->seen->trace), line);
    enum hue hue = event->kind == EVENT_PUT ? HUE_PRODUCER : HUE_CONSUMER;
    bool chosen = frame->scene->lanes.chosen == event->lane;
    x = canvas_format(canvas, x, y, end - x, style_of(HUE_DIM), "%.*s", words, line);
    canvas_text(canvas, x, y, end - x, chosen ? style_bold(hue) : style_of(hue), line + words);
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    const struct log *log = trace_log(frame->seen->trace);
    size_t count = log_count(log, frame->moment);
    size_t shown = count < (size_t)rect.height ? count : (size_t)rect.height;
    canvas_text(canvas, rect.x + 1, rect.y, rect.width - 1, style_bold(HUE_TEXT), "log");
    for (size_t i = 0; i < shown; i++)
        draw_line(canvas, rect.x + 5, rect.y + (int)i, rect.x + rect.width, frame, log_event(log, count - shown + i));
}

static int height(const struct frame *frame, int width, int detail)
{
    (void)width;
    static const int rows[] = {0, 5, 7, 10, 14};
    return frame->scene->log == WISH_HIDDEN ? 0 : rows[detail];
}

static bool wished(const struct scene *scene)
{
    return scene->log == WISH_SHOWN;
}

const struct panel log_panel = {
    .name = "log", .most = 4, .height = height, .draw = draw, .wished = wished, .beside = &latency_panel};
