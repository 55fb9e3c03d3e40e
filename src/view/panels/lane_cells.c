/* lane_cells — a lane's states, or those of many lanes in one, as cells, and what these mean. */
#include "view/panels/lanes.h"

#include "base/memory.h"
#include "base/minmax.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/runs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The carry is begun anew at every cell whose number is a multiple of this, from the lane's figures alone, not from the
 * window's edge: so a cell looks the same wherever it stands, and what has been drawn does not shimmer when it moves.
 */
enum { CARRY_CELLS = 64 };

/* The first run on the timeline that reaches past `from`; NULL: none does. */
static const struct scene_run *first_run(const struct draw_context *context, int64_t from)
{
    const struct scene_run *first = NULL, *run = context->run;
    for (; run != NULL && trace_end(run->trace, context->scene->now) > from; run = timeline_before(context, run))
        first = run;
    return first;
}

/* Eighths of cells that a window of `cells` cells spent in each state. They add up: what is in no run is idle. */
static void to_eighths(const struct state_times *state_times, int64_t cell, int64_t cells, double eighths[STATE_COUNT])
{
    for (int state = 0; state < STATE_COUNT; state++)
        eighths[state] = (double)state_times->ns[state] / (double)cell * LANE_CELL_EIGHTHS;
    eighths[STATE_DONE] = 0;
    eighths[STATE_IDLE] = (double)cells * LANE_CELL_EIGHTHS - eighths[STATE_WORKING] - eighths[STATE_SLEEPING] -
                          eighths[STATE_WAITING] - eighths[STATE_READY];
}

/* Adds the time per state, over all runs on the timeline, to each of `count` columns, each `cells` cells wide, the
 * first from cell `first` on. */
static void measure(const struct draw_context *context, lane_id id, int64_t first, int64_t cells, size_t count,
                    struct state_times *columns)
{
    int64_t from = viewport_begin(&context->time, first), width = cells * context->time.cell;
    int64_t now = context->scene->now;
    const struct scene_run *run = context->run;
    for (; run != NULL && trace_end(run->trace, now) > from; run = timeline_before(context, run)) {
        const struct lane *lane = trace_lane(run->trace, id);
        if (lane != NULL)
            lane_add_columns(lane, from, width, count, now, columns);
    }
}

/* The index of the largest of `count` values but for one; the first of equals. */
static int largest_but(const double values[], int count, int except)
{
    int largest = except == 0 ? 1 : 0;
    for (int i = largest + 1; i < count; i++)
        if (i != except && values[i] > values[largest])
            largest = i;
    return largest;
}

/* The error at a cell, had the run been drawn from its start: each state's time, less the whole units that it has
 * been given by the method of largest remainders. For two states this is exactly what carrying it all the way leaves.
 */
static void begin_carry(const struct draw_context *context, lane_id id, int64_t number, double error[STATE_COUNT])
{
    const struct scene_run *run = first_run(context, viewport_begin(&context->time, number));
    int64_t start = run != NULL ? viewport_number(&context->time, run->trace->start) : number;
    memset(error, 0, STATE_COUNT * sizeof *error);
    if (start >= number)
        return;
    struct state_times state_times = {{0}};
    measure(context, id, start, number - start, 1, &state_times);
    to_eighths(&state_times, context->time.cell, number - start, error);
    double unit = context->scene->render.blocks ? 1 : LANE_CELL_EIGHTHS, left = 0;
    for (int state = 0; state < STATE_COUNT; state++) {
        error[state] = fmod(error[state], unit);
        left += error[state];
    }
    for (; left > unit / 2; left -= unit)
        error[largest_but(error, STATE_DONE, -1)] -= unit;
}

/* The single-boundary cell that comes nearest to what is due, and the error that it leaves. */
static struct cell_split nearest(double error[STATE_COUNT], const double true_eighths[STATE_COUNT], bool blocks)
{
    double due[STATE_COUNT];
    for (int state = 0; state < STATE_COUNT; state++)
        due[state] = true_eighths[state] + error[state];
    enum state most = (enum state)largest_but(due, STATE_DONE, -1);
    enum state second = (enum state)largest_but(due, STATE_DONE, (int)most);
    int eighths = LANE_CELL_EIGHTHS;
    if (blocks) /* the two share what is due to the others */
        eighths = (int)lround(fmin(LANE_CELL_EIGHTHS, (LANE_CELL_EIGHTHS + due[most] - due[second]) / 2));
    due[most] -= eighths;
    due[second] -= LANE_CELL_EIGHTHS - eighths;
    memcpy(error, due, sizeof due);
    return (struct cell_split){.left = most, .right = second, .eighths = eighths};
}

/* What a lane is found to do within a cell. */
struct course {
    enum state first, last;
    bool mixed; /* two slices and what parts them lie within it: then no border between two states is the true one */
};

static enum state drawn_state(const struct segment *segment)
{
    return segment->state == STATE_DONE ? STATE_IDLE : (enum state)segment->state;
}

/* Where a cell is mixed, `last` is not known. */
static struct course follow(const struct draw_context *context, lane_id id, int64_t number)
{
    enum { SEGMENTS_COUNTED = 64, CHANGES = 4 };
    int64_t begin = viewport_begin(&context->time, number), past = begin + context->time.cell;
    int64_t now = context->scene->now;
    const struct scene_run *run = first_run(context, begin);
    const struct lane *lane = run != NULL ? trace_lane(run->trace, id) : NULL;
    struct course course = {STATE_IDLE, STATE_IDLE, false};
    if (lane == NULL)
        return course;
    size_t index = lane_find(lane, begin, now), count = lane_count(lane, now), end = index + SEGMENTS_COUNTED;
    struct segment segment = lane_segment(lane, index, now);
    course.last = drawn_state(&segment);
    course.first = begin < segment.start ? STATE_IDLE : course.last;
    int changes = 0;
    for (index++; index < count && index < end && changes < CHANGES; index++) {
        segment = lane_segment(lane, index, now);
        if (segment.start >= past)
            return course;
        changes += drawn_state(&segment) != course.last;
        course.last = drawn_state(&segment);
    }
    course.mixed = changes == CHANGES || index == end;
    if (past > trace_end(run->trace, now))
        course.last = STATE_IDLE;
    return course;
}

static bool has_two_states(const struct state_times *state_times)
{
    int states = 0;
    for (enum state state = STATE_WORKING; state < STATE_DONE; state++)
        states += state_times->ns[state] > 0;
    return states > 1;
}

/* `seen`: the cell is on the screen; of another only the error that it leaves is asked for. */
static struct cell_split cell_split_of(const struct draw_context *context, lane_id id, int64_t number,
                                       const struct state_times *state_times, double error[STATE_COUNT], bool seen)
{
    double eighths[STATE_COUNT];
    to_eighths(state_times, context->time.cell, 1, eighths);
    if (eighths[STATE_IDLE] > LANE_CELL_EIGHTHS - 1e-6) { /* nothing went on: nothing is drawn, whatever the error */
        memset(error, 0, STATE_COUNT * sizeof *error);
        return (struct cell_split){.left = STATE_IDLE, .right = STATE_IDLE, .eighths = LANE_CELL_EIGHTHS};
    }
    struct cell_split split = nearest(error, eighths, context->scene->render.blocks);
    if (!seen || (split.eighths == LANE_CELL_EIGHTHS && !has_two_states(state_times)))
        return split;
    struct course course = follow(context, id, number);
    bool told = course.first == split.left || course.first == split.right;
    bool reversed = told ? course.first == split.right : course.last == split.left;
    split.mixed = course.mixed;
    if (split.mixed || split.eighths == LANE_CELL_EIGHTHS || !reversed)
        return split;
    return (struct cell_split){.left = split.right, .right = split.left, .eighths = LANE_CELL_EIGHTHS - split.eighths};
}

/* The time per state in the viewport's cells and in those before it from which the carry is to be known. */
struct measured {
    struct state_times *columns; /* owned */
    int64_t first;               /* the number of the first cell */
};

static struct measured measure_cells(const struct draw_context *context, lane_id id)
{
    const struct viewport *viewport = &context->time;
    int64_t past = viewport->first % CARRY_CELLS, end = viewport->first + viewport->columns;
    int64_t first = viewport->first - (past < 0 ? past + CARRY_CELLS : past);
    struct measured measured = {memory_zeroed((size_t)(end - first) + 1, sizeof *measured.columns), first};
    measure(context, id, first, 1, (size_t)(end - first), measured.columns);
    return measured;
}

static void split_cells(struct cell_split *cell_splits, const struct draw_context *context, lane_id id,
                        const struct measured *measured)
{
    const struct viewport *viewport = &context->time;
    double error[STATE_COUNT] = {0};
    for (int64_t number = measured->first; number < viewport->first + viewport->columns; number++) {
        if (number % CARRY_CELLS == 0)
            begin_carry(context, id, number, error);
        const struct state_times *column = &measured->columns[number - measured->first];
        bool seen = number >= viewport->first;
        struct cell_split cell_split = cell_split_of(context, id, number, column, error, seen);
        if (seen)
            cell_splits[number - viewport->first] = cell_split;
    }
}

void lane_cells_fill(struct cell_split *cell_splits, const struct draw_context *context, lane_id id)
{
    struct measured measured = measure_cells(context, id);
    split_cells(cell_splits, context, id, &measured);
    free(measured.columns);
}

/* The colour that a state has as a part of a cell. */
static enum role part_role(enum state state)
{
    return state == STATE_WAITING ? ROLE_BACKGROUND : theme_state_role(state);
}

static struct cell whole_cell(const struct render_options *render, enum state state)
{
    enum role fg = theme_state_role(state);
    return (struct cell){.glyph = theme_state_glyph(render, state),
                         .style = {.fg = (uint8_t)(fg == ROLE_BACKGROUND ? ROLE_TEXT : fg), .bg = ROLE_BACKGROUND}};
}

struct cell lane_cells_cell(const struct render_options *render, struct cell_split cell_split)
{
    enum role left = part_role(cell_split.left), right = part_role(cell_split.right);
    if (cell_split.eighths == LANE_CELL_EIGHTHS || left == right) {
        enum state whole = cell_split.eighths >= LANE_CELL_EIGHTHS / 2 ? cell_split.left : cell_split.right;
        return whole_cell(render, whole);
    }
    if (left ==
        ROLE_BACKGROUND) /* the paper may be the terminal's own and so no ink: reversed, the right part is the ink */
        return (struct cell){.glyph = bars_right[cell_split.eighths],
                             .style = {.fg = (uint8_t)right, .bg = ROLE_BACKGROUND, .attributes = ATTRIBUTE_REVERSE}};
    return (struct cell){.glyph = bars_right[cell_split.eighths], .style = {.fg = (uint8_t)left, .bg = (uint8_t)right}};
}

/* How much of a column's time has passed; 0 in the columns of what is to come. */
static int64_t passed_in(const struct draw_context *context, int column)
{
    int64_t passed = context->scene->now - viewport_time(&context->time, column);
    return MIN(MAX(passed, 0), context->time.cell);
}

void lane_cells_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, lane_id id)
{
    const struct viewport *time = &context->time;
    const struct render_options *render = &context->scene->render;
    struct cell_split *cell_splits = memory_zeroed((size_t)time->columns + 1, sizeof *cell_splits);
    struct measured measured = measure_cells(context, id);
    split_cells(cell_splits, context, id, &measured);
    for (int column = 0; column < time->columns; column++)
        for (int row = 0; row < rows; row++) {
            const struct state_times *times = &measured.columns[time->first + column - measured.first];
            struct cell cell = cell_splits[column].mixed && render->blocks
                                   ? lane_group_cell(render, times, passed_in(context, column), row, rows)
                                   : lane_cells_cell(render, cell_splits[column]);
            canvas_put(canvas, time->x + column, y + rows - 1 - row, cell.glyph, cell.style);
        }
    free(measured.columns);
    free(cell_splits);
}

/* ---- Many lanes in one ---- */

enum { LAYERS = 4 };

/* From the bottom. The last stands for all that leaves a column open. */
static const enum state layers[LAYERS] = {STATE_WORKING, STATE_SLEEPING, STATE_READY, STATE_WAITING};

void lane_group_measure(struct state_times *columns, const struct trace *trace, const struct viewport *viewport,
                        struct group group, int64_t now)
{
    for (uint32_t i = group.first; i < group.first + group.count; i++) {
        const struct lane *lane = trace_lane(trace, lane_id_of(group.kind, i));
        if (lane != NULL)
            lane_add_columns(lane, viewport_time(viewport, 0), viewport->cell, (size_t)viewport->columns, now, columns);
    }
}

/* How much of [from, to) of a column's height each layer takes, in eighths of a cell. */
static void cut(double shares[LAYERS], const struct state_times *column, int64_t whole, double from, double to)
{
    double bottom = 0;
    for (int i = 0; i < LAYERS; i++) {
        double share = whole > 0 ? (double)column->ns[layers[i]] / (double)whole : 0;
        double top = i + 1 < LAYERS ? bottom + share : 1;
        shares[i] = fmax(0, fmin(top, to) - fmax(bottom, from)) / (to - from) * LANE_CELL_EIGHTHS;
        bottom = top;
    }
}

struct cell lane_group_cell(const struct render_options *render, const struct state_times *column, int64_t whole,
                            int row, int rows)
{
    double shares[LAYERS];
    cut(shares, column, whole, (double)row / rows, (double)(row + 1) / rows);
    int most = largest_but(shares, LAYERS, -1), second = largest_but(shares, LAYERS, most);
    int lower = most < second ? most : second, upper = most < second ? second : most;
    int eighths = (int)lround(shares[lower] / (shares[lower] + shares[upper]) * LANE_CELL_EIGHTHS);
    if (row == 0 && eighths == 0 && upper == LAYERS - 1 && shares[lower] > 0)
        eighths = 1; /* even one of a thousand is seen */
    if (!render->blocks || eighths == 0 || eighths == LANE_CELL_EIGHTHS) {
        int layer = !render->blocks ? most : eighths == 0 ? upper : lower;
        bool waits = 2 * column->ns[STATE_WAITING] >
                     whole - column->ns[STATE_WORKING] - column->ns[STATE_SLEEPING] - column->ns[STATE_READY];
        return whole_cell(render, layers[layer] == STATE_WAITING && !waits ? STATE_IDLE : layers[layer]);
    }
    return (struct cell){.glyph = bars_up[eighths],
                         .style = {.fg = (uint8_t)part_role(layers[lower]), .bg = (uint8_t)part_role(layers[upper])}};
}

void lane_group_draw(struct canvas *canvas, int y, int rows, const struct draw_context *context, struct group group)
{
    const struct viewport *time = &context->time;
    int64_t now = context->scene->now;
    struct state_times *columns = memory_zeroed((size_t)time->columns + 1, sizeof *columns);
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run))
        lane_group_measure(columns, run->trace, time, group, now);
    for (int column = 0; column < time->columns; column++) {
        int64_t whole = passed_in(context, column) * group.count;
        for (int row = 0; row < rows; row++) {
            struct cell cell = lane_group_cell(&context->scene->render, &columns[column], whole, row, rows);
            canvas_put(canvas, time->x + column, y + rows - 1 - row, cell.glyph, cell.style);
        }
    }
    free(columns);
}

/* ---- The legend ---- */

static void draw_legend(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    static const enum state states[] = {STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
    static const struct {
        enum reason reason;
        uint32_t glyph;
        const char *name;
    } marks[] = {{REASON_RETRY, LANE_LOOK, "looks"}, {REASON_WINDOW, LANE_WINDOW, "race window"}};
    struct style style = context->scene->view.lanes.large ? style_bold(ROLE_TEXT) : style_of(ROLE_DIM);
    int x = context->time.x, end = rect.x + rect.width;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        const char *name = state_name(states[i]);
        if (x + 3 + canvas_text_width(canvas, name) > end)
            return;
        overlay_swatch(canvas, x, rect.y, 2, &context->scene->render, states[i]);
        x = canvas_text(canvas, x + 3, rect.y, end - x - 3, style, name) + 3;
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        bool seen = (context->run->trace->reasons & 1u << marks[i].reason) != 0;
        if (!seen || x + 3 + canvas_text_width(canvas, marks[i].name) > end)
            continue;
        canvas_fill(canvas, (struct rect){x, rect.y, 2, 1}, marks[i].glyph, style_of(ROLE_TEXT));
        x = canvas_text(canvas, x + 3, rect.y, end - x - 3, style, marks[i].name) + 3;
    }
}

const struct panel legend_panel = {.name = "legend", .draw = draw_legend};
