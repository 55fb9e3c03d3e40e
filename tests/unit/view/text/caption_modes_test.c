/* caption_modes — what the caption says of real runs: each kind of sentence where it must be said, and where it must
 * not. */
#include "view/text/caption.h"

#include "base/units.h"
#include "engine/engine.h"
#include "engine/ideal.h"
#include "modes/modes.h"
#include "support/test.h"
#include "view/canvas/text.h"

#include <string.h>

enum { RUNS_MAX = 2 };

/* Runs that follow each other in simulated time, as a session would show them. */
struct stage {
    struct wakeup *wakeup;
    struct clock *clock;
    struct engine *engines[RUNS_MAX];
    struct trace *traces[RUNS_MAX];
    struct scene_run runs[RUNS_MAX];
    struct scene scene;
};

/* Lets time go on to `until`, or until the run is finished or stuck. */
static enum engine_status advance(struct stage *stage, struct engine *engine, int64_t until)
{
    clock_allow(stage->clock, until);
    for (;;) {
        bool idle = clock_is_idle(stage->clock); /* before draining: what was recorded by then is drained */
        enum engine_status status = engine_drain(engine);
        if (status == ENGINE_FINISHED || idle)
            return status;
        wakeup_wait(stage->wakeup);
    }
}

/* Adds a run and lets it go on for so many seconds, or until it is finished or stuck. */
static void perform(struct stage *stage, const struct plan *plan, const struct mode *mode, double seconds)
{
    static const enum run_status statuses[] = {
        [ENGINE_RUNNING] = RUN_RUNNING, [ENGINE_STUCK] = RUN_STUCK, [ENGINE_FINISHED] = RUN_FINISHED};
    size_t i = stage->scene.run_count++;
    if (i == 0) {
        stage->wakeup = wakeup_new(NULL);
        stage->clock = clock_new(CLOCK_INSTANT, stage->wakeup);
    }
    int64_t start = clock_now(stage->clock);
    stage->traces[i] = trace_new(start);
    stage->engines[i] = engine_start(plan, mode, stage->clock, stage->wakeup, stage->traces[i], NULL);
    enum engine_status status = advance(stage, stage->engines[i], start + (int64_t)(seconds * 1e9));
    stage->scene.now = clock_now(stage->clock);
    stage->scene.runs = stage->runs;
    stage->scene.focus = i;
    stage->scene.view.time = (struct timeview){.edge = TIME_NEVER, .cursor = TIME_NEVER};
    stage->runs[i] = (struct scene_run){.number = (int)i + 1,
                                        .batch = (int)i + 1,
                                        .mode = mode->name,
                                        .status = statuses[status],
                                        .plan = *plan,
                                        .ideal = ideal_elapsed(plan),
                                        .trace = stage->traces[i]};
}

static void leave(struct stage *stage)
{
    for (size_t i = 0; i < stage->scene.run_count; i++) {
        engine_free(stage->engines[i]);
        trace_free(stage->traces[i]);
    }
    clock_free(stage->clock);
    wakeup_free(stage->wakeup);
}

static void assert_mentions(const struct stage *stage, const char *part, bool expected)
{
    char text[256];
    caption_write(&stage->scene, text, sizeof text);
    if ((strstr(text, part) != NULL) != expected)
        fail_msg("\"%s\" %s in: %s", part, expected ? "is missing" : "should not be", text);
}

/* What a run of the plan in that mode is said to be, after so many seconds. */
static void assert_run(const struct plan *plan, const struct mode *mode, double seconds, const char *part,
                       bool expected)
{
    struct stage stage = {0};
    perform(&stage, plan, mode, seconds);
    assert_mentions(&stage, part, expected);
    leave(&stage);
}

static struct plan lesson(void)
{
    struct plan plan = plan_default();
    plan.seed = 7;
    return plan;
}

static const double for_ever = 1e9;

/* ---- While it goes on ---- */

TEST(sync_sleeps_while_others_could_begin)
{
    struct plan plan = lesson();
    assert_run(&plan, &mode_sync, 8, "One at a time: P1 sleeps 79 % of the time, and yet C1 has not begun; ", true);
    assert_run(&plan, &mode_threads, 8, "One at a time", false);
    plan.cpu_percent = 100;
    assert_run(&plan, &mode_sync, 8, "One at a time: P1 works through its items while C1 has not begun; ", true);
    assert_run(&plan, &mode_sync, 8, "sleeps", false);
}

TEST(sync_without_an_end_goes_round)
{
    struct plan plan = lesson();
    assert_run(&plan, &mode_sync, 50, "has its turn", false); /* C1's only one */
    plan.items = 0;
    assert_run(&plan, &mode_sync, 30, "One at a time: P2 has its turn, and the other 2 wait for theirs; ", true);
    assert_run(&plan, &mode_sync, 50, "One at a time: C1 has its turn, and the other 2 wait for theirs; ", true);
    assert_run(&plan, &mode_async, 50, "has its turn", false);
}

TEST(a_loop_that_works_all_the_time_is_the_bottleneck)
{
    struct plan plan = lesson();
    plan.cpu_percent = 100;
    plan.consumers = 2;
    assert_run(&plan, &mode_async, 10,
               "The loop is the bottleneck: it runs one worker at a time, and on average 3.0 of 4 stand ready for it.",
               true);
    assert_run(&plan, &mode_threads, 10, "The loop", false);
    plan.cpu_percent = 0;
    assert_run(&plan, &mode_async, 10, "The loop", false);
}

TEST(a_growing_queue_names_who_is_too_slow)
{
    struct plan plan = lesson();
    plan.producers = 4;
    assert_run(&plan, &mode_threads, 10, "C1 is the bottleneck: busy ", true);
    assert_run(&plan, &mode_threads, 10, "and still the queue grows by ", true);
    plan.consumers = 3;
    assert_run(&plan, &mode_threads, 10, "the queue grows", false);
}

TEST(what_the_producers_left_takes_a_while)
{
    struct plan plan = lesson();
    plan.producers = 4;
    assert_run(&plan, &mode_threads, 25, "C1 is the bottleneck: the 4 producers are done, and the ", true);
    assert_run(&plan, &mode_threads, 25, " items left take about ", true);
    assert_run(&plan, &mode_threads, 10, " items left", false);
}

TEST(slow_producers_are_named_with_their_share)
{
    struct plan plan = lesson();
    plan.producers = 1;
    assert_run(&plan, &mode_threads, 12, "% of the last 10 s: the producer is the bottleneck, busy 100 %.", true);
    plan.producers = 3;
    assert_run(&plan, &mode_threads, 12, "producers are the bottleneck", false);
}

/* ---- When it has ended ---- */

TEST(sync_is_told_what_it_loses)
{
    struct plan plan = lesson();
    assert_run(&plan, &mode_sync, for_ever,
               "sync finished in 60.1 s, though its delays fit into 20.4 s: nothing overlapped, and C1 stood idle for "
               "40.1 s.",
               true);
    assert_run(&plan, &mode_threads, for_ever, "though its delays fit into", false);
}

TEST(async_is_told_what_its_loop_loses)
{
    struct plan plan = lesson();
    plan.cpu_percent = 90;
    assert_run(&plan, &mode_async, for_ever, ", though its delays fit into 21.2 s: ", true);
    assert_run(&plan, &mode_async, for_ever, ", and the 2 producers stood ready for ", true);
    plan.cpu_percent = 0;
    assert_run(&plan, &mode_async, for_ever, "stood ready", false);
}

TEST(the_difference_between_two_runs_has_a_cause)
{
    struct plan plan = lesson();
    struct stage stage = {0};
    perform(&stage, &plan, &mode_sync, for_ever);
    perform(&stage, &plan, &mode_threads, for_ever);
    assert_mentions(&stage,
                    "threads finished in 20.4 s, 39.7 s sooner than sync: there C1 stood idle for 40.1 s; here 60.1 s "
                    "of delays overlapped 2.94×.",
                    true);
    stage.runs[0].plan.seed++; /* another plan has nothing to do with it */
    assert_mentions(&stage, "stood idle", false);
    leave(&stage);
}

TEST(seen_from_the_slower_run_too)
{
    struct plan plan = lesson();
    struct stage stage = {0};
    perform(&stage, &plan, &mode_threads, for_ever);
    perform(&stage, &plan, &mode_sync, for_ever);
    assert_mentions(
        &stage,
        "sync finished in 60.1 s, 39.7 s later than threads: here C1 stood idle for 40.1 s; nothing overlapped.", true);
    leave(&stage);
}

TEST(a_busy_loop_is_a_cause)
{
    struct plan plan = lesson();
    plan.cpu_percent = 90;
    struct stage stage = {0};
    perform(&stage, &plan, &mode_async, for_ever);
    perform(&stage, &plan, &mode_threads, for_ever);
    assert_mentions(&stage, "sooner than async: there the 2 producers stood ready for ", true);
    leave(&stage);
}

TEST(runs_that_took_the_same_time_need_no_cause)
{
    struct plan plan = lesson();
    plan.cpu_percent = 0;
    struct stage stage = {0};
    perform(&stage, &plan, &mode_async, for_ever);
    perform(&stage, &plan, &mode_threads, for_ever);
    assert_mentions(&stage, "threads finished in 20.3 s, about as fast as async: ", true);
    assert_mentions(&stage, "stood", false);
    leave(&stage);
}

/* ---- Deadlock ---- */

TEST(a_deadlock_is_told_round_to_where_it_began)
{
    struct plan plan = lesson();
    plan.capacity = 4;
    assert_run(&plan, &mode_sync, for_ever,
               "Deadlock: P1 waits for room in the queue; only C1 makes room; C1 starts when P1 returns.", true);
    assert_run(&plan, &mode_threads, for_ever, "Deadlock", false);
    plan.consumers = 2;
    assert_run(&plan, &mode_sync, for_ever,
               "Deadlock: P1 waits for room in the queue; only the 2 consumers make room; they start when P1 returns.",
               true);
    plan.capacity = 40;
    assert_run(&plan, &mode_sync, for_ever, "Deadlock", false);
}

TEST(a_later_producer_can_be_the_one_that_never_returns)
{
    struct plan plan = lesson();
    plan.capacity = 25;
    assert_run(&plan, &mode_sync, for_ever,
               "Deadlock: P2 waits for room in the queue; only C1 makes room; C1 starts when P2 returns.", true);
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
                    struct stage stage = {0};
                    perform(&stage, &plan, &mode_threads, for_ever);
                    perform(&stage, &plan, modes[m], seconds);
                    char text[256];
                    caption_write(&stage.scene, text, sizeof text);
                    assert_fits(text);
                    stage.scene.view.race = true; /* names the mode */
                    caption_write(&stage.scene, text, sizeof text);
                    assert_fits(text);
                    leave(&stage);
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sync_sleeps_while_others_could_begin),
        cmocka_unit_test(sync_without_an_end_goes_round),
        cmocka_unit_test(a_loop_that_works_all_the_time_is_the_bottleneck),
        cmocka_unit_test(a_growing_queue_names_who_is_too_slow),
        cmocka_unit_test(what_the_producers_left_takes_a_while),
        cmocka_unit_test(slow_producers_are_named_with_their_share),
        cmocka_unit_test(sync_is_told_what_it_loses),
        cmocka_unit_test(async_is_told_what_its_loop_loses),
        cmocka_unit_test(the_difference_between_two_runs_has_a_cause),
        cmocka_unit_test(seen_from_the_slower_run_too),
        cmocka_unit_test(a_busy_loop_is_a_cause),
        cmocka_unit_test(runs_that_took_the_same_time_need_no_cause),
        cmocka_unit_test(a_deadlock_is_told_round_to_where_it_began),
        cmocka_unit_test(a_later_producer_can_be_the_one_that_never_returns),
        cmocka_unit_test(every_sentence_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
