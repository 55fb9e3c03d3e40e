/* hint — the candidates, and the choice among them; see the header. */
#include "app/hint.h"

#include "base/units.h"
#include "modes/modes.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum { REASON_SIZE = 64 };

/* How much of the time a change has to bring down, or it is no help: of the elapsed time, or the time per item, which
 * has workers to pay for it. */
static const double worthwhile[] = {[false] = 0.01, [true] = 0.1};

/* ---- What a hint rests on: figures of the plan as it is ---- */

static double percent(int64_t part, int64_t whole)
{
    return whole > 0 ? round(100.0 * (double)part / (double)whole) : 0;
}

/* "C1 waits 46 %", "consumers wait 46 %". */
static void write_share(char text[REASON_SIZE], enum lane_kind kind, uint32_t count, const char *verbs[2], double share)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(lane_id_of(kind, 0), name);
    const char *all = kind == LANE_PRODUCER ? "producers" : "consumers";
    (void)snprintf(text, REASON_SIZE, "%s %s %.0f %%", count == 1 ? name : all, verbs[count == 1 ? 0 : 1], share);
}

static void consumers_are_busy(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    int64_t busy = before->consumers.ns[STATE_WORKING] + before->consumers.ns[STATE_SLEEPING];
    write_share(text, LANE_CONSUMER, plan->consumers, (const char *[]){"is busy", "are busy"},
                percent(busy, before->stats.elapsed * plan->consumers));
}

static void consumers_wait(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    write_share(text, LANE_CONSUMER, plan->consumers, (const char *[]){"waits", "wait"},
                percent(before->consumers.ns[STATE_WAITING], before->stats.elapsed * plan->consumers));
}

static void producers_wait(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    write_share(text, LANE_PRODUCER, plan->producers, (const char *[]){"waits", "wait"},
                percent(before->producers.ns[STATE_WAITING], before->stats.elapsed * plan->producers));
}

static double cpu_share(const struct simulation_result *before)
{
    return percent(before->producers.ns[STATE_WORKING] + before->consumers.ns[STATE_WORKING],
                   (int64_t)before->stats.busy);
}

/* Why another mode than sync helps: what it is that goes on one after another. */
static void delays_add_up(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    (void)plan;
    double cpu = cpu_share(before);
    if (cpu > 50)
        (void)snprintf(text, REASON_SIZE, "%.0f %% is CPU, on one core", cpu);
    else
        (void)snprintf(text, REASON_SIZE, "%.0f %% of the delays is sleep", 100 - cpu);
}

static void loop_is_one_core(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    (void)plan;
    (void)snprintf(text, REASON_SIZE, "%.0f %% is CPU, on one loop", cpu_share(before));
}

/* ---- The candidates ---- */

/* One change; the lighter ones come first, since a later one has to be better than those before it. */
static const struct candidate {
    const char *name;             /* as the subject of a sentence; a capacity's value follows it */
    const struct mode *from, *to; /* a change of mode; NULL: none, but */
    enum control control;         /* a notch more of this, */
    bool unbounded;               /* or of the capacity all that there is */
    bool brings_items;            /* what it gains is items, not time */
    void (*reason)(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before);
} candidates[] = {
    {.name = "a capacity of", .control = CONTROL_CAPACITY, .reason = producers_wait},
    {.name = "a capacity of", .control = CONTROL_CAPACITY, .unbounded = true, .reason = producers_wait},
    {.name = "one more consumer", .control = CONTROL_CONSUMERS, .reason = consumers_are_busy},
    {.name = "async", .from = &mode_sync, .to = &mode_async, .reason = delays_add_up},
    {.name = "threads", .from = &mode_sync, .to = &mode_threads, .reason = delays_add_up},
    {.name = "threads", .from = &mode_async, .to = &mode_threads, .reason = loop_is_one_core},
    {.name = "one more producer", .control = CONTROL_PRODUCERS, .brings_items = true, .reason = consumers_wait},
};

/* Changes plan or mode; false where the candidate does not apply to them. */
static bool apply(const struct candidate *candidate, struct plan *plan, const struct mode **mode)
{
    if (candidate->to != NULL) {
        bool applies = *mode == candidate->from;
        *mode = candidate->to;
        return applies;
    }
    if (!candidate->unbounded)
        return plan_control_step(plan, candidate->control, 1);
    bool applies = plan->capacity != 0;
    plan->capacity = 0;
    return applies;
}

/* What a candidate is to bring down: the elapsed time, or the time per item. A deadlock takes for ever. */
static double cost_of(const struct simulation_result *trial, bool per_item)
{
    if (!trial->finished)
        return INFINITY;
    return (double)trial->stats.elapsed / (per_item ? (double)trial->stats.consumed : 1);
}

/* ---- The sentence ---- */

/* How times of a size are written: with so many digits that a hundredth of them shows. */
static const struct scale {
    int64_t from; /* ns */
    double unit;  /* ns */
    double steps; /* of the last digit in a unit */
    int digits;
    const char *name;
} scales[] = {
    {100 * NS_PER_S, (double)NS_PER_S, 1, 0, "s"},    {10 * NS_PER_S, (double)NS_PER_S, 10, 1, "s"},
    {NS_PER_S, (double)NS_PER_S, 100, 2, "s"},        {100 * NS_PER_MS, (double)NS_PER_MS, 1, 0, "ms"},
    {10 * NS_PER_MS, (double)NS_PER_MS, 10, 1, "ms"}, {0, (double)NS_PER_MS, 100, 2, "ms"},
};

static const struct scale *scale_for(int64_t ns)
{
    const struct scale *scale = scales;
    while (ns < scale->from)
        scale++;
    return scale;
}

/* In the scale's unit and digits, so that what is written adds up. */
static double scaled(const struct scale *scale, int64_t ns)
{
    return round((double)ns / scale->unit * scale->steps) / scale->steps;
}

static void write_name(char text[48], const struct candidate *candidate, const struct plan *plan)
{
    char value[PLAN_VALUE_SIZE] = "";
    if (candidate->control == CONTROL_CAPACITY && candidate->to == NULL)
        plan_control_value(plan, CONTROL_CAPACITY, value);
    (void)snprintf(text, 48, "%s%s%s", candidate->name, value[0] != '\0' ? " " : "", value);
}

static void write_sentence(struct hint *hint, const struct candidate *candidate, const struct plan *plan,
                           const struct mode *mode, bool endless)
{
    char name[48], reason[REASON_SIZE], each[32] = "";
    const struct simulation_result *before = &hint->before, *after = &hint->after;
    const struct scale *scale = scale_for(before->finished ? before->stats.elapsed : after->stats.elapsed);
    double was = scaled(scale, before->stats.elapsed), is = scaled(scale, after->stats.elapsed);
    write_name(name, candidate, &hint->plan);
    candidate->reason(reason, plan, before);
    if (endless)
        (void)snprintf(each, sizeof each, " for %d items each", HINT_ENDLESS_ITEMS);
    if (!before->finished)
        (void)snprintf(hint->text, sizeof hint->text,
                       "%s would finish, in %.*f %s%s: %s stops after %" PRIu64 " of %" PRId64 " items", name,
                       scale->digits, is, scale->name, each, mode->name, before->stats.produced,
                       plan->items * plan->producers);
    else if (candidate->brings_items)
        (void)snprintf(hint->text, sizeof hint->text,
                       "%s: %" PRIu64 " items in %.*f %s, not %" PRIu64 " in %.*f %s: %s", name, after->stats.consumed,
                       scale->digits, is, scale->name, before->stats.consumed, scale->digits, was, scale->name, reason);
    else
        (void)snprintf(hint->text, sizeof hint->text, "%s would save %.*f %s (%.*f → %.*f %s%s): %s", name,
                       scale->digits, was - is, scale->name, scale->digits, was, scale->digits, is, scale->name, each,
                       reason);
}

/* ---- The search ---- */

static bool is_too_large(const struct plan *plan)
{
    return plan->producers + plan->consumers > HINT_WORKERS_MAX || plan->items * plan->producers > HINT_ITEMS_MAX;
}

/* Where and until when trials go on. */
struct bench {
    struct wakeup *wakeup;
    const atomic_bool *cancelled;
};

/* Tries all candidates of a kind, those that save time or those that bring items. The best is left in the hint; NULL
 * where none is worthwhile. */
static const struct candidate *find_best(const struct plan *plan, const struct mode *mode, bool brings_items,
                                         const struct bench *bench, struct hint *hint)
{
    const struct candidate *best = NULL;
    double least = cost_of(&hint->before, brings_items);
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        struct plan changed = *plan;
        const struct mode *other = mode;
        struct simulation_result after;
        if (candidates[i].brings_items != brings_items || !apply(&candidates[i], &changed, &other) ||
            is_too_large(&changed) || !simulate(&changed, other, bench->wakeup, bench->cancelled, &after) ||
            cost_of(&after, brings_items) >= least * (1 - worthwhile[brings_items]))
            continue;
        least = cost_of(&after, brings_items);
        best = &candidates[i];
        hint->plan = changed;
        hint->mode = other;
        hint->after = after;
    }
    return best;
}

bool hint_find(const struct plan *plan, const struct mode *mode, struct wakeup *wakeup, const atomic_bool *cancelled,
               struct hint *hint)
{
    const struct bench bench = {wakeup, cancelled};
    struct plan tried = *plan;
    if (plan->items == 0)
        tried.items = HINT_ENDLESS_ITEMS;
    *hint = (struct hint){.mode = NULL};
    if (is_too_large(&tried) || !simulate(&tried, mode, wakeup, cancelled, &hint->before))
        return false;
    const struct candidate *best = find_best(&tried, mode, false, &bench, hint);
    if (best == NULL && hint->before.finished)
        best = find_best(&tried, mode, true, &bench, hint);
    if (best != NULL)
        write_sentence(hint, best, &tried, mode, plan->items == 0);
    return !atomic_load_explicit(cancelled, memory_order_acquire);
}
