/* hint — the candidates, their simulations, and the choice among them. */
#include "app/hint.h"

#include "app/simulation.h"
#include "base/format.h"
#include "base/units.h"
#include "modes/modes.h"
#include "view/controls.h"
#include "view/text/sentence.h"

#include <math.h>

/* ---- The candidates ---- */

static bool unbound_queue(struct plan *plan)
{
    bool bounded = plan->capacity != 0;
    plan->capacity = 0;
    return bounded;
}

/* A notch more may be too little to tell from none. False where twice as much would be unbounded. */
static bool double_queue(struct plan *plan)
{
    uint32_t before = plan->capacity;
    while (plan->capacity != 0 && plan->capacity < 2 * before)
        (void)control_step(plan, CONTROL_CAPACITY, 1);
    return plan->capacity != 0;
}

static bool add_producer(struct plan *plan)
{
    return control_step(plan, CONTROL_PRODUCERS, 1);
}

static bool add_consumer(struct plan *plan)
{
    return control_step(plan, CONTROL_CONSUMERS, 1);
}

/* Where one lock keeps all threads to one core. */
static bool has_gil_to_leave(struct plan *plan)
{
    return plan->language == LANGUAGE_PYTHON && plan->cpu_percent > 0;
}

/* One change. The lighter ones come first, since a later one has to be better than those before it. */
static const struct candidate {
    const char *change;                     /* for sentence_fill, */
    const char *reason;                     /* and so is this: in figures of the plan as it is */
    bool (*change_plan)(struct plan *plan); /* false where it does not apply; NULL: it stays */
    const struct mode *from, *to;           /* NULL: the mode stays */
    bool brings_items;                      /* it gains items, not time */
} candidates[] = {
    {"a queue for {room} items", "{P} {P:waits|wait} {P waiting}", .change_plan = double_queue},
    {"an unbounded queue", "{P} {P:waits|wait} {P waiting}", .change_plan = unbound_queue},
    {"{nth C} consumer", "{C} {C:is|are} busy {C busy}", .change_plan = add_consumer},
    {"async", "{work}", .from = &mode_sync, .to = &mode_async},
    {"threads", "{work}", .from = &mode_sync, .to = &mode_threads},
    {"threads", "{core}", .from = &mode_async, .to = &mode_threads},
    {"processes", "{core}", .change_plan = has_gil_to_leave, .from = &mode_sync, .to = &mode_processes},
    {"processes", "{core}", .change_plan = has_gil_to_leave, .from = &mode_async, .to = &mode_processes},
    {"processes", "{core}", .change_plan = has_gil_to_leave, .from = &mode_threads, .to = &mode_processes},
    {"{nth P} producer", "{C} {C:waits|wait} {C waiting}", .change_plan = add_producer, .brings_items = true},
};

/* Changes plan or mode; false where the candidate does not apply to them. */
static bool apply(const struct candidate *candidate, struct plan *plan, const struct mode **mode)
{
    if ((candidate->from != NULL && *mode != candidate->from) ||
        (candidate->change_plan != NULL && !candidate->change_plan(plan)))
        return false;
    *mode = candidate->to != NULL ? candidate->to : *mode;
    return true;
}

/* ---- Their simulations ---- */

static struct state_times add_up(const struct trace *trace, enum lane_kind kind, int64_t now)
{
    struct state_times sum = {{0}};
    for (uint32_t i = 0; i < trace->lanes[kind].count; i++) {
        struct state_times state_times = stats_worker(trace, lane_id_of(kind, i), now);
        for (int state = 0; state < STATE_COUNT; state++)
            sum.ns[state] += state_times.ns[state];
    }
    return sum;
}

/* False, and no figures, where it could not be carried out. */
static bool simulate_for_figures(struct simulator *simulator, const struct plan *plan, const struct mode *mode,
                                 struct simulation_result *result)
{
    bool stuck;
    struct trace *trace = simulate(simulator, plan, mode, &stuck, NULL);
    if (trace == NULL)
        return false;
    int64_t end = trace_end(trace, trace->latest);
    *result = (struct simulation_result){
        .finished = !stuck,
        .stats = stats_of(trace, end),
        .producers = add_up(trace, LANE_PRODUCER, end),
        .consumers = add_up(trace, LANE_CONSUMER, end),
    };
    trace_free(trace);
    return true;
}

/* ---- The sentence ---- */

/* To what times are rounded whose longer one is so long, so that what is written adds up. */
static int64_t precision_for(int64_t ns, int *digits)
{
    *digits = ns >= 100 * NS_PER_S ? 0 : ns >= 10 * NS_PER_S ? 1 : 2;
    int64_t step = *digits == 0 ? NS_PER_S : *digits == 1 ? NS_PER_S / 10 : NS_PER_S / 100;
    while (ns < NS_PER_S / 10 && ns < 100 * step && step > 1) /* in ms, or shorter */
        step /= 10;
    return step;
}

static int64_t rounded(int64_t ns, int64_t step)
{
    return (ns + step / 2) / step * step;
}

/* "a third" */
static const char *one_more(uint32_t count)
{
    static const char *const nth[] = {"one more", "one more", "a second", "a third", "a fourth", "a fifth"};
    return nth[count < sizeof nth / sizeof *nth ? count : 0];
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
    double cpu = plan->cpu_percent / 100.0;
    int digits;
    int64_t step = precision_for(before->finished ? before->stats.elapsed : after->stats.elapsed, &digits);
    int64_t was = rounded(before->stats.elapsed, step), is = rounded(after->stats.elapsed, step);
    const char *row = "{change} would save {saved} ({before} → {after}{each}): {reason}";
    if (!before->finished)
        row = "{change} would let it finish in {after}{each}: {mode} stops after {produced} of {all} items";
    else if (candidate->brings_items)
        row = "{change} would do {more} items in {after}, not {items} in {before}: {reason}";
    sentence_fill(
        row,
        (const struct field[]){
            {"change", candidate->change},
            {"room", format_number(hint->plan.capacity).text},
            {"nth P", one_more(hint->plan.producers)},
            {"nth C", one_more(hint->plan.consumers)},
            {"mode", mode->name},
            {"before", format_duration(was, digits).text},
            {"after", format_duration(is, digits).text},
            {"saved", format_duration(was - is, digits).text},
            {"each", endless ? " for {endless} items each" : ""},
            {"endless", format_number(HINT_ENDLESS_ITEMS).text},
            {"produced", format_number((double)before->stats.produced).text},
            {"all", format_number((double)plan_items(plan)).text},
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
    return plan_workers_all(plan) > HINT_WORKERS_MAX || plan_items(plan) > HINT_ITEMS_MAX;
}

/* What a candidate is to bring down, the elapsed time per item: a deadlock never ends. */
static double cost_of(const struct simulation_result *simulated)
{
    return simulated->finished ? (double)simulated->stats.elapsed / (double)simulated->stats.consumed : INFINITY;
}

/* Tries the candidates; those that bring items only where none saves time, and they have to bring more, since they are
 * paid for with workers. The best is left in the hint; NULL where none is worthwhile. */
static const struct candidate *find_best(const struct plan *plan, const struct mode *mode, struct simulator *simulator,
                                         struct hint *hint)
{
    const struct candidate *best = NULL;
    double least = cost_of(&hint->before);
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        const struct candidate *candidate = &candidates[i];
        struct plan changed = *plan;
        const struct mode *other = mode;
        struct simulation_result after;
        if (candidate->brings_items && (best != NULL || !hint->before.finished))
            break;
        if (!apply(candidate, &changed, &other) || is_too_large(&changed) ||
            !simulate_for_figures(simulator, &changed, other, &after) ||
            cost_of(&after) >= least * (candidate->brings_items ? 0.9 : 0.99))
            continue;
        least = cost_of(&after);
        best = candidate;
        hint->plan = changed;
        hint->mode = other;
        hint->after = after;
    }
    return best;
}

bool hint_find(const struct plan *plan, const struct mode *mode, struct wakeup *wakeup, const atomic_bool *cancelled,
               struct hint *hint)
{
    struct simulator simulator = {wakeup, cancelled, HINT_EVENTS_MAX};
    struct plan tried = *plan;
    if (plan->items == 0)
        tried.items = HINT_ENDLESS_ITEMS;
    *hint = (struct hint){.mode = NULL};
    if (is_too_large(&tried) || !simulate_for_figures(&simulator, &tried, mode, &hint->before))
        return false;
    const struct candidate *best = find_best(&tried, mode, &simulator, hint);
    if (best != NULL)
        write_sentence(hint, best, &tried, mode, plan->items == 0);
    return !simulator_is_cancelled(&simulator);
}

bool hint_try_seeds(const struct plan *plan, const struct mode *mode, struct wakeup *wakeup,
                    const atomic_bool *cancelled, struct seeds *seeds)
{
    struct simulator simulator = {wakeup, cancelled, HINT_EVENTS_MAX};
    struct plan tried = *plan;
    *seeds = (struct seeds){0};
    if (plan->items == 0 || is_too_large(plan))
        return false;
    for (tried.seed = 1; tried.seed <= HINT_SEEDS && seeds_try(&simulator, &tried, mode, seeds, NULL); tried.seed++)
        continue;
    return !simulator_is_cancelled(&simulator);
}
