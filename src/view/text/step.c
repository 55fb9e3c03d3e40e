/*
 * step — what happened at one moment, and what one event says, in words.
 *
 * A step is a sentence for each worker whose lane changed or that put or took an item: what it comes from, then what it
 * does. Producers come first and then those that took their items: cause before effect.
 */
#include "base/format.h"
#include "base/units.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

enum { SENTENCES_MAX = 3, ACTS_MAX = 4, ACT_SIZE = 48 };

struct moment {
    const struct scene_run *run;
    struct step step;
    int64_t now;
    uint32_t mentioned; /* the item named last, of this producer: "it" from then on */
    lane_id producer;
};

/* What one worker does: "wakes up", "puts item 5 (25)", "sleeps". */
struct acts {
    char subject[ACT_SIZE]; /* "P1", "C1, which waited for an item," */
    char text[ACTS_MAX][ACT_SIZE];
    size_t count;
    bool items; /* it put or took one */
};

__attribute__((format(printf, 2, 3))) static void add(struct acts *acts, const char *format, ...)
{
    va_list values;
    if (acts->count == ACTS_MAX)
        return;
    va_start(values, format);
    (void)vsnprintf(acts->text[acts->count++], ACT_SIZE, format, values);
    va_end(values);
}

/* What the worker comes from. */
static void begin(struct acts *acts, lane_id id, struct segment before)
{
    static const char *const ended[STATE_COUNT] = {[STATE_IDLE] = "starts",
                                                   [STATE_WORKING] = "has finished computing",
                                                   [STATE_SLEEPING] = "wakes up",
                                                   [STATE_DONE] = "returns"};
    static const char *const waited[REASON_COUNT] = {
        [REASON_QUEUE_EMPTY] = " for an item", [REASON_QUEUE_FULL] = " for room", [REASON_LOCK] = " for the lock"};
    static const char *const got[REASON_COUNT] = {
        [REASON_LOOP] = "gets the loop", [REASON_TURN] = "has its turn", [REASON_CORE] = "gets a core"};
    const char *why = waited[before.reason], *next = got[before.reason];
    *acts = (struct acts){.count = 0};
    lane_id_name(id, acts->subject);
    if (before.state == STATE_WAITING)
        format_append(acts->subject, ACT_SIZE, ", which waited%s,", why != NULL ? why : "");
    else if (before.state == STATE_READY)
        add(acts, "%s", next != NULL ? next : "goes on");
    else
        add(acts, "%s", ended[before.state]);
}

static void mention(struct moment *moment, const struct item_record *item)
{
    moment->mentioned = item->number;
    moment->producer = item->producer;
}

static void put(struct moment *moment, struct acts *acts, const struct item_record *item)
{
    add(acts, "puts item %" PRIu32 " (%" PRIu64 ")", item->number, (uint64_t)item->number * item->number);
    mention(moment, item);
}

static void take(struct moment *moment, struct acts *acts, const struct item_record *item)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(item->producer, name);
    if (moment->mentioned == item->number && moment->producer == item->producer)
        add(acts, "takes it");
    else
        add(acts, "takes item %" PRIu32 " (%" PRIu64 ") of %s", item->number, (uint64_t)item->number * item->number,
            name);
    mention(moment, item);
}

/* What the worker put or took within the moment. */
static void add_items(struct moment *moment, struct acts *acts, lane_id id)
{
    const struct item_history *items = moment->run->trace->item_history;
    int64_t before = moment->step.from - 1, to = moment->step.to;
    size_t count = acts->count;
    for (uint64_t i = item_history_put_by(items, before), end = item_history_put_by(items, to); i < end; i++)
        if (item_history_at(items, i)->producer == id)
            put(moment, acts, item_history_at(items, i));
    for (uint64_t i = item_history_taken_by(items, before), end = item_history_taken_by(items, to); i < end; i++)
        if (item_history_at(items, i)->consumer == id)
            take(moment, acts, item_history_at(items, i));
    acts->items = acts->count > count;
}

/* The state that the worker is in now, unless what it did says it. */
static void add_state(struct acts *acts, struct segment before, struct segment after)
{
    static const char *const waits[REASON_COUNT] = {[REASON_QUEUE_EMPTY] = " because the queue is empty",
                                                    [REASON_QUEUE_FULL] = " because the queue is full",
                                                    [REASON_LOCK] = " for the lock"};
    static const char *const states[STATE_COUNT] = {
        [STATE_WORKING] = "works", [STATE_SLEEPING] = "sleeps", [STATE_READY] = "is ready", [STATE_DONE] = "is done"};
    bool busy = after.state == STATE_WORKING || after.state == STATE_SLEEPING;
    if ((acts->items && busy) || after.state == before.state || after.state == STATE_IDLE)
        return;
    if (after.state == STATE_WAITING)
        add(acts, "waits%s", waits[after.reason] != NULL ? waits[after.reason] : "");
    else if (after.state == STATE_WORKING && after.item > 0)
        add(acts, "works on item %" PRIu32, after.item);
    else
        add(acts, "%s", states[after.state]);
}

/* False if the worker has no part in the moment. */
static bool find_acts(struct moment *moment, struct acts *acts, lane_id id)
{
    struct segment before = runs_segment_at(moment->run, id, moment->step.from - 1, moment->now);
    struct segment after = runs_segment_at(moment->run, id, moment->step.to, moment->now);
    begin(acts, id, before);
    size_t count = acts->count;
    add_items(moment, acts, id);
    add_state(acts, before, after);
    if (acts->count == 0)
        add(acts, "goes on");
    return acts->count > count || (before.start != after.start && after.state != STATE_IDLE);
}

void step_write(char *text, size_t size, const struct scene_run *run, struct step step, int64_t now)
{
    struct moment moment = {.run = run, .step = step, .now = now, .producer = LANE_NONE};
    struct acts acts;
    int workers = 0;
    text[0] = '\0';
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < runs_lane_count(run, kind); i++) {
            if (!find_acts(&moment, &acts, lane_id_of(kind, (uint32_t)i)) || workers++ >= SENTENCES_MAX)
                continue;
            format_append(text, size, "%s%s ", workers > 1 ? " " : "", acts.subject);
            for (size_t act = 0; act < acts.count; act++)
                format_append(text, size, "%s%s", format_separator(act, acts.count), acts.text[act]);
            format_append(text, size, ".");
        }
    if (workers > SENTENCES_MAX)
        format_append(text, size, " %d more do something.", workers - SENTENCES_MAX);
}

/* ---- The log ---- */

int event_line(const struct event *event, int64_t start, char line[EVENT_LINE_SIZE])
{
    static const char *const does[] = {[EVENT_PUT] = "puts",
                                       [EVENT_TAKE] = "takes",
                                       [EVENT_DUPLICATE] = "takes a second time",
                                       [EVENT_LOST] = "removes without processing it",
                                       [EVENT_END] = "fails: pop from an empty list",
                                       [EVENT_RESULT] = "receives"};
    char worker[LANE_NAME_SIZE], other[LANE_NAME_SIZE];
    lane_id_name(event->lane, worker);
    lane_id_name(event->other, other);
    bool main_ends = event->kind == EVENT_END && lane_id_kind(event->lane) == LANE_MAIN;
    int words = snprintf(line, EVENT_LINE_SIZE, "%9.3f s  ", units_seconds(event->time - start));
    format_append(line, EVENT_LINE_SIZE, "%s %s", worker, main_ends ? "prints \"finished\"" : does[event->kind]);
    if (event->kind == EVENT_RESULT)
        format_append(line, EVENT_LINE_SIZE, " result number %" PRIu32 ", of %s", event->item, other);
    if (event->kind == EVENT_RESULT || event->kind == EVENT_END)
        return words;
    format_append(line, EVENT_LINE_SIZE, " item %" PRIu32 " (%" PRIu64 ")", event->item,
                  (uint64_t)event->item * event->item);
    if (event->kind != EVENT_PUT)
        format_append(line, EVENT_LINE_SIZE, " of %s", other);
    if (event->kind == EVENT_TAKE)
        format_append(line, EVENT_LINE_SIZE, " after %.3f s", units_seconds(event->time - event->until));
    return words;
}
