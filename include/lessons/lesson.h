/*
 * lesson — a lesson as its file tells it: steps, and in each what is said, what is asked, and what is run.
 *
 * A file is Markdown (docs/lessons.md). It is read whole or refused; what was read is plain data without markup,
 * control characters or paths, bounded in size, and does not change. It can do nothing but run plans.
 */
#pragma once

#include "base/error.h"
#include "engine/mode.h"
#include "engine/plan.h"
#include "lessons/figures.h"

enum {
    LESSON_BYTES_MAX = 64 * 1024, /* of a file */
    LESSON_TEXT_MAX = 4000,       /* bytes of a paragraph */
    LESSON_TITLE_MAX = 60,        /* bytes of the lesson's title, and of a step's */
    LESSON_NAME_MAX = 24,         /* bytes of a run's name */
    LESSON_MINUTES_MAX = 90,
    LESSON_STEPS_MAX = 40,
    LESSON_PARTS_MAX = 40,   /* of a step */
    LESSON_SPANS_MAX = 64,   /* of a text */
    LESSON_ANSWERS_MAX = 9,  /* a key each */
    LESSON_EXPECTS_MAX = 32, /* of a block */
    LESSON_RUNS_MAX = 64,    /* of a lesson */
    LESSON_MODES_MAX = 8,    /* side by side */
};

/* ---- Text ---- */

enum lesson_span_kind { SPAN_PLAIN, SPAN_CODE, SPAN_FIGURE };

struct lesson_span {
    enum lesson_span_kind kind;
    bool strong;
    int line;
    const char *text;                /* of a figure as the file has it, without braces */
    const struct expression *figure; /* SPAN_FIGURE: it stands in the place of the text */
};

struct lesson_text {
    const struct lesson_span *spans;
    size_t count;
};

/* Writes the text without markup, figures filled in from the lesson's runs, cut to fit. */
void lesson_text_write(const struct lesson_text *text, const struct lesson_figures runs[], char *result, size_t size);

/* ---- A step ---- */

enum lesson_part_kind {
    PART_PARAGRAPH,
    PART_BULLET,
    PART_CODE,     /* one span, with its line breaks */
    PART_NOTE,     /* for the teacher alone */
    PART_QUESTION, /* here stand the step's answers */
    PART_BLOCK     /* here the step's block is run */
};

struct lesson_part {
    enum lesson_part_kind kind;
    int line;
    struct lesson_text text; /* not of the last two */
};

struct lesson_answer {
    bool right;
    int line;
    struct lesson_text text;
    struct lesson_text after; /* shown when the answers are; no spans: nothing */
};

/* What a block's options come to: with those of the blocks before, the whole setting of its runs. */
struct lesson_setup {
    const struct mode *modes[LESSON_MODES_MAX]; /* a bug's row, if one is asked for; several: side by side */
    size_t mode_count;
    struct plan plan;
    double speed;
    uint32_t seeds; /* so many from the plan's on are tried, too, and the figure `failing` counts; 0: none are */
};

/* Up to when a run goes on. */
enum lesson_until { UNTIL_END, UNTIL_TIME, UNTIL_DEADLOCK, UNTIL_FAILURE };

/* What has to be so after the block's runs. */
struct lesson_expect {
    int line;
    int answer; /* if and only if it is so, that answer is right, from 1; 0: it is about none */
    const char *text;
    const struct comparison *comparison;
};

struct lesson_block {
    int line;
    struct lesson_setup setup;
    bool shows_code; /* the program stands beside the lanes */
    enum lesson_until until;
    int64_t time;                /* UNTIL_TIME: ns from the run's start */
    size_t first_run, run_count; /* in the lesson's runs; none: it only looks at those before */
    const struct lesson_expect *expects;
    size_t expect_count;
};

struct lesson_step {
    int line;
    const char *title;
    struct lesson_part *parts; /* in the file's order */
    size_t part_count;
    struct lesson_answer answers[LESSON_ANSWERS_MAX]; /* one of them is right */
    size_t answer_count;                              /* 0: it asks nothing */
    const struct lesson_block *block;                 /* NULL: it runs nothing; what asks has one */
};

/* ---- A lesson ---- */

struct lesson_run {
    const char *name; /* `as` of its block, else of its bug or mode */
    const struct mode *mode;
};

struct arena;

struct lesson {
    const char *title;
    int minutes;
    struct lesson_step *steps;
    size_t step_count;
    struct lesson_run runs[LESSON_RUNS_MAX]; /* of all steps in their order */
    size_t run_count;
    struct arena *arena; /* holds all of it */
};

/* The words of the command line, which are another room's. They are called in the file's order; what they are given
 * stays while the lesson is read. False and a message: they are refused. */
struct lesson_options {
    bool (*add_line)(void *context, int count, char *words[], struct error *error); /* of the block that begins */
    bool (*set_up)(void *context, struct lesson_setup *setup, struct error *error); /* ends it */
    void *context;
};

/* NULL, and an error with file and line, where the file cannot be read or something in it is not as it should be. The
 * caller frees it. */
struct lesson *lesson_read(const char *path, const struct lesson_options *options, struct error *error);

/* The same of a text; `file` is what errors call it. */
struct lesson *lesson_parse(const char *file, const char *text, size_t size, const struct lesson_options *options,
                            struct error *error);

void lesson_free(struct lesson *lesson); /* NULL is allowed */
