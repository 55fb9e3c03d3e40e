/* markdown — takes a lesson's Markdown apart with the md4c library. */
#include "lessons/reader.h"

#include <md4c.h>
#include <string.h>

/* What is being collected, and where in the file. */
struct markdown {
    struct reader *reader;
    const char *source;  /* the file, */
    const char *body;    /* what follows its front matter, */
    const char *counted; /* and up to where lines are counted */
    size_t size;
    int line;       /* of the newest piece of the file that was seen */
    int begun;      /* … of the first in what is collected; 0: none so far */
    int line_feeds; /* seen in it before that */
    bool in_item, in_html, in_code;
    bool task, right;  /* an item is an answer, the right one */
    bool shown;        /* code is; else it is what is run */
    int strong, code;  /* spans that are open */
    const char *fault; /* what is not allowed and has begun: its line is known with its first text */
};

/* Md4c hands on pieces of the file itself, mostly. */
static void see(struct markdown *markdown, const char *at)
{
    if (at < markdown->source || at >= markdown->source + markdown->size)
        return;
    if (at < markdown->counted) {
        markdown->counted = markdown->source;
        markdown->line = 1;
    }
    for (const char *feed = markdown->counted; (feed = memchr(feed, '\n', (size_t)(at - feed))) != NULL; feed++)
        markdown->line++;
    markdown->counted = at;
    if (markdown->begun == 0)
        markdown->begun = markdown->line - markdown->line_feeds;
}

static void begin(struct markdown *markdown)
{
    draft_begin(&markdown->reader->draft);
    markdown->begun = markdown->line_feeds = 0;
}

static int begun(const struct markdown *markdown)
{
    return markdown->begun != 0 ? markdown->begun : markdown->line;
}

static bool refuse_fault(struct markdown *markdown)
{
    return markdown->fault == NULL ||
           reader_refuse(markdown->reader, markdown->line,
                         "%s; allowed are ## steps, paragraphs, lists with - without lists in them, blocks of code",
                         markdown->fault);
}

static bool allow(struct markdown *markdown, bool allowed, const char *what)
{
    if (!allowed && markdown->fault == NULL)
        markdown->fault = what;
    return allowed;
}

static bool add(struct markdown *markdown, const char *text, size_t length)
{
    return draft_add(&markdown->reader->draft, text, length, markdown->in_code || markdown->code > 0,
                     markdown->strong > 0, markdown->line) ||
           reader_refuse(markdown->reader, begun(markdown), "a text of more than %d bytes, or %d pieces",
                         LESSON_TEXT_MAX, LESSON_SPANS_MAX);
}

/* ---- Blocks ---- */

static bool is_word(const MD_ATTRIBUTE *attribute, const char *word)
{
    return attribute->size == strlen(word) && memcmp(attribute->text, word, attribute->size) == 0;
}

static void enter_code(struct markdown *markdown, const MD_BLOCK_CODE_DETAIL *detail)
{
    bool overlap = is_word(&detail->info, "overlap");
    bool shown = is_word(&detail->info, "python") || is_word(&detail->info, "c") || is_word(&detail->info, "text");
    (void)allow(markdown, !markdown->in_item, "code in a list");
    (void)allow(markdown, overlap || shown, "a block of code that is not overlap (what is run), python, c or text");
    see(markdown, detail->info.text);
    begin(markdown);
    markdown->in_code = true;
    markdown->shown = shown;
}

static void enter_item(struct markdown *markdown, const MD_BLOCK_LI_DETAIL *detail)
{
    if (!allow(markdown, !markdown->in_item, "a list in a list"))
        return;
    begin(markdown);
    markdown->in_item = true;
    markdown->task = detail->is_task != 0;
    markdown->right = markdown->task && detail->task_mark != ' ';
    if (markdown->task)
        see(markdown, markdown->body + detail->task_mark_offset);
}

static bool leave_item(struct markdown *markdown)
{
    markdown->in_item = false;
    return markdown->task ? step_add_answer(markdown->reader, markdown->right, begun(markdown))
                          : step_add_text(markdown->reader, PART_BULLET, begun(markdown));
}

static bool leave_code(struct markdown *markdown)
{
    struct draft *draft = &markdown->reader->draft;
    markdown->in_code = false;
    if (markdown->shown)
        return step_add_text(markdown->reader, PART_CODE, begun(markdown));
    draft->text[draft->length] = '\0';
    return block_read(markdown->reader, draft->text, begun(markdown));
}

/* Of HTML there are comments, and of these notes; md4c hands on several of them as one. */
static bool leave_html(struct markdown *markdown)
{
    static const char open[] = "<!--", word[] = "note:", close[] = "-->";
    struct draft *draft = &markdown->reader->draft;
    int line = begun(markdown);
    markdown->in_html = false;
    draft->text[draft->length] = '\0';
    for (char *at = draft->text, *end; *at != '\0'; at = end + strlen(close)) {
        for (; *at == ' ' || *at == '\n'; at++)
            line += *at == '\n';
        if (*at == '\0')
            break;
        char *note = strncmp(at, open, strlen(open)) == 0 ? at + strlen(open) : at;
        note += strspn(note, " ");
        end = strstr(note, close);
        if (note == at || strncmp(note, word, strlen(word)) != 0 || end == NULL)
            return reader_refuse(markdown->reader, line,
                                 "HTML, of which only <!-- note: … --> is allowed, on lines of its own");
        int first = line;
        for (char *feed = at; (feed = memchr(feed, '\n', (size_t)(end - feed))) != NULL; line++)
            *feed = ' ';
        draft->length = (size_t)(end - draft->text);
        draft->count = 1;
        draft->pieces[0].begin = (size_t)(note + strlen(word) - draft->text);
        draft->pieces[0].line = first;
        if (!step_add_text(markdown->reader, PART_NOTE, first))
            return false;
    }
    return true;
}

/* ---- What md4c calls: below 0 ends it ---- */

static int ended_by(bool done)
{
    return done ? 0 : -1;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct markdown *markdown = context;
    switch (type) {
    case MD_BLOCK_LI:
        enter_item(markdown, detail);
        break;
    case MD_BLOCK_CODE:
        enter_code(markdown, detail);
        break;
    case MD_BLOCK_H:
        (void)allow(markdown, ((MD_BLOCK_H_DETAIL *)detail)->level == 2, "a heading that is not ##");
        begin(markdown);
        break;
    case MD_BLOCK_HTML:
        (void)allow(markdown, !markdown->in_item, "HTML in a list");
        begin(markdown);
        markdown->in_html = true;
        break;
    case MD_BLOCK_P:
        if (!markdown->in_item)
            begin(markdown);
        break;
    default:
        (void)allow(markdown, type != MD_BLOCK_OL, "a numbered list");
        (void)allow(markdown, type != MD_BLOCK_QUOTE, "a quotation");
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct markdown *markdown = context;
    (void)detail;
    if (!refuse_fault(markdown))
        return ended_by(false);
    switch (type) {
    case MD_BLOCK_P:
        return markdown->in_item ? 0 : ended_by(step_add_text(markdown->reader, PART_PARAGRAPH, begun(markdown)));
    case MD_BLOCK_H:
        return ended_by(step_begin(markdown->reader, begun(markdown)));
    case MD_BLOCK_LI:
        return ended_by(leave_item(markdown));
    case MD_BLOCK_CODE:
        return ended_by(leave_code(markdown));
    case MD_BLOCK_HTML:
        return ended_by(leave_html(markdown));
    default:
        return 0;
    }
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct markdown *markdown = context;
    (void)detail;
    markdown->strong += type == MD_SPAN_EM || type == MD_SPAN_STRONG;
    markdown->code += type == MD_SPAN_CODE;
    (void)allow(markdown, type != MD_SPAN_IMG, "a picture");
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct markdown *markdown = context;
    (void)detail;
    markdown->strong -= type == MD_SPAN_EM || type == MD_SPAN_STRONG;
    markdown->code -= type == MD_SPAN_CODE;
    return 0;
}

static bool add_entity(struct markdown *markdown, const char *text, size_t length)
{
    static const struct {
        const char *name, *text;
    } rows[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", " "}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strlen(rows[i].name) == length && memcmp(rows[i].name, text, length) == 0)
            return add(markdown, rows[i].text, 1);
    return reader_refuse(markdown->reader, markdown->line,
                         "'%.*s'; allowed are &amp; &lt; &gt; &quot; &nbsp;, and the character itself",
                         (int)(length > 20 ? 20 : length), text);
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct markdown *markdown = context;
    see(markdown, text);
    if (markdown->begun == 0 && size == 1 && *text == '\n')
        markdown->line_feeds++; /* of a line of code without anything else, which is not the file's own */
    (void)allow(markdown, type != MD_TEXT_HTML || markdown->in_html,
                "HTML within a text (a note stands on lines of its own)");
    if (!refuse_fault(markdown))
        return ended_by(false);
    if (type == MD_TEXT_ENTITY)
        return ended_by(add_entity(markdown, text, size));
    bool blank = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
    return ended_by(add(markdown, blank ? " " : text, blank ? 1 : size));
}

bool markdown_read(struct reader *reader, const char *source, size_t size, const char *body)
{
    struct markdown markdown = {
        .reader = reader, .source = source, .body = body, .counted = source, .size = size, .line = 1};
    const MD_PARSER parser = {
        .flags = MD_FLAG_TASKLISTS | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    int result = md_parse(body, (MD_SIZE)(size - (size_t)(body - source)), &parser, &markdown);
    if (result != 0 && reader->error->message[0] == '\0')
        return reader_refuse(reader, 0, "cannot be parsed: out of memory");
    return result == 0 && step_end(reader);
}
