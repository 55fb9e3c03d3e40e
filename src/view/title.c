/* title — the first line: program, mode, run and seed, speed and the run's clock. */
#include "base/units.h"
#include "panel.h"

#include <inttypes.h>
#include <stdio.h>

static const struct status {
    enum hue hue;
    const char *word; /* after the seed; NULL: the mode's name and the clock say it */
} statuses[] = {
    [RUN_RUNNING] = {HUE_WORKING, NULL},
    [RUN_STUCK] = {HUE_WARNING, "deadlock"},
    [RUN_FINISHED] = {HUE_ACCENT, "finished"},
    [RUN_LEFT] = {HUE_DIM, "left"},
};

static struct style bar_style(unsigned attributes)
{
    return (struct style){.ink = HUE_TEXT, .paper = HUE_BAR, .attributes = (uint8_t)attributes};
}

/* Speed and clock, written to end one cell before the right edge. Returns where they begin. */
static int draw_clock(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    const struct trace *trace = frame->run->trace;
    int64_t elapsed = trace_end(trace, frame->scene->now) - trace_start(trace);
    int64_t tenths = (elapsed + NS_PER_S / 20) / (NS_PER_S / 10); /* rounded as everywhere else on the screen */
    char text[64];
    (void)snprintf(text, sizeof text, "%s %.*f×  %02" PRId64 ":%02" PRId64 ".%" PRId64,
                   frame->scene->paused ? "❚❚" : "▶", frame->scene->speed < 0.995 ? 2 : 1, frame->scene->speed,
                   tenths / 600, tenths / 10 % 60, tenths % 10);
    int x = rect.x + rect.width - 1 - canvas_text_width(canvas, text);
    x = x > 1 ? x : 1;
    canvas_text(canvas, x, rect.y, rect.width - 1 - x, bar_style(ATTRIBUTE_BOLD), text);
    return x;
}

/* How far one looks back, written to end two cells before `end`. Returns where it begins. */
static int draw_back(struct canvas *canvas, int y, int end, const struct frame *frame)
{
    if (!frame->looks_back)
        return end;
    char text[48];
    (void)snprintf(text, sizeof text, "◀ %.1f s back", units_seconds(frame->scene->now - frame->moment));
    int x = end - canvas_text_width(canvas, text);
    struct style style = {.ink = HUE_WARNING, .paper = HUE_BAR, .attributes = ATTRIBUTE_BOLD};
    canvas_text(canvas, x > 1 ? x : 1, y, end - 1, style, text);
    return x - 2;
}

static void write_capitals(char *capitals, size_t size, const char *text)
{
    size_t length = 0;
    for (; text[length] != '\0' && length + 1 < size; length++)
        capitals[length] = (char)(text[length] >= 'a' && text[length] <= 'z' ? text[length] - 'a' + 'A' : text[length]);
    capitals[length] = '\0';
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    const struct scene_run *run = frame->run;
    const struct status *status = &statuses[run->status];
    canvas_fill(canvas, rect, ' ', bar_style(0));
    int end = draw_back(canvas, rect.y, draw_clock(canvas, rect, frame) - 2, frame), x = rect.x + 1;
    x = canvas_text(canvas, x, rect.y, end - x, bar_style(ATTRIBUTE_BOLD), "overlap ");

    char mode[32];
    write_capitals(mode, sizeof mode, run->mode);
    struct style block = {
        .ink = (uint8_t)status->hue, .paper = HUE_PAPER, .attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE};
    x = canvas_format(canvas, x, rect.y, end - x, block, " %s ", mode) + 2;

    char text[64];
    (void)snprintf(text, sizeof text, "run %d · seed %" PRIu64, run->number, run->plan.seed);
    if (x + canvas_text_width(canvas, text) > end) /* no room for the seed */
        (void)snprintf(text, sizeof text, "run %d", run->number);
    if (x + canvas_text_width(canvas, text) <= end)
        x = canvas_text(canvas, x, rect.y, end - x, bar_style(0), text);
    if (status->word != NULL && x + 3 + canvas_text_width(canvas, status->word) <= end)
        canvas_format(canvas, x, rect.y, end - x, bar_style(ATTRIBUTE_BOLD), " · %s", status->word);
}

const struct panel title_panel = {.name = "title", .most = 1, .draw = draw};
