/* title — the first line: program, mode, run and seed, speed and the run's clock. */
#include "base/format.h"
#include "base/minmax.h"
#include "base/units.h"
#include "view/panel.h"
#include "view/runs.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- A run's status ---- */

static const struct {
    enum role role;
    const char *word;
} statuses[] = {
    [RUN_RUNNING] = {ROLE_WORKING, "running"},
    [RUN_STUCK] = {ROLE_WARNING, "deadlock"},
    [RUN_FINISHED] = {ROLE_ACCENT, "finished"},
    [RUN_LEFT] = {ROLE_DIM, "stopped"},
};

const char *status_word(enum run_status status)
{
    return statuses[status].word;
}

static void write_capitals(char *capitals, size_t size, const char *text)
{
    size_t length = 0;
    for (; text[length] != '\0' && length + 1 < size; length++)
        capitals[length] = (char)(text[length] >= 'a' && text[length] <= 'z' ? text[length] - 'a' + 'A' : text[length]);
    capitals[length] = '\0';
}

int status_draw(struct canvas *canvas, int x, int y, int width, int end, enum run_status status, const char *mode)
{
    struct style block = {.fg = (uint8_t)statuses[status].role,
                          .bg = ROLE_BACKGROUND,
                          .attributes = ATTRIBUTE_BOLD | ATTRIBUTE_INSCRIBED};
    char capitals[32];
    write_capitals(capitals, sizeof capitals, mode);
    int least = x + width < end ? x + width : end;
    x = canvas_format(canvas, x, y, end - x, block, " %s ", capitals);
    for (; x < least; x++)
        canvas_put(canvas, x, y, ' ', block);
    return x;
}

/* ---- The line ---- */

static struct style bar_style(unsigned attributes)
{
    return (struct style){.fg = ROLE_TEXT, .bg = ROLE_BAR, .attributes = (uint8_t)attributes};
}

/* In a race as long as the longest of its runs. */
static int64_t elapsed_of(const struct draw_context *context)
{
    size_t count = 1;
    const struct scene_run *run = context->scene->view.race ? runs_of_batch(context->scene, &count) : context->seen;
    int64_t elapsed = 0;
    for (const struct scene_run *end = run + count; run < end; run++) {
        int64_t its = runs_end(context->scene, run) - run->trace->start;
        elapsed = MAX(elapsed, its);
    }
    return elapsed;
}

/* Written to end before column `end`. Returns where it begins. */
static int draw_before(struct canvas *canvas, int y, int end, enum role role, const char *text)
{
    int x = end - canvas_text_width(canvas, text);
    struct style style = {.fg = (uint8_t)role, .bg = ROLE_BAR, .attributes = ATTRIBUTE_BOLD};
    x = x > 1 ? x : 1;
    canvas_text(canvas, x, y, end - x, style, text);
    return x;
}

void title_write_clock(char *text, size_t size, const struct draw_context *context)
{
    const struct scene *scene = context->scene;
    int64_t tenths = (elapsed_of(context) + NS_PER_S / 20) / (NS_PER_S / 10); /* rounded as elsewhere on the screen */
    (void)snprintf(text, size, "%s %.*f×  %02" PRId64 ":%02" PRId64 ".%" PRId64, scene->paused ? "❚❚" : "▶",
                   scene->speed < 0.995 ? 2 : 1, scene->speed, tenths / 600, tenths / 10 % 60, tenths % 10);
}

/* Speed and clock and, before them, how far one looks back. Returns where they begin. */
static int draw_clock(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct scene *scene = context->scene;
    char text[64];
    title_write_clock(text, sizeof text, context);
    int x = draw_before(canvas, rect.y, rect.x + rect.width - 1, ROLE_TEXT, text);
    if (!context->looks_back)
        return x;
    (void)snprintf(text, sizeof text, "◀ %s back", format_duration(scene->now - context->shown_at, 1).text);
    return draw_before(canvas, rect.y, x - 2, ROLE_TEXT, text);
}

static void write_run(const struct scene *scene, const struct scene_run *run, bool seed, char *text, size_t size)
{
    text[0] = '\0';
    if (!scene->view.race)
        (void)snprintf(text, size, "run %d", run->number);
    if (seed)
        format_append(text, size, "%sseed %" PRIu64, scene->view.race ? "" : " · ", run->plan.seed);
}

/* Who has a GIL speaks python. */
void title_write_kind(char *text, size_t size, const struct draw_context *context)
{
    const struct scene *scene = context->scene;
    const struct scene_run *run = context->seen;
    bool race = scene->view.race, gil = !race && mode_has_gil(run->mode, &run->plan);
    text[0] = '\0';
    if (!race && runs_has_processes(run))
        (void)snprintf(text, size, "%d processes · ", runs_worker_count(run));
    format_append(text, size, "%s", gil ? "GIL" : plan_language_name(run->plan.language));
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct scene *scene = context->scene;
    const struct scene_run *run = context->seen;
    char text[160];
    canvas_fill(canvas, rect, ' ', bar_style(0));
    int end = draw_clock(canvas, rect, context) - 2, x = rect.x + 1;
    x = canvas_text(canvas, x, rect.y, end - x, bar_style(ATTRIBUTE_BOLD), "overlap ");
    x = status_draw(canvas, x, rect.y, 0, end, scene->view.race ? RUN_FINISHED : run->status,
                    scene->view.race ? "race" : run->mode->name);
    title_write_kind(text, sizeof text, context);
    x = canvas_format(canvas, x, rect.y, end - x, bar_style(ATTRIBUTE_BOLD), " · %s", text) + 2;

    write_run(scene, run, true, text, sizeof text);
    if (x + canvas_text_width(canvas, text) > end) /* no room for the seed */
        write_run(scene, run, false, text, sizeof text);
    if (x + canvas_text_width(canvas, text) <= end)
        x = canvas_text(canvas, x, rect.y, end - x, bar_style(0), text);
    const char *word = status_word(run->status);
    if (!scene->view.race && run->status != RUN_RUNNING && x + 3 + canvas_text_width(canvas, word) <= end)
        canvas_format(canvas, x, rect.y, end - x, bar_style(ATTRIBUTE_BOLD), " · %s", word);
}

const struct panel title_panel = {.name = "title", .draw = draw};
