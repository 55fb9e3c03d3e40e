/* step — puts the pieces of a lesson into steps, and judges a step when it is whole. */
#include "lessons/reader.h"

#include <string.h>

bool step_add_part(struct reader *reader, enum lesson_part_kind kind, int line)
{
    struct lesson_step *step = reader->step;
    if (step == NULL)
        return reader_refuse(reader, line, "stands before the first step, which begins with ##");
    if (step->part_count == LESSON_PARTS_MAX)
        return reader_refuse(reader, line, "a step has more than %d parts", LESSON_PARTS_MAX);
    step->parts[step->part_count++] = (struct lesson_part){.kind = kind, .line = line};
    return true;
}

bool step_add_text(struct reader *reader, enum lesson_part_kind kind, int line)
{
    return step_add_part(reader, kind, line) &&
           draft_take(reader, &reader->step->parts[reader->step->part_count - 1].text, NULL);
}

/* All answers of a step are one question. */
bool step_add_answer(struct reader *reader, bool right, int line)
{
    struct lesson_step *step = reader->step;
    bool first = step == NULL || step->answer_count == 0;
    if (first && !step_add_part(reader, PART_QUESTION, line))
        return false;
    step = reader->step;
    if (!first && step->parts[step->part_count - 1].kind != PART_QUESTION)
        return reader_refuse(reader, line, "a step asks one question: its answers stand in one list");
    if (step->answer_count == LESSON_ANSWERS_MAX)
        return reader_refuse(reader, line, "a question has more than %d answers", LESSON_ANSWERS_MAX);
    struct lesson_answer *answer = &step->answers[step->answer_count++];
    *answer = (struct lesson_answer){.right = right, .line = line};
    if (!draft_take(reader, &answer->text, &answer->after))
        return false;
    return answer->text.count > 0 || reader_refuse(reader, line, "an answer without text");
}

bool step_begin(struct reader *reader, int line)
{
    struct lesson *lesson = reader->lesson;
    struct draft *draft = &reader->draft;
    if (!step_end(reader))
        return false;
    if (lesson->step_count == LESSON_STEPS_MAX)
        return reader_refuse(reader, line, "a lesson has more than %d steps", LESSON_STEPS_MAX);
    if (draft->length == 0 || draft->length > LESSON_TITLE_MAX)
        return reader_refuse(reader, line, "a step's title must have 1 to %d bytes", LESSON_TITLE_MAX);
    reader->step = &lesson->steps[lesson->step_count++];
    reader->block = NULL;
    reader->step->line = line;
    reader->step->title = arena_text(lesson->arena, draft->text, draft->length);
    reader->step->parts = arena_take(lesson->arena, LESSON_PARTS_MAX * sizeof *reader->step->parts);
    return true;
}

/* ---- The whole step ---- */

/* Up to its block a text can speak of the runs before, after it of the block's, too. */
static bool read_figures(struct reader *reader, const struct lesson_step *step)
{
    size_t after = reader->lesson->run_count, before = step->block != NULL ? step->block->first_run : after;
    bool run = false;
    for (const struct lesson_part *part = step->parts; part < step->parts + step->part_count; part++) {
        run |= part->kind == PART_BLOCK;
        if (!text_read_figures(reader, &part->text, run ? after : before))
            return false;
    }
    for (const struct lesson_answer *answer = step->answers; answer < step->answers + step->answer_count; answer++)
        if (!text_read_figures(reader, &answer->text, before) || !text_read_figures(reader, &answer->after, after))
            return false;
    return true;
}

static bool is_proved(const struct lesson_block *block, int answer)
{
    for (size_t i = 0; i < block->expect_count; i++)
        if (block->expects[i].answer == answer)
            return true;
    return false;
}

/* One answer is right, and that follows from something. */
static bool judge_question(struct reader *reader, const struct lesson_step *step)
{
    int right = 0, line = step->answers[0].line;
    for (size_t i = 0; i < step->answer_count; i++) {
        if (step->answers[i].right && right != 0)
            return reader_refuse(reader, step->answers[i].line, "a second [x]: one answer is right");
        right = step->answers[i].right ? (int)i + 1 : right;
    }
    if (step->answer_count < 2 || right == 0)
        return reader_refuse(reader, line, "a question has two answers or more, and one of them with [x]");
    if (step->block == NULL || !is_proved(step->block, right))
        return reader_refuse(reader, step->answers[right - 1].line,
                             "[x] follows from nothing; the step's overlap block must say: answer %d if …", right);
    return true;
}

static bool judge_expects(struct reader *reader, const struct lesson_step *step)
{
    for (size_t i = 0; step->block != NULL && i < step->block->expect_count; i++) {
        const struct lesson_expect *expect = &step->block->expects[i];
        if (expect->answer > (int)step->answer_count)
            return reader_refuse(reader, expect->line, "answer %d: the step has %zu answers", expect->answer,
                                 step->answer_count);
    }
    return true;
}

bool step_end(struct reader *reader)
{
    struct lesson_step *step = reader->step;
    if (step == NULL)
        return true;
    step->block = reader->block;
    if (step->part_count == 0)
        return reader_refuse(reader, step->line, "an empty step");
    return read_figures(reader, step) && judge_expects(reader, step) &&
           (step->answer_count == 0 || judge_question(reader, step));
}
