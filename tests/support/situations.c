/* situations — the scenes that goldens show; see the header. */
#include "support/situations.h"

#include "app/programs.h"
#include "base/units.h"
#include "modes/modes.h"

#include <string.h>

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

void the_code(struct scenario *scenario)
{
    static struct program program; /* the scene points to it */
    scenario->scene.plan.language = LANGUAGE_PYTHON;
    scenario_run(scenario, "async", 0.86);
    scenario->scene.paused = true;
    scenario->scene.view.code = true;
    scenario->scene.code = programs_read(&program, scenario->runs[0].mode, &scenario->scene.plan);
}

void the_code_of_a_deadlock(struct scenario *scenario)
{
    static struct program program;
    scenario->scene.plan.language = LANGUAGE_C;
    scenario_run_mode(scenario, &bug_deadlock, 1000);
    scenario->scene.view.code = true;
    scenario->scene.code = programs_read(&program, &bug_deadlock, &scenario->scene.plan);
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

/* ---- Lessons ---- */

/* Three answers, two of which need more than a row with their reasons. */
static const struct scene_lesson question = {
    .title = "Ten sleeps",
    .step_title = "A thread for each",
    .step = 2,
    .steps = 4,
    .asks = true,
    .talks = true,
    .texts = {{TEXT_PARAGRAPH, .text = "Now each call gets a thread of its own. The threads are started in one loop, "
                                       "and joined in a second one:"},
              {TEXT_CODE, .text = "for t in threads: t.start()\nfor t in threads: t.join()"},
              {TEXT_BULLET, .text = "They are Python's."},
              {TEXT_PARAGRAPH, .text = "How long does it take now?"},
              {TEXT_ANSWER, "15 s", 1, -1, -1, false, "", ""},
              {TEXT_ANSWER, "3.8 s", 2, -1, -1, false, "", ""},
              {TEXT_ANSWER, "1.5 s", 3, -1, -1, false, "", ""}},
    .count = 7,
    .prompt = "5 hands, the last for 3. Enter shows the votes.",
};

void a_question(struct scenario *scenario)
{
    both_finished(scenario);
    scenario->scene.lesson = &question;
}

void a_second_vote(struct scenario *scenario)
{
    static struct scene_lesson votes;
    votes = question;
    votes.asks = false;
    for (int i = 4; i < 7; i++) {
        votes.texts[i].votes = i == 6 ? 12 : i - 4;
        votes.texts[i].before = 7;
    }
    (void)strcpy(votes.prompt, "Talk about it: 1–3 begins a second vote. Enter shows the answer.");
    a_question(scenario);
    scenario->scene.lesson = &votes;
}

void an_answer(struct scenario *scenario)
{
    static struct scene_lesson answer;
    a_second_vote(scenario);
    answer = *scenario->scene.lesson;
    answer.talks = false;
    memmove(answer.texts, answer.texts + 3, 4 * sizeof *answer.texts);
    answer.texts[1].after = "because of the GIL only one thread runs at a time: so it is while they compute";
    answer.texts[2].after = "15 s on 4 cores? A thread that sleeps needs no core, so their number does not matter";
    answer.texts[3].after = "as long as one of them: all ten wait at the same time";
    answer.texts[3].right = true;
    for (int i = 1; i < 4; i++)
        answer.texts[i].explained = true;
    answer.texts[3].measured = "1.5 s";
    answer.texts[4] = (struct scene_text){.kind = TEXT_PARAGRAPH, .text = "1.5 s instead of 15.0 s: 10.0× as fast."};
    answer.count = 5;
    (void)strcpy(answer.prompt, "Enter: on to One slow one among them");
    scenario->scene.lesson = &answer;
}

void an_answer_in_ascii(struct scenario *scenario)
{
    an_answer(scenario);
    scenario->scene.render.blocks = false;
    scenario->scene.render.ascii = true;
}

void an_answer_in_the_large_view(struct scenario *scenario)
{
    an_answer(scenario);
    scenario->scene.view.lanes.large = true;
}

void a_large_race(struct scenario *scenario)
{
    a_race(scenario);
    scenario->scene.view.lanes.large = true;
}
