/* text — paragraphs without their markup: collects them, finds the figures in them, and writes them out. */
#include "lessons/expression.h"
#include "lessons/reader.h"

#include <string.h>

static const char DASH[] = "—";

/* ---- Collecting ---- */

void draft_begin(struct draft *draft)
{
    draft->length = draft->count = 0;
}

bool draft_add(struct draft *draft, const char *text, size_t length, bool code, bool strong, int line)
{
    size_t last = draft->count - 1;
    bool same = draft->count > 0 && draft->pieces[last].code == code && draft->pieces[last].strong == strong;
    if (length > LESSON_TEXT_MAX - draft->length || (!same && draft->count == LESSON_SPANS_MAX))
        return false;
    if (!same) {
        draft->pieces[draft->count].begin = draft->length;
        draft->pieces[draft->count].code = code;
        draft->pieces[draft->count].strong = strong;
        draft->pieces[draft->count++].line = line;
    }
    memcpy(draft->text + draft->length, text, length);
    draft->length += length;
    return true;
}

/* ---- Taking ---- */

/* The spans that come out of a draft. */
struct spans {
    struct lesson_span spans[LESSON_SPANS_MAX];
    size_t count, dash; /* so many of them stand before the dash */
};

static bool add_span(struct reader *reader, struct spans *spans, struct lesson_span like, const char *text,
                     size_t length)
{
    if (length == 0)
        return true;
    if (spans->count == LESSON_SPANS_MAX)
        return reader_refuse(reader, like.line, "a paragraph has more than %d pieces", LESSON_SPANS_MAX);
    like.text = arena_text(reader->lesson->arena, text, length);
    spans->spans[spans->count++] = like;
    return true;
}

/* Text with figures in braces. */
static bool split_figures(struct reader *reader, struct spans *spans, struct lesson_span like, const char *text,
                          size_t length)
{
    while (length > 0) {
        const char *open = memchr(text, '{', length), *close = memchr(text, '}', length);
        size_t before = open != NULL ? (size_t)(open - text) : length;
        if ((open == NULL) != (close == NULL) || close < open)
            return reader_refuse(reader, like.line, "a brace without its other one: {figure} is filled in, %s",
                                 "and braces in `code` are not");
        like.kind = SPAN_PLAIN;
        if (!add_span(reader, spans, like, text, before))
            return false;
        if (open == NULL)
            return true;
        like.kind = SPAN_FIGURE;
        if (close == open + 1)
            return reader_refuse(reader, like.line, "{} names no figure");
        if (!add_span(reader, spans, like, open + 1, (size_t)(close - open - 1)))
            return false;
        length -= (size_t)(close + 1 - text);
        text = close + 1;
    }
    return true;
}

/* The dash that divides an answer, in what is left of it. */
static const char *find_dash(const char *text, size_t length)
{
    for (const char *at = text; (at = memchr(at, DASH[0], length - (size_t)(at - text))) != NULL; at++)
        if (length - (size_t)(at - text) >= strlen(DASH) && memcmp(at, DASH, strlen(DASH)) == 0)
            return at;
    return NULL;
}

static bool take_piece(struct reader *reader, struct spans *spans, size_t index, bool divided)
{
    struct draft *draft = &reader->draft;
    size_t begin = draft->pieces[index].begin;
    size_t end = index + 1 < draft->count ? draft->pieces[index + 1].begin : draft->length;
    struct lesson_span like = {.strong = draft->pieces[index].strong, .line = draft->pieces[index].line};
    const char *text = draft->text + begin, *dash = NULL;
    if (draft->pieces[index].code) {
        like.kind = SPAN_CODE;
        return add_span(reader, spans, like, text, end - begin);
    }
    if (divided && spans->dash == SIZE_MAX)
        dash = find_dash(text, end - begin);
    if (dash == NULL)
        return split_figures(reader, spans, like, text, end - begin);
    size_t before = (size_t)(dash - text), after = before + strlen(DASH);
    while (before > 0 && text[before - 1] == ' ')
        before--;
    if (!split_figures(reader, spans, like, text, before))
        return false;
    spans->dash = spans->count;
    while (after < end - begin && text[after] == ' ')
        after++;
    return split_figures(reader, spans, like, text + after, end - begin - after);
}

static struct lesson_text keep(struct reader *reader, const struct lesson_span *spans, size_t count)
{
    struct lesson_span *kept = arena_take(reader->lesson->arena, count * sizeof *spans);
    memcpy(kept, spans, count * sizeof *spans);
    return (struct lesson_text){kept, count};
}

/* Blanks at both ends go, but not those that code begins with. */
static void trim(struct draft *draft)
{
    while (draft->length > 0 && strchr(" \n", draft->text[draft->length - 1]) != NULL)
        draft->length--;
    while (draft->count > 0 && draft->pieces[draft->count - 1].begin >= draft->length)
        draft->count--;
    size_t end = draft->count > 1 ? draft->pieces[1].begin : draft->length, *begin = &draft->pieces[0].begin;
    while (draft->count > 0 && !draft->pieces[0].code && *begin < end && draft->text[*begin] == ' ')
        ++*begin;
}

bool draft_take(struct reader *reader, struct lesson_text *text, struct lesson_text *after)
{
    struct spans spans = {.dash = SIZE_MAX};
    trim(&reader->draft);
    for (size_t i = 0; i < reader->draft.count; i++)
        if (!take_piece(reader, &spans, i, after != NULL))
            return false;
    size_t before = spans.dash < spans.count ? spans.dash : spans.count;
    *text = keep(reader, spans.spans, before);
    if (after != NULL)
        *after = keep(reader, spans.spans + before, spans.count - before);
    return true;
}

/* ---- Figures ---- */

bool text_read_figures(struct reader *reader, const struct lesson_text *text, size_t runs)
{
    struct lesson *lesson = reader->lesson;
    for (size_t i = 0; i < text->count; i++) {
        struct lesson_span *span = (struct lesson_span *)&text->spans[i]; /* const once it is read */
        if (span->kind != SPAN_FIGURE)
            continue;
        span->figure =
            expression_read(lesson->arena, span->text, (struct expression_runs){lesson->runs, runs}, reader->error);
        if (span->figure == NULL)
            return reader_refuse_here(reader, span->line);
    }
    return true;
}

void lesson_text_write(const struct lesson_text *text, const struct lesson_figures runs[], char *result, size_t size)
{
    if (size > 0)
        result[0] = '\0';
    for (size_t i = 0; i < text->count; i++) {
        const struct lesson_span *span = &text->spans[i];
        format_append(result, size, "%s",
                      span->kind == SPAN_FIGURE ? expression_format(span->figure, runs).text : span->text);
    }
}
