/* controls — the plan in a line or two, which is also what the keys change. */
#include "view/panel.h"

static const struct place {
    enum control control;
    bool noun_first;
    int spare;   /* where the line is too long, nouns go in this order; 0 never */
    bool begins; /* a group of controls begins with it */
    bool extra;  /* where the line is too long it goes before any noun does, unless it is the chosen one */
} places[] = {
    {CONTROL_PRODUCERS, false, 6, false, false}, {CONTROL_ITEMS, false, 3, false, false},
    {CONTROL_PRODUCE, false, 0, false, false},   {CONTROL_CONSUMERS, false, 5, true, false},
    {CONTROL_CONSUME, false, 0, false, false},   {CONTROL_CPU, true, 2, true, false},
    {CONTROL_CAPACITY, true, 1, true, false},    {CONTROL_CORES, false, 1, true, true},
    {CONTROL_POOL, false, 1, true, true},
};

enum {
    CONTROL_SLOTS = sizeof places / sizeof *places,
    EXTRAS = 2,          /* the last ones */
    FIRST_ROW = 3,       /* of two rows: so many stand in the first */
    TWO_ROWS_BELOW = 70, /* screens narrower than this can use two */
    SPARE_LINES = 4,     /* the lines between the groups go; */
    SPARE_MAX = 7        /* groups are not set apart, and no noun is left */
};

/* What stands before a control that is not the first in its row. */
static const char *before(const struct place *place, int spared)
{
    if (!place->begins || spared >= SPARE_MAX)
        return " ";
    return spared < SPARE_LINES ? " │ " : "  ";
}

struct pen {
    struct canvas *canvas;
    int x, y, end;
    bool hits; /* what is written stays, so it can be pointed at */
};

/* The pen goes on past the end, so that it tells how much room would be needed. */
static void pen_write(struct pen *pen, struct style style, const char *text)
{
    canvas_text(pen->canvas, pen->x, pen->y, pen->end - pen->x, style, text);
    pen->x += canvas_text_width(pen->canvas, text);
}

static bool is_chosen(const struct scene *scene, const struct place *place)
{
    return scene->view.focus == FOCUS_CONTROLS && scene->view.control == place->control;
}

static const char *keys_of(const struct scene *scene, enum control control)
{
    for (size_t i = 0; i < scene->key_count; i++)
        if (scene->keys[i].control == (int)control)
            return scene->keys[i].keys;
    return "";
}

static void write_control(struct pen *pen, const struct scene *scene, const struct place *place, int spared, bool first)
{
    char value[CONTROL_VALUE_SIZE];
    control_value(&scene->plan, place->control, value);
    const char *noun = place->spare > spared ? control_name(&scene->plan, place->control) : "";
    struct style figure = style_of(ROLE_TEXT), label = style_of(ROLE_DIM);

    if (!first)
        pen_write(pen, label, before(place, spared));
    int begin = pen->x;
    pen_write(pen, style_bold(ROLE_TEXT), keys_of(scene, place->control));
    pen_write(pen, label, " ");
    if (is_chosen(scene, place))
        figure = label = (struct style){.fg = ROLE_TEXT, .attributes = ATTRIBUTE_REVERSE | ATTRIBUTE_BOLD};
    if (place->noun_first)
        pen_write(pen, label, noun);
    if (place->noun_first && *noun != '\0')
        pen_write(pen, label, " ");
    pen_write(pen, figure, value);
    if (!place->noun_first && *noun != '\0')
        pen_write(pen, label, " ");
    if (!place->noun_first)
        pen_write(pen, label, noun);
    struct rect rect = {.x = begin, .y = pen->y, .width = pen->x - begin, .height = 1};
    if (pen->hits)
        canvas_add_hit_area(pen->canvas, (struct hit_area){.rect = rect, .kind = HIT_CONTROL, .value = place->control});
}

/* Extras go first, from the last on. */
static bool is_left_out(const struct scene *scene, const struct place *place, int brief)
{
    return place->extra && place - places >= CONTROL_SLOTS - brief && !is_chosen(scene, place);
}

/* Some of the controls in a row. The higher `brief` is, the more is left out: extras, then nouns. Returns where it
 * ends. */
static int write_row(struct canvas *canvas, struct rect row, const struct scene *scene, size_t first, size_t end,
                     int brief, bool hits)
{
    struct pen pen = {.canvas = canvas, .x = row.x + 1, .y = row.y, .end = row.x + row.width, .hits = hits};
    canvas_fill(canvas, row, ' ', style_of(ROLE_TEXT));
    for (size_t i = first; i < end; i++)
        if (!is_left_out(scene, &places[i], brief))
            write_control(&pen, scene, &places[i], brief > EXTRAS ? brief - EXTRAS : 0, i == first);
    return pen.x;
}

/* Where even the shortest form is too long, the last ones are left out. */
static void draw_row(struct canvas *canvas, struct rect row, const struct scene *scene, size_t first, size_t end)
{
    int brief = 0;
    while (write_row(canvas, row, scene, first, end, brief, false) > row.x + row.width && end > first) {
        if (brief < EXTRAS + SPARE_MAX)
            brief++;
        else
            end--;
    }
    write_row(canvas, row, scene, first, end, brief, true);
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    struct rect row = {.x = rect.x, .y = rect.y, .width = rect.width, .height = 1};
    draw_row(canvas, row, context->scene, 0, rect.height > 1 ? FIRST_ROW : CONTROL_SLOTS);
    row.y++;
    if (rect.height > 1)
        draw_row(canvas, row, context->scene, FIRST_ROW, CONTROL_SLOTS);
}

static int height(const struct draw_context *context, int detail)
{
    return context->width < TWO_ROWS_BELOW ? detail : 1;
}

const struct panel controls_panel = {.name = "controls", .detail_max = 2, .height = height, .draw = draw};
