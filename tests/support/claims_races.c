/* claims_races — what is said of runs that go on side by side, and whether it is so. */
#include "modes/modes.h"
#include "support/claims.h"
#include "view/runs.h"

#include <string.h>

typedef struct claim_context context_type;
typedef const struct claim_value *value_list;

/* The batch's run in that mode. */
static const struct scene_run *run_in(const context_type *c, size_t mode)
{
    size_t count;
    const struct scene_run *runs = runs_of_batch(c->scene, &count);
    for (size_t i = 0; i < count; i++)
        if (runs[i].mode == modes[mode])
            return &runs[i];
    return NULL;
}

static double elapsed(const context_type *c, const struct scene_run *run)
{
    struct truth truth = truth_of(run, c->scene->now);
    return truth_elapsed(&truth);
}

static bool is_complete(const struct scene_run *run)
{
    return run->status == RUN_FINISHED && run->trace->consumed >= (uint64_t)plan_items(&run->plan);
}

static bool is_named(const struct claim_value *names, const struct scene_run *run)
{
    for (size_t i = 0; i < names->count; i++)
        if (modes[names->modes[i]] == run->mode)
            return true;
    return false;
}

/* Of those that did all, the named ones took least time, as far as can be seen; so many others did all. */
static bool are_first(context_type *c, value_list v, size_t *others)
{
    size_t count;
    const struct scene_run *runs = runs_of_batch(c->scene, &count);
    c->best = -1;
    *others = 0;
    for (size_t i = 0; i < count; i++)
        if (is_complete(&runs[i]) && (c->best < 0 || elapsed(c, &runs[i]) < c->best))
            c->best = elapsed(c, &runs[i]);
    for (size_t i = 0; i < count; i++) {
        bool tie = is_complete(&runs[i]) && elapsed(c, &runs[i]) - c->best < (double)runs_tie(c->scene);
        if (tie != is_named(&v[0], &runs[i]))
            return false;
        *others += is_complete(&runs[i]) && !tie;
    }
    return true;
}

static size_t still_running(const context_type *c)
{
    size_t count, running = 0;
    const struct scene_run *runs = runs_of_batch(c->scene, &count);
    for (size_t i = 0; i < count; i++)
        running += runs[i].status == RUN_RUNNING;
    return running;
}

static bool win(context_type *c, value_list v)
{
    size_t others;
    return are_first(c, v, &others) && others > 0;
}

static bool first_of_some(context_type *c, value_list v)
{
    size_t others;
    return are_first(c, v, &others) && others == 0 && still_running(c) > 0;
}

static bool all_together(context_type *c, value_list v)
{
    size_t others;
    return are_first(c, v, &others) && others == 0 && v[0].count > 1 && still_running(c) == 0;
}

static bool alone(context_type *c, value_list v)
{
    size_t others;
    return are_first(c, v, &others) && others == 0 && v[0].count == 1 && still_running(c) == 0;
}

/* As the times on the screen differ, or they themselves. */
static bool ahead_of(context_type *c, value_list v)
{
    struct claim_value difference = v[0];
    difference.precision *= 2;
    const struct scene_run *first = run_in(c, v[1].modes[0]);
    for (size_t i = 0; i < v[1].count; i++) {
        const struct scene_run *run = run_in(c, v[1].modes[i]);
        if (run == NULL || !is_complete(run) || elapsed(c, run) - elapsed(c, first) >= (double)runs_tie(c->scene))
            return false;
    }
    return claim_is(&difference, elapsed(c, first) - c->best);
}

static bool all_are(context_type *c, value_list v, enum run_status status)
{
    for (size_t i = 0; i < v[0].count; i++)
        if (run_in(c, v[0].modes[i]) == NULL || run_in(c, v[0].modes[i])->status != status)
            return false;
    return true;
}

static bool are_running(context_type *c, value_list v)
{
    return all_are(c, v, RUN_RUNNING) && v[0].count == still_running(c);
}

static bool are_stuck(context_type *c, value_list v)
{
    return all_are(c, v, RUN_STUCK);
}

static bool ended_with(context_type *c, value_list v)
{
    const struct scene_run *run = run_in(c, v[0].modes[0]);
    return all_are(c, v, RUN_FINISHED) && !is_complete(run) && claim_is(&v[1], (double)run->trace->consumed) &&
           claim_is(&v[2], (double)plan_items(&run->plan));
}

const struct claim claims_of_races[] = {
    {"%m [wins|win]", win},
    {"%m [are|is] the first to finish", first_of_some},
    {"%m finish together", all_together},
    {"%m alone [finishes|finish]", alone},
    {"[, | and ]%d ahead of %m", ahead_of},
    {"%m ended with %n of %n [items|item|tasks|task]", ended_with},
    {"%m [are|is] still running", are_running},
    {"%m ran into a deadlock", are_stuck},
    {"; ", claim_true},
    {".", claim_true},
    {NULL, NULL},
};
