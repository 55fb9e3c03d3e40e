/*
 * reader — a lesson while it is read: markdown.c takes the Markdown apart and hands its pieces to step.c, which puts
 * them into steps; block.c reads what is run.
 */
#pragma once

#include "lessons/arena.h"
#include "lessons/lesson.h"

/* A text as it is collected: pieces of one kind each. */
struct draft {
    char text[LESSON_TEXT_MAX + 1];
    size_t length;
    struct {
        size_t begin;
        bool code, strong;
        int line;
    } pieces[LESSON_SPANS_MAX];
    size_t count;
};

struct reader {
    struct lesson *lesson;
    const char *file;
    const struct lesson_options *options;
    struct error *error;
    struct lesson_step *step;   /* the one that is read; NULL: none has begun */
    struct lesson_block *block; /* its block */
    struct draft draft;
};

/* False, and an error with file and line. */
bool reader_refuse(struct reader *reader, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same with the message that is in the error already. */
bool reader_refuse_here(struct reader *reader, int line);

/* ---- Text (text.c) ---- */

void draft_begin(struct draft *draft);

/* Adds to it; false where it becomes too long. */
bool draft_add(struct draft *draft, const char *text, size_t length, bool code, bool strong, int line);

/* Takes it as a text. Figures in it are not read yet: see text_read_figures. `after` gets what follows a dash; NULL:
 * all is text. */
bool draft_take(struct reader *reader, struct lesson_text *text, struct lesson_text *after);

/* Reads the figures in the text, which may speak of the first `runs` runs of the lesson. */
bool text_read_figures(struct reader *reader, const struct lesson_text *text, size_t runs);

/* ---- Steps (step.c) ---- */

/* Ends the step before and begins one. */
bool step_begin(struct reader *reader, int line);
bool step_end(struct reader *reader); /* if one has begun */

/* A paragraph, bullet, code or note from the draft. */
bool step_add_text(struct reader *reader, enum lesson_part_kind kind, int line);
bool step_add_answer(struct reader *reader, bool right, int line);
bool step_add_part(struct reader *reader, enum lesson_part_kind kind, int line);

/* ---- The block (block.c) ---- */

/* Reads the lines of an `overlap` block, the first of which is `line`; changes the text. */
bool block_read(struct reader *reader, char *text, int line);

/* ---- Markdown (markdown.c) ---- */

/* Reads the file from `body` on. */
bool markdown_read(struct reader *reader, const char *source, size_t size, const char *body);
