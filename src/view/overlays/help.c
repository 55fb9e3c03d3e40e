/*
 * help — every key with what it does, and how to read the lanes.
 *
 * Everything is a block: a head (a key, a swatch, a word) and a text beside it, wrapped. Blocks flow down the columns
 * of a page and on to the next page, so that nothing is cut on any screen.
 */
#include "view/overlays/overlays.h"
#include "view/panel.h"

enum {
    TOP = 1,         /* row of the first block */
    COLUMN_MIN = 38, /* cells for a column of keys */
    HEAD_KEYS = 10,  /* cells for a key and the space after it */
    HEAD_WORDS = 14  /* for a swatch and its word, or a word */
};

static const char *const group_titles[KEYS_VIEW] = {
    [KEYS_RUN] = "Runs",
    [KEYS_TIME] = "Time",
    [KEYS_PLAN] = "The plan",
    [KEYS_SCREEN] = "Screen",
};

struct block {
    const char *head; /* NULL: a title */
    enum state state; /* its swatch comes before the head; STATE_IDLE: none */
    const char *text;
};

static const struct block reading[] = {
    {NULL, STATE_IDLE, "How to read the lanes"},
    {"a lane", STATE_IDLE,
     "is a worker, P a producer and C a consumer, with the items that it has put or taken. Time goes to the right; the "
     "last column is now, and a column always stands for the same time."},
    {"working", STATE_WORKING, "It is using a CPU core; only as many workers as there are cores can do so at once."},
    {"sleeping", STATE_SLEEPING,
     "It is waiting for its own (simulated) I/O; any number of workers can do that at once."},
    {"waiting", STATE_WAITING, "It waits for the queue or for a lock. This hole is what could overlap, but does not."},
    {"ready", STATE_READY, "It could go on, but something else has the loop, the GIL or the core."},
    {"a band", STATE_IDLE, "is many workers in a row (v g): the taller a colour, the more of them are in that state."},
    {"queue", STATE_IDLE, "How many items wait between producers and consumers, over time."},
    {"overlap", STATE_IDLE,
     "How many workers are working or sleeping at each instant. Its average over a run is the run's overlap: 1.00× "
     "means that nothing overlapped."},
    {"latency", STATE_IDLE, "How long an item waited between being created and being taken."},
    {"× best", STATE_IDLE,
     "How many times as long a run took as the best possible: the same work with as many cores as workers and no "
     "overhead."},
    {"a line │", STATE_IDLE,
     "in the ruler divides one run from the next. A mode's key starts one, with the same times per item."},
};

struct flow {
    struct canvas *canvas; /* NULL: pages are counted, not drawn */
    const struct render_options *render;
    int shown;             /* the page that is drawn */
    int page, column, row; /* pages from 1 */
    int columns, width;    /* of a page; of a column */
    int bottom;            /* the row after the last one */
    int head;              /* cells for heads */
};

static void draw_block(const struct flow *flow, const struct block *block, int rows)
{
    struct canvas *canvas = flow->canvas;
    int x = 1 + flow->column * flow->width, y = flow->row, width = flow->width - 1;
    if (block->head == NULL) {
        canvas_text(canvas, x, y, width, style_bold(ROLE_ACCENT), block->text);
        return;
    }
    int swatch = block->state != STATE_IDLE ? 4 : 0;
    if (swatch > 0)
        overlay_swatch(canvas, x, y, 3, flow->render, block->state);
    canvas_text(canvas, x + swatch, y, flow->head - 1 - swatch, style_bold(ROLE_TEXT), block->head);
    struct rect rect = {.x = x + flow->head, .y = y, .width = width - flow->head, .height = rows};
    text_wrap(canvas, rect, style_of(ROLE_TEXT), block->text);
}

/* A title stays with what follows it. */
static void flow_on(struct flow *flow, const struct block *block)
{
    bool title = block->head == NULL;
    int rows = title ? 1 : text_rows(block->text, flow->width - 1 - flow->head, flow->render->ascii);
    if (flow->row + rows + title > flow->bottom && flow->row > TOP) {
        flow->column++;
        flow->row = TOP;
    }
    if (flow->column >= flow->columns) {
        flow->page++;
        flow->column = 0;
        flow->row = TOP;
    }
    if (flow->canvas != NULL && flow->page == flow->shown)
        draw_block(flow, block, rows);
    flow->row += rows;
}

static void flow_keys(struct flow *flow, const struct scene *scene)
{
    for (enum key_group group = 0; group < KEYS_VIEW; group++) { /* the menu of the view tells its own */
        bool titled = false;
        for (size_t i = 0; i < scene->key_count; i++) {
            const struct scene_key *key = &scene->keys[i];
            if (key->group != group || key->help == NULL)
                continue;
            if (!titled)
                flow_on(flow, &(struct block){.text = group_titles[group]});
            titled = true;
            flow_on(flow, &(struct block){.head = key->keys, .text = key->help});
        }
    }
}

/* Returns how many pages there are. */
static int flow_all(struct canvas *canvas, const struct scene *scene, int shown, int width, int height)
{
    int columns = width / COLUMN_MIN > 1 ? width / COLUMN_MIN : 1;
    struct flow flow = {.canvas = canvas,
                        .render = &scene->render,
                        .shown = shown,
                        .page = 1,
                        .row = TOP,
                        .columns = columns,
                        .width = (width - 1) / columns,
                        .bottom = height,
                        .head = HEAD_KEYS};
    flow_keys(&flow, scene);
    flow.column = flow.columns = 1; /* a new page */
    flow.width = width - 1;
    flow.head = HEAD_WORDS;
    for (size_t i = 0; i < sizeof reading / sizeof *reading; i++)
        flow_on(&flow, &reading[i]);
    return flow.page;
}

int help_pages(const struct scene *scene, int width, int height)
{
    return flow_all(NULL, scene, 0, width, height);
}

void help_draw(struct canvas *canvas, const struct layout *layout)
{
    const struct scene *scene = layout->context.scene;
    int width = canvas_width(canvas), pages = layout->shown.help_pages;
    int page = scene->view.help_page < pages ? scene->view.help_page : pages;
    int x = canvas_format(canvas, 1, 0, width - 1, style_bold(ROLE_TEXT), "help %d of %d ", page, pages);
    footer_draw(canvas, (struct rect){.x = x, .width = width - x, .height = 1}, scene);
    flow_all(canvas, scene, page, width, canvas_height(canvas));
}
