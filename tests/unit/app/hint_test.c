/* hint — each candidate speaks for the plan that needs it and is silent in another; what a hint promises is kept. */
#include "app/hint.h"

#include "base/units.h"
#include "engine/random.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/fixture.h"
#include "support/plan.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct plan lesson(void)
{
    struct plan plan = usual_plan();
    plan.seed = 7;
    return plan;
}

/* The hint for the plan, which may be none. */
static struct hint find(const struct plan *plan, const struct mode *mode)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    atomic_bool cancelled = false;
    struct hint hint;
    assert_true(hint_find(plan, mode, wakeup, &cancelled, &hint));
    wakeup_free(wakeup);
    return hint;
}

static void assert_says(const struct plan *plan, const struct mode *mode, const char *expected)
{
    struct hint hint = find(plan, mode);
    assert_string_equal(hint.text, expected);
}

static void assert_begins(const struct plan *plan, const struct mode *mode, const char *start, bool expected)
{
    struct hint hint = find(plan, mode);
    if ((strncmp(hint.text, start, strlen(start)) == 0) != expected)
        fail_msg("\"%s\" %s with \"%s\"", hint.text, expected ? "should begin" : "should not begin", start);
}

/* What a run of the plan takes, from its start to its end. */
static int64_t elapsed_of(const struct plan *plan, const struct mode *mode, bool *finished)
{
    struct fixture fixture = fixture_open(plan, mode);
    *finished = fixture_finish(&fixture) == ENGINE_FINISHED;
    int64_t elapsed = trace_end(fixture.trace, fixture.trace->latest);
    fixture_close(&fixture);
    return elapsed;
}

/* ---- Plans ---- */

static int64_t draw(struct random *random, int64_t least, int64_t most)
{
    return random_between(random, least, most);
}

static struct delay draw_delay(struct random *random)
{
    int64_t min = draw(random, 0, 20) * NS_PER_S / 20;
    return (struct delay){min, min + draw(random, 0, 20) * NS_PER_S / 20};
}

static struct plan draw_plan(struct random *random)
{
    return (struct plan){
        .producers = (uint32_t)draw(random, 1, 5),
        .consumers = (uint32_t)draw(random, 1, 4),
        .items = draw(random, 1, 25),
        .produce = draw_delay(random),
        .consume = draw_delay(random),
        .cpu_percent = (uint32_t)draw(random, 0, 10) * 10,
        .capacity = draw(random, 0, 1) == 0 ? 0 : (uint32_t)draw(random, 1, 40),
        .cores = (uint32_t)draw(random, 0, 4),
        .pool = (uint32_t)draw(random, 1, 6),
        .seed = (uint64_t)draw(random, 0, 1000000),
    };
}

/* ---- Every kind of hint ---- */

TEST(sync_should_let_its_sleeps_overlap)
{
    struct plan plan = lesson();
    assert_says(&plan, &mode_sync, "with threads it takes 20.4 s, 66 % less; in Python 22.7 s: 80 % is waiting (I/O)");
    assert_begins(&plan, &mode_threads, "with threads", false);
}

TEST(async_will_do_where_nobody_works)
{
    struct plan plan = lesson();
    plan.cpu_percent = 0;
    assert_says(&plan, &mode_sync, "with async it takes 20.3 s, 66 % less: everything is waiting (I/O)");
    plan.cpu_percent = 60;
    assert_begins(&plan, &mode_sync, "with async", false);
}

TEST(sync_should_use_more_than_one_core)
{
    struct plan plan = lesson();
    plan.cpu_percent = 85;
    assert_says(&plan, &mode_sync,
                "with threads it takes 21.1 s, 65 % less; in Python 51.8 s: 85 % computes on one core");
}

TEST(async_should_use_more_than_one_core)
{
    struct plan plan = lesson();
    plan.cpu_percent = 90;
    struct hint hint = find(&plan, &mode_async);
    assert_ptr_equal(hint.mode, &mode_threads);
    assert_non_null(strstr(hint.text, " s: 90 % computes on one core"));
    plan.cpu_percent = 0;
    assert_begins(&plan, &mode_async, "with threads", false);
}

TEST(work_under_a_gil_should_be_the_processes_and_nowhere_else)
{
    const struct mode *const others[] = {&mode_sync, &mode_threads, &mode_async};
    struct plan plan = lesson();
    plan.language = LANGUAGE_PYTHON;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        plan.cpu_percent = 100;
        struct hint hint = find(&plan, others[i]);
        assert_ptr_equal(hint.mode, &mode_processes);
        assert_non_null(strstr(hint.text, " less, as with threads in C: each has a GIL of its own"));
        plan.cpu_percent = 0;
        assert_begins(&plan, others[i], "with processes", false);
    }
    plan.language = LANGUAGE_C;
    plan.cpu_percent = 100;
    assert_begins(&plan, &mode_threads, "with processes", false);
}

TEST(a_busy_consumer_wants_another)
{
    struct plan plan = lesson();
    plan.consume = (struct delay){NS_PER_S, NS_PER_S};
    struct hint hint = find(&plan, &mode_threads);
    assert_int_equal(hint.plan.consumers, 2);
    assert_non_null(strstr(hint.text, "with one more consumer it takes "));
    assert_non_null(strstr(hint.text, ": C1's items take nearly all the time"));
    plan.consumers = 3;
    assert_begins(&plan, &mode_threads, "with one more consumer", false);
}

TEST(a_waiting_consumer_wants_a_producer)
{
    struct plan plan = lesson();
    plan.producers = 1;
    assert_says(&plan, &mode_threads,
                "with one more producer 40 items, not 20, take 20.4 s; in Python 22.7 s: C1 waits half of the time");
    plan.producers = 2; /* C1 has its hands full */
    assert_says(&plan, &mode_threads, "");
}

TEST(a_narrow_queue_wants_room)
{
    struct plan plan = lesson();
    plan.producers = 1;
    plan.produce = plan.consume = (struct delay){0, NS_PER_S};
    plan.capacity = 1;
    struct hint hint = find(&plan, &mode_threads);
    assert_true(hint.plan.capacity == 2 || hint.plan.capacity == 0 || hint.plan.consumers == 2);
    plan.items = 200;
    plan.consumers = 2; /* enough of them, but for the bursts */
    plan.consume.max = 3 * NS_PER_S / 2;
    assert_begins(&plan, &mode_threads, "with an unbounded queue it takes ", true);
    plan.capacity = 0;
    assert_begins(&plan, &mode_threads, "with an unbounded queue", false);
}

TEST(a_deadlock_is_to_be_got_out_of)
{
    struct plan plan = lesson();
    plan.capacity = 4;
    struct hint hint = find(&plan, &mode_sync);
    assert_false(hint.before.finished);
    assert_true(hint.after.finished);
    assert_string_equal(hint.text,
                        "with threads it would finish, in 20.4 s; in Python 22.7 s: sync stops after 4 of 40 items");
    plan.capacity = 0;
    assert_null(strstr(find(&plan, &mode_sync).text, "it would finish"));
}

TEST(an_endless_plan_is_tried_with_a_stated_number_of_items)
{
    struct plan plan = lesson();
    plan.items = 0;
    assert_says(&plan, &mode_sync,
                "with threads it takes 20.4 s for 20 items each, 66 % less; in Python 22.7 s: 80 % is waiting (I/O)");
}

TEST(short_runs_are_told_in_milliseconds)
{
    struct plan plan = lesson();
    plan.produce = (struct delay){NS_PER_MS, NS_PER_MS};
    plan.consume = (struct delay){4 * NS_PER_MS, 4 * NS_PER_MS};
    assert_says(&plan, &mode_threads,
                "with one more consumer it takes 80 ms, 50 % less: C1's items take nearly all the time");
}

static struct plan pool_plan(uint32_t producers, uint32_t consumers, uint32_t threads)
{
    struct plan plan = lesson();
    plan.producers = producers, plan.consumers = consumers, plan.pool = threads;
    return plan;
}

TEST(a_pool_that_is_too_small_wants_threads)
{
    struct plan plan = pool_plan(3, 2, 3);
    assert_begins(&plan, &mode_pool, "with 2 more threads it takes ", true);
    plan = pool_plan(1, 1, 1);
    plan.capacity = 1;
    assert_begins(&plan, &mode_pool, "with one more thread it would finish, in ", true);
    plan = pool_plan(3, 2, 5);
    assert_null(strstr(find(&plan, &mode_pool).text, "thread it"));
    plan = pool_plan(8, 1, 3);
    plan.items = 1, plan.cpu_percent = 0;
    plan.produce = (struct delay){3 * NS_PER_S / 2, 3 * NS_PER_S / 2}, plan.consume = (struct delay){0, 0};
    assert_non_null(strstr(find(&plan, &mode_pool).text, "with 6 more threads it takes 1.5 s, 67 % less: tasks wait for a thread"));
}

/* Eight sleeps of a second in seven threads take two seconds, as in six or five or four. */
TEST(where_one_more_does_not_help_two_or_four_may)
{
    struct plan plan = pool_plan(8, 1, 5);
    plan.items = 1, plan.cpu_percent = 0;
    plan.produce = (struct delay){NS_PER_S, NS_PER_S}, plan.consume = (struct delay){0, 0};
    assert_begins(&plan, &mode_pool, "with 4 more threads it takes 1.0 s, 50 % less", true);
}

TEST(tasks_have_no_queue_and_no_consumer_to_advise)
{
    struct plan plan = lesson();
    plan.tasks = 10, plan.items = 1, plan.cpu_percent = 0;
    plan.produce = (struct delay){3 * NS_PER_S / 2, 3 * NS_PER_S / 2};
    assert_says(&plan, &mode_sync, "with async it takes 1.5 s, 90 % less: everything is waiting (I/O)");
    assert_says(&plan, &mode_threads, "");
    plan.pool = 10;
    assert_says(&plan, &mode_pool, "");
    plan.pool = 4;
    assert_begins(&plan, &mode_pool, "with 6 more threads it takes 1.5 s, 67 % less", true);
}

TEST(workers_that_wait_for_a_core_want_another_where_no_gil_is)
{
    struct plan plan = lesson();
    plan.producers = 4, plan.cpu_percent = 100, plan.cores = 1;
    assert_non_null(strstr(find(&plan, &mode_threads).text, "more core"));
    assert_non_null(strstr(find(&plan, &mode_processes).text, "more core"));
    plan.language = LANGUAGE_PYTHON;
    assert_null(strstr(find(&plan, &mode_threads).text, "more core"));
}

TEST(where_all_is_computing_in_python_no_hint_recommends_threads)
{
    struct random random = random_stream(3, 1);
    for (int i = 0; i < effort(6); i++)
        for (size_t m = 0; modes[m] != NULL; m++) {
            struct plan plan = draw_plan(&random);
            plan.cpu_percent = 100, plan.language = LANGUAGE_PYTHON;
            assert_begins(&plan, modes[m], "with threads", false);
        }
}

/* ---- The limits ---- */

TEST(a_plan_that_is_too_large_is_not_tried)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    atomic_bool cancelled = false;
    struct hint hint;
    struct plan plan = lesson();
    plan.items = HINT_ITEMS_MAX / 2 + 1;
    assert_false(hint_find(&plan, &mode_sync, wakeup, &cancelled, &hint));
    plan.items = PLAN_ITEMS_MAX;
    plan.producers = PLAN_WORKERS_MAX;
    assert_false(hint_find(&plan, &mode_sync, wakeup, &cancelled, &hint));
    plan.items = 1;
    assert_false(hint_find(&plan, &mode_sync, wakeup, &cancelled, &hint));
    assert_string_equal(hint.text, "");
    wakeup_free(wakeup);
}

TEST(a_plan_that_takes_too_long_to_try_gives_no_hint)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    atomic_bool cancelled = false;
    struct hint hint;
    struct plan plan = lesson();
    plan.producers = 90;
    plan.items = 100;
    plan.cpu_percent = 100;
    plan.cores = 1;
    assert_false(hint_find(&plan, &mode_threads, wakeup, &cancelled, &hint));
    wakeup_free(wakeup);
}

TEST(what_was_cancelled_gives_no_hint)
{
    struct wakeup *wakeup = wakeup_new(NULL);
    atomic_bool cancelled = true;
    struct plan plan = lesson();
    for (size_t i = 0; modes[i] != NULL; i++) {
        struct hint hint;
        assert_false(hint_find(&plan, modes[i], wakeup, &cancelled, &hint));
    }
    wakeup_free(wakeup);
}

/* ---- The promise ---- */

/* The plan, printed where its hint does not hold. */
static void fail_for(const struct plan *plan, const struct mode *mode, const struct hint *hint)
{
    fail_msg("%s, %u × %lld items, %u consumers, cpu %u, capacity %u, seed %llu: %s", mode->name, plan->producers,
             (long long)plan->items, plan->consumers, plan->cpu_percent, plan->capacity, (unsigned long long)plan->seed,
             hint->text);
}

TEST(a_hint_never_promises_what_a_run_does_not_give)
{
    struct random random = random_stream(1, 1);
    int kept = 0, plans = effort(12);
    for (int i = 0; i < plans; i++) {
        struct plan plan = draw_plan(&random);
        for (size_t m = 0; modes[m] != NULL; m++) {
            struct hint hint = find(&plan, modes[m]);
            assert_true((hint.text[0] == '\0') == (hint.mode == NULL));
            if (hint.mode == NULL)
                continue;
            bool finished, finishes;
            int64_t was = elapsed_of(&plan, modes[m], &finished), is = elapsed_of(&hint.plan, hint.mode, &finishes);
            bool kept_its_word = finishes && hint.after.stats.elapsed == is && hint.before.finished == finished &&
                                 (!finished || hint.before.stats.elapsed == was);
            bool helps = !finished || is < was || hint.plan.producers > plan.producers;
            if (!kept_its_word || !helps)
                fail_for(&plan, modes[m], &hint);
            bool is_short = hint.after.stats.consumed < 100 && hint.after.stats.elapsed < 100 * NS_PER_S &&
                            hint.before.stats.elapsed < 100 * NS_PER_S;
            if (is_short && strcspn(hint.text, ":") > 71) /* of 80 columns, beside "hint: " */
                fail_for(&plan, modes[m], &hint);
            kept++;
        }
    }
    assert_true(kept > 2 * plans);
}

/* The figures in the sentence are those of the runs: what it says adds up. */
TEST(the_sentence_says_what_the_runs_took)
{
    struct random random = random_stream(2, 1);
    int seen = 0, plans = effort(24);
    for (int i = 0; i < plans; i++) {
        struct plan plan = draw_plan(&random);
        struct hint hint = find(&plan, &mode_sync);
        const char *words = strstr(hint.text, " it takes ");
        double seconds, less;
        if (words == NULL || sscanf(words, " it takes %lf s, %lf %% less", &seconds, &less) != 2)
            continue;
        double was = units_seconds(hint.before.stats.elapsed), is = units_seconds(hint.after.stats.elapsed);
        assert_true(fabs(is - seconds) < 0.0501 && fabs(100 * (1 - is / was) - less) < 0.501);
        seen++;
    }
    assert_true(seen > plans / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sync_should_let_its_sleeps_overlap),
        cmocka_unit_test(async_will_do_where_nobody_works),
        cmocka_unit_test(sync_should_use_more_than_one_core),
        cmocka_unit_test(async_should_use_more_than_one_core),
        cmocka_unit_test(work_under_a_gil_should_be_the_processes_and_nowhere_else),
        cmocka_unit_test(a_busy_consumer_wants_another),
        cmocka_unit_test(a_waiting_consumer_wants_a_producer),
        cmocka_unit_test(a_narrow_queue_wants_room),
        cmocka_unit_test(a_deadlock_is_to_be_got_out_of),
        cmocka_unit_test(an_endless_plan_is_tried_with_a_stated_number_of_items),
        cmocka_unit_test(short_runs_are_told_in_milliseconds),
        cmocka_unit_test(a_pool_that_is_too_small_wants_threads),
        cmocka_unit_test(where_one_more_does_not_help_two_or_four_may),
        cmocka_unit_test(tasks_have_no_queue_and_no_consumer_to_advise),
        cmocka_unit_test(workers_that_wait_for_a_core_want_another_where_no_gil_is),
        cmocka_unit_test(where_all_is_computing_in_python_no_hint_recommends_threads),
        cmocka_unit_test(a_plan_that_is_too_large_is_not_tried),
        cmocka_unit_test(a_plan_that_takes_too_long_to_try_gives_no_hint),
        cmocka_unit_test(what_was_cancelled_gives_no_hint),
        cmocka_unit_test(a_hint_never_promises_what_a_run_does_not_give),
        cmocka_unit_test(the_sentence_says_what_the_runs_took),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
