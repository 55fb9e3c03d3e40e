/* caption_modes — what the caption says of real runs: each kind of sentence where it must be said, and where it must
 * not. */
#include "view/text/caption.h"

#include "base/units.h"
#include "engine/engine.h"
#include "modes/modes.h"
#include "support/plan.h"
#include "support/test.h"
#include "view/canvas/canvas.h"

#include <string.h>

enum { RUNS_MAX = 2 };

/* Runs that follow each other in simulated time, as a session would show them. */
struct fixture {
    struct wakeup *wakeup;
    struct clock *clock;
    struct engine *engines[RUNS_MAX];
    struct trace *traces[RUNS_MAX];
    struct scene_run runs[RUNS_MAX];
    struct scene scene;
};

/* Lets time go on to `until`, or until the run is finished or stuck. */
static enum engine_status advance(struct fixture *fixture, struct engine *engine, int64_t until)
{
    clock_allow(fixture->clock, until);
    for (;;) {
        bool idle = clock_is_idle(fixture->clock); /* before draining: what was recorded by then is drained */
        enum engine_status status = engine_drain(engine);
        if (status == ENGINE_FINISHED || idle)
            return status;
        wakeup_wait(fixture->wakeup);
    }
}

/* Adds a run and lets it go on for so many seconds, or until it is finished or stuck. */
static void add_run(struct fixture *fixture, const struct plan *plan, const struct mode *mode, double seconds)
{
    static const enum run_status statuses[] = {
        [ENGINE_RUNNING] = RUN_RUNNING, [ENGINE_STUCK] = RUN_STUCK, [ENGINE_FINISHED] = RUN_FINISHED};
    size_t i = fixture->scene.run_count++;
    if (i == 0) {
        fixture->wakeup = wakeup_new(NULL);
        fixture->clock = clock_new(CLOCK_INSTANT, fixture->wakeup);
    }
    int64_t start = clock_now(fixture->clock);
    fixture->traces[i] = trace_new(start);
    fixture->engines[i] = engine_start(plan, mode, fixture->clock, fixture->wakeup, fixture->traces[i], NULL);
    enum engine_status status = advance(fixture, fixture->engines[i], start + (int64_t)(seconds * 1e9));
    fixture->scene.now = clock_now(fixture->clock);
    fixture->scene.runs = fixture->runs;
    fixture->scene.focus = i;
    fixture->scene.view.time = (struct timeview){.edge = TIME_NEVER, .cursor = TIME_NEVER};
    fixture->runs[i] = (struct scene_run){.number = (int)i + 1,
                                          .batch = (int)i + 1,
                                          .mode = mode,
                                          .status = statuses[status],
                                          .plan = *plan,
                                          .ideal = ideal_elapsed(plan),
                                          .trace = fixture->traces[i]};
}

static void leave(struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->scene.run_count; i++) {
        engine_free(fixture->engines[i]);
        trace_free(fixture->traces[i]);
    }
    clock_free(fixture->clock);
    wakeup_free(fixture->wakeup);
}

static void assert_mentions(const struct fixture *fixture, const char *part, bool expected)
{
    char text[256];
    (void)caption_write(&fixture->scene, NULL, text, sizeof text);
    if ((strstr(text, part) != NULL) != expected)
        fail_msg("\"%s\" %s in: %s", part, expected ? "is missing" : "should not be", text);
}

/* What a run of the plan in that mode is said to be, after so many seconds. */
static void assert_run(const struct plan *plan, const struct mode *mode, double seconds, const char *part,
                       bool expected)
{
    struct fixture fixture = {0};
    add_run(&fixture, plan, mode, seconds);
    assert_mentions(&fixture, part, expected);
    leave(&fixture);
}

static struct plan lesson(void)
{
    struct plan plan = usual_plan();
    plan.seed = 7;
    return plan;
}

static const double for_ever = 1e9;

/* ---- While it goes on ---- */

TEST(sync_sleeps_while_others_could_begin)
{
    struct plan plan = lesson();
    assert_run(&plan, &mode_sync, 8, "One at a time: P1 sleeps 79 % of its time, but C1 is not allowed to start. ",
               true);
    assert_run(&plan, &mode_threads, 8, "One at a time", false);
    plan.cpu_percent = 100;
    assert_run(&plan, &mode_sync, 8, "One at a time: P1 works through its items, but C1 is not allowed to start. ",
               true);
    assert_run(&plan, &mode_sync, 8, "sleeps", false);
}

TEST(sync_without_an_end_goes_round)
{
    struct plan plan = lesson();
    assert_run(&plan, &mode_sync, 50, "is running", false); /* C1's only one */
    plan.items = 0;
    assert_run(&plan, &mode_sync, 30, "One at a time: P2 is running; the other 2 have to wait for their turn.", true);
    assert_run(&plan, &mode_sync, 50, "One at a time: C1 is running; the other 2 have to wait for their turn.", true);
    assert_run(&plan, &mode_async, 50, "is running", false);
}

TEST(a_loop_that_works_all_the_time_is_the_bottleneck)
{
    struct plan plan = lesson();
    plan.cpu_percent = 100;
    plan.consumers = 2;
    assert_run(
        &plan, &mode_async, 10,
        "The loop is the bottleneck: it runs one worker at a time; on average 3 of the 4 had to wait for their turn.",
        true);
    assert_run(&plan, &mode_threads, 10, "The loop", false);
    plan.cpu_percent = 0;
    assert_run(&plan, &mode_async, 10, "The loop", false);
}

TEST(processes_say_that_each_worker_is_one_and_has_its_own_gil)
{
    struct plan plan = lesson();
    assert_run(&plan, &mode_processes, 8, "Each worker is a process of its own: ", true);
    plan.language = LANGUAGE_PYTHON;
    assert_run(&plan, &mode_processes, 8, "Each worker is a process of its own, with a GIL of its own: ", true);
    assert_run(&plan, &mode_threads, 8, "a process of its own", false);
}

/* The event as the engine records it when the process dies in the middle of an item, or while it has none. */
static void kill_worker(struct fixture *fixture, lane_id lane, bool has_item)
{
    struct trace *trace = fixture->traces[0];
    struct event event = {.time = fixture->scene.now,
                          .until = TIME_NEVER,
                          .lane = lane,
                          .other = LANE_NONE,
                          .kind = EVENT_STATE,
                          .state = STATE_DONE,
                          .reason = REASON_KILLED};
    trace_apply(trace, &event);
    event.kind = EVENT_KILLED;
    event.item = has_item;
    trace_apply(trace, &event);
}

TEST(a_killed_process_is_named_with_what_is_lost)
{
    struct plan plan = lesson();
    struct fixture fixture = {0};
    add_run(&fixture, &plan, &mode_processes, 8);
    kill_worker(&fixture, lane_id_of(LANE_PRODUCER, 1), true);
    assert_mentions(&fixture, "P2's process was killed: its item is lost; the others go on.", true);
    kill_worker(&fixture, lane_id_of(LANE_PRODUCER, 0), false);
    assert_mentions(&fixture, "2 processes were killed: 1 item is lost; the others go on.", true);
    fixture.runs[0].status = RUN_FINISHED;
    assert_mentions(&fixture, "2 processes were killed: 1 item is lost. ", true);
    assert_mentions(&fixture, " done in 8.0 s.", true);
    fixture.runs[0].status = RUN_RUNNING;
    leave(&fixture);
}

/* Where not nearly all overlaps, too, async, a GIL and processes differ. */
TEST(each_mode_says_what_is_special_to_it)
{
    struct plan plan = usual_plan();
    plan.items = 10, plan.seed = 42, plan.cpu_percent = 30, plan.language = LANGUAGE_PYTHON;
    assert_run(&plan, &mode_async, 7.9, "One thread, yet ", true);
    assert_run(&plan, &mode_threads, 7.9, "A thread that sleeps lets go of the GIL", true);
    assert_run(&plan, &mode_processes, 7.9, "Each worker is a process of its own", true);
}

TEST(a_consumer_that_only_sleeps_is_not_held_up_by_the_gil)
{
    struct plan plan = usual_plan();
    plan.producers = 10, plan.items = 10, plan.seed = 42, plan.cpu_percent = 10, plan.language = LANGUAGE_PYTHON;
    assert_run(&plan, &mode_threads, 10, "C1 is the bottleneck: ", true);
}

TEST(a_growing_queue_names_who_is_too_slow)
{
    struct plan plan = lesson();
    plan.producers = 4;
    assert_run(&plan, &mode_threads, 10, "C1 is the bottleneck: its items took ", true);
    assert_run(&plan, &mode_threads, 10, "yet the queue grows by ", true);
    plan.consumers = 3;
    assert_run(&plan, &mode_threads, 10, "the queue grows", false);
}

TEST(what_the_producers_left_takes_a_while)
{
    struct plan plan = lesson();
    plan.producers = 4;
    assert_run(&plan, &mode_threads, 25,
               "C1 is the bottleneck: the 4 producers have finished, and what is left in the queue takes about ", true);
    assert_run(&plan, &mode_threads, 25, " more.", true);
    assert_run(&plan, &mode_threads, 10, "what is left", false);
}

TEST(slow_producers_are_named_with_their_share)
{
    struct plan plan = lesson();
    plan.producers = 1;
    assert_run(&plan, &mode_threads, 12, "P1 is the bottleneck: its items took 100 % of the last 10 s, while C1 spent ",
               true);
    plan.producers = 3;
    assert_run(&plan, &mode_threads, 12, "producers are the bottleneck", false);
}

/* ---- When it has ended ---- */

TEST(sync_says_what_it_loses)
{
    struct plan plan = lesson();
    assert_run(&plan, &mode_sync, for_ever,
               "sync took 60.1 s; the same work can be done in 20.4 s: nothing overlapped; C1 had to wait 40.1 s "
               "before it could start.",
               true);
    assert_run(&plan, &mode_threads, for_ever, "the same work can be done", false);
}

TEST(async_says_what_its_loop_loses)
{
    struct plan plan = lesson();
    plan.cpu_percent = 90;
    assert_run(&plan, &mode_async, for_ever, "; the same work can be done in 21.2 s: ", true);
    assert_run(&plan, &mode_async, for_ever, "; the 2 producers had to wait ", true);
    plan.cpu_percent = 0;
    assert_run(&plan, &mode_async, for_ever, "for the loop", false);
}

TEST(the_difference_between_two_runs_has_a_cause)
{
    struct plan plan = lesson();
    struct fixture fixture = {0};
    add_run(&fixture, &plan, &mode_sync, for_ever);
    add_run(&fixture, &plan, &mode_threads, for_ever);
    assert_mentions(&fixture,
                    "threads took 20.4 s, sync 60.1 s: on average 2.9 workers at a time (2.94×) instead of one.", true);
    fixture.runs[0].plan.seed++; /* another plan has nothing to do with it */
    assert_mentions(&fixture, "sync", false);
    leave(&fixture);
}

TEST(seen_from_the_slower_run_too)
{
    struct plan plan = lesson();
    struct fixture fixture = {0};
    add_run(&fixture, &plan, &mode_threads, for_ever);
    add_run(&fixture, &plan, &mode_sync, for_ever);
    assert_mentions(&fixture,
                    "sync took 60.1 s, 39.7 s more than threads: C1 had to wait 40.1 s before it could start.", true);
    leave(&fixture);
}

TEST(a_busy_loop_is_a_cause)
{
    struct plan plan = lesson();
    plan.cpu_percent = 90;
    struct fixture fixture = {0};
    add_run(&fixture, &plan, &mode_async, for_ever);
    add_run(&fixture, &plan, &mode_threads, for_ever);
    assert_mentions(&fixture, " less than async: there the 2 producers had to wait ", true);
    leave(&fixture);
}

TEST(runs_that_took_the_same_time_need_no_cause)
{
    struct plan plan = lesson();
    plan.cpu_percent = 0;
    struct fixture fixture = {0};
    add_run(&fixture, &plan, &mode_async, for_ever);
    add_run(&fixture, &plan, &mode_threads, for_ever);
    assert_mentions(&fixture, "threads took 20.3 s, about as long as async (20.3 s): ", true);
    assert_mentions(&fixture, "had to wait", false);
    leave(&fixture);
}

/* ---- Deadlock ---- */

TEST(a_deadlock_says_round_to_where_it_began)
{
    struct plan plan = lesson();
    plan.capacity = 4;
    assert_run(&plan, &mode_sync, for_ever,
               "Deadlock: the queue is full and P1 waits for room. Only C1 makes room, and it starts only after both "
               "producers have finished.",
               true);
    assert_run(&plan, &mode_threads, for_ever, "Deadlock", false);
    plan.consumers = 2;
    assert_run(&plan, &mode_sync, for_ever,
               "Deadlock: the queue is full and P1 waits for room. Only the 2 consumers make room, and start only "
               "after both producers have finished.",
               true);
    plan.capacity = 40;
    assert_run(&plan, &mode_sync, for_ever, "Deadlock", false);
}

TEST(a_later_producer_can_be_the_one_that_never_returns)
{
    struct plan plan = lesson();
    plan.capacity = 25;
    assert_run(&plan, &mode_sync, for_ever,
               "Deadlock: the queue is full and P2 waits for room. Only C1 makes room, and it starts only after both "
               "producers have finished.",
               true);
}

/* Into 77 columns and two rows, with nothing cut off. */
static void assert_fits(const char *text)
{
    struct canvas *canvas = canvas_new(77, 2, false);
    text_wrap(canvas, (struct rect){0, 0, 77, 2}, (struct style){.fg = ROLE_TEXT}, text);
    for (int x = 0; x < 77; x++)
        if (canvas_cell(canvas, x, 1)->glyph == U'…')
            fail_msg("does not fit: %s", text);
    canvas_free(canvas);
}

/* Whatever is said fits into the two rows of the usual screen. */
TEST(every_sentence_fits)
{
    for (uint32_t cpu = 0; cpu <= 100; cpu += 50)
        for (uint32_t capacity = 0; capacity <= 30; capacity += 15)
            for (size_t m = 0; modes[m] != NULL; m++)
                for (double seconds = 5; seconds < 1e10; seconds *= 256) {
                    struct plan plan = lesson();
                    plan.items = 4;
                    plan.producers = 12;
                    plan.consumers = 10 - cpu / 20;
                    plan.cpu_percent = cpu;
                    plan.capacity = capacity;
                    plan.cores = capacity == 0 ? 4 : 0; /* slices of cores take the test longest */
                    struct fixture fixture = {0};
                    add_run(&fixture, &plan, &mode_threads, for_ever);
                    add_run(&fixture, &plan, modes[m], seconds);
                    char text[256];
                    (void)caption_write(&fixture.scene, NULL, text, sizeof text);
                    assert_fits(text);
                    fixture.scene.view.race = true; /* names the mode */
                    (void)caption_write(&fixture.scene, NULL, text, sizeof text);
                    assert_fits(text);
                    leave(&fixture);
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sync_sleeps_while_others_could_begin),
        cmocka_unit_test(sync_without_an_end_goes_round),
        cmocka_unit_test(a_loop_that_works_all_the_time_is_the_bottleneck),
        cmocka_unit_test(processes_say_that_each_worker_is_one_and_has_its_own_gil),
        cmocka_unit_test(a_killed_process_is_named_with_what_is_lost),
        cmocka_unit_test(each_mode_says_what_is_special_to_it),
        cmocka_unit_test(a_consumer_that_only_sleeps_is_not_held_up_by_the_gil),
        cmocka_unit_test(a_growing_queue_names_who_is_too_slow),
        cmocka_unit_test(what_the_producers_left_takes_a_while),
        cmocka_unit_test(slow_producers_are_named_with_their_share),
        cmocka_unit_test(sync_says_what_it_loses),
        cmocka_unit_test(async_says_what_its_loop_loses),
        cmocka_unit_test(the_difference_between_two_runs_has_a_cause),
        cmocka_unit_test(seen_from_the_slower_run_too),
        cmocka_unit_test(a_busy_loop_is_a_cause),
        cmocka_unit_test(runs_that_took_the_same_time_need_no_cause),
        cmocka_unit_test(a_deadlock_says_round_to_where_it_began),
        cmocka_unit_test(a_later_producer_can_be_the_one_that_never_returns),
        cmocka_unit_test(every_sentence_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
