/* claims_locks — what is said of a run with a bug of locks, and whether it is so. */
#include "base/units.h"
#include "modes/modes.h"
#include "support/claims.h"

static const struct trace *trace_of_run(const struct claim_context *c)
{
    return c->truth.run->trace;
}

static size_t waiting_for_locks(const struct claim_context *c)
{
    size_t count = 0;
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++)
        for (uint32_t i = 0; i < truth_count(&c->truth, kind); i++) {
            struct segment last = truth_at(&c->truth, lane_id_of(kind, i), c->truth.end);
            count += last.state == STATE_WAITING && last.reason == REASON_LOCK;
        }
    return count;
}

/* The one that works or sleeps, and nobody else does. */
static bool holds(struct claim_context *c, const struct claim_value *v)
{
    return claim_names(c, &v[0]) && claim_in(c, &v[0], BUSY, c->truth.end) && truth_all_in(&c->truth, BUSY) == 1;
}

static bool all_wait_for_the_lock(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], (double)waiting_for_locks(c));
}

static bool one_waits_for_the_lock(struct claim_context *c, const struct claim_value *v)
{
    return waiting_for_locks(c) == 1 && truth_at(&c->truth, v[0].one, c->truth.end).reason == REASON_LOCK;
}

static bool was_held(struct claim_context *c, const struct claim_value *v)
{
    return c->truth.run->status != RUN_RUNNING && claim_is(&v[0], truth_overlap(&c->truth)) && v[0].number <= 1 &&
           claim_is(&v[1], truth_elapsed(&c->truth));
}

static bool were_stolen(struct claim_context *c, const struct claim_value *v)
{
    return claim_is(&v[0], (double)trace_of_run(c)->spurious_wakeups) && v[0].number == 0; /* or else one has failed */
}

/* The counter's value and how often it was written, from the log as long as that has forgotten nothing. */
static bool is_counted(struct claim_context *c, const struct claim_value *v, double *lost)
{
    enum { LOG_SAFE = 3000 };
    double counter = 0, updates = 0;
    size_t count = trace_log_count(trace_of_run(c), c->truth.end);
    for (size_t i = 0; i < count; i++) {
        const struct event *event = trace_log_event(trace_of_run(c), i);
        if (event->kind != EVENT_COUNTER_WRITE && event->kind != EVENT_UPDATE_LOST)
            continue;
        counter = event->item;
        updates++;
    }
    if (count > LOG_SAFE)
        updates = (double)trace_of_run(c)->updates;
    *lost = updates - counter;
    return claim_is(&v[0], counter) && (v[1].kind != 'n' || claim_is(&v[1], updates));
}

static bool counted_wrong(struct claim_context *c, const struct claim_value *v)
{
    double lost;
    return is_counted(c, v, &lost) && (v[2].loose || lost > 0) &&
           claim_is(&v[2], lost); /* the log forgets the oldest */
}

static bool counted_right(struct claim_context *c, const struct claim_value *v)
{
    double lost;
    return is_counted(c, v, &lost) && (v[0].loose || lost == 0);
}

static bool has_gil(struct claim_context *c, const struct claim_value *v)
{
    return v != NULL && c->truth.run->plan.language == LANGUAGE_PYTHON;
}

const struct claim claims_of_locks[] = {
    {"hold-while-sleeping: whoever has the lock keeps it while it sleeps, so nobody else can go on. ", claim_true},
    {"hold-while-sleeping: whoever had the lock kept it while it slept, so nothing overlapped: %f, %d", was_held},
    {" instead of %d at best", claim_could_take},
    {"hold-while-sleeping: %w keeps the lock while it sleeps, so ", holds},
    {"%n workers wait for it. ", all_wait_for_the_lock},
    {"%w waits for it. ", one_waits_for_the_lock},
    {"two-locks: %w held one lock, %w the other: both were inside: ", claim_was_beaten_by},
    {"two-locks: %w held one lock, another consumer the other: both were inside: ", claim_was_beaten},
    {"two-locks: C1 looks and takes under lock A, C2 under lock B, so neither keeps the other out. ", claim_true},
    {"if-not-while: %w was woken for an item, but %w took it first. ", claim_was_beaten_by},
    {"if-not-while: %w was woken for an item, but another consumer took it first. ", claim_was_beaten},
    {"It did not look again (if, not while): ", claim_true},
    {"if-not-while: a consumer that was woken does not look again whether there is an item. Another that comes before "
     "it runs can take it: so far ",
     claim_true},
    {"%n times", were_stolen},
    {"counter: %n, should be %n: %n [updates were|update was] lost. Each worker reads it, works, and writes the sum; ",
     counted_wrong},
    {"even with the GIL ", has_gil},
    {"others write in between", claim_true},
    {"counter: %n, as it should be so far. But each worker reads it, works, and writes the sum, without a lock",
     counted_right},
    {NULL, NULL},
};
