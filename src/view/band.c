/* band — many lanes in one; see the header. */
#include "band.h"

#include "base/memory.h"
#include "view/theme.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { EIGHTHS = 8, LAYERS = 4 };

/* From the bottom. The last stands for all that leaves a column open. */
static const enum state layers[LAYERS] = {STATE_WORKING, STATE_SLEEPING, STATE_READY, STATE_WAITING};

void band_name(struct band band, char name[BAND_NAME_SIZE])
{
    char first[LANE_NAME_SIZE];
    lane_id_name(lane_id_of(band.kind, band.first), first);
    if (band.count == 1)
        (void)snprintf(name, BAND_NAME_SIZE, "%s", first);
    else
        (void)snprintf(name, BAND_NAME_SIZE, "%s–%u", first, band.first + band.count);
}

void band_measure(struct shares *columns, const struct trace *trace, const struct viewport *viewport, struct band band,
                  int64_t now)
{
    size_t edges = (size_t)viewport->columns + 1;
    struct spent *spent = memory_zeroed(edges, sizeof *spent);
    for (uint32_t i = band.first; i < band.first + band.count; i++) {
        const struct lane *lane = trace_lane(trace, lane_id_of(band.kind, i));
        if (lane != NULL)
            lane_add_spent(lane, viewport_time(viewport, 0), viewport->cell, edges, now, spent);
    }
    for (int column = 0; column < viewport->columns; column++) {
        struct shares shares = lane_between(&spent[column], &spent[column + 1]);
        for (size_t state = 0; state < STATE_COUNT; state++)
            columns[column].ns[state] += shares.ns[state];
    }
    free(spent);
}

/* How much of [from, to) of a column's height each layer takes, in eighths of a cell. */
static void cut(double parts[LAYERS], const struct shares *column, int64_t whole, double from, double to)
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

static struct cell whole_cell(const struct look *look, enum state state)
{
    enum hue ink = theme_state_hue(state);
    return (struct cell){.glyph = theme_state_glyph(look, state),
                         .style = {.ink = (uint8_t)(ink == HUE_PAPER ? HUE_TEXT : ink), .paper = HUE_PAPER}};
}

static enum hue layer_hue(int layer)
{
    return layers[layer] == STATE_WAITING ? HUE_PAPER : theme_state_hue(layers[layer]);
}

struct cell band_cell(const struct look *look, const struct shares *column, int64_t whole, int row, int rows)
{
    static const uint32_t blocks[EIGHTHS] = {' ', U'▁', U'▂', U'▃', U'▄', U'▅', U'▆', U'▇'};
    double parts[LAYERS];
    cut(parts, column, whole, (double)row / rows, (double)(row + 1) / rows);
    int most = largest_but(parts, -1), second = largest_but(parts, most);
    int lower = most < second ? most : second, upper = most < second ? second : most;
    int eighths = (int)lround(parts[lower] / (parts[lower] + parts[upper]) * EIGHTHS);
    if (row == 0 && eighths == 0 && upper == LAYERS - 1 && parts[lower] > 0)
        eighths = 1; /* even one of a thousand is seen */
    if (!look->blocks || eighths == 0 || eighths == EIGHTHS) {
        int layer = !look->blocks ? most : eighths == 0 ? upper : lower;
        bool waits = 2 * column->ns[STATE_WAITING] >
                     whole - column->ns[STATE_WORKING] - column->ns[STATE_SLEEPING] - column->ns[STATE_READY];
        return whole_cell(look, layers[layer] == STATE_WAITING && !waits ? STATE_IDLE : layers[layer]);
    }
    return (struct cell){.glyph = blocks[eighths],
                         .style = {.ink = (uint8_t)layer_hue(lower), .paper = (uint8_t)layer_hue(upper)}};
}

void band_draw(struct canvas *canvas, struct rect rect, const struct look *look, const struct viewport *viewport,
               const struct shares *columns, struct band band, int64_t now)
{
    for (int column = 0; column < viewport->columns && column < rect.width; column++) {
        int64_t passed = now - viewport_time(viewport, column); /* below 0 in the columns of what is to come */
        int64_t whole = (passed < 0 ? 0 : passed < viewport->cell ? passed : viewport->cell) * band.count;
        for (int row = 0; row < rect.height; row++) {
            struct cell cell = band_cell(look, &columns[column], whole, row, rect.height);
            canvas_put(canvas, rect.x + column, rect.y + rect.height - 1 - row, cell.glyph, cell.style);
        }
    }
}
