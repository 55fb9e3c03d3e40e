/* code — the program that the class would write, and beside each line the workers that stand there at the moment shown.
 */
#include "view/code.h"

#include "base/format.h"
#include "base/minmax.h"
#include "trace/step.h"
#include "view/panel.h"
#include "view/panels/syntax.h"
#include "view/runs.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_WIDTH = 5, NAMES_MAX = 4, NAMES_SIZE = 80, WORKERS_LOOKED_AT = 1000, LOOP_SIZE = 256 };

/* What is said of a line. */
struct line_note {
    int workers;              /* that stand there, main too, */
    lane_id first[NAMES_MAX]; /* and the first of them */
    bool lit;                 /* it was carried out in the step that is looked at */
};

struct notes {
    const struct code *code;
    struct line_note lines[CODE_LINES_MAX + 1]; /* by the line's number */
    int rank[CODE_LINES_MAX + 1];               /* the lower, the sooner a line is shown; 0: it is empty */
};

/* ---- What is said of the lines ---- */

/* Whether the moment shown is a step's, and not one of a run that goes on. */
static bool step_shown(const struct draw_context *context, struct step *step)
{
    const struct scene *scene = context->scene;
    return (context->looks_back || scene->paused || context->seen->status != RUN_RUNNING) &&
           step_at(context->seen->trace, context->shown_at, scene->now, step);
}

/* The line that a worker carried out in a step: of a put or a get, else where it came to. 0: none. */
static int line_of_step(const struct draw_context *context, const struct code *code, lane_id id, struct step step)
{
    const struct trace *trace = context->seen->trace;
    for (size_t i = trace_log_count(trace, step.to), end = trace_log_count(trace, step.from - 1); i-- > end;) {
        const struct event *event = trace_log_event(trace, i);
        if (event->lane == id && (event->kind == EVENT_PUT || event->kind == EVENT_TAKE))
            return code_line_at(code, id, event->kind == EVENT_PUT ? PLACE_PUTS : PLACE_GETS);
    }
    struct segment segment = runs_segment_at(context->seen, id, step.to, context->scene->now);
    if (segment.state == STATE_IDLE || segment.start < step.from)
        return 0;
    return code_line_of(code, context->seen, id, step.to, context->scene->now);
}

static void note_lane(struct notes *notes, const struct draw_context *context, lane_id id, const struct step *step)
{
    int line = code_line_of(notes->code, context->seen, id, context->shown_at, context->scene->now);
    struct line_note *note = &notes->lines[line];
    if (note->workers < NAMES_MAX)
        note->first[note->workers] = id;
    note->workers++;
    if (step != NULL && lane_id_is_worker(id))
        notes->lines[line_of_step(context, notes->code, id, *step)].lit = true;
}

static bool is_marked(const struct code *code, int line, enum lane_kind kind)
{
    for (int place = PLACE_NONE + 1; place < PLACE_COUNT; place++)
        if (code->places[kind][place] == line && place != PLACE_ENDS)
            return true;
    return false;
}

enum { RANK_TAKEN = 1, RANK_WORKER, RANK_MAIN, RANK_CODE, RANK_BLANK, RANK_REST, RANKS };

/* Lines at which somebody stands or can stand come first, then what lies between them, then the rest. */
static void rank_lines(struct notes *notes)
{
    const struct code *code = notes->code;
    int first = 0, last = 0;
    for (int line = 1; line <= code->count; line++) {
        bool worker = is_marked(code, line, LANE_PRODUCER) || is_marked(code, line, LANE_CONSUMER) ||
                      is_marked(code, line, LANE_TASK);
        bool of_main = is_marked(code, line, LANE_MAIN) || code->places[LANE_MAIN][PLACE_ENDS] == line;
        notes->rank[line] = notes->lines[line].workers > 0 || notes->lines[line].lit ? RANK_TAKEN
                            : worker                                                 ? RANK_WORKER
                            : of_main                                                ? RANK_MAIN
                            : code->lines[line - 1][0] == '\0'                       ? RANK_BLANK
                                                                                     : RANK_CODE;
        first = first == 0 && worker ? line : first;
        last = worker || of_main ? line : last;
    }
    for (int line = 1; line <= code->count; line++)
        if (line < first || line > last)
            notes->rank[line] = RANK_REST;
}

static void take_notes(struct notes *notes, const struct draw_context *context)
{
    struct step step;
    bool stepped = step_shown(context, &step);
    *notes = (struct notes){.code = context->scene->code};
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < MIN(runs_lane_count(context->seen, kind), WORKERS_LOOKED_AT); i++)
            note_lane(notes, context, lane_id_of(kind, (uint32_t)i), stepped ? &step : NULL);
    note_lane(notes, context, lane_id_of(LANE_MAIN, 0), NULL);
    rank_lines(notes);
}

/* ---- Drawing ---- */

static enum role role_of(lane_id id)
{
    return lane_id_kind(id) == LANE_MAIN       ? ROLE_TEXT
           : lane_id_kind(id) == LANE_CONSUMER ? ROLE_CONSUMER
                                               : ROLE_PRODUCER;
}

static int names_width(const struct line_note *note)
{
    int width = 0;
    for (int i = 0; i < MIN(note->workers, NAMES_MAX); i++) {
        char name[LANE_NAME_SIZE];
        lane_id_name(note->first[i], name);
        width += 1 + (int)strlen(name);
    }
    return note->workers == 0 ? 0 : 3 + width + (note->workers > NAMES_MAX ? 6 : 0);
}

static void draw_names(struct canvas *canvas, int x, int y, int end, const struct line_note *note, enum role ground)
{
    struct style style = {.fg = ROLE_TEXT, .bg = (uint8_t)ground, .attributes = ATTRIBUTE_BOLD};
    x = canvas_text(canvas, x, y, end - x, style, "  ◀");
    for (int i = 0; i < MIN(note->workers, NAMES_MAX); i++) {
        char name[LANE_NAME_SIZE];
        lane_id_name(note->first[i], name);
        style.fg = (uint8_t)role_of(note->first[i]);
        x = canvas_text(canvas, x + 1, y, end - x - 1, style, name);
    }
    style.fg = ROLE_TEXT;
    if (note->workers > NAMES_MAX)
        canvas_format(canvas, x, y, end - x, style, " +%d", note->workers - NAMES_MAX);
}

static void draw_line(struct canvas *canvas, struct rect row, const struct notes *notes, int line,
                      const struct theme *theme)
{
    const struct line_note *note = &notes->lines[line];
    enum role ground = note->lit ? ROLE_BAR : ROLE_BACKGROUND;
    struct style style = {.fg = ROLE_TEXT, .bg = (uint8_t)ground, .attributes = note->lit ? ATTRIBUTE_BOLD : 0};
    struct style number = {.fg = note->lit ? ROLE_TEXT : ROLE_DIM, .bg = (uint8_t)ground};
    int end = row.x + row.width, text_end = end - names_width(note);
    canvas_fill(canvas, row, ' ', style);
    canvas_format(canvas, row.x, row.y, NUMBER_WIDTH, number, "%s%3d", note->lit ? "▶" : " ", line);
    int x = row.x + NUMBER_WIDTH;
    const char *text = notes->code->lines[line - 1];
    x = note->lit ? canvas_text(canvas, x, row.y, text_end - x, style, text)
                  : syntax_draw(canvas, x, row.y, text_end - x, style, theme, notes->code->comment, text);
    if (note->workers > 0)
        draw_names(canvas, x, row.y, end, note, ground);
}

/* Which lines there is room for: those of a rank from the top on, after all of the ranks before. */
static void choose_lines(const struct notes *notes, int rows, bool chosen[CODE_LINES_MAX + 1])
{
    memset(chosen, 0, (CODE_LINES_MAX + 1) * sizeof *chosen);
    for (int rank = RANK_TAKEN; rank < RANKS; rank++)
        for (int line = 1; line <= notes->code->count && rows > 0; line++)
            if (notes->rank[line] == rank) {
                chosen[line] = true;
                rows--;
            }
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    const struct code *code = context->scene->code;
    struct notes notes;
    bool chosen[CODE_LINES_MAX + 1];
    if (code == NULL)
        return;
    char loop[LOOP_SIZE];
    int x = canvas_text(canvas, rect.x + 1, rect.y, rect.width - 1, style_bold(ROLE_TEXT), code->name) + 2;
    if (loop_write(loop, sizeof loop, context))
        canvas_text(canvas, x, rect.y, rect.x + rect.width - x, style_of(ROLE_TEXT), loop);
    if (code->fault[0] != '\0') {
        canvas_text(canvas, rect.x + 1, rect.y, rect.width - 1, style_of(ROLE_TEXT), code->fault);
        return;
    }
    take_notes(&notes, context);
    choose_lines(&notes, rect.height - 1, chosen);
    for (int line = 1, y = rect.y + 1; line <= code->count; line++)
        if (chosen[line])
            draw_line(canvas, (struct rect){rect.x, y++, rect.width, 1}, &notes, line, context->scene->render.theme);
}

/* Above the lanes: its name and so many lines. */
static int height(const struct draw_context *context, int detail)
{
    static const int rows[] = {0, 4, 6, 9, 12, 16, 20, 26, 34, 44, 60};
    const struct code *code = context->scene->code;
    if (!context->code || code == NULL || context->lanes_width < context->width || detail == 0)
        return 0;
    return code->fault[0] != '\0' ? 1 : MIN(rows[detail], code->count + 1);
}

const struct panel code_panel = {.name = "code", .height = height, .draw = draw};
