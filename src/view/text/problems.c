/* problems — what a run with a classic bug shows, and why a run in a deadlock cannot go on. */
#include "base/format.h"
#include "base/units.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <string.h>

/* The first worker that is in that state for that reason; LANE_NONE: none is. */
static lane_id find(const struct analysis *analysis, enum state state, enum reason reason)
{
    lane_id first = LANE_NONE;
    (void)analysis_find(analysis, state, reason, &first, 1);
    return first;
}

/* ---- Bugs ---- */

/* Of the two that hold a lock each and want the other's, the one of that kind; LANE_NONE: they have not met. */
static lane_id in_circle(const struct analysis *analysis, enum lane_kind kind)
{
    lane_id one = analysis_last(analysis, find(analysis, STATE_WAITING, REASON_LOCK)).other;
    lane_id other = analysis_last(analysis, one).other;
    if (other == LANE_NONE || analysis_last(analysis, other).other != one)
        return LANE_NONE;
    return lane_id_kind(one) == kind ? one : other;
}

static const char *no_start(const struct analysis *analysis)
{
    (void)analysis;
    return "no-start: {objects} {objects:was|were} created, but start() was never called: \"finished\" at once, "
           "{items} "
           "done.";
}

static const char *no_join(const struct analysis *analysis)
{
    if (analysis->run->status == RUN_RUNNING)
        return "no-join: main printed \"finished in {said}\" without waiting. {left} {left:is|are} still running: "
               "{items} done.";
    return "no-join: main printed \"finished in {said}\", but its threads ran for {elapsed}: {items} done.";
}

static const char *poll(const struct analysis *analysis)
{
    if (analysis->stats.latency_first >= NS_PER_MS)
        return "poll: {all} {all:looks|look} every 10 ms instead of waiting for a signal. {looks} found nothing, and "
               "the first item waited {first wait} to be noticed.";
    return "poll: {all} {all:looks|look} every 10 ms instead of waiting for a signal. {looks} found nothing.";
}

static const char *unlocked(const struct analysis *analysis)
{
    if (find(analysis, STATE_DONE, REASON_FAILED) != LANE_NONE)
        return "unlocked: {failed} saw an item, but another consumer took it first: IndexError, pop from empty list. "
               "So far {twice} processed twice, {lost} lost.";
    return "unlocked: between a consumer's look and its pop, another can take the item. So far {twice} processed "
           "twice, {lost} lost.";
}

static const char *block_the_loop(const struct analysis *analysis)
{
    bool runs = analysis->run->status == RUN_RUNNING;
    if (runs && analysis_last(analysis, lane_id_of(LANE_MAIN, 0)).state == STATE_SLEEPING)
        return "block-the-loop: P1 calls time.sleep() instead of await asyncio.sleep(): until it returns the loop "
               "stands still, and nobody else can run.";
    if (runs)
        return "block-the-loop: P1 calls time.sleep() instead of await asyncio.sleep(): each time, until it returns, "
               "nobody else can run.";
    return "block-the-loop: P1 calls time.sleep() instead of await asyncio.sleep(): until it returns nobody else can "
           "run. Overlap {overlap} instead of {possible}.";
}

static const char *lost_wakeup(const struct analysis *analysis)
{
    if (analysis->run->status == RUN_STUCK && find(analysis, STATE_WAITING, REASON_SIGNAL) != LANE_NONE)
        return "lost-wakeup: the signal was sent before {waits} began to wait. {depth} {depth:is|are} in the queue, "
               "and nobody will wake {waits}.";
    return "lost-wakeup: the consumer waits without looking first, so a signal that comes while it is busy is lost. "
           "{depth} {depth:is|are} in the queue.";
}

static const char *deadlock(const struct analysis *analysis)
{
    if (analysis->run->status == RUN_STUCK && in_circle(analysis, LANE_PRODUCER) != LANE_NONE)
        return "deadlock: {P} holds lock A (list) and wants lock B (counter). {C} holds B and wants A. Neither can go "
               "on.";
    return "deadlock: producers lock A (list) and then B (counter), consumers lock B and then A: soon each holds what "
           "the other wants.";
}

/* Each chooses the words for a run with the bug, whether it goes on or has ended. */
static const struct {
    const char *bug;
    const char *(*words)(const struct analysis *analysis);
} bugs[] = {
    {"no-start", no_start},
    {"no-join", no_join},
    {"poll", poll},
    {"unlocked", unlocked},
    {"block-the-loop", block_the_loop},
    {"lost-wakeup", lost_wakeup},
    {"deadlock", deadlock},
};

static void fill_bug(const struct analysis *analysis, const char *row, char *text, size_t size)
{
    const struct stats *stats = &analysis->stats;
    const struct trace *trace = analysis->run->trace;
    int64_t said = analysis_last(analysis, lane_id_of(LANE_MAIN, 0)).start - trace->start;
    double ideal = (double)analysis->run->ideal;
    uint64_t left = (uint64_t)(analysis->workers - analysis_in(analysis, STATE_DONE));
    sentence_fill(row,
                  (const struct field[]){
                      {"objects", format_count((uint64_t)analysis->workers, "Thread object").text},
                      {"items", sentence_items(analysis).text},
                      {"said", format_duration(said, 1).text},
                      {"left", format_count(left, "thread").text},
                      {"elapsed", format_duration(stats->elapsed, 1).text},
                      {"all", subject_every(&analysis->consumers).text},
                      {"looks", format_count(trace->spurious_wakeups, "look").text},
                      {"first wait", format_duration(stats->latency_first, 1).text},
                      {"failed", subject_one(find(analysis, STATE_DONE, REASON_FAILED)).text},
                      {"twice", format_count(trace->duplicates, "item").text},
                      {"lost", format_number((double)trace->lost).text},
                      {"overlap", format_factor(stats->overlap).text},
                      {"possible", format_factor(ideal > 0 ? stats->busy / ideal : 0).text},
                      {"waits", subject_one(find(analysis, STATE_WAITING, REASON_SIGNAL)).text},
                      {"depth", format_count(analysis->depth, "item").text},
                      {"P", subject_one(in_circle(analysis, LANE_PRODUCER)).text},
                      {"C", subject_one(in_circle(analysis, LANE_CONSUMER)).text},
                      {NULL, NULL},
                  },
                  text, size);
}

/* ---- Deadlocks ---- */

/* What producers or consumers wait for, and what only the others, the givers, can do about it. */
static const struct need {
    const char *room, *give, *text;
} needs[] = {
    [LANE_PRODUCER] = {"room", "make room",
                       "the queue is full and {stuck} {stuck:waits|wait} for room. Only {givers} {givers:makes|make} "
                       "room"},
    [LANE_CONSUMER] = {"an item", "put one",
                       "the queue is empty and {stuck} {stuck:waits|wait} for an item. Only {givers} "
                       "{givers:puts|put} one"},
};

static const struct worker_totals *totals_of(const struct analysis *analysis, enum lane_kind kind)
{
    return kind == LANE_PRODUCER ? &analysis->producers : &analysis->consumers;
}

/* Workers of that kind wait, and the others, which could help, are not there. */
static bool is_alone(const struct analysis *analysis, enum lane_kind kind)
{
    const struct worker_totals *givers = totals_of(analysis, kind == LANE_PRODUCER ? LANE_CONSUMER : LANE_PRODUCER);
    return totals_of(analysis, kind)->in[STATE_WAITING] > 0 &&
           givers->in[STATE_IDLE] + givers->in[STATE_DONE] == givers->count;
}

/* What keeps workers from going on. */
static const struct obstacle {
    enum state state;
    enum reason reason;
    const char *text;
} obstacles[] = {
    {STATE_WAITING, REASON_QUEUE_FULL, "{they} {they:waits|wait} for room in the queue"},
    {STATE_WAITING, REASON_QUEUE_EMPTY, "{they} {they:waits|wait} for an item"},
    {STATE_WAITING, REASON_LOCK, "{they} {they:waits|wait} for a lock"},
    {STATE_WAITING, REASON_SIGNAL, "{they} {they:waits|wait} for a signal"},
    {STATE_READY, REASON_TURN, "{they} {they:waits for its|wait for their} turn"},
    {STATE_IDLE, REASON_NONE, "{they} {they:has|have} not started"},
};

/* "P1, P2, P3 and 5 more". */
static struct sentence names_of(const lane_id named[], size_t max, size_t count)
{
    struct sentence names = {""};
    for (size_t i = 0; i < count && i < max; i++)
        format_append(names.text, sizeof names.text, "%s%s", format_separator(i, count > max ? max + 1 : count),
                      subject_one(named[i]).text);
    if (count > max)
        format_append(names.text, sizeof names.text, " and %zu more", count - max);
    return names;
}

/* Each group of workers, and what it waits for. */
static struct sentence groups_of(const struct analysis *analysis)
{
    enum { NAMED = 3 };
    struct sentence groups = {""};
    for (size_t i = 0; i < sizeof obstacles / sizeof *obstacles; i++) {
        lane_id named[NAMED];
        size_t count = analysis_find(analysis, obstacles[i].state, obstacles[i].reason, named, NAMED);
        struct sentence group, names = names_of(named, NAMED, count);
        sentence_fill(obstacles[i].text, (const struct field[]){{"they", names.text}, {NULL, NULL}}, group.text,
                      sizeof group.text);
        if (count > 0)
            format_append(groups.text, sizeof groups.text, "%s%s", groups.text[0] != '\0' ? "; " : "", group.text);
    }
    return groups;
}

/* Where main carries out a worker that waits (its turn), all whose turn would be next wait with it. */
static void write_deadlock(const struct analysis *analysis, char *text, size_t size)
{
    bool starves = analysis->threads > 0 && analysis_in(analysis, STATE_IDLE) > 0;
    bool call = !starves && analysis->turn != LANE_NONE;
    bool producers = starves ? analysis->consumers.in[STATE_IDLE] > 0
                     : call  ? lane_id_kind(analysis->turn) == LANE_PRODUCER
                             : is_alone(analysis, LANE_PRODUCER);
    enum lane_kind kind = producers ? LANE_PRODUCER : LANE_CONSUMER;
    const struct worker_totals *stuck = totals_of(analysis, kind);
    const struct worker_totals *givers = producers ? &analysis->consumers : &analysis->producers;
    const char *row = "Deadlock: {groups}.";
    if (starves)
        row = "Pool starvation: {stuck} {stuck:holds|hold} {threads:the only thread|all threads} and "
              "{stuck:waits|wait} for {room}. Only {idle} could {give}, but {idle:it gets|they get} no thread.";
    else if (call && givers->in[STATE_IDLE] == givers->count)
        row = "Deadlock: {need}, and {givers:starts|start} only after {every} {every:has|have} finished.";
    else if (call)
        row = "Deadlock: {need}, and {givers:goes|go} on only when the turn of {stuck} is over.";
    else if (is_alone(analysis, kind))
        row = givers->in[STATE_DONE] > 0 ? "Deadlock: {need}, but {givers:it has|they have} finished."
                                         : "Deadlock: {need}, but {givers:it has|they have} not started.";
    sentence_fill(row,
                  (const struct field[]){
                      {"stuck", (call ? subject_one(analysis->turn) : subject_in(stuck, STATE_WAITING)).text},
                      {"every", subject_every(stuck).text},
                      {"givers", subject_the(givers).text},
                      {"idle", subject_in(givers, STATE_IDLE).text},
                      {"threads", format_count((uint64_t)analysis->threads, "thread").text},
                      {"need", needs[kind].text},
                      {"room", needs[kind].room},
                      {"give", needs[kind].give},
                      {"groups", groups_of(analysis).text},
                      {NULL, NULL},
                  },
                  text, size);
}

bool problem_write(const struct analysis *analysis, char *text, size_t size)
{
    const char *bug = analysis->run->bug;
    for (size_t i = 0; bug != NULL && i < sizeof bugs / sizeof *bugs; i++)
        if (strcmp(bugs[i].bug, bug) == 0) {
            fill_bug(analysis, bugs[i].words(analysis), text, size);
            return true;
        }
    if (analysis->run->status == RUN_STUCK)
        write_deadlock(analysis, text, size);
    return analysis->run->status == RUN_STUCK;
}

bool sentence_problem(const struct scene_run *run, int64_t now, char *text, size_t size)
{
    struct analysis analysis = analysis_of(run, now);
    return problem_write(&analysis, text, size);
}
