/* lane_group — many lanes in one; see the header. */
#include "view/panels/lane_group.h"

#include "view/canvas/theme.h"

#include <math.h>
#include <stdio.h>

enum { EIGHTHS = 8, LAYERS = 4 };

/* From the bottom. The last stands for all that leaves a column open. */
static const enum state layers[LAYERS] = {STATE_WORKING, STATE_SLEEPING, STATE_READY, STATE_WAITING};

void lane_group_name(struct group group, char name[GROUP_NAME_SIZE])
{
    char first[LANE_NAME_SIZE];
    lane_id_name(lane_id_of(group.kind, group.first), first);
    if (group.count == 1)
        (void)snprintf(name, GROUP_NAME_SIZE, "%s", first);
    else
        (void)snprintf(name, GROUP_NAME_SIZE, "%s–%u", first, group.first + group.count);
}

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
static void cut(double parts[LAYERS], const struct state_times *column, int64_t whole, double from, double to)
{
    double bottom = 0;
    for (int i = 0; i < LAYERS; i++) {
        double share = whole > 0 ? (double)column->ns[layers[i]] / (double)whole : 0;
        double top = i + 1 < LAYERS ? bottom + share : 1;
        parts[i] = fmax(0, fmin(top, to) - fmax(bottom, from)) / (to - from) * EIGHTHS;
        bottom = top;
    }
}

static int largest_but(const double parts[LAYERS], int except)
{
    int largest = except == 0 ? 1 : 0;
    for (int i = 0; i < LAYERS; i++)
        if (i != except && parts[i] > parts[largest])
            largest = i;
    return largest;
}

static struct cell whole_cell(const struct render_options *render, enum state state)
{
    enum role fg = theme_state_role(state);
    return (struct cell){.glyph = theme_state_glyph(render, state),
                         .style = {.fg = (uint8_t)(fg == ROLE_BACKGROUND ? ROLE_TEXT : fg), .bg = ROLE_BACKGROUND}};
}

static enum role layer_role(int layer)
{
    return layers[layer] == STATE_WAITING ? ROLE_BACKGROUND : theme_state_role(layers[layer]);
}

struct cell lane_group_cell(const struct render_options *render, const struct state_times *column, int64_t whole,
                            int row, int rows)
{
    static const uint32_t blocks[EIGHTHS] = {' ', U'▁', U'▂', U'▃', U'▄', U'▅', U'▆', U'▇'};
    double parts[LAYERS];
    cut(parts, column, whole, (double)row / rows, (double)(row + 1) / rows);
    int most = largest_but(parts, -1), second = largest_but(parts, most);
    int lower = most < second ? most : second, upper = most < second ? second : most;
    int eighths = (int)lround(parts[lower] / (parts[lower] + parts[upper]) * EIGHTHS);
    if (row == 0 && eighths == 0 && upper == LAYERS - 1 && parts[lower] > 0)
        eighths = 1; /* even one of a thousand is seen */
    if (!render->blocks || eighths == 0 || eighths == EIGHTHS) {
        int layer = !render->blocks ? most : eighths == 0 ? upper : lower;
        bool waits = 2 * column->ns[STATE_WAITING] >
                     whole - column->ns[STATE_WORKING] - column->ns[STATE_SLEEPING] - column->ns[STATE_READY];
        return whole_cell(render, layers[layer] == STATE_WAITING && !waits ? STATE_IDLE : layers[layer]);
    }
    return (struct cell){.glyph = blocks[eighths],
                         .style = {.fg = (uint8_t)layer_role(lower), .bg = (uint8_t)layer_role(upper)}};
}

void lane_group_draw(struct canvas *canvas, struct rect rect, const struct render_options *render,
                     const struct viewport *viewport, const struct state_times *columns, struct group group,
                     int64_t now)
{
    for (int column = 0; column < viewport->columns && column < rect.width; column++) {
        int64_t passed = now - viewport_time(viewport, column); /* below 0 in the columns of what is to come */
        int64_t whole = (passed < 0 ? 0 : passed < viewport->cell ? passed : viewport->cell) * group.count;
        for (int row = 0; row < rect.height; row++) {
            struct cell cell = lane_group_cell(render, &columns[column], whole, row, rect.height);
            canvas_put(canvas, rect.x + column, rect.y + rect.height - 1 - row, cell.glyph, cell.style);
        }
    }
}
