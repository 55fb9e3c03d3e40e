/*
 * layout — which panels a screen shows, and where; see the header.
 *
 * The table lists the panels from top to bottom. Every detail of a panel has a rank: rows are given out from the
 * highest rank down, as long as they last. Read upwards it is the order in which a smaller screen gives things up: tall
 * lanes and gauges, a long scoreboard, spaces, the legend, gaps between lanes, the gauge's second row, the
 * lanes' second rows, older runs, the hint, lanes beyond the eighth, the caption's second row, the scoreboard, the
 * caption, the gauge.
 * Title, controls, ruler, overlap row, lanes and footer are there on every screen.
 */
#include "layout.h"

#include "lanes.h"

enum { DETAILS_MOST = 13, RANK_MOST = 100 };

static const struct row {
    const struct panel *panel; /* NULL: a blank row */
    int ranks[DETAILS_MOST];   /* of detail 1, 2, …: each lower than the one before */
} rows[] = {
    {&title_panel, {100}},
    {&controls_panel, {94, 64}},
    {&ruler_panel, {93}},
    {&lanes_panel, {98, 92, 76, 60, 50, 40, 18, 12, 6, 5, 4, 3}},
    {NULL, {34}},
    {&gauge_panel, {86, 46, 16, 10, 7, 5, 4, 2}},
    {&items_panel, {85}},
    {NULL, {28}},
    {&overlap_panel, {90, 17, 11, 9, 6, 3}},
    {&legend_panel, {30}},
    {NULL, {26}},
    {&scoreboard_panel, {80, 66, 62, 54, 20}},
    {&caption_panel, {82, 70}},
    {&hint_panel, {56}},
    {&footer_panel, {96, 8}},
};
enum { ROWS = sizeof rows / sizeof *rows };

_Static_assert((int)ROWS <= (int)LAYOUT_MOST, "every row has its place");

static int height_of(const struct row *row, const struct frame *frame, int width, int detail)
{
    if (row->panel == NULL || row->panel->height == NULL || detail == 0)
        return detail;
    return row->panel->height(frame, width, detail);
}

static int most_of(const struct row *row)
{
    return row->panel == NULL ? 1 : row->panel->most;
}

/* Raises the details in the order of their ranks, each only where the one before it found room. Returns the rows left.
 */
static int give_out(int details[ROWS], const struct frame *frame, int width, int height)
{
    for (int rank = RANK_MOST; rank > 0; rank--)
        for (int i = 0; i < ROWS; i++) {
            if (details[i] >= most_of(&rows[i]) || rows[i].ranks[details[i]] != rank)
                continue;
            int more =
                height_of(&rows[i], frame, width, details[i] + 1) - height_of(&rows[i], frame, width, details[i]);
            if (more > height)
                continue;
            height -= more;
            details[i]++;
        }
    return height;
}

/* What is left goes to the lanes where not all of them have a row, else it is blank above the footer. */
static int rows_missing(const struct frame *frame, int lanes_height)
{
    int all = frame->scene->main_lane + lanes_count(frame->run, LANE_PRODUCER) + lanes_count(frame->run, LANE_CONSUMER);
    return all > lanes_height ? all - lanes_height : 0;
}

size_t layout_place(struct placed placed[LAYOUT_MOST], const struct frame *frame, int width, int height)
{
    int details[ROWS] = {0};
    int left = give_out(details, frame, width, height);
    size_t count = 0;
    for (int i = 0, y = 0; i < ROWS; i++) {
        int panel_height = height_of(&rows[i], frame, width, details[i]);
        if (rows[i].panel == &lanes_panel) {
            int missing = rows_missing(frame, panel_height);
            int more = missing < left ? missing : left;
            panel_height += more;
            left -= more;
        }
        if (rows[i].panel == &footer_panel)
            y += left;
        if (rows[i].panel != NULL && panel_height > 0)
            placed[count++] =
                (struct placed){.panel = rows[i].panel, .rect = {.y = y, .width = width, .height = panel_height}};
        y += panel_height;
    }
    return count;
}

struct frame layout_frame(const struct scene *scene, int width)
{
    static const struct {
        int width, figures;
    } columns[] = {{76, 18}, {64, 16}, {54, 10}, {0, 0}};
    size_t i = 0;
    while (columns[i].width > width)
        i++;
    const struct scene_run *run = &scene->runs[scene->run_count - 1];
    int labels = lanes_label_width(run) + 2, labels_most = width / 4;
    labels = labels < labels_most ? labels : labels_most;
    int figures = columns[i].figures > 0 ? columns[i].figures : 1;
    int64_t edge = scene->view.edge < scene->now ? scene->view.edge : scene->now;
    struct frame frame = {
        .scene = scene,
        .run = run,
        .time = viewport_of(edge, scene->view.cell, labels, width - labels - figures),
        .figures = width - figures + 1,
        .figures_width = columns[i].figures > 0 ? columns[i].figures - 1 : 0,
        .moment = scene->view.cursor < scene->now ? scene->view.cursor : edge,
    };
    frame.seen = frame_run_at(&frame, frame.moment);
    frame.looks_back = frame.moment < scene->now;
    return frame;
}
