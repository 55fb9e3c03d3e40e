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

/* How much of the time a change has to save to be of help: of the elapsed time, or of the time per item, which is paid
 * for with workers. */
static const double worthwhile[] = {[false] = 0.01, [true] = 0.1};

/* ---- The candidates ---- */

/* One change. The lighter ones come first, since a later one has to be better than those before it. */
static const struct candidate {
    const char *name;             /* of the mode, or of the worker that is added */
    const struct mode *from, *to; /* a change of mode; NULL: none, but */
    enum control control;         /* a notch more of this, of a queue at least twice as much, */
    bool unbounded;               /* or a queue without a limit */
    bool brings_items;            /* it gains items, not time */
    const char *reason;           /* in figures of the plan as it is: for sentence_fill */
} candidates[] = {
    {.name = "queue", .control = CONTROL_CAPACITY, .reason = "{P} {P:waits|wait} {P waiting}"},
    {.name = "queue", .control = CONTROL_CAPACITY, .unbounded = true, .reason = "{P} {P:waits|wait} {P waiting}"},
    {.name = "consumer", .control = CONTROL_CONSUMERS, .reason = "{C} {C:is|are} busy {C busy}"},
    {.name = "async", .from = &mode_sync, .to = &mode_async, .reason = "{work}"},
    {.name = "threads", .from = &mode_sync, .to = &mode_threads, .reason = "{work}"},
    {.name = "threads", .from = &mode_async, .to = &mode_threads, .reason = "{core}"},
    {.name = "producer",
     .control = CONTROL_PRODUCERS,
     .brings_items = true,
     .reason = "{C} {C:waits|wait} {C waiting}"},
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

/* What part of the elapsed time is of `ns`, which so many workers spent together. */
static struct format share_of(int64_t ns, uint32_t workers, const struct simulation_result *before)
{
    int64_t elapsed = before->stats.elapsed;
    return format_percent(elapsed > 0 ? (double)ns / (double)elapsed / workers : 0);
}

static void write_sentence(struct hint *hint, const struct candidate *candidate, const struct plan *plan,
                           const struct mode *mode, bool endless)
{
    const struct simulation_result *before = &hint->before, *after = &hint->after;
    const int64_t *producers = before->producers.ns, *consumers = before->consumers.ns;
    double working = (double)(producers[STATE_WORKING] + consumers[STATE_WORKING]);
    double cpu = before->stats.busy > 0 ? working / before->stats.busy : 0;
    struct precision precision = precision_for(before->finished ? before->stats.elapsed : after->stats.elapsed);
    int64_t was = rounded(precision, before->stats.elapsed), is = rounded(precision, after->stats.elapsed);
    const char *row = "{change} would save {saved} ({before} → {after}{each}): {reason}";
    if (!before->finished)
        row = "with {change} it would finish, in {after}{each}; in {mode} it stops after {produced} of {all} items";
    else if (candidate->brings_items)
        row = "{change} would do {more} items in {after}, not {items} in {before}: {reason}";
    sentence_fill(
        row,
        (const struct field[]){
            {"change", name_of(candidate, &hint->plan).text},
            {"mode", mode->name},
            {"before", format_duration(was, precision.digits).text},
            {"after", format_duration(is, precision.digits).text},
            {"saved", format_duration(was - is, precision.digits).text},
            {"each", endless ? " for {endless} items each" : ""},
            {"endless", format_number(HINT_ENDLESS_ITEMS).text},
            {"produced", format_number((double)before->stats.produced).text},
            {"all", format_number((double)(plan->items * plan->producers)).text},
            {"items", format_number((double)before->stats.consumed).text},
            {"more", format_number((double)after->stats.consumed).text},
            {"reason", candidate->reason},
            {"P", plan->producers == 1 ? "P1" : "the producers"},
            {"C", plan->consumers == 1 ? "C1" : "the consumers"},
            {"P waiting", share_of(producers[STATE_WAITING], plan->producers, before).text},
            {"C waiting", share_of(consumers[STATE_WAITING], plan->consumers, before).text},
            {"C busy", share_of(consumers[STATE_WORKING] + consumers[STATE_SLEEPING], plan->consumers, before).text},
            {"core", "{cpu} computes on one core"},
            {"cpu", format_percent(cpu).text},
            {"work", cpu > 0.5 ? "{core}" : sentence_work(cpu).text},
            {NULL, NULL},
        },
        hint->text, sizeof hint->text);
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
