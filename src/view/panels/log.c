/* log — the latest items that went through the queue, the newest at the bottom; beside it how long items lay in it. */
#include "base/format.h"
#include "view/panel.h"
#include "view/text/sentence.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- Latencies: a bar for each stretch of durations, as long as there were many ---- */

enum { LABEL = 9, COUNT = 8 }; /* cells for a duration, and for a number of items */

static void draw_bar(struct canvas *canvas, struct rect row, int64_t to, uint64_t count, uint64_t most)
{
    char text[40];
    (void)snprintf(text, sizeof text, "< %s", format_range(to, to, 3).text);
    canvas_text(canvas, row.x + LABEL - canvas_text_width(canvas, text) - 1, row.y, LABEL, style_of(ROLE_DIM), text);
    int bar = row.width - LABEL - COUNT;
    int x = bars_row(canvas, row.x + LABEL, row.y, bar, (double)count, (double)most, style_of(ROLE_QUEUE));
    if (count > 0)
        canvas_format(canvas, x + 1, row.y, COUNT - 1, style_of(ROLE_DIM), "%" PRIu64, count);
}

static void draw_latency(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct histogram *latency = context->seen->trace->latency;
    int rows = rect.height - 1;
    int64_t stretch = round_up(latency->max / rows + 1);
    int x = canvas_text(canvas, rect.x + 1, rect.y, rect.width - 1, style_bold(ROLE_QUEUE), "latency");
    if (latency->count == 0)
        return;
    canvas_format(canvas, x + 2, rect.y, rect.x + rect.width - x - 2, style_of(ROLE_DIM), "%" PRIu64 " items, mean %s",
                  latency->count, format_duration((int64_t)histogram_mean(latency), 2).text);
    uint64_t most = 0;
    for (int i = 0; i < rows; i++) {
        uint64_t count = histogram_between(latency, stretch * i, stretch * (i + 1));
        most = count > most ? count : most;
    }
    for (int i = 0; i < rows; i++)
        draw_bar(canvas, (struct rect){rect.x, rect.y + 1 + i, rect.width, 1}, stretch * (i + 1),
                 histogram_between(latency, stretch * i, stretch * (i + 1)), most);
}

const struct panel latency_panel = {.name = "latency", .draw = draw_latency};

/* ---- The log ---- */

static void draw_line(struct canvas *canvas, int x, int y, int end, const struct draw_context *context,
                      const struct event *event)
{
    char line[EVENT_LINE_SIZE];
    int words = event_line(event, context->seen->trace->start, line);
    bool makes = event->kind == EVENT_PUT || event->kind == EVENT_FINISHED;
    enum role role = makes ? ROLE_PRODUCER : ROLE_CONSUMER;
    bool chosen = context->scene->view.lanes.chosen == event->lane;
    x = canvas_format(canvas, x, y, end - x, style_of(ROLE_DIM), "%.*s", words, line);
    canvas_text(canvas, x, y, end - x, chosen ? style_bold(role) : style_of(role), line + words);
}

static void draw_log(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct trace *trace = context->seen->trace;
    size_t count = trace_log_count(trace, context->shown_at);
    size_t shown = count < (size_t)rect.height ? count : (size_t)rect.height;
    canvas_text(canvas, rect.x + 1, rect.y, rect.width - 1, style_bold(ROLE_TEXT), "log");
    for (size_t i = 0; i < shown; i++)
        draw_line(canvas, rect.x + 5, rect.y + (int)i, rect.x + rect.width, context,
                  trace_log_event(trace, count - shown + i));
}

static int log_height(const struct draw_context *context, int detail)
{
    static const int rows[] = {0, 5, 7, 10, 14};
    enum visibility wanted = context->scene->view.log;
    bool hidden = wanted == VISIBILITY_OFF || (wanted == VISIBILITY_AUTO && context->code);
    return hidden ? 0 : rows[detail];
}

const struct panel log_panel = {.name = "log", .height = log_height, .draw = draw_log, .beside = &latency_panel};
