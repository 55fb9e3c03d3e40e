/* claims_problems — what is said of a run with a bug or in a deadlock, and whether it is so. */
#include "base/units.h"
#include "modes/modes.h"
#include "support/claims.h"
#include "support/fixture.h"

#include <string.h>

/* ---- Figures ---- */

static const struct trace *trace_of_run(const struct claim_context *c)
{
    return c->truth.run->trace;
}

static double items_of(const struct claim_context *c)
{
    return (double)plan_items(&c->truth.run->plan);
}

static bool is_stuck(const struct claim_context *c)
{
    return c->truth.run->status == RUN_STUCK;
}

static bool runs(const struct claim_context *c)
{
    return c->truth.run->status == RUN_RUNNING;
}

/* Items that consumers have taken, or tasks that have ended as they should. */
static double taken(const struct claim_context *c)
{
    const struct item_history *items = trace_of_run(c)->item_history;
    double count = 0;
    for (uint64_t i = items->first; i < items->end; i++)
        count += item_history_at(items, i)->consumer != LANE_NONE;
    for (uint32_t i = 0; i < truth_count(&c->truth, LANE_TASK); i++) {
        struct segment last = truth_at(&c->truth, lane_id_of(LANE_TASK, i), c->truth.end);
        count += last.state == STATE_DONE && last.reason == REASON_NONE;
    }
    return count;
}

/* ---- Bugs ---- */

static bool in_python(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && c->truth.run->plan.language == LANGUAGE_PYTHON;
}

static bool in_c(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && c->truth.run->plan.language == LANGUAGE_C;
}

static bool runs_now(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && runs(c);
}

static bool has_finished(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && c->truth.run->status == RUN_FINISHED;
}

static bool nobody_started(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], truth_workers(&c->truth)) && truth_all_in(&c->truth, ~(1U << STATE_IDLE)) == 0;
}

static bool nobody_started_in_python(struct claim_context *c, const struct claim_value *v)
{
    return in_python(c, v) && nobody_started(c, v);
}

static bool nobody_started_in_c(struct claim_context *c, const struct claim_value *v)
{
    return in_c(c, v) && nobody_started(c, v);
}

static bool items_are_done(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], taken(c)) && (v[1].kind != 'n' || claim_is(&v[1], items_of(c)));
}

static bool main_said(struct claim_context *c, const struct claim_value *v)
{
    struct segment main = truth_at(&c->truth, lane_id_of(LANE_MAIN, 0), c->truth.end);
    return claim_is(&v[0], (double)(main.start - trace_of_run(c)->start));
}

static bool threads_run(struct claim_context *c, const struct claim_value *v)
{
    return runs(c) && claim_is(&v[0], (double)truth_all_in(&c->truth, ~(1U << STATE_DONE)));
}

static bool threads_ran(struct claim_context *c, const struct claim_value *v)
{
    return !runs(c) && claim_is(&v[0], (double)(c->truth.end - trace_of_run(c)->start));
}

static bool polls(struct claim_context *c, const struct claim_value *v)
{
    return runs(c) && claim_names(c, &v[0]) && v[0].count == truth_count(&c->truth, LANE_CONSUMER);
}

static bool polled(struct claim_context *c, const struct claim_value *v)
{
    return !runs(c) && claim_names(c, &v[0]) && v[0].count == truth_count(&c->truth, LANE_CONSUMER);
}

static bool looks_found_nothing(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], (double)trace_of_run(c)->spurious_wakeups);
}

/* From when an item was there, after its consumer had begun to look, to when it was taken: of the newest hundred. */
static bool picked_up_late(struct claim_context *c, const struct claim_value *v)
{
    const struct item_history *items = trace_of_run(c)->item_history;
    double late = 0, waited_for = 0;
    for (uint64_t i = items->taken > 100 ? items->taken - 100 : items->first; i < items->taken; i++) {
        const struct item_record *item = item_history_at(items, i);
        struct segment before = truth_at(&c->truth, item->consumer, item->taken - 1);
        if (before.state != STATE_WAITING || before.reason != REASON_RETRY || item->put < before.start)
            continue;
        late += (double)(item->taken - item->put);
        waited_for++;
    }
    return waited_for > 0 && claim_is(&v[0], late / waited_for);
}

static bool has_failed(struct claim_context *c, const struct claim_value *v)
{
    return claim_names(c, &v[0]) && truth_at(&c->truth, v[0].one, c->truth.end).reason == REASON_FAILED;
}

/* And another, that one, took an item no later: of two nobody else can have. */
bool claim_was_beaten_by(struct claim_context *c, const struct claim_value *v)
{
    int64_t failed = truth_at(&c->truth, v[0].one, c->truth.end).start;
    bool took = false;
    for (size_t i = 0; i < trace_log_count(trace_of_run(c), failed); i++) {
        const struct event *event = trace_log_event(trace_of_run(c), i);
        took = took || (event->lane == v[1].one && (event->kind == EVENT_TAKE || event->kind == EVENT_DUPLICATE));
    }
    return has_failed(c, v) && claim_names(c, &v[1]) && v[1].one != v[0].one && took;
}

/* By one that is not known: of two it is. */
bool claim_was_beaten(struct claim_context *c, const struct claim_value *v)
{
    return has_failed(c, v) && truth_count(&c->truth, LANE_CONSUMER) > 2;
}

static bool twice_and_lost(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], (double)trace_of_run(c)->duplicates) && claim_is(&v[1], (double)trace_of_run(c)->lost);
}

static bool is_overlap(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], truth_overlap(&c->truth));
}

/* Without the bug it would have been. */
static bool would_be_overlap(struct claim_context *c, const struct claim_value *v)
{
    double overlap = fixture_carry_out(&c->truth.run->plan, modes_find(c->truth.run->mode->name)).overlap;
    return v[0].number >= overlap * 0.97 - v[0].precision && v[0].number <= overlap * 1.03 + v[0].precision;
}

static bool waits_for_signal(struct claim_context *c, const struct claim_value *v)
{
    struct segment last = truth_at(&c->truth, v[0].one, c->truth.end);
    c->subject = v[0];
    return is_stuck(c) && claim_names(c, &v[0]) && last.state == STATE_WAITING && last.reason == REASON_SIGNAL;
}

static bool in_queue(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], (double)truth_depth(&c->truth, c->truth.end)) && v[1].one == c->subject.one;
}

static bool is_in_circle(struct claim_context *c, const struct claim_value *v)
{
    struct segment one = truth_at(&c->truth, v[0].one, c->truth.end),
                   other = truth_at(&c->truth, v[1].one, c->truth.end);
    return is_stuck(c) && claim_names(c, &v[0]) && claim_names(c, &v[1]) && one.reason == REASON_LOCK &&
           other.reason == REASON_LOCK && one.other == v[1].one && other.other == v[0].one;
}

/* Main waits for the one worker that has begun and not ended. */
static bool waits_for_each(struct claim_context *c, const struct claim_value *v)
{
    return v[0].one != LANE_NONE && claim_names(c, &v[0]) &&
           !claim_in(c, &v[0], 1 << STATE_IDLE | 1 << STATE_DONE, c->truth.end) &&
           truth_all_in(&c->truth, ~(1U << STATE_IDLE | 1U << STATE_DONE)) == 1;
}

static bool waits_for_the_one_that_waits(struct claim_context *c, const struct claim_value *v)
{
    return is_stuck(c) && waits_for_each(c, v) && v[0].one == v[1].one &&
           claim_in(c, &v[0], 1 << STATE_WAITING, c->truth.end);
}

static bool have_not_begun(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], (double)truth_all_in(&c->truth, 1 << STATE_IDLE));
}

static bool took_one_by_one(struct claim_context *c, const struct claim_value *v)
{
    return !runs(c) && claim_is(&v[0], truth_elapsed(&c->truth)) && claim_is(&v[1], truth_overlap(&c->truth));
}

/* The program as it should be takes no less, and even the ideal no more. */
bool claim_could_take(struct claim_context *c, const struct claim_value *v)
{
    const struct scene_run *run = c->truth.run;
    double right = (double)fixture_carry_out(&run->plan, modes_find(run->mode->name)).elapsed;
    return v->number - v->precision <= right && v->number + v->precision >= (double)ideal_elapsed(&run->plan);
}

static bool is_first(struct claim_context *c, const struct claim_value *v)
{
    return claim_names(c, &v[0]) && v[0].one != LANE_NONE && lane_id_index(v[0].one) == 0;
}

static bool first_goes_on(struct claim_context *c, const struct claim_value *v)
{
    return runs(c) && is_first(c, v) && !claim_in(c, &v[0], 1 << STATE_DONE, c->truth.end);
}

static bool first_has_ended(struct claim_context *c, const struct claim_value *v)
{
    return is_first(c, v) && (!runs(c) || claim_in(c, &v[0], 1 << STATE_DONE, c->truth.end));
}

static bool first_never_began(struct claim_context *c, const struct claim_value *v)
{
    return is_first(c, v) && claim_in(c, &v[0], 1 << STATE_IDLE, c->truth.end);
}

static bool wait_for_ever(struct claim_context *c, const struct claim_value *v)
{
    return is_stuck(c) && claim_names(c, &v[0]) && claim_in(c, &v[0], 1 << STATE_WAITING, c->truth.end);
}

static bool nobody_has_failed(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && truth_all_spent(&c->truth, 1 << STATE_DONE, 1 << REASON_FAILED, 0) == 0;
}

static bool failed_at(struct claim_context *c, const struct claim_value *v)
{
    struct segment last = truth_at(&c->truth, v[0].one, c->truth.end);
    c->subject = v[0];
    return claim_names(c, &v[0]) && last.reason == REASON_FAILED && (v[1].kind != 'n' || claim_is(&v[1], last.item));
}

/* Main was told by a RESULT of that worker. */
static bool was_learned(struct claim_context *c, const struct claim_value *v)
{
    int64_t failed = truth_at(&c->truth, c->subject.one, c->truth.end).start;
    for (size_t i = 0; i < trace_log_count(trace_of_run(c), c->truth.end); i++) {
        const struct event *event = trace_log_event(trace_of_run(c), i);
        if (event->kind == EVENT_RESULT && event->other == c->subject.one)
            return claim_is(&v[0], (double)(event->time - failed));
    }
    return false;
}

static bool nobody_learned(struct claim_context *c, const struct claim_value *v)
{
    bool told = false;
    for (size_t i = 0; i < trace_log_count(trace_of_run(c), c->truth.end); i++) {
        const struct event *event = trace_log_event(trace_of_run(c), i);
        told = told || (event->kind == EVENT_RESULT && event->other == c->subject.one);
    }
    return v != NULL && !told;
}

static bool nobody_learned_in_python(struct claim_context *c, const struct claim_value *v)
{
    return in_python(c, v) && nobody_learned(c, v);
}

static bool nobody_learned_in_c(struct claim_context *c, const struct claim_value *v)
{
    return in_c(c, v) && nobody_learned(c, v);
}

/* ---- Deadlocks ---- */

static bool waits_for(struct claim_context *c, const struct claim_value *v, enum reason reason)
{
    size_t count = 0;
    c->subject = v[1];
    for (uint32_t i = 0; i < truth_count(&c->truth, v[0].workers); i++) {
        struct segment last = truth_at(&c->truth, lane_id_of(v[0].workers, i), c->truth.end);
        bool waits = last.state == STATE_WAITING && last.reason == reason;
        if (v[0].one == lane_id_of(v[0].workers, i) && !waits)
            return false;
        count += waits;
    }
    return is_stuck(c) && claim_names(c, &v[0]) && claim_names(c, &v[1]) && count >= v[0].count;
}

static bool queue_is_full(struct claim_context *c, const struct claim_value *v)
{
    return waits_for(c, v, REASON_QUEUE_FULL) && truth_depth(&c->truth, c->truth.end) >= c->truth.run->plan.capacity;
}

static bool queue_is_empty(struct claim_context *c, const struct claim_value *v)
{
    return waits_for(c, v, REASON_QUEUE_EMPTY) && truth_depth(&c->truth, c->truth.end) == 0;
}

static bool start_after(struct claim_context *c, const struct claim_value *v)
{
    return claim_in(c, &c->subject, 1 << STATE_IDLE, c->truth.end) && claim_names(c, &v[0]) &&
           strcmp(c->truth.run->mode->name, "sync") == 0;
}

static bool go_on_after(struct claim_context *c, const struct claim_value *v)
{
    struct segment main = truth_at(&c->truth, lane_id_of(LANE_MAIN, 0), c->truth.end);
    return claim_names(c, &v[0]) && main.reason == REASON_TURN && main.other == v[1].one;
}

static bool have_finished(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && claim_in(c, &c->subject, 1 << STATE_DONE, c->truth.end);
}

static bool have_not_started(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && claim_in(c, &c->subject, 1 << STATE_IDLE, c->truth.end);
}

static bool hold_all_threads(struct claim_context *c, const struct claim_value *v)
{
    size_t busy = 0;
    for (uint32_t i = 0; i < truth_count(&c->truth, LANE_POOL); i++)
        busy += truth_at(&c->truth, lane_id_of(LANE_POOL, i), c->truth.end).state != STATE_IDLE;
    return is_stuck(c) && claim_names(c, &v[0]) && claim_in(c, &v[0], 1 << STATE_WAITING, c->truth.end) &&
           busy == truth_count(&c->truth, LANE_POOL);
}

static bool get_no_thread(struct claim_context *c, const struct claim_value *v)
{
    return claim_names(c, &v[0]) && claim_in(c, &v[0], 1 << STATE_IDLE, c->truth.end);
}

static bool is_not_done(struct claim_context *c, const struct claim_value *v)
{
    return is_stuck(c) && v[0].one != LANE_NONE && claim_names(c, &v[0]) &&
           !claim_in(c, &v[0], 1 << STATE_DONE | BUSY, c->truth.end);
}

static bool is_deadlock(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && is_stuck(c);
}

const struct claim claims_of_problems[] = {
    {"no-start: %n Thread [objects were|object was] created, but start() was never called: \"finished\" at once, ",
     nobody_started_in_python},
    {"no-start: %n [threads were|thread was] described, but pthread_create() was never called: \"finished\" at once, ",
     nobody_started_in_c},
    {"%n of %n [items|item|tasks|task] done", items_are_done},
    {"%n [items|item|tasks|task] done", items_are_done},
    {"no-join: main printed \"finished in %d\"", main_said},
    {" without waiting. %n [threads are|thread is] still running", threads_run},
    {", but its threads ran for %d: ", threads_ran},
    {"poll: %w [looks, sleeps 10 ms, looks|look, sleep 10 ms, look] again", polls},
    {"poll: %w looked, slept 10 ms, looked again", polled},
    {", instead of waiting for a signal. ", claim_true},
    {": ", claim_true},
    {". ", claim_true},
    {"%n [looks|look] found nothing", looks_found_nothing},
    {"; items [waited|wait] %d on average for the next look", picked_up_late},
    {"unlocked: %w saw an item, but %w took it first: ", claim_was_beaten_by},
    {"unlocked: %w saw an item, but another consumer took it first: ", claim_was_beaten},
    {"IndexError, pop from empty list", in_python},
    {"the list is empty", in_c},
    {"unlocked: when one consumer has looked, another can take the item before it does. ", claim_true},
    {"So far %n [items were|item was] taken twice, %n lost", twice_and_lost},
    {"block-the-loop: %w calls ", first_goes_on},
    {"block-the-loop: %w called ", first_has_ended},
    {"time.sleep() instead of await asyncio.sleep(): ", in_python},
    {"nanosleep() instead of going back to the loop: ", in_c},
    {"[each time, |]until it returns nobody else can run", runs_now},
    {"until it returned nobody else could run", claim_true},
    {"%w is done now", first_has_ended},
    {"Overlap %f", is_overlap},
    {", else about %n×", would_be_overlap},
    {"join-in-loop: join() inside the loop ", in_python},
    {"join-in-loop: pthread_join() inside the loop ", in_c},
    {"await-one-by-one: await inside the loop ", in_python},
    {"await-one-by-one: run_loop() inside a loop ", in_c},
    {"waits for %w to end, and %w waits for [room in the queue|an item]. ", waits_for_the_one_that_waits},
    {"waited for each before the next began: %d, overlap %f", took_one_by_one},
    {"waits for each to end before the next begins", claim_true},
    {"waits for %w to end before the next begins", waits_for_each},
    {"; %n [workers have|worker has|tasks have|task has] not begun", have_not_begun},
    {"%n [workers|worker|tasks|task] will never begin", have_not_begun},
    {"With [join() in a second loop|asyncio.gather()] ", in_python},
    {"With [a second loop for it|one loop for all] ", in_c},
    {"%d at best", claim_could_take},
    {"never-awaited: %w's coroutine was ", first_never_began},
    {"called, but not awaited (RuntimeWarning)", in_python},
    {"created, but never resumed", in_c},
    {", so it never [ran. |ran: |runs]", claim_true},
    {"%w [waits|wait] for ever: ", wait_for_ever},
    {"swallowed: main submits its tasks and asks for no result before all have ended. Nobody will see ",
     nobody_has_failed},
    {"swallowed: %w stopped at item %n with ", failed_at},
    {"swallowed: %w stopped with ", failed_at},
    {"an exception", in_python},
    {"an error", in_c},
    {" until then", nobody_has_failed},
    {"Main learned of it %d later, from ", was_learned},
    {"result(): ", in_python},
    {"its result: ", in_c},
    {", and nobody has seen it: main has not called result() yet", nobody_learned_in_python},
    {", and nobody has seen it: main has not looked at the results yet", nobody_learned_in_c},
    {"lost-wakeup: the signal was sent before %w began to wait. ", waits_for_signal},
    {"%n [items are|item is] in the queue, and nobody will wake %w", in_queue},
    {"lost-wakeup: the consumer waits without looking first, so a signal that comes while it is busy is lost",
     claim_true},
    {"deadlock: %w holds lock A (list) and wants lock B (counter). %w holds B and wants A. Neither can go on",
     is_in_circle},
    {"deadlock: producers lock A (list) and then B (counter), consumers lock B and then A: ", claim_true},
    {"soon each holds what the other wants", runs_now},
    {"this time no two held one each", has_finished},
    {"Deadlock: the queue is full and %w [waits|wait] for room. Only %w [makes|make] room", queue_is_full},
    {"Deadlock: the queue is empty and %w [waits|wait] for an item. Only %w [puts|put] one", queue_is_empty},
    {", and [it starts|start] only after %w [has|have] finished", start_after},
    {", and %w [goes|go] on only when the turn of %w is over", go_on_after},
    {", but [it has|they have] finished", have_finished},
    {", but [it has|they have] not started", have_not_started},
    {"Pool starvation: %w [holds|hold] [the only thread|all threads] and [waits|wait] for [room|an item]. ",
     hold_all_threads},
    {"Only %w could [make room|put one], but [it gets|they get] no thread", get_no_thread},
    {"Deadlock: ", is_deadlock},
    {"%w", is_not_done},
    {" [waits|wait] for [room in the queue|an item|a lock|a signal|its turn|their turn]", claim_true},
    {" [has|have] not started", claim_true},
    {" and %n more", claim_true},
    {" and ", claim_true},
    {", ", claim_true},
    {"; ", claim_true},
    {".", claim_true},
    {NULL, NULL},
};
