/*
 * torture — random plans, changes, pauses, steps, switches, sizes and quits, in instant time and in every mode.
 *
 * usage: torture --seed N [--seeds COUNT]
 * COUNT is the usual one: see support/effort.h. Everything follows from the seed. The first seed that fails is printed
 * with what went wrong.
 */
#include "engine/engine.h"
#include "engine/random.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/scenario.h"
#include "torture/invariants.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ACTS_MAX = 24, RUNS_MAX = ACTS_MAX + 1 };

struct torture {
    uint64_t seed;
    struct random random;
    struct wakeup *wakeup;
    struct clock *clock;
    struct plan plan;
    bool changed;

    /* The present run; of those before, the traces. */
    const struct mode *mode;
    struct engine *engine;
    struct invariants *invariants;
    struct trace *traces[RUNS_MAX];
    struct scene_run runs[RUNS_MAX];
    size_t count;
    char failure[512]; /* the first; empty: none */
};

static int64_t draw(struct torture *t, int64_t min, int64_t max)
{
    return random_between(&t->random, min, max);
}

__attribute__((format(printf, 2, 3))) static void fail(struct torture *t, const char *format, ...)
{
    if (t->failure[0] != '\0')
        return;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(t->failure, sizeof t->failure, format, arguments);
    va_end(arguments);
}

/* ---- Plans ---- */

static struct delay random_delay(struct torture *t)
{
    static const int64_t scales[] = {0, 1, NS_PER_MS, NS_PER_S};
    int64_t scale = scales[draw(t, 0, 3)];
    int64_t min = draw(t, 0, 3) * scale;
    return (struct delay){min, min + draw(t, 0, 3) * scale};
}

static struct plan random_plan(struct torture *t)
{
    struct plan plan = {
        .producers = (uint32_t)draw(t, 1, 6),
        .consumers = (uint32_t)draw(t, 1, 5),
        .items = draw(t, 1, 12),
        .produce = random_delay(t),
        .consume = random_delay(t),
        .cpu_percent = (uint32_t)draw(t, 0, 4) * 25,
        .capacity = (uint32_t)draw(t, 0, 5),
        .cores = (uint32_t)draw(t, 0, 4),
        .pool = (uint32_t)draw(t, 0, 4),
        .language = draw(t, 0, 1) == 0 ? LANGUAGE_C : LANGUAGE_PYTHON,
        .seed = (uint64_t)draw(t, 0, 1000),
    };
    if (draw(t, 0, 5) == 0) { /* no end, so that time must pass */
        plan.items = 0;
        plan.produce = (struct delay){.min = 100 * NS_PER_MS, .max = NS_PER_S};
        plan.consume = (struct delay){.min = 0, .max = NS_PER_S};
    }
    if (draw(t, 0, 4) == 0) {
        plan.tasks = (uint32_t)draw(t, 1, 12);
        plan.items = 1;
    }
    return plan;
}

/* ---- Runs ---- */

static void begin_run(struct torture *t, const struct mode *mode)
{
    t->mode = mode;
    t->changed = false;
    struct trace *trace = t->traces[t->count] = trace_new(clock_now(t->clock));
    t->invariants = invariants_new(trace);
    invariants_plan(t->invariants, &t->plan);
    struct error error;
    t->engine = engine_start(&t->plan, mode, t->clock, t->wakeup, trace, &error);
    if (t->engine == NULL)
        fail(t, "cannot start: %s", error.message);
    t->runs[t->count++] = (struct scene_run){
        .number = (int)t->count,
        .batch = (int)t->count,
        .mode = mode,
        .plan = t->plan,
        .ideal = ideal_elapsed(&t->plan),
        .trace = trace,
    };
}

static void end_run(struct torture *t)
{
    engine_free(t->engine);
    const char *complaint = invariants_complaint(t->invariants, clock_now(t->clock));
    if (complaint != NULL)
        fail(t, "at the end: %s", complaint);
    invariants_free(t->invariants);
    struct scene_run *run = &t->runs[t->count - 1];
    if (run->status != RUN_FINISHED)
        run->status = RUN_LEFT;
}

static void judge_finished(struct torture *t)
{
    const struct trace *trace = t->traces[t->count - 1];
    uint64_t produced = trace->produced, consumed = trace->consumed;
    if (produced != consumed)
        fail(t, "finished with %llu of %llu items consumed", (unsigned long long)consumed,
             (unsigned long long)produced);
    if (!t->changed && produced != (uint64_t)plan_items(&t->plan))
        fail(t, "finished with %llu items produced", (unsigned long long)produced);
}

/* A worker of a pool has no thread: those that wait may hold all. */
static bool somebody_is_in_line(const struct torture *t)
{
    const struct trace *trace = t->traces[t->count - 1];
    int64_t now = clock_now(t->clock);
    for (enum lane_kind kind = LANE_PRODUCER; kind <= LANE_CONSUMER; kind++) {
        size_t heard = trace->lanes[kind].count;
        if (heard < (kind == LANE_PRODUCER ? t->plan.producers : t->plan.consumers))
            return true; /* who never had a thread is not heard of */
        for (uint32_t i = 0; i < heard; i++) {
            const struct lane *lane = trace_lane(trace, lane_id_of(kind, i));
            size_t count = lane_count(lane, now);
            if (count == 0 || lane_segment(lane, count - 1, now).state == STATE_IDLE)
                return true;
        }
    }
    return false;
}

/* As the real program would be: one after another nobody takes, or those with a thread wait for one without. */
static bool may_be_stuck(const struct torture *t)
{
    return t->mode == &mode_sync || (t->mode == &mode_pool && somebody_is_in_line(t));
}

static void advance(struct torture *t, int64_t until)
{
    static const enum run_status statuses[] = {
        [ENGINE_RUNNING] = RUN_RUNNING,
        [ENGINE_STUCK] = RUN_STUCK,
        [ENGINE_FINISHED] = RUN_FINISHED,
    };
    struct fixture fixture = {t->wakeup, t->clock, t->traces[t->count - 1], t->engine};
    int64_t before = clock_now(t->clock);
    enum engine_status status = fixture_advance(&fixture, until);
    t->runs[t->count - 1].status = statuses[status];
    if (clock_now(t->clock) < before)
        fail(t, "the clock ran backwards");
    const char *complaint = invariants_complaint(t->invariants, clock_now(t->clock));
    if (complaint != NULL)
        fail(t, "%s", complaint);
    if (status == ENGINE_STUCK && !may_be_stuck(t))
        fail(t, "stuck");
    if (status == ENGINE_FINISHED)
        judge_finished(t);
}

/* ---- Acts ---- */

static void action_advance(struct torture *t)
{
    static const int64_t scales[] = {0, 1000, NS_PER_MS, NS_PER_S};
    advance(t, clock_now(t->clock) + draw(t, 0, 4) * scales[draw(t, 0, 3)]);
}

static void action_change(struct torture *t)
{
    for (int64_t notches = draw(t, 1, 4); notches > 0; notches--)
        (void)control_step(&t->plan, (enum control)draw(t, 0, CONTROL_COUNT - 1), draw(t, 0, 1) == 0 ? -1 : 1);
    t->changed = true;
    t->runs[t->count - 1].plan = t->plan;
    invariants_plan(t->invariants, &t->plan);
    engine_change(t->engine, &t->plan);
}

static void action_pause(struct torture *t)
{
    clock_pause(t->clock);
    int64_t before = clock_now(t->clock);
    for (int64_t steps = draw(t, 0, 3); steps > 0 && clock_step(t->clock); steps--)
        advance(t, before);
    before = clock_now(t->clock);
    advance(t, before + draw(t, 0, 1) * NS_PER_S);
    if (clock_now(t->clock) != before)
        fail(t, "time went on while it was paused");
    clock_resume(t->clock);
}

static void action_speed(struct torture *t)
{
    clock_set_speed(t->clock, (double)draw(t, 1, 1000) / 10);
}

static void action_switch(struct torture *t)
{
    end_run(t);
    size_t count = 0;
    while (modes[count] != NULL)
        count++;
    if (draw(t, 0, 2) == 0)
        t->plan = random_plan(t);
    begin_run(t, modes[draw(t, 0, (int64_t)count - 1)]);
}

static void action_draw(struct torture *t)
{
    static const struct scene_key keys[] = {
        {.keys = "q", .name = "quit", .help = "quit"},
        {.keys = "?", .name = "help", .help = "this page"},
    };
    bool ascii = draw(t, 0, 1) == 0;
    struct scene scene = {
        .render = {.theme = &theme_default, .ascii = ascii, .blocks = !ascii && draw(t, 0, 1) == 0},
        .now = clock_now(t->clock),
        .view = {.open = draw(t, 0, 7) == 0 ? OVERLAY_HELP : OVERLAY_NONE,
                 .focus = (enum focus)draw(t, FOCUS_LANES, FOCUS_CONTROLS),
                 .control = (enum control)draw(t, 0, CONTROL_COUNT - 1),
                 .time = {.cell = draw(t, 1, 4 * NS_PER_S), .edge = TIME_NEVER, .cursor = TIME_NEVER},
                 .lanes = {.chosen = LANE_NONE},
                 .main_lane = draw(t, 0, 1) == 0,
                 .wakeup_marks = draw(t, 0, 1) == 0,
                 .items = draw(t, 0, 1) == 0},
        .speed = 1,
        .plan = t->plan,
        .runs = t->runs,
        .run_count = t->count,
        .keys = keys,
        .key_count = sizeof keys / sizeof *keys,
    };
    if (draw(t, 0, 2) == 0)
        scene.view.time.edge = draw(t, 0, scene.now + 1);
    if (draw(t, 0, 2) == 0)
        scene.view.time.cursor = draw(t, 0, scene.now + 1);
    struct canvas *canvas = canvas_new((int)draw(t, 1, 220), (int)draw(t, 1, 60), ascii);
    scene_draw(canvas, &scene);
    canvas_free(canvas);
}

/* ---- A seed in a mode ---- */

static void torment(struct torture *t)
{
    static void (*const acts[])(struct torture *) = {
        action_advance, action_advance, action_advance, action_change, action_change,
        action_pause,   action_speed,   action_draw,    action_switch,
    };
    for (int64_t left = draw(t, 0, ACTS_MAX); left > 0 && t->failure[0] == '\0'; left--)
        acts[draw(t, 0, (int64_t)(sizeof acts / sizeof *acts) - 1)](t);
    if (t->failure[0] == '\0' && t->plan.items != 0 && draw(t, 0, 3) != 0)
        advance(t, TIME_NEVER); /* or else it is left where it stands */
}

static bool survives(uint64_t seed, const struct mode *mode)
{
    struct torture t = {.seed = seed, .random = random_stream(seed, 0)};
    t.wakeup = wakeup_new(NULL);
    t.clock = clock_new(CLOCK_INSTANT, t.wakeup);
    t.plan = random_plan(&t);
    begin_run(&t, mode);
    torment(&t);
    end_run(&t);
    for (size_t i = 0; i < t.count; i++)
        trace_free(t.traces[i]);
    clock_free(t.clock);
    wakeup_free(t.wakeup);
    if (t.failure[0] != '\0')
        (void)fprintf(stderr, "torture: seed %llu fails, begun in %s, then in %s: %s\n", (unsigned long long)seed,
                      mode->name, t.mode->name, t.failure);
    return t.failure[0] == '\0';
}

/* Said before, for where it hangs or crashes. */
static void note_seed(uint64_t seed)
{
    (void)printf("\rseed %llu ", (unsigned long long)seed);
    (void)fflush(stdout);
}

int main(int argc, char *argv[])
{
    if (argc < 3 || argc % 2 == 0 || strcmp(argv[1], "--seed") != 0 || (argc > 3 && strcmp(argv[3], "--seeds") != 0)) {
        (void)fputs("usage: torture --seed N [--seeds COUNT]\n", stderr);
        return 2;
    }
    uint64_t first = strtoull(argv[2], NULL, 10);
    uint64_t seeds = argc > 3 ? (uint64_t)effort(atoi(argv[4])) : 1;
    for (uint64_t seed = first; seed < first + seeds; seed++) {
        note_seed(seed);
        for (const struct mode *const *mode = modes; *mode != NULL; mode++)
            if (!survives(seed, *mode))
                return 1;
    }
    (void)puts("\nall seeds survived");
    return 0;
}
