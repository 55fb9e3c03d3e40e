/* code — a program's marks, and from a worker's lane to the line at which it stands. */
#include "view/code.h"

#include "view/runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Marks ---- */

static const struct {
    const char *words;
    enum code_place else_at; /* where the program has no such mark */
} places[PLACE_COUNT] = {
    [PLACE_NONE] = {"", PLACE_NONE},
    [PLACE_BEGINS] = {"begins", PLACE_NONE},
    [PLACE_WORKS] = {"works", PLACE_NONE},
    [PLACE_SLEEPS] = {"sleeps", PLACE_NONE},
    [PLACE_PUTS] = {"puts", PLACE_GETS},  /* a consumer gets */
    [PLACE_GETS] = {"gets", PLACE_WORKS}, /* a task has no queue */
    [PLACE_WAITS_FOR_ROOM] = {"waits for room", PLACE_PUTS},
    [PLACE_WAITS_FOR_ITEM] = {"waits for an item", PLACE_GETS},
    [PLACE_WAITS_FOR_LOCK] = {"waits for the lock", PLACE_PUTS},
    [PLACE_WAITS_FOR_SECOND_LOCK] = {"waits for the second lock", PLACE_WAITS_FOR_LOCK},
    [PLACE_WAITS_FOR_SIGNAL] = {"waits for a signal", PLACE_WAITS_FOR_ITEM},
    [PLACE_WAITS_TO_LOOK] = {"waits to look again", PLACE_GETS},
    [PLACE_WAITS_BETWEEN] = {"waits in between", PLACE_WORKS},
    [PLACE_FAILS] = {"fails", PLACE_ENDS},
    [PLACE_ENDS] = {"ends", PLACE_NONE},
    [PLACE_CALLS_PRODUCER] = {"calls a producer", PLACE_RUNS_LOOP},
    [PLACE_CALLS_CONSUMER] = {"calls a consumer", PLACE_RUNS_LOOP},
    [PLACE_CALLS_TASK] = {"calls a task", PLACE_RUNS_LOOP},
    [PLACE_RUNS_LOOP] = {"runs the loop", PLACE_NONE},
    [PLACE_STARTS] = {"starts", PLACE_NONE},
    [PLACE_JOINS] = {"joins", PLACE_NONE},
    [PLACE_GETS_RESULT] = {"gets the result", PLACE_NONE},
};

/* Of a mark that is every worker's of its kind the index is LANE_ANY. */
enum { LANE_ANY = 0xffffff };

/* "producer ", "P1 ": returns what follows; NULL: it is no such word. */
static const char *read_who(const char *text, lane_id *who)
{
    static const struct {
        const char *word;
        enum lane_kind kind;
    } words[] = {
        {"producer ", LANE_PRODUCER}, {"consumer ", LANE_CONSUMER}, {"task ", LANE_TASK}, {"main ", LANE_MAIN}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(text, words[i].word, strlen(words[i].word)) == 0) {
            *who = lane_id_of(words[i].kind, LANE_ANY);
            return text + strlen(words[i].word);
        }
    static const struct {
        const char *prefix;
        enum lane_kind kind;
    } names[] = {{"P", LANE_PRODUCER}, {"C", LANE_CONSUMER}, {"Task-", LANE_TASK}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i].prefix);
        char *end;
        unsigned long number = strncmp(text, names[i].prefix, length) == 0 ? strtoul(text + length, &end, 10) : 0;
        if (number == 0 || number > PLAN_WORKERS_MAX || *end != ' ')
            continue;
        *who = lane_id_of(names[i].kind, (uint32_t)number - 1);
        return end + 1;
    }
    return NULL;
}

static void add_mark(struct code *code, lane_id who, enum code_place place)
{
    if (lane_id_index(who) == LANE_ANY)
        code->places[lane_id_kind(who)][place] = (int16_t)code->count;
    else if (code->named_count < CODE_NAMED_MAX) {
        code->named[code->named_count].lane = who;
        code->named[code->named_count].place = place;
        code->named[code->named_count++].line = code->count;
    }
}

/* Takes in a comment of marks alone. False: it is another comment. */
static bool read_marks(struct code *code, const char *text)
{
    for (bool more = true; more;) {
        lane_id who;
        const char *what = read_who(text, &who);
        if (what == NULL)
            return false;
        size_t length = strcspn(what, ",\n");
        enum code_place place = PLACE_COUNT;
        while (--place > PLACE_NONE &&
               (strlen(places[place].words) != length || strncmp(places[place].words, what, length) != 0))
            continue;
        if (place == PLACE_NONE)
            return false;
        add_mark(code, who, place);
        more = what[length] == ',';
        text = what + length + (more ? strspn(what + length, ", ") : 0);
    }
    return true;
}

void code_add_line(struct code *code, const char *line)
{
    if (code->count == CODE_LINES_MAX)
        return;
    size_t length = strcspn(line, "\n");
    code->count++;
    const char *comment = line;
    while ((comment = strstr(comment, code->comment)) != NULL && !read_marks(code, comment + strlen(code->comment)))
        comment++;
    if (comment != NULL)
        length = (size_t)(comment - line);
    while (length > 0 && line[length - 1] == ' ')
        length--;
    (void)snprintf(code->lines[code->count - 1], CODE_LINE_SIZE, "%.*s", (int)length, line);
}

int code_line_at(const struct code *code, lane_id id, enum code_place place)
{
    for (; place != PLACE_NONE; place = places[place].else_at) {
        for (int i = 0; i < code->named_count; i++)
            if (code->named[i].lane == id && code->named[i].place == place)
                return code->named[i].line;
        if (code->places[lane_id_kind(id)][place] != 0)
            return code->places[lane_id_kind(id)][place];
    }
    return 0;
}

/* ---- Where a worker stands ---- */

/* A worker's lane in a run, as it is known now. */
struct story {
    const struct trace *trace;
    const struct lane *lane;
    lane_id id;
    int64_t now;
};

/* Whether the worker put or took an item within [from, to]. */
static bool moved(const struct story *story, int64_t from, int64_t to)
{
    for (size_t i = trace_log_count(story->trace, to); i-- > 0;) {
        const struct event *event = trace_log_event(story->trace, i);
        if (event->time < from)
            return false;
        if (event->lane == story->id && event->kind != EVENT_COUNTER_READ && event->kind != EVENT_COUNTER_WRITE &&
            event->kind != EVENT_UPDATE_LOST)
            return true;
    }
    return false;
}

static enum code_place place_in(const struct story *story, size_t index, int64_t time);

static enum code_place place_before(const struct story *story, size_t index)
{
    return index > 0 ? place_in(story, index - 1, lane_segment(story->lane, index, story->now).start) : PLACE_BEGINS;
}

/* In the loop it is not interrupted while it works: it lets others go first where its sleep has no length. */
static enum code_place place_ready(const struct story *story, size_t index, int64_t time)
{
    struct segment segment = lane_segment(story->lane, index, story->now);
    bool to_work = segment.reason == REASON_GIL || segment.reason == REASON_CORE;
    if (to_work && segment.item != 0)
        return PLACE_WORKS;
    enum code_place before = place_before(story, index);
    bool yields = segment.reason == REASON_LOOP && (before == PLACE_WORKS || moved(story, segment.start, time));
    return yields ? PLACE_SLEEPS : before;
}

/* A wait for a condition takes the lock again before it ends. */
static enum code_place place_at_lock(const struct story *story, size_t index)
{
    struct segment segment = lane_segment(story->lane, index, story->now);
    for (size_t i = index; i-- > 0;) {
        struct segment before = lane_segment(story->lane, i, story->now);
        bool waited = before.state == STATE_WAITING && before.reason != REASON_LOCK;
        if (waited && before.reason <= REASON_SIGNAL && !moved(story, before.start, segment.start))
            return place_in(story, i, segment.start);
        if (before.state != STATE_READY && before.reason != REASON_LOCK)
            break;
    }
    bool second = lane_id_is_worker(segment.other) && lane_id_kind(segment.other) != lane_id_kind(story->id);
    return second ? PLACE_WAITS_FOR_SECOND_LOCK : PLACE_WAITS_FOR_LOCK;
}

static enum code_place place_in(const struct story *story, size_t index, int64_t time)
{
    static const enum code_place by_state[STATE_COUNT] = {[STATE_IDLE] = PLACE_BEGINS,
                                                          [STATE_WORKING] = PLACE_WORKS,
                                                          [STATE_SLEEPING] = PLACE_SLEEPS,
                                                          [STATE_DONE] = PLACE_ENDS};
    static const enum code_place by_reason[REASON_COUNT] = {
        [REASON_QUEUE_EMPTY] = PLACE_WAITS_FOR_ITEM, [REASON_QUEUE_FULL] = PLACE_WAITS_FOR_ROOM,
        [REASON_SIGNAL] = PLACE_WAITS_FOR_SIGNAL,    [REASON_RETRY] = PLACE_WAITS_TO_LOOK,
        [REASON_WINDOW] = PLACE_WAITS_BETWEEN,       [REASON_FAILED] = PLACE_FAILS};
    struct segment segment = lane_segment(story->lane, index, story->now);
    if (segment.state == STATE_READY)
        return place_ready(story, index, time);
    if (segment.state == STATE_WAITING && segment.reason == REASON_LOCK)
        return place_at_lock(story, index);
    if (segment.state == STATE_WORKING && segment.item == 0) /* a process receives one */
        return PLACE_GETS;
    if (segment.reason == REASON_KILLED) /* it is gone */
        return PLACE_NONE;
    bool told = segment.state == STATE_WAITING || segment.reason == REASON_FAILED;
    return told ? by_reason[segment.reason] : by_state[segment.state];
}

static enum code_place place_of_main(struct segment segment)
{
    static const enum code_place by_reason[REASON_COUNT] = {[REASON_START] = PLACE_STARTS,
                                                            [REASON_RESULT] = PLACE_GETS_RESULT,
                                                            [REASON_JOIN] = PLACE_JOINS,
                                                            [REASON_POLL] = PLACE_RUNS_LOOP};
    if (segment.state == STATE_DONE)
        return segment.reason == REASON_FAILED ? PLACE_GETS_RESULT : PLACE_ENDS;
    if (segment.reason == REASON_TURN)
        return lane_id_kind(segment.other) == LANE_CONSUMER ? PLACE_CALLS_CONSUMER
               : lane_id_kind(segment.other) == LANE_TASK   ? PLACE_CALLS_TASK
                                                            : PLACE_CALLS_PRODUCER;
    return by_reason[segment.reason];
}

/* A program's end has no event of its own, unless it is an exception. */
static bool has_ended(const struct scene_run *run, int64_t time)
{
    bool failed = runs_segment_at(run, lane_id_of(LANE_MAIN, 0), time, time).reason == REASON_FAILED;
    return run->status == RUN_FINISHED && time >= run->trace->closed && !failed;
}

enum code_place code_place_of(const struct scene_run *run, lane_id id, int64_t time, int64_t now)
{
    const struct lane *lane = trace_lane(run->trace, id);
    if (lane_id_kind(id) == LANE_MAIN)
        return has_ended(run, time) ? PLACE_ENDS : place_of_main(runs_segment_at(run, id, time, now));
    if (lane == NULL)
        return PLACE_BEGINS;
    if (time < lane_detail_from(lane))
        return PLACE_NONE;
    struct story story = {.trace = run->trace, .lane = lane, .id = id, .now = now};
    return place_in(&story, lane_find(lane, time, now), time);
}

int code_line_of(const struct code *code, const struct scene_run *run, lane_id id, int64_t time, int64_t now)
{
    return code_line_at(code, id, code_place_of(run, id, time, now));
}
