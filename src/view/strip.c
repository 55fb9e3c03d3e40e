/* strip — a lane's states as cells; see the header. */
#include "strip.h"

#include "base/memory.h"
#include "heat.h"

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
    const struct scene_run *first = NULL, *run = heat_focus(scene);
    for (; run != NULL && trace_end(run->trace, scene->now) > from; run = heat_before(scene, run))
        first = run;
    return first;
}

/* Eighths of cells that a window of `cells` cells spent in each state. They add up: what is in no run is idle. */
static void to_eighths(const struct shares *shares, int64_t cell, int64_t cells, double eighths[STATE_COUNT])
{
    for (int state = 0; state < STATE_COUNT; state++)
        eighths[state] = (double)shares->ns[state] / (double)cell * STRIP_EIGHTHS;
    eighths[STATE_DONE] = 0;
    eighths[STATE_IDLE] = (double)cells * STRIP_EIGHTHS - eighths[STATE_WORKING] - eighths[STATE_SLEEPING] -
                          eighths[STATE_WAITING] - eighths[STATE_READY];
}

/* Adds the time per state from the start of each run to each of `count` edges of cells, the first that of cell `first`,
 * then `cells` apart. */
static void measure(const struct look_up *look_up, int64_t first, int64_t cells, size_t count, struct spent *edges)
{
    int64_t from = viewport_begin(look_up->viewport, first), width = cells * look_up->viewport->cell;
    const struct scene *scene = look_up->scene;
    const struct scene_run *run = heat_focus(scene);
    for (; run != NULL && trace_end(run->trace, scene->now) > from; run = heat_before(scene, run)) {
        const struct lane *lane = trace_lane(run->trace, look_up->id);
        if (lane != NULL)
            lane_add_spent(lane, from, width, count, scene->now, edges);
    }
}

static enum state state_at(const struct look_up *look_up, int64_t time)
{
    const struct scene *scene = look_up->scene;
    const struct scene_run *run = first_run(scene, time);
    if (run == NULL || time < trace_start(run->trace))
        return STATE_IDLE;
    const struct lane *lane = trace_lane(run->trace, look_up->id);
    if (lane == NULL)
        return STATE_IDLE;
    struct span span = lane_span(lane, lane_find(lane, time, scene->now), scene->now);
    return span.mixed || span.state == STATE_DONE ? STATE_IDLE : span.state;
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
static void begin_carry(const struct look_up *look_up, int64_t number, double owed[STATE_COUNT])
{
    const struct scene *scene = look_up->scene;
    const struct scene_run *run = first_run(scene, viewport_begin(look_up->viewport, number));
    int64_t start = run != NULL ? viewport_number(look_up->viewport, trace_start(run->trace)) : number;
    memset(owed, 0, STATE_COUNT * sizeof *owed);
    if (start >= number)
        return;
    struct spent edges[2] = {{{0}}};
    measure(look_up, start, number - start, 2, edges);
    struct shares shares = lane_between(&edges[0], &edges[1]);
    to_eighths(&shares, look_up->viewport->cell, number - start, owed);
    double unit = scene->look.blocks ? 1 : STRIP_EIGHTHS, left = 0;
    for (int state = 0; state < STATE_COUNT; state++) {
        owed[state] = fmod(owed[state], unit);
        left += owed[state];
    }
    for (; left > unit / 2; left -= unit)
        owed[largest_but(owed, STATE_COUNT)] -= unit;
}

/* The single-boundary cell that comes nearest to what is due, and what then is owed. */
static struct piece nearest(double owed[STATE_COUNT], const double true_eighths[STATE_COUNT], bool blocks)
{
    double due[STATE_COUNT];
    for (int state = 0; state < STATE_COUNT; state++)
        due[state] = true_eighths[state] + owed[state];
    enum state most = largest_but(due, STATE_COUNT), second = largest_but(due, most);
    int eighths = STRIP_EIGHTHS;
    if (blocks) /* the two share what is due to the others */
        eighths = (int)lround(fmin(STRIP_EIGHTHS, (STRIP_EIGHTHS + due[most] - due[second]) / 2));
    due[most] -= eighths;
    due[second] -= STRIP_EIGHTHS - eighths;
    memcpy(owed, due, sizeof due);
    return (struct piece){.left = most, .right = second, .eighths = eighths};
}

static struct piece piece_of(const struct look_up *look_up, int64_t number, const struct shares *shares,
                             double owed[STATE_COUNT])
{
    double eighths[STATE_COUNT];
    to_eighths(shares, look_up->viewport->cell, 1, eighths);
    if (eighths[STATE_IDLE] > STRIP_EIGHTHS - 1e-6) { /* nothing was going on: nothing is drawn, whatever is owed */
        memset(owed, 0, STATE_COUNT * sizeof *owed);
        return (struct piece){.left = STATE_IDLE, .right = STATE_IDLE, .eighths = STRIP_EIGHTHS};
    }
    struct piece piece = nearest(owed, eighths, look_up->scene->look.blocks);
    if (piece.eighths == STRIP_EIGHTHS)
        return piece;
    enum state before = state_at(look_up, viewport_begin(look_up->viewport, number));
    enum state after = state_at(look_up, viewport_begin(look_up->viewport, number + 1) - 1);
    if (before == piece.right || (before != piece.left && after == piece.left))
        piece = (struct piece){.left = piece.right, .right = piece.left, .eighths = STRIP_EIGHTHS - piece.eighths};
    return piece;
}

void strip_fill(struct piece *pieces, const struct scene *scene, const struct viewport *viewport, lane_id id)
{
    struct look_up look_up = {.scene = scene, .viewport = viewport, .id = id};
    double owed[STATE_COUNT] = {0};
    int64_t past = viewport->first % CARRY_CELLS, end = viewport->first + viewport->columns;
    int64_t first = viewport->first - (past < 0 ? past + CARRY_CELLS : past);
    struct spent *edges = memory_zeroed((size_t)(end - first) + 1, sizeof *edges);
    measure(&look_up, first, 1, (size_t)(end - first) + 1, edges);
    for (int64_t number = first; number < end; number++) {
        if (number % CARRY_CELLS == 0)
            begin_carry(&look_up, number, owed);
        struct shares shares = lane_between(&edges[number - first], &edges[number - first + 1]);
        struct piece piece = piece_of(&look_up, number, &shares, owed);
        if (number >= viewport->first)
            pieces[number - viewport->first] = piece;
    }
    free(edges);
}

/* The colour that a state has as a part of a cell. */
static enum hue part_hue(enum state state)
{
    return state == STATE_WAITING ? HUE_PAPER : theme_state_hue(state);
}

struct cell strip_cell(const struct look *look, struct piece piece)
{
    static const uint32_t blocks[STRIP_EIGHTHS] = {' ', U'▏', U'▎', U'▍', U'▌', U'▋', U'▊', U'▉'};
    enum hue left = part_hue(piece.left), right = part_hue(piece.right);
    if (piece.eighths == STRIP_EIGHTHS || left == right) {
        enum state whole = piece.eighths >= STRIP_EIGHTHS / 2 ? piece.left : piece.right;
        enum hue ink = theme_state_hue(whole);
        return (struct cell){.glyph = theme_state_glyph(look, whole),
                             .style = {.ink = (uint8_t)(ink == HUE_PAPER ? HUE_TEXT : ink), .paper = HUE_PAPER}};
    }
    if (left == HUE_PAPER) /* the paper may be the terminal's own and so no ink: reversed, the right part is the ink */
        return (struct cell){.glyph = blocks[piece.eighths],
                             .style = {.ink = (uint8_t)right, .paper = HUE_PAPER, .attributes = ATTRIBUTE_REVERSE}};
    return (struct cell){.glyph = blocks[piece.eighths], .style = {.ink = (uint8_t)left, .paper = (uint8_t)right}};
}

void strip_draw(struct canvas *canvas, int y, int rows, const struct scene *scene, const struct viewport *viewport,
                lane_id id)
{
    struct piece *pieces = memory_zeroed((size_t)viewport->columns + 1, sizeof *pieces);
    strip_fill(pieces, scene, viewport, id);
    for (int column = 0; column < viewport->columns; column++) {
        struct cell cell = strip_cell(&scene->look, pieces[column]);
        for (int row = 0; row < rows; row++)
            canvas_put(canvas, viewport->x + column, y + row, cell.glyph, cell.style);
    }
    free(pieces);
}
