/* lesson — a step of a lesson, in the place of sentences and scoreboard: its text, its question and the votes. */
#include "base/format.h"
#include "base/minmax.h"
#include "view/canvas/glyph.h"
#include "view/panel.h"
#include "view/panels/lanes.h"

#include <stdio.h>
#include <string.h>

enum {
    INDENT = 2,
    NUMBER_WIDTH = 5, /* "✔ 3  " */
    BULLET_WIDTH = 2,
    VOTES_WIDTH = 27, /* a bar, and "12 (before 7)" behind it */
    BAR_WIDTH = 10,
    COUNT_WIDTH = 9, /* "12 (7)": where answers have their reasons, which need the room */
    BETWEEN = 3,     /* columns between the longest answer and the votes */
    PROMPT_ROWS_MAX = 2,
    TEXT_SIZE = 1200
};

/* ---- A piece of text ---- */

/* All that is said of an answer. */
static void write_answer(const struct scene_text *answer, char text[TEXT_SIZE])
{
    (void)snprintf(text, TEXT_SIZE, "%s", answer->text);
    if (answer->measured[0] != '\0')
        format_append(text, TEXT_SIZE, " (measured: %s)", answer->measured);
    if (answer->after[0] != '\0')
        format_append(text, TEXT_SIZE, " — %s", answer->after);
}

static int votes_width(const struct scene_text *answer)
{
    return answer->votes < 0 ? 0 : answer->explained ? COUNT_WIDTH : VOTES_WIDTH;
}

/* Columns that the text itself has. */
static int text_width(const struct scene_text *text, int width)
{
    width -= INDENT + 1;
    if (text->kind == TEXT_ANSWER)
        return width - NUMBER_WIDTH - votes_width(text);
    return text->kind == TEXT_PARAGRAPH ? width : width - BULLET_WIDTH;
}

static int count_lines(const char *text)
{
    int lines = 1;
    for (; *text != '\0'; text++)
        lines += *text == '\n' && text[1] != '\0';
    return lines;
}

static int rows_of(const struct draw_context *context, const struct scene_text *text)
{
    char answer[TEXT_SIZE];
    if (text->kind == TEXT_CODE)
        return count_lines(text->text);
    if (text->kind == TEXT_ANSWER)
        write_answer(text, answer);
    return text_rows(text->kind == TEXT_ANSWER ? answer : text->text, text_width(text, context->width),
                     context->scene->render.ascii);
}

static struct style ink(const struct draw_context *context, enum role role)
{
    return context->scene->view.lanes.large ? style_bold(role) : style_of(role);
}

static void draw_code(struct canvas *canvas, struct rect rect, const struct draw_context *context, const char *text)
{
    char line[256];
    for (int y = rect.y; y < rect.y + rect.height && *text != '\0'; y++) {
        size_t length = strcspn(text, "\n");
        (void)snprintf(line, sizeof line, "%.*s", (int)length, text);
        canvas_text(canvas, rect.x - BULLET_WIDTH, y, 1, style_of(ROLE_DIM), "│");
        canvas_text(canvas, rect.x, y, rect.width, ink(context, ROLE_TEXT), line);
        text += length + (text[length] == '\n');
    }
}

static void draw_votes(struct canvas *canvas, int x, int y, const struct scene_text *answer, int most)
{
    bool bar = votes_width(answer) == VOTES_WIDTH;
    if (answer->votes < 0)
        return;
    if (bar) {
        bars_row(canvas, x, y, BAR_WIDTH, answer->votes, most, style_of(ROLE_ACCENT));
        x += BAR_WIDTH + 1;
    }
    x = canvas_format(canvas, x, y, COUNT_WIDTH, style_bold(ROLE_TEXT), "%3d", answer->votes);
    if (answer->before >= 0)
        canvas_format(canvas, x, y, VOTES_WIDTH, style_of(ROLE_DIM), bar ? " (before %d)" : " (%d)", answer->before);
}

static void draw_answer(struct canvas *canvas, struct rect rect, const struct draw_context *context,
                        const struct scene_text *answer, int widest, int most)
{
    char text[TEXT_SIZE];
    bool dim = answer->explained && !answer->right;
    struct style style = answer->right ? style_bold(ROLE_TEXT) : ink(context, dim ? ROLE_DIM : ROLE_TEXT);
    write_answer(answer, text);
    if (answer->right)
        canvas_text(canvas, rect.x - NUMBER_WIDTH, rect.y, 1, style_bold(ROLE_ACCENT), "✔");
    canvas_format(canvas, rect.x - NUMBER_WIDTH + 2, rect.y, 1, style_bold(ROLE_ACCENT), "%d", answer->number);
    text_wrap(canvas, rect, style, text);
    draw_votes(canvas, rect.x + MIN(rect.width, widest) + 1, rect.y, answer, most);
}

/* ---- The prompt ---- */

/* In its place stands what is said of a key or, once the class has answered, of the moment at which time stands. */
static const char *prompt_of(const struct scene *scene)
{
    const struct timeview *time = &scene->view.time;
    bool stands = time->cursor < scene->now || (scene->paused && scene->lesson->runs);
    bool silent = scene->lesson->talks || scene->caption == NULL || scene->caption[0] == '\0';
    if (scene->view.notice[0] != '\0')
        return scene->view.notice;
    return stands && !silent ? scene->caption : scene->lesson->prompt;
}

static int prompt_rows(const struct draw_context *context)
{
    int rows = text_rows(prompt_of(context->scene), context->width - INDENT - 1, context->scene->render.ascii);
    return MIN(rows, PROMPT_ROWS_MAX);
}

/* Rows of the panel that are no text of the step. */
static int rows_around(const struct draw_context *context)
{
    return 1 + prompt_rows(context);
}

/* ---- Pages ---- */

/* Rows that the panel may have: beside it the lanes keep theirs. */
static int rows_allowed(const struct draw_context *context)
{
    enum { OTHERS = 7, LESS_LANES = 14, LANES_LEAST = 4 }; /* title, ruler, queue, overlap, footer, and two to spare */
    const struct scene *scene = context->scene;
    if (scene->view.race || scene->view.lanes.large)
        return context->height / 2;
    int most = scene->lesson->talks ? context->height / 4 : context->height - LESS_LANES;
    int lanes = MIN(lanes_rows_wanted(context), MAX(most, LANES_LEAST));
    return context->height - OTHERS + (context->run->plan.tasks > 0 ? 2 : 0) - lanes;
}

/* The texts flow from page to page, each whole. */
struct flow {
    int page, row; /* from 1, and from 0 */
    int room;      /* rows of a page */
};

/* Rows of a text and of what has to stand on the same page: a question and its answers. */
static int rows_together(const struct draw_context *context, size_t text)
{
    const struct scene_lesson *lesson = context->scene->lesson;
    int rows = rows_of(context, &lesson->texts[text]);
    bool asks = lesson->texts[text].kind != TEXT_ANSWER;
    for (size_t i = text + 1; asks && i < lesson->count && lesson->texts[i].kind == TEXT_ANSWER; i++)
        rows += rows_of(context, &lesson->texts[i]);
    return rows;
}

/* Where a text stands; `row` is then the one after it. Returns its first row. */
static int flow_on(struct flow *flow, const struct draw_context *context, size_t text)
{
    int rows = rows_of(context, &context->scene->lesson->texts[text]), together = rows_together(context, text);
    bool parted = together <= flow->room && flow->row + together > flow->room;
    if ((flow->row + rows > flow->room || parted) && flow->row > 0) {
        flow->page++;
        flow->row = 0;
    }
    flow->row += rows;
    return flow->row - rows;
}

static int rows_wanted(const struct draw_context *context)
{
    int rows = 0;
    for (size_t i = 0; i < context->scene->lesson->count; i++)
        rows += rows_of(context, &context->scene->lesson->texts[i]);
    return rows + rows_around(context);
}

static int height(const struct draw_context *context, int detail)
{
    return detail > 0 ? MIN(rows_wanted(context), rows_allowed(context)) : 0;
}

/* Columns of the longest answer, which the votes stand behind. */
static int widest_answer(const struct draw_context *context)
{
    const struct scene_lesson *lesson = context->scene->lesson;
    int widest = 0;
    for (size_t i = 0; i < lesson->count; i++) {
        char text[TEXT_SIZE];
        if (lesson->texts[i].kind != TEXT_ANSWER)
            continue;
        write_answer(&lesson->texts[i], text);
        widest = MAX(widest, glyph_text_width(text, context->scene->render.ascii));
    }
    return widest + BETWEEN;
}

int lesson_pages(const struct draw_context *context)
{
    struct flow flow = {.page = 1, .room = height(context, 1) - rows_around(context)};
    for (size_t i = 0; i < context->scene->lesson->count; i++)
        (void)flow_on(&flow, context, i);
    return flow.page;
}

/* ---- The panel ---- */

static void draw_title(struct canvas *canvas, struct rect rect, const struct scene *scene, int page, int pages)
{
    const struct scene_lesson *lesson = scene->lesson;
    struct style style = {.fg = ROLE_TEXT, .bg = ROLE_BAR, .attributes = ATTRIBUTE_BOLD};
    char where[32] = "";
    canvas_fill(canvas, (struct rect){rect.x, rect.y, rect.width, 1}, ' ', style);
    if (pages > 1)
        (void)snprintf(where, sizeof where, "page %d of %d", page, pages);
    int end = rect.x + rect.width - 1 - canvas_text_width(canvas, where);
    canvas_text(canvas, end, rect.y, rect.width, style, where);
    int x = canvas_format(canvas, rect.x + 1, rect.y, end - rect.x - 2, style, "%d of %d: %s", lesson->step,
                          lesson->steps, lesson->step_title);
    if (x + 3 + canvas_text_width(canvas, lesson->title) < end) /* whole or not at all */
        canvas_format(canvas, x, rect.y, end - x, style, " · %s", lesson->title);
}

static void draw_prompt(struct canvas *canvas, struct rect rect, const struct draw_context *context, bool more)
{
    const struct view_state *view = &context->scene->view;
    int rows = prompt_rows(context);
    enum role role = view->notice[0] == '\0' ? ROLE_ACCENT : view->notice_is_failure ? ROLE_WARNING : ROLE_TEXT;
    struct rect below = {rect.x + INDENT, rect.y + rect.height - rows, rect.width - INDENT - 1, rows};
    const char *text = prompt_of(context->scene);
    bool prompts = text == context->scene->lesson->prompt;
    text_wrap(canvas, below, style_bold(role), more && prompts ? "Enter: more of this step." : text);
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct scene *scene = context->scene;
    int pages = lesson_pages(context), page = MAX(MIN(scene->view.lesson_page, pages), 1), most = 1;
    struct flow flow = {.page = 1, .room = rect.height - rows_around(context)};
    for (size_t i = 0; i < scene->lesson->count; i++)
        most = MAX(most, scene->lesson->texts[i].votes);
    for (size_t i = 0; i < scene->lesson->count; i++) {
        const struct scene_text *text = &scene->lesson->texts[i];
        int rows = rows_of(context, text), first = flow_on(&flow, context, i), width = text_width(text, rect.width);
        int indent = INDENT + (text->kind == TEXT_PARAGRAPH ? 0
                               : text->kind == TEXT_ANSWER  ? NUMBER_WIDTH
                                                            : BULLET_WIDTH);
        struct rect place = {rect.x + indent, rect.y + 1 + first, width, MIN(rows, flow.room)};
        if (flow.page != page)
            continue;
        if (text->kind == TEXT_BULLET)
            canvas_text(canvas, place.x - BULLET_WIDTH, place.y, 1, style_of(ROLE_TEXT), "·");
        if (text->kind == TEXT_CODE)
            draw_code(canvas, place, context, text->text);
        else if (text->kind == TEXT_ANSWER)
            draw_answer(canvas, place, context, text, widest_answer(context), most);
        else
            text_wrap(canvas, place, ink(context, ROLE_TEXT), text->text);
    }
    draw_title(canvas, rect, scene, page, pages);
    draw_prompt(canvas, rect, context, page < pages);
}

/* As many rows as the step needs, or has pages for; at least one page's. */
const struct panel lesson_panel = {.name = "lesson", .height = height, .draw = draw};
