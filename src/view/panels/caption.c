/* caption — the sentence that says what is going on and, dimly below it, the one change that would help most or, of a
 * bug, how often it shows. */
#include "view/text/caption.h"

#include "view/panel.h"

#include <stdio.h>
#include <string.h>

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    char now[CAPTION_SIZE];
    const char *text = context->scene->caption;
    if (text == NULL) {
        (void)caption_write(context->scene, NULL, now, sizeof now);
        text = now;
    }
    bool notice = context->scene->view.notice[0] != '\0', stuck = context->run->status == RUN_STUCK;
    bool warns = notice ? context->scene->view.notice_is_failure : stuck && !context->looks_back;
    struct style style = warns ? style_bold(ROLE_WARNING) : style_of(ROLE_TEXT);
    if (context->scene->view.lanes.large)
        style.attributes = ATTRIBUTE_BOLD;
    struct rect inside = {.x = rect.x + 2, .y = rect.y, .width = rect.width - 3, .height = rect.height};
    text_wrap(canvas, inside, style, text);
}

/* Two rows: a long sentence needs both, a short one leaves the second as a space above the footer. */
const struct panel caption_panel = {.name = "caption", .draw = draw};

/* Cuts the reason, which comes after the last colon, and a clause after a semicolon if there is no room for them. */
static void fit(const struct canvas *canvas, char *text, int width)
{
    for (const char *cut = ":;"; *cut != '\0'; cut++) {
        char *end = strrchr(text, *cut);
        if (end != NULL && canvas_text_width(canvas, text) > width)
            *end = '\0';
    }
}

static void draw_hint(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    if (context->scene->hint == NULL || context->scene->hint[0] == '\0' || context->seen != context->run)
        return; /* it is about the newest run */
    int end = rect.x + rect.width - 1;
    const char *bug = context->run->mode->bug;
    int x =
        canvas_text(canvas, rect.x + 2, rect.y, end - rect.x - 2, style_of(ROLE_ACCENT), bug != NULL ? bug : "hint");
    x = canvas_text(canvas, x, rect.y, end - x, style_of(ROLE_ACCENT), ": ");
    char text[CAPTION_SIZE];
    (void)snprintf(text, sizeof text, "%s", context->scene->hint);
    fit(canvas, text, end - x);
    canvas_text(canvas, x, rect.y, end - x, style_of(ROLE_DIM), text);
}

/* Its row is kept, so that nothing moves when a hint comes. */
const struct panel hint_panel = {.name = "hint", .draw = draw_hint};
