/* log — the latest items that went through the queue, a line each, the newest at the bottom. */
#include "trace/trace.h"

#include "view/panel.h"
#include "view/text/sentence.h"

static void draw_line(struct canvas *canvas, int x, int y, int end, const struct draw_context *context,
                      const struct event *event)
{
    char line[EVENT_LINE_SIZE];
    int words = event_line(event, context->seen->trace->start, line);
    enum role role = event->kind == EVENT_PUT ? ROLE_PRODUCER : ROLE_CONSUMER;
    bool chosen = context->scene->view.lanes.chosen == event->lane;
    x = canvas_format(canvas, x, y, end - x, style_of(ROLE_DIM), "%.*s", words, line);
    canvas_text(canvas, x, y, end - x, chosen ? style_bold(role) : style_of(role), line + words);
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct trace *trace = context->seen->trace;
    size_t count = trace_log_count(trace, context->shown_at);
    size_t shown = count < (size_t)rect.height ? count : (size_t)rect.height;
    canvas_text(canvas, rect.x + 1, rect.y, rect.width - 1, style_bold(ROLE_TEXT), "log");
    for (size_t i = 0; i < shown; i++)
        draw_line(canvas, rect.x + 5, rect.y + (int)i, rect.x + rect.width, context,
                  trace_log_event(trace, count - shown + i));
}

static int height(const struct draw_context *context, int width, int detail)
{
    (void)width;
    static const int rows[] = {0, 5, 7, 10, 14};
    return context->scene->view.log == VISIBILITY_OFF ? 0 : rows[detail];
}

static bool wanted(const struct scene *scene)
{
    return scene->view.log == VISIBILITY_ON;
}

const struct panel log_panel = {
    .name = "log", .detail_max = 4, .height = height, .draw = draw, .wanted = wanted, .beside = &latency_panel};
