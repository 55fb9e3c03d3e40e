/* problems — what a run with a classic bug or a killed process shows. */
#include "base/format.h"
#include "base/minmax.h"
#include "base/units.h"
#include "view/runs.h"
#include "view/text/captions.h"

#include <string.h>

/* The first worker that is in a state for a reason; LANE_NONE: there is none. */
static lane_id find(const struct analysis *analysis, enum state state, enum reason reason)
{
    lane_id first = LANE_NONE;
    (void)analysis_find(analysis, state, reason, &first, 1);
    return first;
}

/* Of the two that hold a lock each and want the other's, the one of that kind; LANE_NONE: they have not met. */
static lane_id in_circle(const struct analysis *analysis, enum lane_kind kind)
{
    lane_id one = analysis_last(analysis, find(analysis, STATE_WAITING, REASON_LOCK)).other;
    lane_id other = analysis_last(analysis, one).other;
    if (other == LANE_NONE || analysis_last(analysis, other).other != one)
        return LANE_NONE;
    return lane_id_kind(one) == kind ? one : other;
}

/* The one worker that has begun and not ended: "P1"; "each" while there is none. */
static struct format begun_in(const struct analysis *analysis)
{
    for (enum state state = STATE_WORKING; state < STATE_DONE; state++)
        if (analysis->in[state] > 0)
            return subject_one(analysis->producers.in[state] > 0 ? analysis->producers.first_in[state]
                                                                 : analysis->consumers.first_in[state]);
    return (struct format){"each"};
}

/* The least time in which the work can be done in the mode: the ideal, and what all compute on the cores that they
 * have, which is one with a GIL or a loop. (Which consumer takes an item, and with it its time, differs.) 0: not known.
 */
static int64_t least_of(const struct analysis *analysis)
{
    const struct scene_run *run = analysis->run;
    const struct plan *plan = &run->plan;
    bool one = mode_has_gil(run->mode, plan) || strcmp(run->mode->name, "async") == 0;
    int64_t cores = one ? 1 : plan->cores;
    int64_t taken = plan->tasks > 0 ? 0 : (int64_t)analysis->stats.consumed;
    int64_t computed = taken * (plan->consume.min * plan->cpu_percent / 100);
    for (enum lane_kind kind = LANE_PRODUCER; kind < LANE_CONSUMER; kind++)
        for (int i = 0; i < runs_lane_count(run, kind); i++)
            computed += stats_worker(run->trace, lane_id_of(kind, (uint32_t)i), analysis->now).ns[STATE_WORKING];
    return run->changed || run->ideal <= 0 ? 0 : MAX(run->ideal, cores > 0 ? computed / cores : 0);
}

/* How long the newest items waited on average in the queue while their consumer slept until its next look; 0: none did.
 */
static int64_t late_of(const struct analysis *analysis)
{
    enum { NEWEST = 100 };
    const struct item_history *items = analysis->run->trace->item_history;
    uint64_t first = items->taken > NEWEST ? items->taken - NEWEST : 0;
    int64_t late = 0, count = 0;
    for (uint64_t i = first > items->first ? first : items->first; i < items->taken; i++) {
        const struct item_record *item = item_history_at(items, i);
        struct segment wait = runs_segment_at(analysis->run, item->consumer, item->taken - 1, analysis->now);
        if (wait.reason != REASON_RETRY || item->put < wait.start)
            continue;
        late += item->taken - item->put;
        count++;
    }
    return count > 0 ? late / count : 0;
}

/* Who took away what the consumer that failed had seen: of two the other one, else the last to take an item before. */
static struct format rival_of(const struct analysis *analysis, lane_id failed)
{
    const struct item_history *items = analysis->run->trace->item_history;
    uint64_t taken = item_history_taken_by(items, analysis_last(analysis, failed).start);
    lane_id last = taken > items->first ? item_history_at(items, taken - 1)->consumer : LANE_NONE;
    if (analysis->consumers.count == 2)
        last = lane_id_of(LANE_CONSUMER, lane_id_index(failed) == 0);
    return last != LANE_NONE && last != failed ? subject_one(last) : (struct format){"another consumer"};
}

/* Of the bug hold-while-sleeping: who has the lock works or sleeps. */
static lane_id holder(const struct analysis *analysis)
{
    lane_id sleeps = find(analysis, STATE_SLEEPING, REASON_NONE);
    return sleeps != LANE_NONE ? sleeps : find(analysis, STATE_WORKING, REASON_NONE);
}

/* Of a run whose processes were killed, whether it goes on or has finished; NULL: none was. */
static const char *words_of_killed(const struct analysis *analysis)
{
    if (analysis->run->trace->killed > 0 && analysis->run->status == RUN_RUNNING)
        return "{who} killed{loss}; the others go on.";
    if (analysis->run->trace->killed > 0 && analysis->run->status == RUN_FINISHED)
        return "{who} killed{loss}. {items} done in {elapsed}.";
    return NULL;
}

/* ---- Bugs: what is said of each, and when ---- */

static bool runs(const struct analysis *analysis)
{
    return analysis->run->status == RUN_RUNNING;
}

static bool has_finished(const struct analysis *analysis)
{
    return analysis->run->status == RUN_FINISHED;
}

static bool is_stuck(const struct analysis *analysis)
{
    return analysis->run->status == RUN_STUCK;
}

/* The first worker, which does something that no other does, has not ended. */
static bool first_goes_on(const struct analysis *analysis)
{
    return runs(analysis) && analysis_last(analysis, lane_id_of(analysis->producers.kind, 0)).state != STATE_DONE;
}

static bool has_failed(const struct analysis *analysis)
{
    return find(analysis, STATE_DONE, REASON_FAILED) != LANE_NONE;
}

static bool has_not_failed(const struct analysis *analysis)
{
    return !has_failed(analysis);
}

static bool takes_late(const struct analysis *analysis)
{
    return runs(analysis) && late_of(analysis) > 0;
}

static bool took_late(const struct analysis *analysis)
{
    return late_of(analysis) > 0;
}

static bool has_lost_updates(const struct analysis *analysis)
{
    return analysis->run->trace->updates > analysis->run->trace->counter;
}

static bool holds_up_others(const struct analysis *analysis)
{
    return runs(analysis) && holder(analysis) != LANE_NONE && find(analysis, STATE_WAITING, REASON_LOCK) != LANE_NONE;
}

static bool waits_for_ever(const struct analysis *analysis)
{
    return is_stuck(analysis) && find(analysis, STATE_WAITING, REASON_SIGNAL) != LANE_NONE;
}

static bool has_circle(const struct analysis *analysis)
{
    return is_stuck(analysis) && in_circle(analysis, LANE_PRODUCER) != LANE_NONE;
}

/* Of two bugs in which main waits for each worker before the next begins. */
static const char one_by_one_stuck[] =
    "{bug}: {join} waits for {begun} to end, and {begun} waits for {wanted}. {idle} will never begin.";
static const char one_by_one_finished[] =
    "{bug}: {join} waited for each before the next began: {elapsed}, overlap {overlap}.{at best}";
static const char one_by_one[] = "{bug}: {join} waits for {begun} to end before the next begins{rest}.";

/* The first row of a bug that is so holds; one without a condition comes last. */
static const struct row {
    const char *bug;
    bool (*is_so)(const struct analysis *analysis); /* NULL: else */
    const char *text;                               /* NULL: what any deadlock shows */
} rows[] = {
    {"no-start", NULL,
     "{bug}: {objects} {objects:was|were} {created}() was never called: \"finished\" at once, {items} done."},
    {"no-join", runs,
     "{bug}: main printed \"finished in {said}\" without waiting. {left} {left:is|are} still running."},
    {"no-join", NULL, "{bug}: main printed \"finished in {said}\", but its threads ran for {elapsed}: {items} done."},
    {"join-in-loop", is_stuck, one_by_one_stuck},
    {"join-in-loop", has_finished, one_by_one_finished},
    {"join-in-loop", NULL, one_by_one},
    {"await-one-by-one", is_stuck, one_by_one_stuck},
    {"await-one-by-one", has_finished, one_by_one_finished},
    {"await-one-by-one", NULL, one_by_one},
    {"never-awaited", is_stuck, "{bug}: {P1}, so it never ran. {takers} {takers:waits|wait} for ever: {items} done."},
    {"never-awaited", runs, "{bug}: {P1}, so it never runs."},
    {"never-awaited", NULL, "{bug}: {P1}, so it never ran: {items} done."},
    {"swallowed", is_stuck, NULL},
    {"swallowed", has_not_failed,
     "{bug}: main submits its tasks and asks for no result before all have ended. Nobody will see {an exception} "
     "until then."},
    {"swallowed", has_finished,
     "{bug}: {failed} stopped{at item} with {an exception}. Main learned of it {unseen} later, from {result}: "
     "{items} done."},
    {"swallowed", NULL,
     "{bug}: {failed} stopped{at item} with {an exception}, and nobody has seen it: main has not {asked} yet."},
    {"poll", takes_late,
     "{bug}: {looks again}: {looks} found nothing; items wait {late} on average for the next look."},
    {"poll", runs, "{bug}: {looks again}, instead of waiting for a signal. {looks} found nothing."},
    {"poll", took_late,
     "{bug}: {looked again}: {looks} found nothing; items waited {late} on average for the next look."},
    {"poll", NULL, "{bug}: {looked again}, instead of waiting for a signal. {looks} found nothing."},
    {"unlocked", has_failed, "{bug}: {failed} saw an item, but {rival} took it first: {empty}. {mishaps}"},
    {"unlocked", NULL, "{bug}: when one consumer has looked, another can take the item before it does. {mishaps}"},
    {"two-locks", has_failed, "{bug}: {failed} held one lock, {rival} the other: both were inside: {empty}. {mishaps}"},
    {"two-locks", NULL,
     "{bug}: C1 looks and takes under lock A, C2 under lock B, so neither keeps the other out. {mishaps}"},
    {"counter", has_lost_updates,
     "{bug}: {counter}, should be {updates}: {missing} {missing:was|were} lost. Each worker reads it, works, and "
     "writes the sum; {even}others write in between."},
    {"counter", NULL,
     "{bug}: {counter}, as it should be so far. But each worker reads it, works, and writes the sum, without a "
     "lock."},
    {"block-the-loop", first_goes_on,
     "{bug}: {first} calls {blocking}: each time, until it returns nobody else can run."},
    {"block-the-loop", runs,
     "{bug}: {first} called {blocking}: until it returned nobody else could run. {first} is done now."},
    {"block-the-loop", NULL,
     "{bug}: {first} called {blocking}: until it returned nobody else could run. Overlap {overlap}{instead}."},
    {"lost-wakeup", waits_for_ever,
     "{bug}: the signal was sent before {waits} began to wait. {depth} {depth:is|are} in the queue, and nobody "
     "will wake {waits}."},
    {"lost-wakeup", NULL,
     "{bug}: the consumer waits without looking first, so a signal that comes while it is busy is lost."},
    {"if-not-while", has_failed,
     "{bug}: {failed} was woken for an item, but {rival} took it first. It did not look again (if, not while): "
     "{empty}."},
    {"if-not-while", NULL,
     "{bug}: a consumer that was woken does not look again whether there is an item. Another that comes before it "
     "runs can take it: so far {stolen}."},
    {"deadlock", has_circle,
     "{bug}: {P} holds lock A (list) and wants lock B (counter). {C} holds B and wants A. Neither can go on."},
    {"deadlock", has_finished,
     "{bug}: producers lock A (list) and then B (counter), consumers lock B and then A: this time no two held one "
     "each."},
    {"deadlock", NULL,
     "{bug}: producers lock A (list) and then B (counter), consumers lock B and then A: soon each holds what the "
     "other wants."},
    {"hold-while-sleeping", holds_up_others,
     "{bug}: {holder} keeps the lock while it sleeps, so {blocked} {blocked:waits|wait} for it. Overlap {overlap}."},
    {"hold-while-sleeping", runs,
     "{bug}: whoever has the lock keeps it while it sleeps, so nobody else can go on. Overlap {overlap}."},
    {"hold-while-sleeping", NULL,
     "{bug}: whoever had the lock kept it while it slept, so nothing overlapped: {overlap}, {elapsed}{best}."},
};

/* Of a run with a bug, whether it goes on or has ended; NULL: it has none. */
static const char *words_of_bug(const struct analysis *analysis)
{
    const char *bug = analysis->run->mode->bug;
    for (size_t i = 0; bug != NULL && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].bug, bug) == 0 && (rows[i].is_so == NULL || rows[i].is_so(analysis)))
            return rows[i].text;
    return NULL;
}

static void fill(const struct analysis *analysis, const char *row, char *text, size_t size)
{
    const struct stats *stats = &analysis->stats;
    const struct plan *plan = &analysis->run->plan;
    const struct trace *trace = analysis->run->trace;
    const struct segment main = analysis_last(analysis, lane_id_of(LANE_MAIN, 0));
    lane_id failed_lane = find(analysis, STATE_DONE, REASON_FAILED);
    const struct segment failed = analysis_last(analysis, failed_lane);
    bool tasks = plan->tasks > 0;
    const bool in_c = plan->language == LANGUAGE_C, joins = strcmp(analysis->run->mode->name, "threads") == 0;
    bool full = find(analysis, STATE_WAITING, REASON_QUEUE_FULL) != LANE_NONE;
    double ideal = (double)analysis->run->ideal;
    int64_t least = analysis->run->status == RUN_FINISHED ? least_of(analysis) : 0;
    lane_id blocked = LANE_NONE;
    size_t waiting = analysis_find(analysis, STATE_WAITING, REASON_LOCK, &blocked, 1);
    uint64_t left = (uint64_t)(analysis->workers - analysis->in[STATE_DONE]);
    sentence_fill(row,
                  (const struct field[]){
                      {"who", trace->killed == 1 ? "{killed}'s process was" : "{processes} processes were"},
                      {"killed", subject_one(find(analysis, STATE_DONE, REASON_KILLED)).text},
                      {"processes", format_number((double)trace->killed).text},
                      {"loss", trace->lost == 0     ? ""
                               : trace->killed == 1 ? ": its {item} is lost"
                                                    : ": {lost items} {lost items:is|are} lost"},
                      {"item", tasks ? "result" : "item"},
                      {"lost items", format_count(trace->lost, tasks ? "result" : "item").text},
                      {"objects", format_count((uint64_t)analysis->workers, in_c ? "thread" : "Thread object").text},
                      {"created", in_c ? "described, but pthread_create" : "created, but start"},
                      {"an exception", in_c ? "an error" : "an exception"},
                      {"result", in_c ? "its result" : "result()"},
                      {"asked", in_c ? "looked at the results" : "called result()"},
                      {"empty", in_c ? "the list is empty" : "IndexError, pop from empty list"},
                      {"blocking", in_c ? "nanosleep() instead of going back to the loop"
                                        : "time.sleep() instead of await asyncio.sleep()"},
                      {"items", plan->items > 0 ? "{consumed} of {planned}" : "{consumed items}"},
                      {"consumed", format_number((double)stats->consumed).text},
                      {"consumed items", format_count(stats->consumed, tasks ? "task" : "item").text},
                      {"planned", format_count((uint64_t)plan_items(plan), tasks ? "task" : "item").text},
                      {"said", format_duration(main.start - trace->start, 1).text},
                      {"left", format_count(left, "thread").text},
                      {"elapsed", format_duration(stats->elapsed, 1).text},
                      {"all", subject_every(&analysis->consumers).text},
                      {"looks again", "{all} {all:looks, sleeps 10 ms, looks|look, sleep 10 ms, look} again"},
                      {"looked again", "{all} looked, slept 10 ms, looked again"},
                      {"looks", format_count(trace->spurious_wakeups, "look").text},
                      {"late", format_duration(late_of(analysis), 1).text},
                      {"failed", subject_one(failed_lane).text},
                      {"at item", tasks ? "" : " at item {failed item}"},
                      {"failed item", format_number(failed.item).text},
                      {"unseen", format_duration(main.start - failed.start, 1).text},
                      {"rival", rival_of(analysis, failed_lane).text},
                      {"mishaps", "So far {twice} {twice:was|were} taken twice, {lost} lost."},
                      {"twice", format_count(trace->duplicates, "item").text},
                      {"lost", format_number((double)trace->lost).text},
                      {"overlap", format_factor(stats->overlap).text},
                      {"instead", plan->cpu_percent == 0 && ideal > 0 ? ", else about {possible}×" : ""},
                      {"possible", format_number(ideal > 0 ? stats->busy / ideal : 0).text},
                      {"waits", subject_one(find(analysis, STATE_WAITING, REASON_SIGNAL)).text},
                      {"stolen", format_count(trace->spurious_wakeups, "time").text},
                      {"counter", format_number((double)trace->counter).text},
                      {"updates", format_number((double)trace->updates).text},
                      {"missing", format_count(trace->updates - trace->counter, "update").text},
                      {"even", mode_has_gil(analysis->run->mode, plan) ? "even with the GIL " : ""},
                      {"holder", subject_one(holder(analysis)).text},
                      {"blocked", waiting == 1 ? subject_one(blocked).text : format_count(waiting, "worker").text},
                      {"best", least > 0 ? " instead of {least} at best" : ""},
                      {"depth", format_count(analysis->depth, "item").text},
                      {"P", subject_one(in_circle(analysis, LANE_PRODUCER)).text},
                      {"bug", analysis->run->mode->bug},
                      {"join", joins  ? in_c ? "pthread_join() inside the loop" : "join() inside the loop"
                               : in_c ? "run_loop() inside a loop"
                                      : "await inside the loop"},
                      {"at best", least > 0 ? " {together} {least} at best." : ""},
                      {"together", joins  ? in_c ? "With a second loop for it" : "With join() in a second loop"
                                   : in_c ? "With one loop for all"
                                          : "With asyncio.gather()"},
                      {"least", format_duration(least, 1).text},
                      {"begun", begun_in(analysis).text},
                      {"wanted", full ? "room in the queue" : "an item"},
                      {"rest", analysis->in[STATE_IDLE] > 0 ? "; {idle} {idle:has|have} not begun" : ""},
                      {"idle", format_count((uint64_t)analysis->in[STATE_IDLE], tasks ? "task" : "worker").text},
                      {"P1", in_c ? "{first}'s coroutine was created, but never resumed"
                                  : "{first}'s coroutine was called, but not awaited (RuntimeWarning)"},
                      {"first", subject_one(lane_id_of(tasks ? LANE_TASK : LANE_PRODUCER, 0)).text},
                      {"takers", subject_in(&analysis->consumers, STATE_WAITING).text},
                      {"C", subject_one(in_circle(analysis, LANE_CONSUMER)).text},
                      {NULL, NULL},
                  },
                  text, size);
}

bool sentence_problem(const struct scene_run *run, int64_t now, char *text, size_t size)
{
    bool stuck = run->status == RUN_STUCK;
    if (!stuck && run->mode->bug == NULL && run->trace->killed == 0)
        return false;
    struct analysis analysis = analysis_of(run, now);
    const char *bug = words_of_bug(&analysis);
    const char *row = bug != NULL ? bug : words_of_killed(&analysis);
    if (row != NULL)
        fill(&analysis, row, text, size);
    else if (stuck)
        deadlock_write(&analysis, text, size);
    return row != NULL || stuck;
}
