/* moments — random runs and moments; see the header. */
#include "support/moments.h"

#include "base/format.h"
#include "modes/modes.h"
#include "trace/step.h"

#include <string.h>

static const double enough = 3000; /* seconds: every run that ends has ended */

static uint32_t between(struct random *random, int64_t min, int64_t max)
{
    return (uint32_t)random_between(random, min, max);
}

/* Whole tenths as often as any, and none at all. */
static struct delay delay_of(struct random *random)
{
    int64_t unit = between(random, 0, 1) == 0 ? NS_PER_S / 4 : NS_PER_S / 10;
    int64_t min = between(random, 0, 7) == 0 ? 0 : between(random, 1, 8) * unit;
    return (struct delay){min, between(random, 0, 1) == 0 ? min : min + random_between(random, 0, NS_PER_S)};
}

struct plan moments_plan(struct random *random, const struct mode *mode)
{
    static const uint32_t shares[] = {0, 0, 10, 20, 50, 80, 100, 100}, core_counts[] = {0, 1, 2, 4, 4};
    struct plan plan = {.items = between(random, 0, 9) == 0 ? 0 : between(random, 1, 12)};
    plan.producers = between(random, 1, between(random, 0, 3) == 0 ? 8 : 3);
    plan.consumers = between(random, 1, between(random, 0, 3) == 0 ? 8 : 2);
    plan.produce = delay_of(random);
    plan.consume = delay_of(random);
    if (plan.items == 0 && plan.produce.max < NS_PER_S / 10)
        plan.produce = (struct delay){NS_PER_S / 2, NS_PER_S};
    plan.cpu_percent = shares[between(random, 0, 7)];
    plan.capacity = between(random, 0, 1) == 0 ? 0 : between(random, 1, 12);
    plan.cores = core_counts[between(random, 0, 4)];
    plan.pool = between(random, 0, 6);
    plan.results = between(random, 0, 1) == 0 ? RESULTS_COMPLETED : RESULTS_SUBMITTED;
    plan.distribution = between(random, 0, 3) == 0 ? DISTRIBUTION_FALLING : DISTRIBUTION_DRAWN;
    plan.language = between(random, 0, 2) == 0 ? LANGUAGE_C : LANGUAGE_PYTHON;
    plan.seed = between(random, 1, 1000000);
    if (!mode->needs_queue && between(random, 0, 4) == 0) {
        plan.tasks = between(random, 1, 12);
        plan.items = 1;
    }
    (void)mode_fit(mode, &plan);
    return plan;
}

void moments_begin(struct scenario *scenario, struct random *random, const struct mode *mode)
{
    scenario_begin(scenario);
    scenario->scene.plan = moments_plan(random, mode);
    int64_t ideal = ideal_elapsed(&scenario->scene.plan);
    const struct mode *other = modes[between(random, 0, 4)];
    if (ideal >= 0 && other != mode && between(random, 0, 2) == 0)
        scenario_run_mode(scenario, other, enough);
    scenario_run_mode(scenario, mode, 0);
    for (size_t i = 0; i < scenario->scene.run_count; i++)
        scenario->runs[i].ideal = ideal;
}

/* To the end of a step of the run before the moment that is drawn, if there is one. */
static void look_back(struct scenario *scenario, struct random *random)
{
    struct scene *scene = &scenario->scene;
    const struct trace *trace = scene->runs[scene->focus].trace;
    struct step step;
    if (step_before(trace, random_between(random, trace->start, scene->now), scene->now, &step))
        scene->view.time.cursor = step.to;
}

void moments_next(struct scenario *scenario, struct random *random, bool end)
{
    struct scene *scene = &scenario->scene;
    struct fixture *fixture = &scenario->fixtures[scene->run_count - 1];
    scene->view.time.cursor = TIME_NEVER;
    scene->paused = between(random, 0, 4) == 0;
    if (scene->runs[scene->focus].status == RUN_RUNNING)
        scene->now = clock_now(fixture->clock);
    scenario_go_on(scenario, end ? enough : (double)random_between(random, 0, 8 * NS_PER_S) / 1e9);
    if (scene->paused) /* after a step */
        scene->now = fixture->trace->latest;
    if (between(random, 0, 3) == 0)
        look_back(scenario, random);
}

void moments_describe(const struct scenario *scenario, char *text, size_t size)
{
    const struct scene *scene = &scenario->scene;
    const struct scene_run *run = &scene->runs[scene->focus];
    const struct plan *plan = &run->plan;
    text[0] = '\0';
    format_append(text, size, "%s/%s in %s, %u tasks or %u × %d items, %u consumers, %s and %s", run->mode->name,
                  run->mode->bug != NULL ? run->mode->bug : "-", plan_language_name(plan->language), plan->tasks,
                  plan->producers, (int)plan->items, plan->consumers,
                  format_range(plan->produce.min, plan->produce.max, 4).text,
                  format_range(plan->consume.min, plan->consume.max, 4).text);
    format_append(text, size, ", cpu %u, capacity %u, cores %u, pool %u, seed %d, at %.6f s%s, cursor %.6f",
                  plan->cpu_percent, plan->capacity, plan->cores, plan->pool, (int)plan->seed,
                  units_seconds(scene->now - run->trace->start), scene->paused ? " paused" : "",
                  scene->view.time.cursor == TIME_NEVER ? -1
                                                        : units_seconds(scene->view.time.cursor - run->trace->start));
}
