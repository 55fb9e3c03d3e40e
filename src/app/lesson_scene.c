/* lesson_scene — what of a lesson's step is on the screen, by how far the class is in it. */
#include "app/lesson_live.h"

#include "base/format.h"

#include <stdio.h>
#include <string.h>

/* ---- Texts ---- */

/* Keeps the text for the scene; what does not fit is cut. */
static const char *keep(struct lesson_live *live, const struct lesson_text *text)
{
    char *kept = live->texts + live->used;
    size_t left = LESSON_BYTES_MAX - live->used;
    if (left == 0 || text->count == 0)
        return "";
    lesson_text_write(text, live->present->progress->figures, kept, left);
    live->used += strlen(kept) + 1;
    return kept;
}

static struct scene_text *add(struct lesson_live *live, enum scene_text_kind kind, const char *text)
{
    struct scene_lesson *scene = &live->scene;
    struct scene_text *added = &scene->texts[scene->count < SCENE_TEXTS_MAX ? scene->count++ : SCENE_TEXTS_MAX - 1];
    *added = (struct scene_text){.kind = kind, .text = text, .votes = -1, .before = -1, .measured = "", .after = ""};
    return added;
}

/* What the run has shown of the answer, as the comparison that proves it has it. */
static const char *measured(struct lesson_live *live, const struct lesson_block *block, int answer)
{
    for (size_t i = 0; i < block->expect_count; i++) {
        const struct lesson_expect *expect = &block->expects[i];
        size_t left = LESSON_BYTES_MAX - live->used;
        char *kept = live->texts + live->used;
        if (expect->answer != answer || left == 0)
            continue;
        (void)snprintf(kept, left, "%s",
                       comparison_measured(expect->comparison, live->present->progress->figures).text);
        live->used += strlen(kept) + 1;
        return kept;
    }
    return "";
}

static void add_answers(struct lesson_live *live, const struct lesson_step *step, const struct step_progress *progress)
{
    bool seen = progress->phase != PHASE_ASKED && progress->hand_count > 0;
    for (int i = 0; i < (int)step->answer_count; i++) {
        const struct lesson_answer *answer = &step->answers[i];
        struct scene_text *text = add(live, TEXT_ANSWER, keep(live, &answer->text));
        text->number = i + 1;
        text->votes = seen ? progress_votes(progress, i + 1) : -1;
        text->before = seen && progress->again ? progress->before[i] : -1;
        if (progress->phase != PHASE_EXPLAINED)
            continue;
        text->right = answer->right;
        text->explained = true;
        text->measured = answer->right ? measured(live, step->block, i + 1) : "";
        text->after = keep(live, &answer->after);
    }
}

/* The part that asks, before the answers; the count of parts: there is none. */
static size_t find_part(const struct lesson_step *step, enum lesson_part_kind kind)
{
    size_t i = 0;
    while (i < step->part_count && step->parts[i].kind != kind)
        i++;
    return i;
}

/* Before the vote what leads to the question is seen, then the question alone, and at last what follows from it. What
 * asks nothing goes on where its block has been run. */
static bool is_seen(const struct lesson_step *step, size_t part, enum lesson_phase phase)
{
    bool asks = step->answer_count > 0;
    size_t divide = find_part(step, asks ? PART_QUESTION : PART_BLOCK);
    if (part > divide)
        return phase == PHASE_EXPLAINED;
    return !asks || phase < PHASE_RUNNING || part + 1 == divide;
}

static void add_parts(struct lesson_live *live, const struct lesson_step *step, const struct step_progress *progress)
{
    static const enum scene_text_kind kinds[] = {
        [PART_PARAGRAPH] = TEXT_PARAGRAPH, [PART_BULLET] = TEXT_BULLET, [PART_CODE] = TEXT_CODE};
    for (size_t i = 0; i < step->part_count; i++) {
        const struct lesson_part *part = &step->parts[i];
        if (part->kind == PART_QUESTION)
            add_answers(live, step, progress);
        else if (part->kind <= PART_CODE && is_seen(step, i, progress->phase))
            add(live, kinds[part->kind], keep(live, &part->text));
    }
}

/* ---- What is to be done now ---- */

static void write_prompt(const struct lesson_live *live, const struct lesson_step *step,
                         const struct step_progress *progress, char *text, size_t size)
{
    const struct lesson_entry *present = live->present;
    size_t next = present->progress->step + 1;
    int answers = (int)step->answer_count, hands = progress->hand_count;
    text[0] = '\0';
    if (progress->phase == PHASE_ASKED && hands == 0)
        format_append(text, size, "Vote: 1–%d is one hand more. Enter shows the answer without a vote.", answers);
    else if (progress->phase == PHASE_ASKED)
        format_append(text, size, "%s, the last for %d. Enter shows the votes.",
                      format_count((uint64_t)hands, "hand").text, progress->hands[hands - 1]);
    else if (progress->phase == PHASE_READY && hands > 0)
        format_append(text, size, "Talk about it: 1–%d begins a second vote. Enter shows the answer.", answers);
    else if (progress->phase == PHASE_READY)
        format_append(text, size, "Enter runs it.");
    else if (progress->phase == PHASE_RUNNING && step->block->setup.seeds > 0)
        format_append(text, size, "It is being run: %u of %u seeds are done.", (unsigned)live->seeds.runs,
                      step->block->setup.seeds);
    else if (progress->phase == PHASE_RUNNING)
        format_append(text, size, "It is being run. Enter: on to its end.");
    else if (next < present->lesson->step_count)
        format_append(text, size, "Enter: on to %s", present->lesson->steps[next].title);
    else
        format_append(text, size, "This was the last step. l lists the lessons; Esc: free play.");
}

static void show_step(struct lesson_live *live)
{
    const struct lesson_entry *present = live->present;
    const struct lesson_step *step = progress_step(present->progress, present->lesson);
    const struct step_progress *progress = progress_now(present->progress);
    live->used = 0;
    live->scene = (struct scene_lesson){
        .title = present->lesson->title,
        .step_title = step->title,
        .step = (int)present->progress->step + 1,
        .steps = (int)present->lesson->step_count,
        .asks = progress->phase == PHASE_ASKED,
        .talks = progress->phase <= PHASE_READY,
        .runs = progress->phase == PHASE_RUNNING,
    };
    add_parts(live, step, progress);
    write_prompt(live, step, progress, live->scene.prompt, sizeof live->scene.prompt);
}

void lesson_live_show(struct lesson_live *live)
{
    if (live->present != NULL)
        show_step(live);
    for (size_t i = 0; i < live->count; i++) {
        const struct lesson_entry *entry = &live->entries[i];
        struct scene_lesson_entry *shown = &live->list[i];
        *shown = (struct scene_lesson_entry){.name = entry->file.name, .title = "", .fault = entry->fault};
        if (entry->lesson == NULL)
            continue;
        shown->title = entry->lesson->title;
        shown->fault = NULL;
        shown->minutes = entry->lesson->minutes;
        shown->steps = (int)entry->lesson->step_count;
        shown->done = entry->progress != NULL ? (int)progress_done(entry->progress, entry->lesson) : 0;
    }
}
