/* block — reads what a step runs, line by line: options, `as`, `until`, `show`, and what must be so afterwards. */
#include "lessons/expression.h"
#include "lessons/reader.h"

#include "base/units.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 32 };

/* A line, its first word taken off. */
struct line {
    int number;
    char *word, *rest;
};

struct block {
    struct reader *reader;
    struct lesson_block *block;
    struct lesson_expect *expects;
    const char *name; /* `as`; NULL: none */
    int options_line; /* 0: it has none */
    bool until;       /* … is given */
};

static char *next_word(char **rest)
{
    char *word = *rest + strspn(*rest, " \t");
    *rest = word + strcspn(word, " \t");
    if (**rest != '\0')
        *(*rest)++ = '\0';
    return word;
}

/* ---- Its lines ---- */

static bool read_options(struct block *block, struct line *line)
{
    struct reader *reader = block->reader;
    char *words[WORDS_MAX], *rest = line->rest;
    int count = 0;
    for (char *word = line->word; *word != '\0'; word = next_word(&rest)) {
        if (count == WORDS_MAX)
            return reader_refuse(reader, line->number, "more than %d words in a line", WORDS_MAX);
        words[count++] = arena_text(reader->lesson->arena, word, strlen(word));
    }
    if (block->options_line == 0)
        block->options_line = line->number;
    return reader->options->add_line(reader->options->context, count, words, reader->error) ||
           reader_refuse_here(reader, line->number);
}

static bool read_as(struct block *block, struct line *line)
{
    const char *name = line->rest;
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (length == 0 || length > LESSON_NAME_MAX || name[length] != '\0' || strchr("-0123456789", name[0]) != NULL)
        return reader_refuse(block->reader, line->number,
                             "as '%.40s': a name begins with one of a-z and has at most %d of a-z, 0-9 and -", name,
                             LESSON_NAME_MAX);
    block->name = arena_text(block->reader->lesson->arena, name, length);
    return true;
}

/* Seconds, with or without their s. */
static bool read_time(const char *text, int64_t *time)
{
    enum { SECONDS_MAX = 100000 };
    char *end;
    if (*text < '0' || *text > '9' || strspn(text, "0123456789. s") != strlen(text))
        return false;
    double seconds = strtod(text, &end);
    end += strspn(end, " ");
    end += *end == 's';
    *time = (int64_t)(seconds * (double)NS_PER_S);
    return *end == '\0' && seconds > 0 && seconds <= SECONDS_MAX;
}

static bool read_until(struct block *block, struct line *line)
{
    static const char *const names[] = {
        [UNTIL_END] = "end", [UNTIL_DEADLOCK] = "deadlock", [UNTIL_FAILURE] = "failure"};
    block->until = true;
    if (read_time(line->rest, &block->block->time)) {
        block->block->until = UNTIL_TIME;
        return true;
    }
    for (enum lesson_until until = UNTIL_END; until <= UNTIL_FAILURE; until++)
        if (names[until] != NULL && strcmp(names[until], line->rest) == 0) {
            block->block->until = until;
            return true;
        }
    return reader_refuse(block->reader, line->number, "until '%.40s'; it takes: end, deadlock, failure, or a time: 8 s",
                         line->rest);
}

static bool read_show(struct block *block, struct line *line)
{
    block->block->shows_code = strcmp(line->rest, "code") == 0;
    return block->block->shows_code ||
           reader_refuse(block->reader, line->number, "show '%.40s'; it takes: code", line->rest);
}

/* `expect A < B`, and `answer 2 if A < B`. They are read once the block's runs are known. */
static bool read_expect(struct block *block, struct line *line)
{
    struct lesson *lesson = block->reader->lesson;
    struct lesson_expect expect = {.line = line->number};
    char *text = line->rest;
    if (strcmp(line->word, "answer") == 0) {
        const char *number = next_word(&text), *word = next_word(&text);
        if (strlen(number) != 1 || *number < '1' || *number > '9' || strcmp(word, "if") != 0)
            return reader_refuse(block->reader, line->number,
                                 "is not like: answer 2 if threads.elapsed < sync.elapsed");
        expect.answer = *number - '0';
    }
    if (block->block->expect_count == LESSON_EXPECTS_MAX)
        return reader_refuse(block->reader, line->number, "a block expects more than %d things", LESSON_EXPECTS_MAX);
    expect.text = arena_text(lesson->arena, text, strlen(text));
    block->expects[block->block->expect_count++] = expect;
    return true;
}

static bool read_line(struct block *block, struct line *line)
{
    static const struct {
        const char *word;
        bool (*read)(struct block *block, struct line *line);
    } rows[] = {
        {"as", read_as}, {"until", read_until}, {"show", read_show}, {"expect", read_expect}, {"answer", read_expect}};
    if (line->word[0] == '-')
        return read_options(block, line);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].word, line->word) == 0)
            return rows[i].read(block, line);
    return reader_refuse(block->reader, line->number,
                         "'%.40s' is none of: an option (--mode sync), as, until, show, expect, answer", line->word);
}

static bool read_lines(struct block *block, char *text, int number)
{
    for (char *end; *text != '\0'; text = end, number++) {
        end = text + strcspn(text, "\n");
        if (*end == '\n')
            *end++ = '\0';
        size_t length = strlen(text);
        while (length > 0 && strchr(" \t", text[length - 1]) != NULL)
            text[--length] = '\0';
        struct line line = {.number = number, .rest = text};
        line.word = next_word(&line.rest);
        line.rest += strspn(line.rest, " \t");
        if (*line.word != '\0' && !read_line(block, &line))
            return false;
    }
    return true;
}

/* ---- The whole block ---- */

/* A block with options runs them, in each of their modes. */
static bool add_runs(struct block *block)
{
    struct reader *reader = block->reader;
    struct lesson *lesson = reader->lesson;
    const struct lesson_setup *setup = &block->block->setup;
    if (!reader->options->set_up(reader->options->context, &block->block->setup, reader->error))
        return reader_refuse_here(reader, block->options_line);
    if (setup->mode_count > LESSON_RUNS_MAX - lesson->run_count)
        return reader_refuse(reader, block->options_line, "a lesson has more than %d runs", LESSON_RUNS_MAX);
    if (block->name != NULL && setup->mode_count > 1)
        return reader_refuse(reader, block->options_line, "as %s: of several modes each has its own name", block->name);
    for (size_t i = 0; i < setup->mode_count; i++) {
        const struct mode *mode = setup->modes[i];
        const char *name = block->name != NULL ? block->name : mode->bug != NULL ? mode->bug : mode->name;
        lesson->runs[lesson->run_count++] = (struct lesson_run){name, mode};
    }
    block->block->run_count = setup->mode_count;
    return true;
}

static bool read_comparisons(struct block *block)
{
    struct reader *reader = block->reader;
    struct lesson *lesson = reader->lesson;
    for (struct lesson_expect *expect = block->expects; expect < block->expects + block->block->expect_count;
         expect++) {
        expect->comparison = comparison_read(lesson->arena, expect->text,
                                             (struct expression_runs){lesson->runs, lesson->run_count}, reader->error);
        if (expect->comparison == NULL)
            return reader_refuse_here(reader, expect->line);
    }
    return true;
}

bool block_read(struct reader *reader, char *text, int line)
{
    if (reader->block != NULL)
        return reader_refuse(reader, line, "a second overlap block: a step has one");
    if (!step_add_part(reader, PART_BLOCK, line))
        return false;
    reader->block = arena_take(reader->lesson->arena, sizeof *reader->block);
    struct block block = {.reader = reader, .block = reader->block};
    block.expects = arena_take(reader->lesson->arena, LESSON_EXPECTS_MAX * sizeof *block.expects);
    *reader->block =
        (struct lesson_block){.line = line, .first_run = reader->lesson->run_count, .expects = block.expects};
    if (!read_lines(&block, text, line))
        return false;
    if (block.options_line == 0 && (block.until || block.name != NULL))
        return reader_refuse(reader, line, "as and until are about a run: options are missing, such as --mode sync");
    return (block.options_line == 0 || add_runs(&block)) && read_comparisons(&block);
}
