/* lane_cells — a lane's states as cells; see the header. */
#include "view/panels/lane_cells.h"

#include "base/memory.h"
#include "view/runs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The carry is begun anew at every cell whose number is a multiple of this, from the lane's figures alone, not from the
 * window's edge: so a cell looks the same wherever it stands, and what has been drawn does not shimmer when it moves.
 */
enum { CARRY_CELLS = 64 };

struct look_up {
    const struct scene *scene;
    const struct viewport *viewport;
    lane_id id;
};

/* The first run on the timeline that reaches past `from`; NULL: none does. */
static const struct scene_run *first_run(const struct scene *scene, int64_t from)
{
    const struct scene_run *first = NULL, *run = runs_focus(scene);
    for (; run != NULL && trace_end(run->trace, scene->now) > from; run = runs_before(scene, run))
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
static void measure(const struct look_up *look_up, int64_t first, int64_t cells, size_t count,
                    struct state_times *columns)
{
    int64_t from = viewport_begin(look_up->viewport, first), width = cells * look_up->viewport->cell;
    const struct scene *scene = look_up->scene;
    const struct scene_run *run = runs_focus(scene);
    for (; run != NULL && trace_end(run->trace, scene->now) > from; run = runs_before(scene, run)) {
        const struct lane *lane = trace_lane(run->trace, look_up->id);
        if (lane != NULL)
            lane_add_columns(lane, from, width, count, scene->now, columns);
    }
}

static enum state state_at(const struct look_up *look_up, int64_t time)
{
    const struct scene *scene = look_up->scene;
    const struct scene_run *run = first_run(scene, time);
    if (run == NULL || time < run->trace->start)
        return STATE_IDLE;
    const struct lane *lane = trace_lane(run->trace, look_up->id);
    if (lane == NULL || time < lane_detail_from(lane))
        return STATE_IDLE;
    struct segment segment = lane_segment(lane, lane_find(lane, time, scene->now), scene->now);
    return segment.state == STATE_DONE ? STATE_IDLE : segment.state;
}

static enum state largest_but(const double eighths[STATE_COUNT], enum state except)
{
    enum state largest = except == STATE_IDLE ? STATE_WORKING : STATE_IDLE;
    for (enum state state = STATE_IDLE; state < STATE_DONE; state++)
        if (state != except && eighths[state] > eighths[largest])
            largest = state;
    return largest;
}

/* What is owed at a cell, had the run been drawn from its start: each state's time, less the whole units that it has
 * been given by the method of largest remainders. For two states this is exactly what carrying it all the way leaves.
 */
static void begin_carry(const struct look_up *look_up, int64_t number, double error[STATE_COUNT])
{
    const struct scene *scene = look_up->scene;
    const struct scene_run *run = first_run(scene, viewport_begin(look_up->viewport, number));
    int64_t start = run != NULL ? viewport_number(look_up->viewport, run->trace->start) : number;
    memset(error, 0, STATE_COUNT * sizeof *error);
    if (start >= number)
        return;
    struct state_times state_times = {{0}};
    measure(look_up, start, number - start, 1, &state_times);
    to_eighths(&state_times, look_up->viewport->cell, number - start, error);
    double unit = scene->render.blocks ? 1 : LANE_CELL_EIGHTHS, left = 0;
    for (int state = 0; state < STATE_COUNT; state++) {
        error[state] = fmod(error[state], unit);
        left += error[state];
    }
    for (; left > unit / 2; left -= unit)
        error[largest_but(error, STATE_COUNT)] -= unit;
}

/* The single-boundary cell that comes nearest to what is due, and what then is owed. */
static struct cell_split nearest(double error[STATE_COUNT], const double true_eighths[STATE_COUNT], bool blocks)
{
    double due[STATE_COUNT];
    for (int state = 0; state < STATE_COUNT; state++)
        due[state] = true_eighths[state] + error[state];
    enum state most = largest_but(due, STATE_COUNT), second = largest_but(due, most);
    int eighths = LANE_CELL_EIGHTHS;
    if (blocks) /* the two share what is due to the others */
        eighths = (int)lround(fmin(LANE_CELL_EIGHTHS, (LANE_CELL_EIGHTHS + due[most] - due[second]) / 2));
    due[most] -= eighths;
    due[second] -= LANE_CELL_EIGHTHS - eighths;
    memcpy(error, due, sizeof due);
    return (struct cell_split){.left = most, .right = second, .eighths = eighths};
}

static struct cell_split cell_split_of(const struct look_up *look_up, int64_t number,
                                       const struct state_times *state_times, double error[STATE_COUNT])
{
    double eighths[STATE_COUNT];
    to_eighths(state_times, look_up->viewport->cell, 1, eighths);
    if (eighths[STATE_IDLE] > LANE_CELL_EIGHTHS - 1e-6) { /* nothing was going on: nothing is drawn, whatever is owed */
        memset(error, 0, STATE_COUNT * sizeof *error);
        return (struct cell_split){.left = STATE_IDLE, .right = STATE_IDLE, .eighths = LANE_CELL_EIGHTHS};
    }
    struct cell_split cell_split = nearest(error, eighths, look_up->scene->render.blocks);
    if (cell_split.eighths == LANE_CELL_EIGHTHS)
        return cell_split;
    enum state before = state_at(look_up, viewport_begin(look_up->viewport, number));
    enum state after = state_at(look_up, viewport_begin(look_up->viewport, number + 1) - 1);
    if (before == cell_split.right || (before != cell_split.left && after == cell_split.left))
        cell_split = (struct cell_split){
            .left = cell_split.right, .right = cell_split.left, .eighths = LANE_CELL_EIGHTHS - cell_split.eighths};
    return cell_split;
}

void lane_cells_fill(struct cell_split *cell_splits, const struct scene *scene, const struct viewport *viewport,
                     lane_id id)
{
    struct look_up look_up = {.scene = scene, .viewport = viewport, .id = id};
    double error[STATE_COUNT] = {0};
    int64_t past = viewport->first % CARRY_CELLS, end = viewport->first + viewport->columns;
    int64_t first = viewport->first - (past < 0 ? past + CARRY_CELLS : past);
    struct state_times *columns = memory_zeroed((size_t)(end - first) + 1, sizeof *columns);
    measure(&look_up, first, 1, (size_t)(end - first), columns);
    for (int64_t number = first; number < end; number++) {
        if (number % CARRY_CELLS == 0)
            begin_carry(&look_up, number, error);
        struct cell_split cell_split = cell_split_of(&look_up, number, &columns[number - first], error);
        if (number >= viewport->first)
            cell_splits[number - viewport->first] = cell_split;
    }
    free(columns);
}

/* The colour that a state has as a part of a cell. */
static enum role part_role(enum state state)
{
    return state == STATE_WAITING ? ROLE_BACKGROUND : theme_state_role(state);
}

struct cell lane_cells_cell(const struct render_options *render, struct cell_split cell_split)
{
    static const uint32_t blocks[LANE_CELL_EIGHTHS] = {' ', U'▏', U'▎', U'▍', U'▌', U'▋', U'▊', U'▉'};
    enum role left = part_role(cell_split.left), right = part_role(cell_split.right);
    if (cell_split.eighths == LANE_CELL_EIGHTHS || left == right) {
        enum state whole = cell_split.eighths >= LANE_CELL_EIGHTHS / 2 ? cell_split.left : cell_split.right;
        enum role fg = theme_state_role(whole);
        return (struct cell){.glyph = theme_state_glyph(render, whole),
                             .style = {.fg = (uint8_t)(fg == ROLE_BACKGROUND ? ROLE_TEXT : fg), .bg = ROLE_BACKGROUND}};
    }
    if (left ==
        ROLE_BACKGROUND) /* the paper may be the terminal's own and so no ink: reversed, the right part is the ink */
        return (struct cell){.glyph = blocks[cell_split.eighths],
                             .style = {.fg = (uint8_t)right, .bg = ROLE_BACKGROUND, .attributes = ATTRIBUTE_REVERSE}};
    return (struct cell){.glyph = blocks[cell_split.eighths], .style = {.fg = (uint8_t)left, .bg = (uint8_t)right}};
}

void lane_cells_draw(struct canvas *canvas, int y, int rows, const struct scene *scene, const struct viewport *viewport,
                     lane_id id)
{
    struct cell_split *cell_splits = memory_zeroed((size_t)viewport->columns + 1, sizeof *cell_splits);
    lane_cells_fill(cell_splits, scene, viewport, id);
    for (int column = 0; column < viewport->columns; column++) {
        struct cell cell = lane_cells_cell(&scene->render, cell_splits[column]);
        for (int row = 0; row < rows; row++)
            canvas_put(canvas, viewport->x + column, y + row, cell.glyph, cell.style);
    }
    free(cell_splits);
}
