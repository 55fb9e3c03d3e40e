/* title — the first line: program, mode, run and seed, speed and the run's clock. */
#include "base/format.h"
#include "base/minmax.h"
#include "base/units.h"
#include "view/panel.h"
#include "view/runs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

/* Of those that have begun: in some bugs not all do. */
static int begun(const struct scene_run *run, int64_t now)
{
    int count = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < runs_lane_count(run, kind); i++)
            count += runs_segment_at(run, lane_id_of(kind, (uint32_t)i), now, now).state != STATE_IDLE;
    return count;
}

/* How many carry out the workers; 0: nobody has begun. */
static int count_of(const struct scene_run *run, int64_t now)
{
    if (runs_has_pool(run))
        return (int)run->trace->lanes[LANE_POOL].count;
    bool alone = strcmp(run->mode->name, "sync") == 0 || strcmp(run->mode->name, "async") == 0;
    return alone ? 1 : begun(run, now);
}

/* Who has a GIL speaks python. */
void title_write_kind(char *text, size_t size, const struct draw_context *context, bool counted)
{
    const struct scene *scene = context->scene;
    const struct scene_run *run = context->seen;
    bool race = scene->view.race, gil = !race && mode_has_gil(run->mode, &run->plan);
    int count = race || !counted ? 0 : count_of(run, scene->now);
    text[0] = '\0';
    if (count > 0)
        format_append(text, size, "%d %s%s · ", count, runs_has_processes(run) ? "process" : "thread",
                      count == 1                ? ""
                      : runs_has_processes(run) ? "es"
                                                : "s");
    format_append(text, size, "%s", gil ? "GIL" : plan_language_name(run->plan.language));
}

/* " · finished"; "" of a run that goes on and of a race. */
static void write_status(const struct draw_context *context, char *text, size_t size)
{
    const struct scene_run *run = context->seen;
    bool said = !context->scene->view.race && run->status != RUN_RUNNING;
    (void)snprintf(text, size, "%s%s", said ? " · " : "", said ? status_word(run->status) : "");
}

/* "· 3 threads · GIL  run 1 · seed 42 · finished": where there is no room for all of it, without the count, then
 * without the status, then without the seed. */
static void draw_kind(struct canvas *canvas, int x, int y, int end, const struct draw_context *context)
{
    static const struct {
        bool counted, seed, status;
    } forms[] = {{true, true, true}, {false, true, true}, {false, true, false}, {false, false, false}};
    char kind[64], run[96], status[32];
    int width = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && (i == 0 || x + width > end); i++) {
        title_write_kind(kind, sizeof kind, context, forms[i].counted);
        write_run(context->scene, context->seen, forms[i].seed, run, sizeof run);
        write_status(context, status, forms[i].status ? sizeof status : 1);
        width =
            5 + canvas_text_width(canvas, kind) + canvas_text_width(canvas, run) + canvas_text_width(canvas, status);
    }
    bool fits = x + width <= end;
    x = canvas_format(canvas, x, y, end - x, bar_style(ATTRIBUTE_BOLD), " · %s", kind) + 2;
    if (fits) {
        x = canvas_text(canvas, x, y, end - x, bar_style(0), run);
        canvas_text(canvas, x, y, end - x, bar_style(ATTRIBUTE_BOLD), status);
    }
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct scene *scene = context->scene;
    const struct scene_run *run = context->seen;
    canvas_fill(canvas, rect, ' ', bar_style(0));
    int end = draw_clock(canvas, rect, context) - 2, x = rect.x + 1;
    x = canvas_text(canvas, x, rect.y, end - x, bar_style(ATTRIBUTE_BOLD), "overlap ");
    x = status_draw(canvas, x, rect.y, 0, end, scene->view.race ? RUN_FINISHED : run->status,
                    scene->view.race ? "race" : run->mode->name);
    draw_kind(canvas, x, rect.y, end, context);
}

const struct panel title_panel = {.name = "title", .draw = draw};
