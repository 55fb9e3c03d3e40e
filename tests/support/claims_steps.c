/* claims_steps — what is said of one moment, and whether it is so. */
#include "support/claims.h"

#include <string.h>

/* The worker that the sentence is about, before the step and after it. */
static struct segment before(const struct claim_context *c)
{
    return truth_at(&c->truth, c->subject.one, c->step.from - 1);
}

static struct segment after(const struct claim_context *c)
{
    return truth_at(&c->truth, c->subject.one, c->step.to);
}

static bool is_subject(struct claim_context *c, const struct claim_value *v)
{
    c->subject = v[0];
    return claim_names(c, &v[0]) && v[0].one != LANE_NONE;
}

static bool waited_for(struct claim_context *c, const struct claim_value *v, unsigned reasons)
{
    return is_subject(c, v) && before(c).state == STATE_WAITING &&
           (reasons == 0 || (reasons >> before(c).reason & 1) != 0);
}

static bool waited_for_item(struct claim_context *c, const struct claim_value *v)
{
    return waited_for(c, v, 1 << REASON_QUEUE_EMPTY);
}

static bool waited_for_room(struct claim_context *c, const struct claim_value *v)
{
    return waited_for(c, v, 1 << REASON_QUEUE_FULL);
}

static bool waited_for_lock(struct claim_context *c, const struct claim_value *v)
{
    return waited_for(c, v, 1 << REASON_LOCK);
}

static bool waited(struct claim_context *c, const struct claim_value *v)
{
    return waited_for(c, v, 0);
}

static bool was_idle(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && before(c).state == STATE_IDLE;
}

static bool was_working(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && before(c).state == STATE_WORKING;
}

static bool was_sleeping(struct claim_context *c, const struct claim_value *v)
{
    bool overdue = before(c).state == STATE_READY && before(c).reason == REASON_NONE;
    return v != NULL && (before(c).state == STATE_SLEEPING || overdue);
}

static bool was_ready_for(struct claim_context *c, enum reason reason)
{
    return before(c).state == STATE_READY && before(c).reason == reason;
}

static bool got_loop(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && was_ready_for(c, REASON_LOOP);
}

static bool got_turn(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && was_ready_for(c, REASON_TURN);
}

static bool got_core(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && was_ready_for(c, REASON_CORE);
}

static bool got_gil(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && was_ready_for(c, REASON_GIL) && mode_has_gil(c->truth.run->mode, &c->truth.run->plan);
}

/* An item that the subject put within the step, or took. */
static bool find_item(struct claim_context *c, double number, lane_id producer, lane_id consumer)
{
    const struct item_history *items = c->truth.run->trace->item_history;
    for (uint64_t i = items->first; i < items->end; i++) {
        const struct item_record *item = item_history_at(items, i);
        int64_t time = consumer == LANE_NONE ? item->put : item->taken;
        if (item->number != (uint32_t)number || item->producer != producer || time < c->step.from ||
            time > c->step.to || (consumer != LANE_NONE && item->consumer != consumer))
            continue;
        c->it = item;
        return true;
    }
    return false;
}

static bool puts_item(struct claim_context *c, const struct claim_value *v)
{
    return v[1].number == v[0].number * v[0].number && find_item(c, v[0].number, c->subject.one, LANE_NONE);
}

static bool takes_item(struct claim_context *c, const struct claim_value *v)
{
    return v[1].number == v[0].number * v[0].number && find_item(c, v[0].number, v[2].one, c->subject.one);
}

static bool takes_it(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && c->it != NULL && find_item(c, c->it->number, c->it->producer, c->subject.one);
}

static bool works_on(struct claim_context *c, const struct claim_value *v)
{
    return after(c).state == STATE_WORKING && after(c).item == (uint32_t)v[0].number;
}

static bool works(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && after(c).state == STATE_WORKING;
}

static bool sleeps(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && after(c).state == STATE_SLEEPING;
}

static bool is_ready(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && after(c).state == STATE_READY;
}

static bool is_done(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && after(c).state == STATE_DONE;
}

static bool fails(struct claim_context *c, const struct claim_value *v)
{
    return is_done(c, v) && after(c).reason == REASON_FAILED;
}

static bool waits(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && after(c).state == STATE_WAITING;
}

static bool waits_for_item(struct claim_context *c, const struct claim_value *v)
{
    return waits(c, v) && after(c).reason == REASON_QUEUE_EMPTY;
}

static bool waits_for_room(struct claim_context *c, const struct claim_value *v)
{
    return waits(c, v) && after(c).reason == REASON_QUEUE_FULL;
}

static bool waits_for_lock(struct claim_context *c, const struct claim_value *v)
{
    return waits(c, v) && after(c).reason == REASON_LOCK;
}

static bool finds_nothing(struct claim_context *c, const struct claim_value *v)
{
    bool then = after(c).start >= c->step.from && after(c).start <= c->step.to;
    return waits(c, v) && then && after(c).reason == REASON_RETRY;
}

static bool waits_in_window(struct claim_context *c, const struct claim_value *v)
{
    return waits(c, v) && after(c).reason == REASON_WINDOW;
}

/* The subject did that to the counter in the moment: v[0] is the value, v[1] whose update it overwrote. */
static bool used_counter(struct claim_context *c, const struct claim_value *v, enum event_kind kind)
{
    const struct trace *trace = c->truth.run->trace;
    for (size_t i = 0; i < trace_log_count(trace, c->step.to); i++) {
        const struct event *event = trace_log_event(trace, i);
        if (event->time >= c->step.from && event->lane == c->subject.one && event->kind == kind &&
            claim_is(&v[0], event->item) && (kind != EVENT_UPDATE_LOST || event->other == v[1].one))
            return true;
    }
    return false;
}

static bool reads_counter(struct claim_context *c, const struct claim_value *v)
{
    return used_counter(c, v, EVENT_COUNTER_READ);
}

static bool writes_counter(struct claim_context *c, const struct claim_value *v)
{
    return used_counter(c, v, EVENT_COUNTER_WRITE);
}

static bool overwrites_counter(struct claim_context *c, const struct claim_value *v)
{
    return used_counter(c, v, EVENT_UPDATE_LOST);
}

static bool so_many_more(struct claim_context *c, const struct claim_value *v)
{
    return v[0].number >= 2 && v[0].number <= truth_workers(&c->truth);
}

static bool one_more(struct claim_context *c, const struct claim_value *v)
{
    return v[0].number == 1 && truth_workers(&c->truth) >= 2;
}

const struct claim claims_of_steps[] = {
    {"%w, which waited for an item, ", waited_for_item},
    {"%w, which waited for room, ", waited_for_room},
    {"%w, which waited for the lock, ", waited_for_lock},
    {"%w, which waited, ", waited},
    {"%w ", is_subject},
    {"starts", was_idle},
    {"has finished computing", was_working},
    {"wakes up", was_sleeping},
    {"gets the loop", got_loop},
    {"has its turn", got_turn},
    {"gets a core", got_core},
    {"gets the GIL", got_gil},
    {"puts item %n (%n)", puts_item},
    {"takes item %n (%n) of %w", takes_item},
    {"takes it", takes_it},
    {"reads %n from the counter", reads_counter},
    {"writes %n to the counter over %w's update", overwrites_counter},
    {"writes %n to the counter", writes_counter},
    {"works on item %n", works_on},
    {"works", works},
    {"sleeps", sleeps},
    {"is ready", is_ready},
    {"is done", is_done},
    {"fails with an error", fails},
    {"waits because the queue is empty", waits_for_item},
    {"waits because the queue is full", waits_for_room},
    {"waits for the lock", waits_for_lock},
    {"waits between two steps", waits_in_window},
    {"looks and finds nothing", finds_nothing},
    {"waits", waits},
    {"%n more do something", so_many_more},
    {"%n more does something", one_more},
    {", and ", claim_true},
    {" and ", claim_true},
    {", ", claim_true},
    {". ", claim_true},
    {".", claim_true},
    {NULL, NULL},
};
