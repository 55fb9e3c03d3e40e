/* controls — the plan in a line or two, which is also what the keys change. */
#include "view/canvas/glyph.h"
#include "view/panel.h"
#include "view/runs.h"

/* Where a row is too long it gets briefer step by step: groups are no longer set apart by lines, then not at all; only
 * then nouns go, and the first to go are those of what matters least. */
enum { NO_LINES = 1, NO_GROUPS = 2, BRIEFEST = 8 };

static const struct place {
    enum control control;
    bool begins;       /* a group of controls begins with it */
    int bare_from;     /* it goes without its noun from this step on, */
    int left_out_from; /* or altogether, unless it is the chosen one; 0: never */
} places[] = {
    {CONTROL_PRODUCERS, false, 8, 0}, {CONTROL_ITEMS, false, 7, 0},    {CONTROL_PRODUCE, false, 4, 0},
    {CONTROL_CPU, true, 6, 0},        {CONTROL_CONSUMERS, true, 8, 0}, {CONTROL_CONSUME, false, 4, 0},
    {CONTROL_CAPACITY, true, 6, 0},   {CONTROL_CORES, true, 5, 5},     {CONTROL_POOL, true, 3, 3},
    {CONTROL_RESULTS, false, 8, 1},
};

enum {
    PLACES = sizeof places / sizeof *places,
    FIRST_ROW = 4,       /* of two rows: so many, which are about producers and work, stand in the first */
    TWO_ROWS_BELOW = 150 /* screens narrower than this can use two */
};

/* What stands before a control that is not the first in its row. */
static const char *before(const struct place *place, int brief)
{
    if (!place->begins || brief >= NO_GROUPS)
        return " ";
    return brief < NO_LINES ? " │ " : "  ";
}

/* Writes text; goes on past the end, so that it tells how much room would be needed. */
struct pen {
    struct canvas *canvas; /* NULL: it tells no more than that */
    int x, y, end;
    bool ascii;
};

static void pen_write(struct pen *pen, struct style style, const char *text)
{
    if (pen->canvas != NULL)
        canvas_text(pen->canvas, pen->x, pen->y, pen->end - pen->x, style, text);
    pen->x += glyph_text_width(text, pen->ascii);
}

static bool is_chosen(const struct scene *scene, const struct place *place)
{
    return scene->view.focus == FOCUS_CONTROLS && scene->view.control == place->control;
}

/* Results are a pool's. */
static bool is_left_out(const struct scene *scene, const struct place *place, int brief)
{
    if (!control_applies(&scene->plan, place->control))
        return true;
    bool spared = place->left_out_from > 0 && brief >= place->left_out_from;
    return (spared || (place->control == CONTROL_RESULTS && !runs_has_pool(runs_focus(scene)))) &&
           !is_chosen(scene, place);
}

static const char *keys_of(const struct scene *scene, enum control control)
{
    for (size_t i = 0; i < scene->key_count; i++)
        if (scene->keys[i].control == (int)control)
            return scene->keys[i].keys;
    return "";
}

static void write_control(struct pen *pen, const struct scene *scene, const struct place *place, int brief)
{
    char value[CONTROL_VALUE_SIZE];
    control_value(&scene->plan, place->control, value);
    const char *noun = brief < place->bare_from ? control_name(&scene->plan, place->control) : "";
    struct style figure = style_of(ROLE_TEXT), label = style_of(ROLE_DIM);
    int begin = pen->x;
    pen_write(pen, style_bold(ROLE_TEXT), keys_of(scene, place->control));
    pen_write(pen, label, " ");
    if (is_chosen(scene, place))
        figure = label = (struct style){.fg = ROLE_TEXT, .attributes = ATTRIBUTE_REVERSE | ATTRIBUTE_BOLD};
    bool noun_first = control_noun_first(place->control);
    pen_write(pen, noun_first ? label : figure, noun_first ? noun : value);
    pen_write(pen, label, *noun != '\0' ? " " : "");
    pen_write(pen, noun_first ? figure : label, noun_first ? value : noun);
    struct rect rect = {.x = begin, .y = pen->y, .width = pen->x - begin, .height = 1};
    if (pen->canvas != NULL)
        canvas_add_hit_area(pen->canvas, (struct hit_area){.rect = rect, .kind = HIT_CONTROL, .value = place->control});
}

/* Some of the controls in a row, drawn if there is a canvas. Returns where it ends. */
static int write_row(struct canvas *canvas, struct rect row, const struct scene *scene, size_t first, size_t end,
                     int brief)
{
    struct pen pen = {
        .canvas = canvas, .x = row.x + 1, .y = row.y, .end = row.x + row.width, .ascii = scene->render.ascii};
    for (const struct place *place = places + first; place < places + end; place++) {
        if (is_left_out(scene, place, brief))
            continue;
        if (pen.x > row.x + 1)
            pen_write(&pen, style_of(ROLE_DIM), before(place, brief));
        write_control(&pen, scene, place, brief);
    }
    return pen.x;
}

/* Where even the shortest form is too long, the last ones are left out. Returns those that are there, bits 1 << enum
 * control. */
static unsigned draw_row(struct canvas *canvas, struct rect row, const struct scene *scene, size_t first, size_t end)
{
    int brief = 0;
    unsigned shown = 0;
    while (write_row(NULL, row, scene, first, end, brief) > row.x + row.width && end > first) {
        if (brief < BRIEFEST)
            brief++;
        else
            end--;
    }
    if (canvas != NULL)
        write_row(canvas, row, scene, first, end, brief);
    for (const struct place *place = places + first; place < places + end; place++)
        shown |= is_left_out(scene, place, brief) ? 0 : 1u << place->control;
    return shown;
}

unsigned controls_draw(struct canvas *canvas, struct rect rect, const struct scene *scene)
{
    struct rect row = {.x = rect.x, .y = rect.y, .width = rect.width, .height = 1};
    unsigned shown = draw_row(canvas, row, scene, 0, rect.height > 1 ? FIRST_ROW : PLACES);
    row.y++;
    return rect.height > 1 ? shown | draw_row(canvas, row, scene, FIRST_ROW, PLACES) : shown;
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    (void)controls_draw(canvas, rect, context->scene);
}

static int height(const struct draw_context *context, int detail)
{
    return context->width < TWO_ROWS_BELOW ? detail : 1;
}

const struct panel controls_panel = {.name = "controls", .height = height, .draw = draw};
