/*
 * step_text — what happened at one moment, as a sentence; see the header.
 *
 * A clause a worker whose lane changed or that put or took an item: what it comes from, then what it does. Producers
 * come first and then who took their items: cause before effect.
 */
#include "view/text/step_text.h"

#include "view/panels/lanes.h"

#include <inttypes.h>
#include <stdio.h>

enum { CLAUSES_MAX = 3, CLAUSE_SIZE = 160 };

struct story {
    const struct scene_run *run;
    struct step shown_at;
    int64_t now;
    uint32_t mentioned; /* the item named last, of this producer: "it" from then on */
    lane_id producer;
};

struct clause {
    char text[CLAUSE_SIZE];
    size_t length;
    int acts; /* so far */
};

static void append(struct clause *clause, const char *text)
{
    int length = snprintf(clause->text + clause->length, CLAUSE_SIZE - clause->length, "%s", text);
    clause->length += (size_t)length < CLAUSE_SIZE - clause->length ? (size_t)length : 0;
}

/* "P1 wakes: puts item 5 (25), sleeps": acts are set apart from what comes before them. */
static void append_act(struct clause *clause, const char *first, const char *act)
{
    append(clause, clause->acts++ == 0 ? first : ", ");
    append(clause, act);
}

/* What the worker comes from; returns what its first act is set apart by. */
static const char *begin(struct clause *clause, lane_id id, struct segment before)
{
    static const char *const leads[STATE_COUNT] = {[STATE_IDLE] = " starts",
                                                   [STATE_WORKING] = " has worked",
                                                   [STATE_SLEEPING] = " wakes",
                                                   [STATE_DONE] = " returns"};
    static const char *const waits[REASON_COUNT] = {[REASON_QUEUE_EMPTY] = ", which waited for an item,",
                                                    [REASON_QUEUE_FULL] = ", which waited for room,",
                                                    [REASON_LOCK] = ", which waited for the lock,"};
    static const char *const turns[REASON_COUNT] = {
        [REASON_LOOP] = " gets the loop", [REASON_TURN] = " has its turn", [REASON_CORE] = " gets a core"};
    char name[LANE_NAME_SIZE];
    lane_id_name(id, name);
    append(clause, name);
    if (before.state == STATE_WAITING) {
        append(clause, waits[before.reason] != NULL ? waits[before.reason] : ", which waited,");
        return " ";
    }
    if (before.state == STATE_READY)
        append(clause, turns[before.reason] != NULL ? turns[before.reason] : " goes on");
    else
        append(clause, leads[before.state]);
    return ": ";
}

static void put(struct story *story, struct clause *clause, const char *first, const struct item_record *record)
{
    char act[64];
    (void)snprintf(act, sizeof act, "puts item %" PRIu32 " (%" PRIu64 ")", record->number,
                   (uint64_t)record->number * record->number);
    append_act(clause, first, act);
    story->mentioned = record->number;
    story->producer = record->producer;
}

static void take(struct story *story, struct clause *clause, const char *first, const struct item_record *record)
{
    char act[64], name[LANE_NAME_SIZE];
    lane_id_name(record->producer, name);
    if (story->mentioned == record->number && story->producer == record->producer)
        (void)snprintf(act, sizeof act, "takes it");
    else
        (void)snprintf(act, sizeof act, "takes item %" PRIu32 " (%" PRIu64 ") of %s", record->number,
                       (uint64_t)record->number * record->number, name);
    append_act(clause, first, act);
    story->mentioned = record->number;
    story->producer = record->producer;
}

/* What the worker put or took within the moment. */
static void tell_items(struct story *story, struct clause *clause, const char *first, lane_id id)
{
    const struct item_history *item_history = story->run->trace->item_history;
    int64_t before = story->shown_at.from - 1, to = story->shown_at.to;
    for (uint64_t i = item_history_put_by(item_history, before), end = item_history_put_by(item_history, to); i < end;
         i++)
        if (item_history_at(item_history, i)->producer == id)
            put(story, clause, first, item_history_at(item_history, i));
    for (uint64_t i = item_history_taken_by(item_history, before), end = item_history_taken_by(item_history, to);
         i < end; i++)
        if (item_history_at(item_history, i)->consumer == id)
            take(story, clause, first, item_history_at(item_history, i));
}

/* The state that the worker is in now, where what it did does not say it. */
static void tell_state(struct clause *clause, const char *first, struct segment before, struct segment after)
{
    static const char *const waits[REASON_COUNT] = {[REASON_QUEUE_EMPTY] = "waits, for the queue is empty",
                                                    [REASON_QUEUE_FULL] = "waits, for the queue is full",
                                                    [REASON_LOCK] = "waits for the lock"};
    static const char *const states[STATE_COUNT] = {
        [STATE_WORKING] = "works", [STATE_SLEEPING] = "sleeps", [STATE_READY] = "is ready", [STATE_DONE] = "is done"};
    bool told = clause->acts > 0 && (after.state == STATE_WORKING || after.state == STATE_SLEEPING);
    if (told || after.state == before.state || after.state == STATE_IDLE)
        return;
    char work[32];
    (void)snprintf(work, sizeof work, "works on item %" PRIu32, after.item);
    if (after.state == STATE_WAITING)
        append_act(clause, first, waits[after.reason] != NULL ? waits[after.reason] : "waits");
    else if (after.state == STATE_WORKING && after.item > 0)
        append_act(clause, first, work);
    else
        append_act(clause, first, states[after.state]);
}

/* False where the worker has no part in it. */
static bool tell(struct story *story, struct clause *clause, lane_id id)
{
    *clause = (struct clause){.text = ""};
    struct segment before = lanes_at(story->run, id, story->shown_at.from - 1, story->now);
    struct segment after = lanes_at(story->run, id, story->shown_at.to, story->now);
    const char *first = begin(clause, id, before);
    tell_items(story, clause, first, id);
    tell_state(clause, first, before, after);
    return clause->acts > 0 || (before.start != after.start && after.state != STATE_IDLE);
}

void step_text_write(char *text, size_t size, const struct scene_run *run, struct step shown_at, int64_t now)
{
    struct story story = {.run = run, .shown_at = shown_at, .now = now, .producer = LANE_NONE};
    struct clause clause;
    int told = 0, more = 0;
    size_t length = 0;
    text[0] = '\0';
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (int i = 0; i < lanes_count(run, kind); i++) {
            if (!tell(&story, &clause, lane_id_of(kind, (uint32_t)i)))
                continue;
            if (told++ >= CLAUSES_MAX)
                more++;
            else if (length < size)
                length += (size_t)snprintf(text + length, size - length, "%s%s", told > 1 ? "; " : "", clause.text);
        }
    if (more > 0 && length < size)
        length += (size_t)snprintf(text + length, size - length, "; and %d more", more);
    if (told > 0 && length < size)
        (void)snprintf(text + length, size - length, ".");
}
