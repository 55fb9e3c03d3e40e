/* trouble — what goes wrong, in red on the lanes: where one failed or lost an item, and who is stuck and what it lacks.
 */
#include "base/minmax.h"
#include "view/overlays/overlays.h"
#include "view/panel.h"
#include "view/panels/lanes.h"
#include "view/runs.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_SIZE = 40 };

/* The lanes that are shown, and where. */
struct shown_lanes {
    const struct lane_place *places;
    const struct rows_layout *rows;
};

static const struct lane_place *place_of(const struct shown_lanes *lanes, lane_id id)
{
    for (int i = 0; i < lanes->rows->shown; i++) {
        struct group group = rows_group(lanes->rows, i);
        uint32_t first = lane_id_of(group.kind, group.first);
        if (id >= first && id < first + group.count)
            return &lanes->places[i];
    }
    return NULL;
}

/* ---- Marks ---- */

static void mark(struct canvas *canvas, const struct draw_context *context, const struct lane_place *place,
                 int64_t time, uint32_t glyph)
{
    struct style style = style_bold(ROLE_WARNING);
    style.attributes |= ATTRIBUTE_INSCRIBED;
    int column = viewport_column(&context->time, time), middle = place->y + (place->rows - 1) / 2;
    if (column < 0 || column >= context->time.columns)
        return;
    for (int y = place->y; y < place->y + place->rows; y++)
        canvas_put(canvas, context->time.x + column, y, y == middle ? glyph : ' ', style);
}

/* The latest of a column is seen. */
static void mark_failures(struct canvas *canvas, const struct draw_context *context, const struct scene_run *run,
                          const struct shown_lanes *lanes)
{
    int64_t from = viewport_time(&context->time, 0), to = viewport_time(&context->time, context->time.columns);
    size_t end = runs_can_fail(run) ? trace_log_count(run->trace, to) : 0;
    for (size_t i = end > 0 ? trace_log_count(run->trace, from - 1) : 0; i < end; i++) {
        const struct event *event = trace_log_event(run->trace, i);
        const struct lane_place *place = runs_is_failure(event) ? place_of(lanes, event->lane) : NULL;
        if (place == NULL && event->kind == EVENT_END)
            place = place_of(lanes, event->other); /* the lanes are those of the pool's threads */
        if (place != NULL)
            mark(canvas, context, place, event->time, event->kind == EVENT_DUPLICATE ? '2' : U'×');
    }
}

/* ---- Who is stuck ---- */

static struct segment last_of(const struct scene_run *run, lane_id id)
{
    return runs_segment_at(run, id, run->trace->latest, run->trace->latest);
}

static bool is_stuck(struct segment segment)
{
    return segment.state == STATE_WAITING || segment.state == STATE_READY;
}

bool trouble_is_stuck(const struct draw_context *context, lane_id id)
{
    struct segment last = last_of(context->seen, id);
    return context->seen->status == RUN_STUCK && context->shown_at >= last.start && is_stuck(last);
}

static bool is_idle(const struct scene_run *run, lane_id id)
{
    return last_of(run, id).state == STATE_IDLE;
}

/* Each of the two has a lock and waits for the other's. */
static bool is_mutual(const struct scene_run *run, lane_id id)
{
    struct segment one = last_of(run, id), other = last_of(run, one.other);
    return one.reason == REASON_LOCK && other.reason == REASON_LOCK && other.other == id;
}

/* The one that could help a stuck worker, were it not waiting for it in turn; LANE_NONE: there is none. */
static lane_id partner_of(const struct scene_run *run, lane_id id)
{
    struct segment segment = last_of(run, id);
    lane_id producer = lane_id_of(LANE_PRODUCER, 0), consumer = lane_id_of(LANE_CONSUMER, 0);
    if (is_mutual(run, id))
        return segment.other;
    if (segment.reason == REASON_QUEUE_FULL && is_idle(run, consumer))
        return consumer;
    return segment.reason == REASON_QUEUE_EMPTY && is_idle(run, producer) ? producer : LANE_NONE;
}

/* Where main carries out one after another, or joins one before it starts the next: each begins after the one above. */
static lane_id before(const struct scene_run *run, lane_id id)
{
    if (lane_id_index(id) > 0)
        return id - 1;
    return lane_id_of(LANE_PRODUCER, (uint32_t)runs_lane_count(run, LANE_PRODUCER) - 1);
}

/* The loop never heard of its coroutine: it waits for nothing. */
static bool is_never_awaited(const struct scene_run *run, lane_id id)
{
    return is_idle(run, id) && strcmp(run->mode->name, "async") == 0;
}

/* What keeps a worker from going on: "holds A, wants B"; empty: nothing that is known. */
static void write_need(char words[WORDS_SIZE], const struct scene_run *run, lane_id id)
{
    static const char *const needs[REASON_COUNT] = {
        [REASON_QUEUE_EMPTY] = "waits for an item", [REASON_QUEUE_FULL] = "waits for room",
        [REASON_LOCK] = "waits for a lock",         [REASON_SIGNAL] = "waits for a signal",
        [REASON_TURN] = "waits for its turn",
    };
    struct segment segment = last_of(run, id);
    bool producer = lane_id_kind(id) == LANE_PRODUCER, idle = segment.state == STATE_IDLE;
    enum reason main = last_of(run, lane_id_of(LANE_MAIN, 0)).reason;
    char name[LANE_NAME_SIZE];
    lane_id_name(before(run, id), name);
    if (is_mutual(run, id))
        (void)snprintf(words, WORDS_SIZE, "%s", producer ? "holds A, wants B" : "holds B, wants A");
    else if (is_never_awaited(run, id))
        (void)snprintf(words, WORDS_SIZE, "never awaited");
    else if (idle && (main == REASON_TURN || main == REASON_JOIN))
        (void)snprintf(words, WORDS_SIZE, "starts after %s", name);
    else if (idle && run->trace->lanes[LANE_POOL].count > 0)
        (void)snprintf(words, WORDS_SIZE, "waits for a thread");
    else
        (void)snprintf(words, WORDS_SIZE, "%s",
                       is_stuck(segment) && needs[segment.reason] != NULL ? needs[segment.reason] : "");
}

/* Whose lane it is; a pool's thread's: of the worker that it carries out; LANE_NONE: of none. */
static lane_id worker_of(const struct scene_run *run, lane_id id)
{
    enum lane_kind kind = lane_id_kind(id);
    if (kind == LANE_POOL)
        return last_of(run, id).other;
    return kind == LANE_PRODUCER || kind == LANE_CONSUMER ? id : LANE_NONE;
}

/* Behind the last thing that happened. Returns the column after it; 0: there is no room for it. */
static int draw_need(struct canvas *canvas, const struct draw_context *context, const struct scene_run *run,
                     const struct lane_place *place, lane_id id)
{
    char words[WORDS_SIZE];
    write_need(words, run, id);
    const struct viewport *time = &context->time;
    int x = time->x + viewport_column(time, run->trace->latest) + 2, end = time->x + time->columns;
    if (words[0] == '\0' || x + canvas_text_width(canvas, words) > end)
        return 0;
    return canvas_text(canvas, x, place->y + (place->rows - 1) / 2, end - x, style_bold(ROLE_WARNING), words);
}

static int middle_of(const struct lane_place *place)
{
    return place->y + (place->rows - 1) / 2;
}

/* A line from who waits to the one that could help it, on the right of what they need; with an arrow at either end
 * where that one waits in turn: a circle. */
static void draw_circle(struct canvas *canvas, const struct lane_place *waits, const struct lane_place *helps, int x,
                        bool in_turn)
{
    struct style style = style_bold(ROLE_WARNING);
    int top = MIN(middle_of(waits), middle_of(helps)), bottom = MAX(middle_of(waits), middle_of(helps));
    for (int y = top; y <= bottom; y++)
        canvas_put(canvas, x + 1, y, y == top ? U'┐' : y == bottom ? U'┘' : U'│', style);
    canvas_put(canvas, x, middle_of(waits), in_turn ? U'◀' : U'─', style);
    canvas_put(canvas, x, middle_of(helps), U'◀', style);
}

static void draw_stuck(struct canvas *canvas, const struct draw_context *context, const struct shown_lanes *lanes)
{
    const struct scene_run *run = context->run;
    const struct lane_place *one = NULL, *other = NULL;
    int after = 0;
    for (int i = 0; i < lanes->rows->shown; i++) {
        const struct lane_place *place = &lanes->places[i];
        lane_id id = worker_of(run, place->id);
        if (id == LANE_NONE || lanes->rows->size > 1)
            continue;
        if (is_stuck(last_of(run, id)))
            mark(canvas, context, place, last_of(run, id).start, U'×');
        int end = draw_need(canvas, context, run, place, id);
        after = MAX(after, end);
        if (one == NULL && (other = place_of(lanes, partner_of(run, id))) != NULL)
            one = place;
    }
    if (one != NULL && after > 0 && after + 3 <= context->time.x + context->time.columns)
        draw_circle(canvas, one, other, after + 1, !is_never_awaited(run, worker_of(run, other->id)));
}

void trouble_draw(struct canvas *canvas, const struct draw_context *context, const struct lane_place *places,
                  const struct rows_layout *rows)
{
    const struct shown_lanes lanes = {places, rows};
    for (const struct scene_run *run = context->run; run != NULL; run = timeline_visible_before(context, run))
        mark_failures(canvas, context, run, &lanes);
    if (context->run->status == RUN_STUCK)
        draw_stuck(canvas, context, &lanes);
}
