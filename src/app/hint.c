/* hint — the candidates, and the choice among them. */
#include "app/hint.h"

#include "base/format.h"
#include "base/units.h"
#include "modes/modes.h"
#include "view/controls.h"
#include "view/text/sentence.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum { REASON_SIZE = 96 };

/* How much of the time a change has to save to be of help: of the elapsed time, or of the time per item, which is paid
 * for with workers. */
static const double worthwhile[] = {[false] = 0.01, [true] = 0.1};

/* ---- Reasons: figures of the plan as it is ---- */

/* "C1 is busy 46 %", "the consumers are busy 46 %". */
static void write_share(char text[REASON_SIZE], enum lane_kind kind, uint32_t count, const char *one, const char *many,
                        int64_t part, int64_t elapsed)
{
    char name[LANE_NAME_SIZE];
    lane_id_name(lane_id_of(kind, 0), name);
    const char *all = kind == LANE_PRODUCER ? "the producers" : "the consumers";
    double share = elapsed > 0 ? (double)part / (double)elapsed / count : 0;
    (void)snprintf(text, REASON_SIZE, "%s %s %s", count == 1 ? name : all, count == 1 ? one : many,
                   format_percent(share).text);
}

static void consumers_are_busy(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    write_share(text, LANE_CONSUMER, plan->consumers, "is busy", "are busy",
                before->consumers.ns[STATE_WORKING] + before->consumers.ns[STATE_SLEEPING], before->stats.elapsed);
}

static void consumers_wait(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    write_share(text, LANE_CONSUMER, plan->consumers, "waits", "wait", before->consumers.ns[STATE_WAITING],
                before->stats.elapsed);
}

static void producers_wait(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    write_share(text, LANE_PRODUCER, plan->producers, "waits", "wait", before->producers.ns[STATE_WAITING],
                before->stats.elapsed);
}

static double cpu_share(const struct simulation_result *before)
{
    double working = (double)(before->producers.ns[STATE_WORKING] + before->consumers.ns[STATE_WORKING]);
    return before->stats.busy > 0 ? working / before->stats.busy : 0;
}

static void core_is_one(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    (void)plan;
    (void)snprintf(text, REASON_SIZE, "%s computes on one core", format_percent(cpu_share(before)).text);
}

/* Why another mode than sync helps. */
static void one_after_another(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before)
{
    if (cpu_share(before) > 0.5)
        core_is_one(text, plan, before);
    else
        (void)snprintf(text, REASON_SIZE, "%.80s", sentence_work(cpu_share(before)).text);
}

/* ---- The candidates ---- */

/* One change. The lighter ones come first, since a later one has to be better than those before it. */
static const struct candidate {
    const char *name;             /* of the mode, or of the worker that is added */
    const struct mode *from, *to; /* a change of mode; NULL: none, but */
    enum control control;         /* a notch more of this, of a queue at least twice as much, */
    bool unbounded;               /* or a queue without a limit */
    bool brings_items;            /* it gains items, not time */
    void (*reason)(char text[REASON_SIZE], const struct plan *plan, const struct simulation_result *before);
} candidates[] = {
    {.name = "queue", .control = CONTROL_CAPACITY, .reason = producers_wait},
    {.name = "queue", .control = CONTROL_CAPACITY, .unbounded = true, .reason = producers_wait},
    {.name = "consumer", .control = CONTROL_CONSUMERS, .reason = consumers_are_busy},
    {.name = "async", .from = &mode_sync, .to = &mode_async, .reason = one_after_another},
    {.name = "threads", .from = &mode_sync, .to = &mode_threads, .reason = one_after_another},
    {.name = "threads", .from = &mode_async, .to = &mode_threads, .reason = core_is_one},
    {.name = "producer", .control = CONTROL_PRODUCERS, .brings_items = true, .reason = consumers_wait},
};

/* A notch longer may be too little to tell from none. False where it is unbounded. */
static bool double_queue(struct plan *plan)
{
    uint32_t before = plan->capacity;
    while (plan->capacity != 0 && plan->capacity < 2 * before)
        (void)control_step(plan, CONTROL_CAPACITY, 1);
    return before != 0;
}

/* Changes plan or mode; false where the candidate does not apply to them. */
static bool apply(const struct candidate *candidate, struct plan *plan, const struct mode **mode)
{
    if (candidate->to != NULL) {
        bool applies = *mode == candidate->from;
        *mode = candidate->to;
        return applies;
    }
    if (candidate->control == CONTROL_CAPACITY && !candidate->unbounded)
        return double_queue(plan);
    if (!candidate->unbounded)
        return control_step(plan, candidate->control, 1);
    bool applies = plan->capacity != 0;
    plan->capacity = 0;
    return applies;
}

/* What a candidate is to bring down: the elapsed time, or the time per item. A deadlock never ends. */
static double cost_of(const struct simulation_result *simulated, bool per_item)
{
    if (!simulated->finished)
        return INFINITY;
    return (double)simulated->stats.elapsed / (per_item ? (double)simulated->stats.consumed : 1);
}

/* ---- The sentence ---- */

/* Times in the digits of the longer one, so that what is written adds up. */
struct precision {
    int64_t step; /* ns */
    int digits;
};

static struct precision precision_for(int64_t ns)
{
    struct precision precision = {.step = 1, .digits = ns >= 100 * NS_PER_S ? 0 : ns >= 10 * NS_PER_S ? 1 : 2};
    while (ns >= 1000 * precision.step)
        precision.step *= 10;
    if (ns >= NS_PER_S / 10 && ns < NS_PER_S)
        precision.step = NS_PER_S / 100;
    return precision;
}

static int64_t rounded(struct precision precision, int64_t ns)
{
    return (ns + precision.step / 2) / precision.step * precision.step;
}

/* "threads", "a queue for 8 items", "a third producer". */
static struct format name_of(const struct candidate *candidate, const struct plan *changed)
{
    static const char *const ordinals[] = {[2] = "second", [3] = "third", [4] = "fourth", [5] = "fifth"};
    struct format name;
    (void)snprintf(name.text, sizeof name.text, "%s", candidate->name);
    if (candidate->to != NULL)
        return name;
    uint32_t count = candidate->control == CONTROL_PRODUCERS ? changed->producers : changed->consumers;
    if (candidate->control == CONTROL_CAPACITY && changed->capacity != 0)
        (void)snprintf(name.text, sizeof name.text, "a queue for %" PRIu32 " item%s", changed->capacity,
                       changed->capacity == 1 ? "" : "s");
    else if (candidate->control == CONTROL_CAPACITY)
        (void)snprintf(name.text, sizeof name.text, "an unbounded queue");
    else if (count < sizeof ordinals / sizeof *ordinals)
        (void)snprintf(name.text, sizeof name.text, "a %s %s", ordinals[count], candidate->name);
    else
        (void)snprintf(name.text, sizeof name.text, "one more %s", candidate->name);
    return name;
}

static void write_sentence(struct hint *hint, const struct candidate *candidate, const struct plan *plan,
                           const struct mode *mode, bool endless)
{
    char reason[REASON_SIZE], each[32] = "";
    const struct simulation_result *before = &hint->before, *after = &hint->after;
    struct precision precision = precision_for(before->finished ? before->stats.elapsed : after->stats.elapsed);
    int64_t was = rounded(precision, before->stats.elapsed), is = rounded(precision, after->stats.elapsed);
    struct format before_time = format_duration(was, precision.digits), time = format_duration(is, precision.digits);
    struct format name = name_of(candidate, &hint->plan);
    candidate->reason(reason, plan, before);
    if (endless)
        (void)snprintf(each, sizeof each, " for %d items each", HINT_ENDLESS_ITEMS);
    if (!before->finished)
        (void)snprintf(hint->text, sizeof hint->text,
                       "with %s it would finish, in %s%s; in %s it stops after %" PRIu64 " of %" PRId64 " items",
                       name.text, time.text, each, mode->name, before->stats.produced, plan->items * plan->producers);
    else if (candidate->brings_items)
        (void)snprintf(hint->text, sizeof hint->text, "%s would do %" PRIu64 " items in %s, not %" PRIu64 " in %s: %s",
                       name.text, after->stats.consumed, time.text, before->stats.consumed, before_time.text, reason);
    else
        (void)snprintf(hint->text, sizeof hint->text, "%s would save %s (%s → %s%s): %s", name.text,
                       format_duration(was - is, precision.digits).text, before_time.text, time.text, each, reason);
}

/* ---- The search ---- */

static bool is_too_large(const struct plan *plan)
{
    return plan->producers + plan->consumers > HINT_WORKERS_MAX || plan->items * plan->producers > HINT_ITEMS_MAX;
}

/* Tries all candidates of a kind, those that save time or those that bring items. The best is left in the hint; NULL
 * where none is worthwhile. */
static const struct candidate *find_best(const struct plan *plan, const struct mode *mode, bool brings_items,
                                         const struct simulation_limits *limits, struct hint *hint)
{
    const struct candidate *best = NULL;
    double least = cost_of(&hint->before, brings_items);
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        struct plan changed = *plan;
        const struct mode *other = mode;
        struct simulation_result after;
        if (candidates[i].brings_items != brings_items || !apply(&candidates[i], &changed, &other) ||
            is_too_large(&changed) || !simulate(&changed, other, limits, &after) ||
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
    uint64_t events_left = HINT_EVENTS_MAX;
    const struct simulation_limits limits = {wakeup, cancelled, &events_left};
    struct plan tried = *plan;
    if (plan->items == 0)
        tried.items = HINT_ENDLESS_ITEMS;
    *hint = (struct hint){.mode = NULL};
    if (is_too_large(&tried) || !simulate(&tried, mode, &limits, &hint->before))
        return false;
    const struct candidate *best = find_best(&tried, mode, false, &limits, hint);
    if (best == NULL && hint->before.finished)
        best = find_best(&tried, mode, true, &limits, hint);
    if (best != NULL)
        write_sentence(hint, best, &tried, mode, plan->items == 0);
    return !atomic_load_explicit(cancelled, memory_order_acquire);
}
