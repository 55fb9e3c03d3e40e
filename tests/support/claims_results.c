/* claims_results — what is said of a run that has finished, and whether it is so. */
#include "modes/modes.h"
#include "support/claims.h"
#include "support/fixture.h"

#include <math.h>
#include <string.h>

typedef struct claim_context context_type;
typedef const struct claim_value *value_list;

static const double little = 0.05, overlap_of_one = 1.021;

/* A run of another plan that is carried out to its end; -1: it has none. */
static double elapsed_with(const struct plan *plan, const struct mode *mode)
{
    struct fixture fixture = fixture_open(plan, mode);
    bool finished = fixture_finish(&fixture) == ENGINE_FINISHED;
    double elapsed = (double)(fixture.trace->latest - fixture.trace->start);
    fixture_close(&fixture);
    return finished ? elapsed : -1;
}

static bool took(context_type *c, value_list v)
{
    return v[0].count == 1 && modes[v[0].modes[0]] == c->truth.run->mode && c->truth.run->status == RUN_FINISHED &&
           claim_is(&v[1], truth_elapsed(&c->truth));
}

/* The latest run before it in that mode, of the same plan. */
static bool find_other(context_type *c, const struct claim_value *mode)
{
    for (const struct scene_run *run = c->truth.run; run > c->scene->runs;)
        if ((--run)->mode == modes[mode->modes[0]] && plan_equal(&run->plan, &c->truth.run->plan)) {
            c->other = truth_of(run, c->truth.now);
            return run->status == RUN_FINISHED;
        }
    return false;
}

static bool overlapped_instead_of_one(context_type *c, value_list v)
{
    return find_other(c, &v[0]) && claim_is(&v[1], truth_elapsed(&c->other)) &&
           claim_is(&v[2], truth_overlap(&c->truth)) && claim_is(&v[3], truth_overlap(&c->truth)) &&
           truth_overlap(&c->other) <= overlap_of_one;
}

static bool took_about_as_long(context_type *c, value_list v)
{
    return find_other(c, &v[0]) && claim_is(&v[1], truth_elapsed(&c->other)) &&
           fabs(truth_elapsed(&c->other) - truth_elapsed(&c->truth)) <= little * truth_elapsed(&c->truth);
}

/* What the two figures on the screen differ by, or they themselves. */
static bool differs(context_type *c, value_list v, double sign)
{
    struct claim_value difference = v[0];
    difference.precision *= 2;
    return find_other(c, &v[1]) && claim_is(&difference, sign * (truth_elapsed(&c->other) - truth_elapsed(&c->truth)));
}

static bool took_less(context_type *c, value_list v)
{
    return differs(c, v, 1);
}

static bool took_more(context_type *c, value_list v)
{
    return differs(c, v, -1);
}

/* What follows is of the other run. */
static bool there(context_type *c, value_list v)
{
    (void)v;
    c->truth = c->other;
    return true;
}

static bool lost(context_type *c, value_list v, enum state state, unsigned reasons)
{
    return claim_names(c, &v[0]) && (v[0].one != LANE_NONE || v[0].all) &&
           claim_is(&v[1], claim_spent(&c->truth, &v[0], 1U << state, reasons, c->truth.run->trace->start));
}

static bool was_idle(context_type *c, value_list v)
{
    return lost(c, v, STATE_IDLE, 0);
}

static bool had_to_wait_for_loop(context_type *c, value_list v)
{
    return lost(c, v, STATE_READY, 0) && strcmp(c->truth.run->mode->name, "async") == 0;
}

static bool had_to_wait_for_core(context_type *c, value_list v)
{
    return lost(c, v, STATE_READY, 1 << REASON_CORE);
}

static bool had_to_wait_for_gil(context_type *c, value_list v)
{
    return lost(c, v, STATE_READY, 1 << REASON_GIL) && mode_has_gil(c->truth.run->mode, &c->truth.run->plan);
}

static bool had_to_wait_for_room(context_type *c, value_list v)
{
    return lost(c, v, STATE_WAITING, 1 << REASON_QUEUE_FULL);
}

static bool had_to_wait_for_item(context_type *c, value_list v)
{
    return lost(c, v, STATE_WAITING, 1 << REASON_QUEUE_EMPTY);
}

static bool nothing_overlapped(context_type *c, value_list v)
{
    (void)v;
    return truth_overlap(&c->truth) <= overlap_of_one;
}

static bool is_overlap(context_type *c, value_list v)
{
    return claim_is(&v[0], truth_overlap(&c->truth));
}

static bool thread_for_each_takes(context_type *c, value_list v)
{
    struct plan plan = c->truth.run->plan;
    plan.pool = 0;
    return claim_is(&v[0], elapsed_with(&plan, c->truth.run->mode));
}

static bool can_be_done_in(context_type *c, value_list v)
{
    return claim_is(&v[0], (double)ideal_elapsed(&c->truth.run->plan));
}

static bool is_latency(context_type *c, value_list v)
{
    const struct item_history *items = c->truth.run->trace->item_history;
    double sum = 0;
    for (uint64_t i = items->first; i < items->end; i++)
        sum += (double)(item_history_at(items, i)->taken - item_history_at(items, i)->created);
    return claim_is(&v[0], sum / (double)items->end);
}

static bool had_first_result_after(context_type *c, value_list v)
{
    const struct trace *trace = c->truth.run->trace;
    for (size_t i = 0; i < trace_log_count(trace, TIME_NEVER); i++)
        if (trace_log_event(trace, i)->kind == EVENT_RESULT)
            return claim_is(&v[0], (double)(trace_log_event(trace, i)->time - trace->start));
    return false;
}

const struct claim claims_of_results[] = {
    {"%m took %d", took},
    {", %m %d: on average %n workers at a time (%f) instead of one", overlapped_instead_of_one},
    {", about as long as %m (%d)", took_about_as_long},
    {", %d less than %m", took_less},
    {", %d more than %m", took_more},
    {": there ", there},
    {"%w had to wait %d[ in all|] before [it|they] could start", was_idle},
    {"%w had to wait %d[ in all|] for the loop", had_to_wait_for_loop},
    {"%w had to wait %d[ in all|] for a core", had_to_wait_for_core},
    {"%w waited %d[ in all|] for the GIL (C has none)", had_to_wait_for_gil},
    {"%w waited %d[ in all|] for a thread", was_idle},
    {"%w waited %d[ in all|] for room in the queue", had_to_wait_for_room},
    {"%w waited %d[ in all|] for an item", had_to_wait_for_item},
    {"nothing overlapped", nothing_overlapped},
    {"overlap %f", is_overlap},
    {"; with a thread for every task it would take %d: ", thread_for_each_takes},
    {"; the same work can be done in %d: ", can_be_done_in},
    {"; an item waited %d on average", is_latency},
    {"; main had the first result after %d", had_first_result_after},
    {"; ", claim_true},
    {": ", claim_true},
    {".", claim_true},
    {NULL, NULL},
};
