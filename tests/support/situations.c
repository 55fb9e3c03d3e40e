/* situations — the scenes that goldens show; see the header. */
#include "support/situations.h"

#include "base/units.h"

static const char *const three[] = {"sync", "threads", "async"};

void two_runs(struct scenario *scenario)
{
    scenario_run(scenario, "sync", 12.6);
    scenario_run(scenario, "threads", 10.24);
    scenario->scene.hint = "with one more consumer it takes 22.1 s, 2 % less; in C 21.9 s: C1 is busy most of the time";
}

void two_runs_without_colour(struct scenario *scenario)
{
    two_runs(scenario);
    scenario->scene.render.blocks = false;
}

void two_runs_in_ascii(struct scenario *scenario)
{
    two_runs(scenario);
    scenario->scene.render.blocks = false;
    scenario->scene.render.ascii = true;
}

void the_older_of_two_runs(struct scenario *scenario)
{
    two_runs(scenario);
    scenario->scene.view.time.edge = 12 * NS_PER_S;
    scenario->scene.view.log = VISIBILITY_ON;
}

void the_run_before(struct scenario *scenario)
{
    scenario_run(scenario, "threads", 5);
    scenario_run(scenario, "sync", 5);
    scenario->scene.view.previous_run = true;
}

void paused_with_a_chosen_control(struct scenario *scenario)
{
    scenario_run(scenario, "sync", 15);
    scenario->scene.view.focus = FOCUS_CONTROLS;
    scenario->scene.view.control = CONTROL_CONSUMERS;
    scenario->scene.paused = true;
    scenario->scene.speed = 0.25;
}

void both_finished(struct scenario *scenario)
{
    scenario_run(scenario, "sync", 1000);
    scenario_run(scenario, "threads", 1000);
}

void a_deadlock(struct scenario *scenario)
{
    scenario->scene.plan.capacity = 4;
    scenario_run(scenario, "sync", 1000);
}

void many_workers(struct scenario *scenario)
{
    scenario->scene.plan.producers = 30;
    scenario->scene.plan.consumers = 12;
    scenario_run(scenario, "threads", 8);
}

void paused_among_the_runs(struct scenario *scenario)
{
    scenario_run(scenario, "threads", 10);
    scenario->scene.paused = true;
    scenario->scene.view.focus = FOCUS_RUNS;
    scenario->scene.view.time.cell = 100 * NS_PER_MS;
}

void a_cursor(struct scenario *scenario)
{
    paused_among_the_runs(scenario);
    scenario->scene.view.time.cursor = 6 * NS_PER_S;
}

void who_wakes_whom(struct scenario *scenario)
{
    scenario->scene.plan.producers = 1;
    paused_among_the_runs(scenario);
    scenario->scene.view.wakeup_marks = true;
}

void items_shown(struct scenario *scenario)
{
    scenario->scene.plan.consume = (struct delay){NS_PER_S, NS_PER_S};
    paused_among_the_runs(scenario);
    scenario->scene.view.items = true;
}

void the_large_view(struct scenario *scenario)
{
    two_runs(scenario);
    scenario->scene.view.lanes.large = true;
}

void the_large_view_of_a_deadlock(struct scenario *scenario)
{
    a_deadlock(scenario);
    scenario->scene.view.lanes.large = true;
}

void a_race(struct scenario *scenario)
{
    scenario_race(scenario, three, 3, 24.6);
}

void race_on_a_wide_screen(struct scenario *scenario)
{
    a_race(scenario);
    scenario->scene.view.time.cell = 200 * NS_PER_MS;
}

void finished_race(struct scenario *scenario)
{
    scenario->scene.view.time.cell = NS_PER_S;
    scenario_race(scenario, three, 3, 1000);
}

void finished_race_in_ascii(struct scenario *scenario)
{
    finished_race(scenario);
    scenario->scene.render.blocks = false;
    scenario->scene.render.ascii = true;
}

void race_of_many_workers(struct scenario *scenario)
{
    scenario->scene.plan.producers = 30;
    scenario->scene.plan.consumers = 12;
    scenario_race(scenario, three, 3, 10);
}

void race_with_a_deadlock(struct scenario *scenario)
{
    scenario->scene.plan.capacity = 3;
    scenario_race(scenario, three, 2, 10);
}

void a_large_race(struct scenario *scenario)
{
    a_race(scenario);
    scenario->scene.view.lanes.large = true;
}
