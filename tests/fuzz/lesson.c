/* lesson — a lesson's file: read whole, within its bounds and without control characters, or refused with words. */
#include "lessons/lesson.h"

#include "cli/lesson.h"
#include "fuzz/fuzz.h"

#include <assert.h>
#include <math.h>

static void judge_words(const char *text, bool lines)
{
    for (const char *at = text; *at != '\0'; at++)
        assert(((unsigned char)*at >= ' ' && *at != 0x7f) || *at == '\t' || (lines && *at == '\n'));
}

/* Written out with figures that have no value. */
static void judge_text(const struct lesson_text *text, const struct lesson_figures *figures)
{
    char written[2 * LESSON_TEXT_MAX];
    assert(text->count <= LESSON_SPANS_MAX);
    lesson_text_write(text, figures, written, sizeof written);
    judge_words(written, true);
}

static void judge_block(const struct lesson *lesson, const struct lesson_block *block,
                        const struct lesson_figures *figures)
{
    const struct lesson_setup *setup = &block->setup;
    assert(block->first_run + block->run_count <= lesson->run_count && block->run_count == setup->mode_count);
    assert(setup->mode_count <= LESSON_MODES_MAX && !setup->plan.burn);
    for (size_t i = 0; i < setup->mode_count; i++)
        assert(setup->modes[i] != NULL);
    if (setup->mode_count > 0)
        assert(setup->plan.items > 0 && setup->speed >= 0.1 && setup->speed <= 100);
    for (size_t i = 0; i < block->expect_count; i++) {
        bool holds = comparison_holds(block->expects[i].comparison, figures);
        assert(!holds || comparison_is_known(block->expects[i].comparison, figures));
        judge_words(comparison_format(block->expects[i].comparison, figures).text, false);
    }
}

static void judge_step(const struct lesson *lesson, const struct lesson_step *step,
                       const struct lesson_figures *figures)
{
    size_t right = 0;
    judge_words(step->title, false);
    assert(step->part_count > 0 && step->part_count <= LESSON_PARTS_MAX && step->answer_count <= LESSON_ANSWERS_MAX);
    for (size_t i = 0; i < step->part_count; i++)
        judge_text(&step->parts[i].text, figures);
    for (size_t i = 0; i < step->answer_count; i++) {
        judge_text(&step->answers[i].text, figures);
        judge_text(&step->answers[i].after, figures);
        right += step->answers[i].right;
    }
    assert(right == (step->answer_count > 0));
    if (step->block != NULL)
        judge_block(lesson, step->block, figures);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct lesson_words words;
    struct lesson_options options = lesson_options_of(&words);
    struct lesson_figures figures[LESSON_RUNS_MAX];
    struct error error = {0};
    for (size_t run = 0; run < LESSON_RUNS_MAX; run++)
        for (size_t i = 0; i < FIGURE_COUNT; i++)
            figures[run].values[i] = run % 2 == 0 ? (double)i : NAN;
    struct lesson *lesson = lesson_parse("fuzz.md", (const char *)bytes, size, &options, &error);
    if (lesson == NULL) {
        assert(error.message[0] != '\0' && error.file[0] != '\0');
        judge_words(error.message, false);
        return 0;
    }
    assert(lesson->step_count >= 1 && lesson->step_count <= LESSON_STEPS_MAX && lesson->run_count <= LESSON_RUNS_MAX);
    judge_words(lesson->title, false);
    for (size_t i = 0; i < lesson->step_count; i++)
        judge_step(lesson, &lesson->steps[i], figures);
    lesson_free(lesson);
    return 0;
}
