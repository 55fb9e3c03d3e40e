/* controls — the plan in one line, which is also what the keys change. */
#include "panel.h"

static const struct place {
    enum control control;
    bool noun_first;
    int spare;          /* where the line is too long, nouns go in this order; 0 never */
    const char *before; /* what separates it from the one before */
} places[] = {
    {CONTROL_PRODUCERS, false, 4, ""},   {CONTROL_PRODUCE, false, 0, " "},  {CONTROL_CONSUMERS, false, 3, " │ "},
    {CONTROL_CONSUME, false, 0, " "},    {CONTROL_CPU, true, 2, " │ "},     {CONTROL_CAPACITY, true, 1, " │ "},
};

enum {
    SPARE_ALL = 4,        /* from here on no noun is left */
    SPARE_SEPARATORS = 5, /* and no line between the groups */
    SPARE_MOST = 6        /* the keys are left out, too: only figures */
};

struct pen {
    struct canvas *canvas;
    int x, y, end;
};

/* The pen goes on past the end, so that it tells how much room would be needed. */
static void pen_write(struct pen *pen, struct style style, const char *text)
{
    canvas_text(pen->canvas, pen->x, pen->y, pen->end - pen->x, style, text);
    pen->x += canvas_text_width(pen->canvas, text);
}

static void write_control(struct pen *pen, const struct scene *scene, const struct place *place, int spared)
{
    char value[PLAN_VALUE_SIZE];
    plan_control_value(&scene->plan, place->control, value);
    const char *noun = place->spare > spared ? plan_control_name(&scene->plan, place->control) : "";
    struct style figure = style_of(HUE_TEXT), label = style_of(HUE_DIM);

    const char *before = spared < SPARE_SEPARATORS || *place->before == '\0' ? place->before : " ";
    pen_write(pen, label, before);
    if (spared < SPARE_MOST) {
        pen_write(pen, style_bold(HUE_TEXT), plan_control_keys(place->control));
        pen_write(pen, label, " ");
    }
    if (scene->control == (int)place->control)
        figure = label = (struct style){.ink = HUE_TEXT, .attributes = ATTRIBUTE_REVERSE | ATTRIBUTE_BOLD};
    if (place->noun_first)
        pen_write(pen, label, noun);
    if (place->noun_first && *noun != '\0')
        pen_write(pen, label, " ");
    pen_write(pen, figure, value);
    if (!place->noun_first && *noun != '\0')
        pen_write(pen, label, " ");
    if (!place->noun_first)
        pen_write(pen, label, noun);
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    for (int spared = 0; spared <= SPARE_MOST; spared++) {
        struct pen pen = {.canvas = canvas, .x = rect.x + 1, .y = rect.y, .end = rect.x + rect.width};
        canvas_fill(canvas, rect, ' ', style_of(HUE_TEXT));
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            write_control(&pen, frame->scene, &places[i], spared);
        if (pen.x <= pen.end)
            break;
    }
}

const struct panel controls_panel = {.name = "controls", .most = 1, .draw = draw};
