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
#include <string.h>

enum {
    ACTS_MAX = 4,
    ACT_SIZE = 48,
    SENTENCE_MAX = 256,
    SENTENCES_MAX = 130 /* characters: two rows with what more do */
};

struct moment {
    const struct scene_run *run;
    struct step step;
    int64_t now;
    const struct item_record *mentioned; /* the item named last: "it" from then on */
};

/* What one worker does: "wakes up", "puts item 5 (25)", "sleeps". */
struct acts {
    char subject[ACT_SIZE]; /* "P1", "C1, which waited for an item," */
    char text[ACTS_MAX][ACT_SIZE];
    size_t count;
    bool items; /* it put or took one */
    bool task;  /* it has no items of its own, it is one */
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

static void begin(struct acts *acts, lane_id id, struct segment before)
{
    static const char *const ended[STATE_COUNT] = {[STATE_IDLE] = "starts",
                                                   [STATE_WORKING] = "has finished computing",
                                                   [STATE_SLEEPING] = "wakes up",
                                                   [STATE_DONE] = "returns"};
    static const char *const waited[REASON_COUNT] = {
        [REASON_QUEUE_EMPTY] = " for an item", [REASON_QUEUE_FULL] = " for room", [REASON_LOCK] = " for the lock"};
    static const char *const got[REASON_COUNT] = {[REASON_LOOP] = "gets the loop",
                                                  [REASON_TURN] = "has its turn",
                                                  [REASON_CORE] = "gets a core",
                                                  [REASON_GIL] = "gets the GIL"};
    const char *why = waited[before.reason], *next = got[before.reason];
    *acts = (struct acts){.task = lane_id_kind(id) == LANE_TASK};
    lane_id_name(id, acts->subject);
    if (before.state == STATE_WAITING)
        format_append(acts->subject, ACT_SIZE, ", which waited%s,", why != NULL ? why : "");
    else if (before.state == STATE_READY)
        add(acts, "%s", next != NULL ? next : "wakes up");
    else
        add(acts, "%s", ended[before.state]);
}

/* "item 5 (25)". */
static struct sentence name_of(uint32_t item)
{
    struct sentence name;
    (void)snprintf(name.text, sizeof name.text, "item %" PRIu32 " (%" PRIu64 ")", item, (uint64_t)item * item);
    return name;
}

/* What it did to the shared counter: read it or wrote it. */
static void add_counter(const struct moment *moment, struct acts *acts, lane_id id, bool reads)
{
    const struct trace *trace = moment->run->trace;
    size_t end = trace_log_count(trace, moment->step.to);
    for (size_t i = trace_log_count(trace, moment->step.from - 1); i < end; i++) {
        const struct event *event = trace_log_event(trace, i);
        if (event->lane != id || (event->kind == EVENT_COUNTER_READ) != reads)
            continue;
        if (reads)
            add(acts, "reads %" PRIu32 " from the counter", event->item);
        else if (event->kind == EVENT_COUNTER_WRITE)
            add(acts, "writes %" PRIu32 " to the counter", event->item);
        else if (event->kind == EVENT_UPDATE_LOST)
            add(acts, "writes %" PRIu32 " to the counter over %s's update", event->item,
                subject_one(event->other).text);
    }
}

static void add_items(struct moment *moment, struct acts *acts, lane_id id)
{
    const struct item_history *items = moment->run->trace->item_history;
    for (int taken = 0; taken < 2; taken++) {
        uint64_t (*count_by)(const struct item_history *, int64_t) =
            taken ? item_history_taken_by : item_history_put_by;
        uint64_t end = count_by(items, moment->step.to);
        for (uint64_t i = count_by(items, moment->step.from - 1); i < end; i++) {
            const struct item_record *item = item_history_at(items, i);
            if ((taken ? item->consumer : item->producer) != id)
                continue;
            if (!taken)
                add(acts, "puts %s", name_of(item->number).text);
            else if (moment->mentioned == item)
                add(acts, "takes it");
            else
                add(acts, "takes %s of %s", name_of(item->number).text, subject_one(item->producer).text);
            acts->items = true;
            moment->mentioned = item;
        }
    }
}

/* The state that the worker is in now, unless what it did says it. */
static void add_state(struct acts *acts, struct segment before, struct segment after)
{
    static const char *const waits[REASON_COUNT] = {[REASON_QUEUE_EMPTY] = "waits because the queue is empty",
                                                    [REASON_QUEUE_FULL] = "waits because the queue is full",
                                                    [REASON_LOCK] = "waits for the lock",
                                                    [REASON_RETRY] = "looks and finds nothing",
                                                    [REASON_WINDOW] = "waits between two steps"};
    static const char *const states[STATE_COUNT] = {
        [STATE_WORKING] = "works", [STATE_SLEEPING] = "sleeps", [STATE_READY] = "is ready", [STATE_DONE] = "is done"};
    bool busy = after.state == STATE_WORKING || after.state == STATE_SLEEPING;
    bool same_wait = after.reason == before.reason && after.reason != REASON_RETRY;
    bool same = after.start == before.start || (after.state == before.state && (busy || same_wait));
    if ((acts->items && busy) || same || after.state == STATE_IDLE)
        return;
    if (after.state == STATE_WAITING)
        add(acts, "%s", waits[after.reason] != NULL ? waits[after.reason] : "waits");
    else if (after.reason == REASON_FAILED)
        add(acts, "fails with an error");
    else if (after.state == STATE_WORKING && after.item > 0 && !acts->task)
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
    add_counter(moment, acts, id, false);
    add_items(moment, acts, id);
    add_counter(moment, acts, id, true);
    add_state(acts, before, after);
    bool waits_on = before.state == STATE_WAITING && after.state == STATE_WAITING && before.reason == after.reason;
    return acts->count > count ||
           (acts->count > 0 && before.start != after.start && after.state != STATE_IDLE && !waits_on);
}

/* "P1 wakes up and puts item 5 (25)." */
static void write_acts(const struct acts *acts, char *text, size_t size)
{
    (void)snprintf(text, size, "%s ", acts->subject);
    for (size_t act = 0; act < acts->count; act++)
        format_append(text, size, "%s%s", format_separator(act, acts->count), acts->text[act]);
    format_append(text, size, ".");
}

void step_write(char *text, size_t size, const struct scene_run *run, struct step step, int64_t now)
{
    struct moment moment = {.run = run, .step = step, .now = now};
    struct acts acts;
    int more = 0;
    text[0] = '\0';
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < runs_lane_count(run, kind); i++) {
            char one[SENTENCE_MAX];
            if (!find_acts(&moment, &acts, lane_id_of(kind, (uint32_t)i)))
                continue;
            write_acts(&acts, one, sizeof one);
            if (more > 0 || (text[0] != '\0' && strlen(text) + strlen(one) > SENTENCES_MAX))
                more++;
            else
                format_append(text, size, "%s%s", text[0] != '\0' ? " " : "", one);
        }
    if (more > 0)
        format_append(text, size, " %d more %s something.", more, more == 1 ? "does" : "do");
}

/* ---- The log ---- */

int event_line(const struct event *event, int64_t start, char line[EVENT_LINE_SIZE])
{
    static const char *const rows[] = {
        [EVENT_PUT] = "{worker} puts {item}",
        [EVENT_TAKE] = "{worker} takes {item} of {other} {age}",
        [EVENT_DUPLICATE] = "{worker} takes {item} of {other} a second time",
        [EVENT_LOST] = "{worker} removes {item} of {other} without processing it",
        [EVENT_END] = "{worker} fails: {error}",
        [EVENT_FINISHED] = "{worker} has finished",
        [EVENT_RESULT] = "{worker} receives result number {result}, of {other}{exception}",
        [EVENT_COUNTER_READ] = "{worker} reads {count} from the counter",
        [EVENT_COUNTER_WRITE] = "{worker} writes {count} to the counter",
        [EVENT_UPDATE_LOST] = "{worker} writes {count} to the counter over {other}'s update",
        [EVENT_KILLED] = "{worker} is killed{loss}",
    };
    bool main_ends = event->kind == EVENT_END && lane_id_kind(event->lane) == LANE_MAIN;
    int words = snprintf(line, EVENT_LINE_SIZE, "%9.3f s  ", units_seconds(event->time - start));
    struct format age;
    if (event->time - event->until < NS_PER_MS / 2)
        (void)snprintf(age.text, sizeof age.text, "at once");
    else
        (void)snprintf(age.text, sizeof age.text, "after %.3f s", units_seconds(event->time - event->until));
    sentence_fill(main_ends ? "{worker} prints \"finished\"" : rows[event->kind],
                  (const struct field[]){
                      {"worker", subject_one(event->lane).text},
                      {"other", subject_one(event->other).text},
                      {"item", name_of(event->item).text},
                      {"result", format_number(event->item).text},
                      {"count", format_number(event->item).text},
                      {"age", age.text},
                      {"error", lane_id_kind(event->lane) == LANE_CONSUMER ? "pop from an empty list" : "an exception"},
                      {"exception", event->reason == REASON_FAILED ? ": its exception" : ""},
                      {"loss", event->item != 0 ? ": its {thing} is lost" : ""},
                      {"thing", lane_id_kind(event->lane) == LANE_TASK ? "result" : "item"},
                      {NULL, NULL},
                  },
                  line + words, EVENT_LINE_SIZE - (size_t)words);
    return words;
}
