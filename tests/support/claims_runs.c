/* claims_runs — what is said of a run that goes on, and whether it is so. */
#include "base/units.h"
#include "support/claims.h"

#include <string.h>

typedef struct claim_context context_type;
typedef const struct claim_value *value_list;

static const double little = 0.05, overlap_of_one = 1.021;

/* The share of the recent time that workers spent so, on average; the time must be as long as it is said to be. */
static bool is_share(context_type *c, const struct claim_value *share, const struct claim_value *workers,
                     unsigned states, unsigned reasons)
{
    const struct truth *truth = &c->truth;
    double count = workers->one != LANE_NONE ? 1 : (double)workers->count;
    return claim_names(c, workers) && (workers->one != LANE_NONE || workers->all) &&
           claim_is(share, claim_spent(truth, workers, states, reasons, truth->from) / truth_recent(truth) / count);
}

static bool is_time(const context_type *c, const struct claim_value *time)
{
    if (time->loose)
        return true;
    return time->recent ? c->truth.from > c->truth.run->trace->start || truth_recent(&c->truth) >= 10e9
                        : c->truth.from == c->truth.run->trace->start;
}

static bool gil_was_held(context_type *c, value_list v)
{
    const struct truth *t = &c->truth;
    double held = truth_lane_spent(t, lane_id_of(LANE_GIL, 0), 1 << STATE_WORKING, 0, t->from);
    return mode_has_gil(t->run->mode, &t->run->plan) && is_time(c, &v[1]) && claim_is(&v[0], held / truth_recent(t));
}

static bool threads_compute_in_turn(context_type *c, value_list v)
{
    const struct truth *t = &c->truth;
    size_t pool = t->run->trace->lanes[LANE_POOL].count;
    return claim_is(&v[0], pool > 0 ? (double)pool : truth_workers(t)) && v[0].number > 1 &&
           truth_all_in(t, 1 << STATE_WORKING) <= 1 &&
           truth_all_spent(t, 1 << STATE_WORKING, 0, t->from) <= truth_recent(t) * 1.001;
}

static bool several_would_compute_in_c(context_type *c, value_list v)
{
    (void)v;
    const struct plan *plan = &c->truth.run->plan;
    return plan->language == LANGUAGE_PYTHON && plan->cpu_percent > 0 && plan->cores != 1;
}

static bool tasks_wait(context_type *c, value_list v)
{
    return claim_is(&v[0], (double)truth_all_in(&c->truth, 1 << STATE_IDLE)) &&
           truth_all_in(&c->truth, 1 << STATE_IDLE) > 0;
}

static bool pool_is_busy(context_type *c, value_list v)
{
    size_t threads = truth_count(&c->truth, LANE_POOL);
    return truth_in(&c->truth, LANE_POOL, 1 << STATE_IDLE) == 0 &&
           (v[0].kind != 'n' || claim_is(&v[0], (double)threads));
}

static bool only_thread_is_busy(context_type *c, value_list v)
{
    (void)v;
    return truth_count(&c->truth, LANE_POOL) == 1 && truth_in(&c->truth, LANE_POOL, 1 << STATE_IDLE) == 0;
}

static bool one_at_a_time(context_type *c, value_list v)
{
    (void)v;
    return truth_all_in(&c->truth, BUSY) <= 1 && truth_overlap(&c->truth) <= overlap_of_one;
}

static bool is_asleep_so_much(context_type *c, value_list v)
{
    double slept = claim_spent(&c->truth, &v[0], 1 << STATE_SLEEPING, 0, c->truth.run->trace->start);
    double busy = claim_spent(&c->truth, &v[0], BUSY, 0, c->truth.run->trace->start);
    return claim_in(c, &v[0], BUSY, c->truth.end) && claim_is(&v[1], slept / busy);
}

static bool is_busy(context_type *c, value_list v)
{
    return claim_names(c, &v[0]) && claim_in(c, &v[0], BUSY, c->truth.end);
}

static bool has_not_started(context_type *c, value_list v)
{
    return claim_names(c, &v[0]) && claim_in(c, &v[0], 1 << STATE_IDLE, c->truth.end);
}

static bool task_runs(context_type *c, value_list v)
{
    return is_busy(c, v) && truth_all_in(&c->truth, 1 << STATE_IDLE) > 0;
}

static bool oldest_waits(context_type *c, value_list v)
{
    return truth_depth(&c->truth, c->truth.end) > 0 && claim_is(&v[0], truth_oldest(&c->truth));
}

static bool starts_after(context_type *c, value_list v)
{
    return claim_names(c, &v[0]) && claim_in(c, &v[0], BUSY, c->truth.end) && claim_names(c, &v[1]) &&
           claim_in(c, &v[1], 1 << STATE_DONE, c->truth.end) && (v[1].one != LANE_NONE || v[1].all);
}

/* One is busy; the others are not, and are not done. */
static bool is_running_alone(context_type *c, value_list v)
{
    double others = v[1].kind == 'n' ? v[1].number : 1;
    return is_busy(c, v) && truth_all_in(&c->truth, BUSY | 1 << STATE_DONE) == 1 &&
           others == truth_workers(&c->truth) - 1;
}

static bool wait_for_loop(context_type *c, value_list v)
{
    const struct truth *t = &c->truth;
    return strcmp(t->run->mode->name, "async") == 0 &&
           claim_is(&v[0], truth_all_spent(t, 1 << STATE_READY, 0, t->from) / truth_recent(t)) &&
           claim_is(&v[1], truth_workers(t)) &&
           truth_all_spent(t, 1 << STATE_WORKING, 0, t->from) <= truth_recent(t) * 1.001;
}

static bool wait_for_core(context_type *c, value_list v)
{
    const struct truth *t = &c->truth;
    return is_time(c, &v[1]) && claim_is(&v[0], truth_all_spent(t, 1 << STATE_READY, 1 << REASON_CORE, t->from) /
                                                    truth_recent(t) / truth_workers(t));
}

static bool wait_for_gil(context_type *c, value_list v)
{
    const struct truth *t = &c->truth;
    return is_time(c, &v[1]) && mode_has_gil(t->run->mode, &t->run->plan) &&
           claim_is(&v[0], truth_all_spent(t, 1 << STATE_READY, 1 << REASON_GIL, t->from) / truth_recent(t) /
                               truth_workers(t));
}

static bool waited_for_room(context_type *c, value_list v)
{
    return claim_names(c, &v[0]) && is_time(c, &v[3]) &&
           is_share(c, &v[2], &v[1], 1 << STATE_WAITING, 1 << REASON_QUEUE_FULL);
}

static bool have_finished(context_type *c, value_list v)
{
    return claim_names(c, &v[0]) && v[1].workers == LANE_PRODUCER &&
           v[1].count == truth_count(&c->truth, LANE_PRODUCER) && claim_in(c, &v[1], 1 << STATE_DONE, c->truth.end);
}

/* About as long as the items in the queue take. */
static bool is_rest(context_type *c, value_list v)
{
    const struct plan *plan = &c->truth.run->plan;
    double items = (double)truth_depth(&c->truth, c->truth.end) / plan->consumers;
    return items > 0 && (v[0].loose || (v[0].number + v[0].precision >= items * (double)plan->consume.min * 0.999 &&
                                        v[0].number - v[0].precision <= items * (double)plan->consume.max * 1.001));
}

static bool was_busy(context_type *c, value_list v)
{
    return claim_names(c, &v[0]) && is_time(c, &v[2]) && is_share(c, &v[1], &v[0], BUSY, 0);
}

static bool queue_grows(context_type *c, value_list v)
{
    double grown = (double)truth_depth(&c->truth, c->truth.end) - (double)truth_depth(&c->truth, c->truth.from);
    return grown > 0 && claim_is(&v[0], grown / truth_recent(&c->truth) * 1e9);
}

static bool waited_for_item(context_type *c, value_list v)
{
    return was_busy(c, v) && is_share(c, &v[4], &v[3], 1 << STATE_WAITING, 1 << REASON_QUEUE_EMPTY);
}

static bool is_async(context_type *c, value_list v)
{
    (void)v;
    return strcmp(c->truth.run->mode->name, "async") == 0;
}

static bool fits(context_type *c, value_list v)
{
    return claim_is(&v[0], truth_busy(&c->truth)) && claim_is(&v[1], truth_elapsed(&c->truth));
}

/* Hardly anything but that state. */
static bool fits_alone(context_type *c, value_list v, enum state state)
{
    double alone = truth_all_spent(&c->truth, 1U << state, 0, c->truth.run->trace->start);
    return fits(c, v) && alone >= (1 - 2 * little) * truth_busy(&c->truth);
}

static bool sleep_fits(context_type *c, value_list v)
{
    return fits_alone(c, v, STATE_SLEEPING);
}

static bool work_fits(context_type *c, value_list v)
{
    return fits_alone(c, v, STATE_WORKING);
}

static bool are_processes(context_type *c, value_list v)
{
    (void)v;
    return strcmp(c->truth.run->mode->name, "processes") == 0;
}

static bool each_has_gil(context_type *c, value_list v)
{
    return are_processes(c, v) && c->truth.run->plan.language == LANGUAGE_PYTHON;
}

static bool sleepers_overlap(context_type *c, value_list v)
{
    (void)v;
    return truth_overlap(&c->truth) > 1 &&
           truth_all_spent(&c->truth, 1 << STATE_SLEEPING, 0, c->truth.run->trace->start) > 0;
}

static bool sleepers_leave_gil(context_type *c, value_list v)
{
    return sleepers_overlap(c, v) && mode_has_gil(c->truth.run->mode, &c->truth.run->plan);
}

static bool each_has_core(context_type *c, value_list v)
{
    (void)v;
    const struct truth *t = &c->truth;
    return !mode_has_gil(t->run->mode, &t->run->plan) && strcmp(t->run->mode->name, "async") != 0 &&
           (t->run->plan.cores == 0 || t->run->plan.cores >= truth_workers(t)) &&
           truth_all_spent(t, 1 << STATE_READY, 0, t->run->trace->start) <= little * truth_elapsed(t);
}

static bool only_one_would_work_in_python(context_type *c, value_list v)
{
    (void)v;
    return c->truth.run->plan.language == LANGUAGE_C && c->truth.run->mode->holds_gil;
}

static bool some_overlap(context_type *c, value_list v)
{
    (void)v;
    return truth_overlap(&c->truth) > 1.019;
}

const struct claim claims_of_runs[] = {
    {"The GIL is the bottleneck: it was held %p of the %t. ", gil_was_held},
    {"The %n threads compute one at a time, as in sync", threads_compute_in_turn},
    {"; in C several could compute at once", several_would_compute_in_c},
    {"The pool is the bottleneck: %n [tasks wait|task waits] for a thread while ", tasks_wait},
    {"its only thread is busy", only_thread_is_busy},
    {"all its %n threads are busy", pool_is_busy},
    {"One at a time: ", one_at_a_time},
    {"%w sleeps %p of its time, but ", is_asleep_so_much},
    {"%w works through its items, but ", is_busy},
    {"%w [is|are] not allowed to start", has_not_started},
    {"%w is running, and the next starts only after it", task_runs},
    {" The oldest item has been waiting for %d", oldest_waits},
    {"%w starts only after %w [has|have] finished", starts_after},
    {"%w is running; the other one has to wait for its turn", is_running_alone},
    {"%w is running; the other %n have to wait for their turn", is_running_alone},
    {"The loop is the bottleneck: it runs one worker at a time; on average %n of the %n had to wait for their turn",
     wait_for_loop},
    {"The CPU is the bottleneck: workers could run but had to wait for a core %p of the %t", wait_for_core},
    {"The GIL is the bottleneck: threads could run but had to wait for it %p of the %t", wait_for_gil},
    {"%w [is|are] the bottleneck: %w spent %p of the %t waiting for room in the queue", waited_for_room},
    {"%w [is|are] the bottleneck: %w [has|have] finished, and ", have_finished},
    {"what is left in the queue takes about %d more", is_rest},
    {"%w [is|are] the bottleneck: [its|their] items took %p of the %t, yet ", was_busy},
    {"the queue grows by %n items a second", queue_grows},
    {"items are waiting, the oldest for %d", oldest_waits},
    {"%w [is|are] the bottleneck: [its|their] items took %p of the %t, while %w spent %p of it waiting for an item",
     waited_for_item},
    {"One thread, yet ", is_async},
    {"%d of sleep and work fit into the first %d", fits},
    {"%d of sleep fit into the first %d", sleep_fits},
    {"%d of work fit into the first %d", work_fits},
    {": a worker that sleeps leaves the loop to the next", sleepers_overlap},
    {"Each worker is a process of its own, with a GIL of its own: ", each_has_gil},
    {"Each worker is a process of its own: ", are_processes},
    {"A thread that sleeps lets go of the GIL, and the others go on: ", sleepers_leave_gil},
    {"While one sleeps the others go on: ", sleepers_overlap},
    {"Each works on a core of its own: ", each_has_core},
    {"; in Python only one could, the one with the GIL", only_one_would_work_in_python},
    {"The workers overlap: ", some_overlap},
    {".", claim_true},
    {NULL, NULL},
};
