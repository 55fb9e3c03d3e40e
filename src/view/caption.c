/*
 * caption — one sentence that says what is going on and why; see the header.
 *
 * A table of rules, tried in order; the first whose condition holds writes its sentence.
 */
#include "caption.h"

#include "panel.h"
#include "rules.h"
#include "text.h"

#include <stdio.h>

enum { CAPTION_SIZE = 256 };

static rule *const rules[] = {
    rule_call_must_return, rule_producers_stuck, rule_consumers_stuck, rule_stuck,        rule_compared,
    rule_short_of_ideal,   rule_finished,        rule_one_produces,    rule_one_consumes, rule_one_has_its_turn,
    rule_loop_is_short,    rule_cpu_is_short,    rule_queue_is_full,   rule_rest_is_left, rule_queue_grows,
    rule_consumers_lag,    rule_producers_lag,   rule_all_at_once,     rule_some_at_once,
};

void caption_write(const struct scene *scene, char *text, size_t size)
{
    text[0] = '\0';
    if (scene->notice != NULL) {
        (void)snprintf(text, size, "%s", scene->notice);
        return;
    }
    struct facts facts = facts_of(scene);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](&facts, text, size))
            return;
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    char text[CAPTION_SIZE];
    caption_write(frame->scene, text, sizeof text);
    bool warns = frame->scene->notice != NULL || frame->run->status == RUN_STUCK;
    struct rect inside = {.x = rect.x + 2, .y = rect.y, .width = rect.width - 3, .height = rect.height};
    text_wrap(canvas, inside, warns ? style_bold(HUE_WARNING) : style_of(HUE_TEXT), text);
}

/* Two rows: a long sentence needs both, a short one leaves the second as a space above the footer. */
const struct panel caption_panel = {.name = "caption", .most = 2, .draw = draw};
