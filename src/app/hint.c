/* hint — the candidates, their simulations, and the choice among them. */
#include "app/hint.h"

#include "app/simulation.h"
#include "base/format.h"
#include "base/minmax.h"
#include "base/units.h"
#include "modes/modes.h"
#include "view/controls.h"
#include "view/text/sentence.h"

#include <math.h>
#include <stdio.h>

/* ---- The candidates: each changes the plan, by so many of what it adds; false where it does not apply ---- */

static bool unbound_queue(struct plan *plan, const struct mode *mode, uint32_t more)
{
    bool bounded = mode != NULL && more > 0 && plan->capacity != 0 && plan->tasks == 0;
    plan->capacity = 0;
    return bounded;
}

/* A notch more may be too little to tell from none. False where twice as much would be unbounded. */
static bool double_queue(struct plan *plan, const struct mode *mode, uint32_t more)
{
    uint32_t before = plan->capacity;
    while (plan->capacity != 0 && plan->capacity < 2 * before)
        (void)control_step(plan, CONTROL_CAPACITY, 1);
    return mode != NULL && more > 0 && plan->capacity != 0 && plan->tasks == 0;
}

/* No more than there are workers. */
static bool add_to(uint32_t *count, uint32_t more, const struct plan *plan)
{
    uint32_t before = *count, most = plan_workers_all(plan);
    *count = MIN(before + more, most);
    return before > 0 && before < most;
}

static bool add_threads(struct plan *plan, const struct mode *mode, uint32_t more)
{
    return mode == &mode_pool && add_to(&plan->pool, more, plan);
}

static bool add_cores(struct plan *plan, const struct mode *mode, uint32_t more)
{
    return plan->cpu_percent > 0 && mode != &mode_sync && mode != &mode_async && !mode_has_gil(mode, plan) &&
           add_to(&plan->cores, more, plan);
}

static bool add_consumers(struct plan *plan, const struct mode *mode, uint32_t more)
{
    plan->consumers += more;
    return mode != NULL && plan->tasks == 0;
}

static bool add_producers(struct plan *plan, const struct mode *mode, uint32_t more)
{
    plan->producers += more;
    return mode != NULL && plan->tasks == 0;
}

/* Where one lock keeps all threads to one core. */
static bool leave_gil(struct plan *plan, const struct mode *mode, uint32_t more)
{
    return more > 0 && (mode == &mode_sync || mode == &mode_async || mode_has_gil(mode, plan)) &&
           plan->language == LANGUAGE_PYTHON && plan->cpu_percent > 0;
}

/* One change. The lighter ones come first, since a later one has to be better than those before it. */
static const struct candidate {
    const char *change; /* for sentence_fill, */
    const char *reason; /* and so is this: of the plan as it is */
    bool (*change_plan)(struct plan *plan, const struct mode *mode, uint32_t more); /* NULL: it stays */
    const char *noun;             /* of what it adds: one, and where that does not help two, four or eight */
    const struct mode *from, *to; /* NULL: the mode stays */
    bool brings_items;            /* it gains items, not time */
    bool as_many_as_help;         /* more also where one helps, but two help more */
} candidates[] = {
    {"a queue for {room} items", "{P} {P:waits|wait} {P waiting}", .change_plan = double_queue},
    {"an unbounded queue", "{P} {P:waits|wait} {P waiting}", .change_plan = unbound_queue},
    {"{more}", "tasks wait for a thread", add_threads, .noun = "thread", .as_many_as_help = true},
    {"{more}", "workers wait for a core", add_cores, .noun = "core", .as_many_as_help = true},
    {"{more}", "{C}{C:'s items take|' items take} {C busy}", add_consumers, .noun = "consumer"},
    {"async", "{work}", .from = &mode_sync, .to = &mode_async},
    {"threads", "{work}", .from = &mode_sync, .to = &mode_threads},
    {"threads", "{core}", .from = &mode_async, .to = &mode_threads},
    {"processes", "each has a GIL of its own", leave_gil, .to = &mode_processes},
    {"{more}", "{C} {C:waits|wait} {C waiting}", add_producers, .noun = "producer", .brings_items = true},
};

enum { MORE_MAX = 8 };

/* Changes plan or mode; false where the candidate does not apply to them. */
static bool apply(const struct candidate *candidate, uint32_t more, struct plan *plan, const struct mode **mode)
{
    if ((candidate->from != NULL && *mode != candidate->from) || (candidate->noun == NULL && more > 1) ||
        (candidate->change_plan != NULL && !candidate->change_plan(plan, *mode, more)))
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

/* ---- The sentence. Its figures are of what would be: those of what is stand elsewhere on the screen ---- */

/* What is tried, and found best. */
struct found {
    const struct candidate *candidate; /* NULL: nothing helps */
    uint32_t more;
};

/* "one more consumer", "2 more consumers" */
static struct format more_of(const struct candidate *candidate, const struct plan *before, const struct plan *after)
{
    struct format text = {""};
    uint32_t more = after->pool - before->pool + after->cores - before->cores + after->consumers - before->consumers +
                    after->producers - before->producers;
    if (more == 1)
        (void)snprintf(text.text, sizeof text.text, "one more %s", candidate->noun);
    else if (candidate->noun != NULL)
        (void)snprintf(text.text, sizeof text.text, "%u more %ss", more, candidate->noun);
    return text;
}

/* What part of the elapsed time is of `ns`, which so many workers spent together. */
static const char *part_of_time(int64_t ns, uint32_t workers, const struct simulation_result *before)
{
    double share = before->stats.elapsed > 0 ? (double)ns / (double)before->stats.elapsed / workers : 0;
    return share > 0.9   ? "nearly all the time"
           : share > 0.6 ? "most of the time"
           : share > 0.4 ? "half of the time"
                         : "part of the time";
}

static void write_sentence(struct hint *hint, const struct found *found, const struct plan *plan,
                           const struct mode *mode, const char *language, bool endless)
{
    const struct simulation_result *before = &hint->before, *after = &hint->after;
    const int64_t *producers = before->producers.ns, *consumers = before->consumers.ns;
    double cpu = plan->cpu_percent / 100.0;
    double less = before->stats.elapsed > 0 ? 1 - (double)after->stats.elapsed / (double)before->stats.elapsed : 0;
    const char *row = "with {change} it takes {after}{each}, {less} less{language}: {reason}";
    if (!before->finished)
        row = "with {change} it would finish, in {after}{each}{language}: {mode} stops after {produced} of {all} items";
    else if (found->candidate->brings_items)
        row = "with {change} {more items} items, not {items}, take {after}{language}: {reason}";
    sentence_fill(
        row,
        (const struct field[]){
            {"change", found->candidate->change},
            {"room", format_number(hint->plan.capacity).text},
            {"more", more_of(found->candidate, plan, &hint->plan).text},
            {"mode", mode->name},
            {"after", format_duration(after->stats.elapsed, 1).text},
            {"less", format_percent(less).text},
            {"language", language},
            {"each", endless ? " for {endless} items each" : ""},
            {"endless", format_number(HINT_ENDLESS_ITEMS).text},
            {"produced", format_number((double)before->stats.produced).text},
            {"all", format_number((double)plan_items(plan)).text},
            {"items", format_number((double)before->stats.consumed).text},
            {"more items", format_number((double)after->stats.consumed).text},
            {"reason", found->candidate->reason},
            {"P", plan->producers == 1 ? "P1" : "the producers"},
            {"C", plan->consumers == 1 ? "C1" : "the consumers"},
            {"P waiting", part_of_time(producers[STATE_WAITING], plan->producers, before)},
            {"C waiting", part_of_time(consumers[STATE_WAITING], plan->consumers, before)},
            {"C busy", part_of_time(consumers[STATE_WORKING] + consumers[STATE_SLEEPING], plan->consumers, before)},
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

/* By what a candidate has to lower the cost: another mode is another program, and more workers are to be paid for. */
static double enough(const struct candidate *candidate)
{
    return candidate->brings_items ? 0.9 : candidate->to != NULL ? 0.95 : 0.99;
}

/* Carries out a candidate and keeps it in the hint if it brings the cost below `least`, which it lowers. */
static bool is_better(const struct found *tried, const struct plan *plan, const struct mode *mode,
                      struct simulator *simulator, struct hint *hint, double *least)
{
    struct plan changed = *plan;
    struct simulation_result after;
    if (!apply(tried->candidate, tried->more, &changed, &mode) || is_too_large(&changed) ||
        !simulate_for_figures(simulator, &changed, mode, &after) ||
        cost_of(&after) >= *least * enough(tried->candidate))
        return false;
    *least = cost_of(&after);
    hint->plan = changed;
    hint->mode = mode;
    hint->after = after;
    return true;
}

/* Tries the candidates; those that bring items only where none saves time. The best is left in the hint. */
static struct found find_best(const struct plan *plan, const struct mode *mode, struct simulator *simulator,
                              struct hint *hint)
{
    struct found best = {.candidate = NULL};
    double least = cost_of(&hint->before);
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        struct found tried = {&candidates[i], 1};
        if (tried.candidate->brings_items && (best.candidate != NULL || !hint->before.finished))
            break;
        for (bool done = false; tried.more <= MORE_MAX && !done; tried.more *= 2)
            if (is_better(&tried, plan, mode, simulator, hint, &least)) {
                best = tried;
                done = !tried.candidate->as_many_as_help;
            }
    }
    return best;
}

/* What the same change would bring in the other language, whose threads have no GIL or have one: a clause, or nothing
 * where that is no other. What processes do in Python threads do in C. */
static void write_language(struct simulator *simulator, const struct found *found, const struct hint *hint, char *text,
                           size_t size)
{
    struct plan plan = hint->plan;
    bool python = plan.language == LANGUAGE_PYTHON, processes = found->candidate->to == &mode_processes;
    const struct mode *mode = processes ? &mode_threads : hint->mode;
    struct simulation_result other;
    text[0] = '\0';
    plan.language = python ? LANGUAGE_C : LANGUAGE_PYTHON;
    if (plan.cpu_percent == 0 || !mode->holds_gil || !simulate_for_figures(simulator, &plan, mode, &other) ||
        !other.finished)
        return;
    double ratio = (double)other.stats.elapsed / (double)hint->after.stats.elapsed;
    if (fabs(ratio - 1) >= 0.05)
        (void)snprintf(text, size, "; in %s%s %s", python ? "C" : "Python", processes ? " with threads" : "",
                       format_duration(other.stats.elapsed, 1).text);
    else if (processes)
        (void)snprintf(text, size, ", as with threads in C");
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
    struct found best = find_best(&tried, mode, &simulator, hint);
    if (best.candidate != NULL) {
        char language[64];
        write_language(&simulator, &best, hint, language, sizeof language);
        write_sentence(hint, &best, &tried, mode, language, plan->items == 0);
    }
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
