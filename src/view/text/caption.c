/*
 * caption — one sentence that says what is going on and why; see the header.
 *
 * A table of rules, tried in order; the first whose condition holds writes its sentence.
 */
#include "view/text/caption.h"

#include "view/canvas/text.h"
#include "view/panel.h"
#include "view/panels/race.h"
#include "view/runs.h"
#include "view/text/analysis.h"
#include "view/text/caption_rules.h"
#include "view/text/step_text.h"

#include <stdio.h>

enum { CAPTION_SIZE = 256 };

static rule *const rules[] = {
    rule_bug,           rule_pool_starves,     rule_call_must_return, rule_producers_stuck, rule_consumers_stuck,
    rule_stuck,         rule_compared,         rule_short_of_ideal,   rule_finished,        rule_one_produces,
    rule_one_consumes,  rule_one_has_its_turn, rule_lock_is_short,    rule_pool_is_short,   rule_loop_is_short,
    rule_cpu_is_short,  rule_queue_is_full,    rule_rest_is_left,     rule_queue_grows,     rule_consumers_lag,
    rule_producers_lag, rule_all_at_once,      rule_some_at_once,
};

/* In a race a sentence about one of its runs begins with which. Returns its length so far. */
static size_t name_run(const struct scene *scene, const struct scene_run *run, char *text, size_t size)
{
    int length = scene->view.race ? snprintf(text, size, "%s: ", run->mode) : 0;
    return (size_t)length < size ? (size_t)length : size - 1;
}

/* The run in which something happened at `time`: that on the timeline or, in a race, any. NULL: there is none. */
static const struct scene_run *find_moment(const struct scene *scene, int64_t time, struct step *shown_at)
{
    size_t count = 1;
    const struct scene_run *runs = scene->view.race ? runs_of_batch(scene, &count) : runs_at(scene, time);
    for (size_t i = 0; i < count; i++)
        if (step_at(runs[i].trace, time, scene->now, shown_at) && shown_at->to == time)
            return &runs[i];
    return NULL;
}

/* Whoever has stepped to a moment, or back to it, is told what happened then. True where nothing else is to be said. */
static bool write_happening(const struct scene *scene, char *text, size_t size)
{
    bool looks_back = scene->view.time.cursor < scene->now;
    int64_t time = looks_back ? scene->view.time.cursor : scene->now;
    if (!looks_back && (!scene->paused || runs_focus(scene)->status == RUN_FINISHED))
        return false;
    struct step shown_at;
    const struct scene_run *run = find_moment(scene, time, &shown_at);
    if (run == NULL)
        return looks_back; /* between two moments nothing: what else could be said is of now */
    size_t named = name_run(scene, run, text, size);
    step_text_write(text + named, size - named, run, shown_at, scene->now);
    if (text[named] == '\0')
        text[0] = '\0';
    return looks_back || text[0] != '\0';
}

void caption_write(const struct scene *scene, char *text, size_t size)
{
    text[0] = '\0';
    if (scene->view.notice[0] != '\0') {
        (void)snprintf(text, size, "%s", scene->view.notice);
        return;
    }
    if (write_happening(scene, text, size))
        return;
    if (scene->view.race && race_write_result(scene, text, size))
        return;
    struct scene about = *scene;
    if (scene->view.race)
        about.focus = race_subject(scene);
    else
        about.focus = (size_t)(runs_at(scene, scene->view.time.edge) - scene->runs);
    struct analysis analysis = analysis_of(&about);
    size_t named = name_run(scene, analysis.run, text, size);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](&analysis, text + named, size - named))
            return;
    text[0] = '\0';
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    char text[CAPTION_SIZE];
    caption_write(context->scene, text, sizeof text);
    bool remarks = context->scene->view.notice[0] != '\0' && context->scene->view.notice_is_info;
    bool warns = !remarks && (context->scene->view.notice[0] != '\0' || context->run->status == RUN_STUCK);
    struct rect inside = {.x = rect.x + 2, .y = rect.y, .width = rect.width - 3, .height = rect.height};
    text_wrap(canvas, inside, warns ? style_bold(ROLE_WARNING) : style_of(remarks ? ROLE_DIM : ROLE_TEXT), text);
}

/* Two rows: a long sentence needs both, a short one leaves the second as a space above the footer. */
const struct panel caption_panel = {.name = "caption", .read = true, .most = 2, .draw = draw};
