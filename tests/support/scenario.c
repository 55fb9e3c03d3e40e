/* scenario — scripted runs and scenes; see the header. */
#include "support/scenario.h"

#include "base/memory.h"
#include "base/units.h"

#include <stdlib.h>
#include <string.h>

enum phase { PHASE_NEXT, PHASE_WORKED, PHASE_SLEPT, PHASE_ENDED };

struct worker {
    lane_id id;
    enum phase phase;
    int64_t due;   /* when it goes on; TIME_NEVER: not started, waiting, ended */
    int64_t delay; /* of its present item */
    int64_t items;
    uint32_t random;
};

struct item {
    uint32_t number;
    lane_id producer;
    int64_t created;
};

struct simulation {
    const struct plan *plan;
    struct trace *trace;
    bool sync; /* one worker after another */
    struct worker *workers;
    size_t count;
    struct item *queue;
    size_t head, tail;
    uint32_t ended;
};

static void enter(struct simulation *s, const struct worker *w, int64_t now, enum state state, enum reason reason)
{
    struct event event = {.time = now, .until = TIME_NEVER, .lane = w->id, .other = LANE_NONE, .kind = EVENT_STATE};
    event.state = (uint8_t)state;
    event.reason = (uint8_t)reason;
    trace_apply(s->trace, &event);
    if (!s->sync || state == STATE_DONE)
        return;
    event.lane = lane_id_of(LANE_MAIN, 0); /* which carries out the worker itself */
    event.other = w->id;
    event.reason = REASON_TURN;
    trace_apply(s->trace, &event);
}

static void report(struct simulation *s, const struct worker *w, int64_t now, enum event_kind kind, struct item item)
{
    trace_apply(s->trace, &(struct event){.time = now,
                                          .until = item.created,
                                          .item = item.number,
                                          .lane = w->id,
                                          .other = kind == EVENT_TAKE ? item.producer : LANE_NONE,
                                          .kind = (uint8_t)kind});
}

/* Everybody who waits looks again: the simplest queue there is. */
static void wake(struct simulation *s, int64_t now)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->workers[i].due == TIME_NEVER && s->workers[i].phase == PHASE_NEXT && s->workers[i].random != 0)
            s->workers[i].due = now;
}

static void start(struct worker *w, int64_t now)
{
    w->due = now;
    w->random = 1 + w->id % 97;
}

static int64_t draw_delay(struct worker *w, struct delay delay)
{
    w->random = w->random * 1103515245u + 12345u;
    return delay.min + (int64_t)((double)(w->random >> 8 & 0xffff) / 65536 * (double)(delay.max - delay.min));
}

static void end(struct simulation *s, struct worker *w, int64_t now)
{
    enter(s, w, now, STATE_DONE, REASON_NONE);
    w->phase = PHASE_ENDED;
    w->due = TIME_NEVER;
    s->ended++;
    if (s->sync && s->ended < s->count)
        start(&s->workers[s->ended], now);
    wake(s, now);
}

static void begin_item(struct simulation *s, struct worker *w, int64_t now, struct delay delay)
{
    w->items++;
    w->delay = draw_delay(w, delay);
    w->phase = PHASE_WORKED;
    w->due = now + w->delay / 100 * s->plan->cpu_percent;
    enter(s, w, now, STATE_WORKING, REASON_NONE);
}

static void wait_for(struct simulation *s, struct worker *w, int64_t now, enum reason reason)
{
    enter(s, w, now, STATE_WAITING, reason);
    w->due = TIME_NEVER;
}

static void next(struct simulation *s, struct worker *w, int64_t now)
{
    bool producer = lane_id_kind(w->id) == LANE_PRODUCER;
    if (producer && w->items == s->plan->items)
        end(s, w, now);
    else if (producer && s->plan->capacity > 0 && s->tail - s->head >= s->plan->capacity)
        wait_for(s, w, now, REASON_QUEUE_FULL);
    else if (producer)
        begin_item(s, w, now, s->plan->produce);
    else if (s->head < s->tail) {
        report(s, w, now, EVENT_TAKE, s->queue[s->head++]);
        begin_item(s, w, now, s->plan->consume);
        wake(s, now);
    } else if (s->ended >= s->plan->producers)
        end(s, w, now);
    else
        wait_for(s, w, now, REASON_QUEUE_EMPTY);
}

static void go_on(struct simulation *s, struct worker *w)
{
    int64_t now = w->due;
    if (w->phase == PHASE_SLEPT || w->phase == PHASE_NEXT) {
        w->phase = PHASE_NEXT;
        next(s, w, now);
        return;
    }
    if (lane_id_kind(w->id) == LANE_PRODUCER) {
        struct item item = {.number = (uint32_t)w->items, .producer = w->id, .created = now};
        s->queue[s->tail++] = item;
        report(s, w, now, EVENT_PUT, item);
        wake(s, now);
    }
    w->phase = PHASE_SLEPT;
    w->due = now + w->delay - w->delay / 100 * s->plan->cpu_percent;
    enter(s, w, now, STATE_SLEEPING, REASON_NONE);
}

static struct worker *earliest(struct simulation *s)
{
    struct worker *earliest = &s->workers[0];
    for (size_t i = 1; i < s->count; i++)
        if (s->workers[i].due < earliest->due)
            earliest = &s->workers[i];
    return earliest;
}

/* Carries out the plan until `to`; *now is then the time up to which something is known. */
static enum run_status simulate(struct simulation *s, int64_t to, int64_t *now)
{
    for (size_t i = 0; i < s->count; i++) {
        struct worker *w = &s->workers[i];
        uint32_t index = (uint32_t)i;
        *w = (struct worker){.due = TIME_NEVER};
        w->id = index < s->plan->producers ? lane_id_of(LANE_PRODUCER, index)
                                           : lane_id_of(LANE_CONSUMER, index - s->plan->producers);
        if (i == 0 || !s->sync)
            start(w, *now);
    }
    for (struct worker *w = earliest(s); w->due <= to; w = earliest(s)) {
        if (w->due == TIME_NEVER)
            break;
        *now = w->due;
        go_on(s, w);
    }
    if (s->ended == s->count)
        return RUN_FINISHED;
    if (earliest(s)->due == TIME_NEVER)
        return RUN_STUCK;
    *now = to;
    return RUN_RUNNING;
}

void scenario_begin(struct scenario *scenario)
{
    memset(scenario, 0, sizeof *scenario);
    scenario->scene = (struct scene){
        .render = {.theme = &theme_default, .blocks = true},
        .view = {.help_page = 1,
                 .time = {.cell = 400 * NS_PER_MS, .edge = TIME_NEVER, .cursor = TIME_NEVER},
                 .lanes = {.chosen = LANE_NONE}},
        .speed = 1,
        .plan = plan_default(),
        .runs = scenario->runs,
    };
    scenario->scene.plan.seed = 42;
}

/* The runs that go on are left. */
static void leave(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->scene.run_count; i++) {
        if (scenario->runs[i].status != RUN_RUNNING)
            continue;
        trace_close(scenario->traces[i], scenario->scene.now);
        scenario->runs[i].status = RUN_LEFT;
    }
}

static struct trace *add_run(struct scenario *scenario, const char *mode, int batch)
{
    struct scene *scene = &scenario->scene;
    size_t i = scene->run_count++;
    scenario->traces[i] = trace_new(scene->now);
    scenario->runs[i] = (struct scene_run){.number = (int)i + 1,
                                           .batch = batch,
                                           .mode = mode,
                                           .status = RUN_RUNNING,
                                           .plan = scene->plan,
                                           .ideal = -1,
                                           .trace = scenario->traces[i]};
    return scenario->traces[i];
}

static int next_heat(const struct scenario *scenario)
{
    size_t count = scenario->scene.run_count;
    return count > 0 ? scenario->runs[count - 1].batch + 1 : 1;
}

/* Carries out the newest run. */
static void carry_out(struct scenario *scenario, double seconds)
{
    struct scene *scene = &scenario->scene;
    struct scene_run *run = &scenario->runs[scene->run_count - 1];
    const struct plan *plan = &run->plan;
    struct simulation simulation = {.plan = plan,
                                    .trace = scenario->traces[scene->run_count - 1],
                                    .sync = strcmp(run->mode, "sync") == 0,
                                    .count = plan->producers + plan->consumers};
    simulation.workers = memory_zeroed(simulation.count, sizeof *simulation.workers);
    simulation.queue = memory_zeroed((size_t)plan->items * plan->producers, sizeof *simulation.queue);
    run->status = simulate(&simulation, scene->now + (int64_t)(seconds * 1e9), &scene->now);
    if (run->status == RUN_FINISHED)
        trace_close(simulation.trace, scene->now);
    free(simulation.workers);
    free(simulation.queue);
}

struct trace *scenario_empty_run(struct scenario *scenario, const char *mode)
{
    leave(scenario);
    scenario->scene.focus = scenario->scene.run_count;
    return add_run(scenario, mode, next_heat(scenario));
}

void scenario_run(struct scenario *scenario, const char *mode, double seconds)
{
    (void)scenario_empty_run(scenario, mode);
    carry_out(scenario, seconds);
}

void scenario_race(struct scenario *scenario, const char *const modes[], size_t count, double seconds)
{
    struct scene *scene = &scenario->scene;
    leave(scenario);
    int batch = next_heat(scenario);
    int64_t start = scene->now, latest = start;
    scene->focus = scene->run_count;
    for (size_t i = 0; i < count; i++) {
        scene->now = start;
        (void)add_run(scenario, modes[i], batch);
        scenario->runs[scene->run_count - 1].off_timeline = i > 0;
        carry_out(scenario, seconds);
        latest = scene->now > latest ? scene->now : latest;
    }
    scene->now = latest;
    scene->view.race = scene->view.time.fit = true;
}

void scenario_state(struct trace *trace, lane_id lane, double seconds, enum state state, enum reason reason)
{
    struct event event = {
        .time = (int64_t)(seconds * 1e9), .until = TIME_NEVER, .lane = lane, .other = LANE_NONE, .kind = EVENT_STATE};
    event.state = (uint8_t)state;
    event.reason = (uint8_t)reason;
    trace_apply(trace, &event);
}

void scenario_end(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->scene.run_count; i++)
        trace_free(scenario->traces[i]);
}
