/* What a run of processes looks like: as threads, without a lock between them; and what becomes of one that is killed.
 */
#include "modes/modes.h"
#include "support/children.h"
#include "support/fixture.h"
#include "support/patience.h"
#include "support/story.h"
#include "support/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- In simulated time ---- */

TEST(main_starts_a_process_for_each_worker_and_all_run_at_once)
{
    struct plan plan = story_plan(2, 2);
    plan.cpu_percent = 50;
    struct fixture fixture = fixture_open(&plan, &mode_processes);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    story_expect(&fixture, MAIN,
                 "0 working(start) by P1, 0 working(start) by P2, 0 working(start) by C1, "
                 "1 waiting(join)");
    story_expect(&fixture, P1, "0 idle, 0 working#1, 500 sleeping#1, 1000 working#2, 1500 sleeping#2, 2000 done");
    story_expect(&fixture, P2, "0 idle, 0 working#1, 500 sleeping#1, 1000 working#2, 1500 sleeping#2, 2000 done");
    story_expect(&fixture, C1,
                 "0 idle, 1 waiting(queue empty), 500 working by P1, 500 working#1, 750 sleeping#1, 1000 working, "
                 "1000 working#2, 1250 sleeping#2, 1500 working, 1500 working#3, 1750 sleeping#3, 2000 working, "
                 "2000 working#4, 2250 sleeping#4, 2500 done");
    fixture_close(&fixture);
}

TEST(no_lock_is_shared_in_either_language_and_cores_limit_them_as_they_do_threads)
{
    for (enum language language = LANGUAGE_C; language <= LANGUAGE_PYTHON; language++)
        for (uint32_t cores = 1; cores <= 4; cores *= 2) {
            struct plan plan = story_plan(4, 1);
            plan.cpu_percent = 100;
            plan.consume = (struct delay){0, 0};
            plan.cores = cores;
            plan.language = language;
            int64_t expected = 4 * NS_PER_S / cores, elapsed = fixture_carry_out(&plan, &mode_processes).elapsed;
            assert_in_range(elapsed, expected, expected + fixture_costs(&mode_processes));
        }
}

/* ---- A process that is killed ---- */

static enum engine_status drain(struct fixture *fixture)
{
    return engine_drain(fixture->engine);
}

static struct segment present(const struct fixture *fixture, lane_id id)
{
    int64_t now = clock_now(fixture->clock);
    const struct lane *lane = trace_lane(fixture->trace, id);
    if (lane == NULL)
        return (struct segment){.state = STATE_IDLE};
    return lane_segment(lane, lane_count(lane, now) - 1, now);
}

static void wait_until_in(struct fixture *fixture, lane_id id, enum state state)
{
    for (struct patience patience = patience_for(state_name(state)); present(fixture, id).state != state;
         drain(fixture))
        patience_wait(&patience, wakeup_fd(fixture->wakeup));
}

/* Sends the signal to the process as soon as its worker is in that state. */
static void send_signal(struct fixture *fixture, lane_id id, enum state state, int number)
{
    char lane[LANE_NAME_SIZE], name[32];
    wait_until_in(fixture, id, state);
    lane_id_name(id, lane);
    (void)snprintf(name, sizeof name, "overlap %s", lane);
    assert_int_equal(kill(child_named(getpid(), name), number), 0);
}

static void expect_killed(struct fixture *fixture, lane_id id)
{
    for (struct patience patience = patience_for("the death"); fixture->trace->killed == 0; drain(fixture))
        patience_wait(&patience, wakeup_fd(fixture->wakeup));
    wait_until_in(fixture, id, STATE_DONE);
    assert_int_equal(present(fixture, id).reason, REASON_KILLED);
}

static enum engine_status finish(struct fixture *fixture)
{
    enum engine_status status;
    for (struct patience patience = patience_for("the run to end"); (status = drain(fixture)) == ENGINE_RUNNING;)
        patience_wait(&patience, wakeup_fd(fixture->wakeup));
    return status;
}

/* An hour's delay: nothing but the signal can end what the worker does. */
static struct plan plan_of(uint32_t producers, uint32_t consumers, uint32_t cpu_percent)
{
    return (struct plan){
        .producers = producers,
        .consumers = consumers,
        .items = 2,
        .produce = {3600 * NS_PER_S, 3600 * NS_PER_S},
        .cpu_percent = cpu_percent,
    };
}

TEST(a_process_that_is_killed_is_seen_at_once_whatever_its_worker_does)
{
    static const struct {
        uint32_t cpu, lost;
        enum state state;
        bool burn;
    } cases[] = {{100, 1, STATE_WORKING, false}, {100, 1, STATE_WORKING, true}, {0, 0, STATE_SLEEPING, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int paused = 0; paused < 2; paused++) {
            struct plan plan = plan_of(2, 1, cases[i].cpu);
            plan.burn = cases[i].burn;
            struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
            wait_until_in(&fixture, P1, cases[i].state);
            wait_until_in(&fixture, P2, cases[i].state);
            if (paused)
                clock_pause(fixture.clock);
            send_signal(&fixture, P1, cases[i].state, SIGKILL);
            expect_killed(&fixture, P1);
            assert_int_equal(fixture.trace->killed, 1);
            assert_int_equal(fixture.trace->lost, cases[i].lost); /* it sleeps after its put */
            assert_int_equal(present(&fixture, P2).state, cases[i].state);
            fixture_close(&fixture);
        }
}

TEST(a_plain_kill_ends_a_process_and_the_terminal_s_signals_do_not)
{
    struct plan plan = plan_of(1, 1, 100);
    struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
    static const int terminal[] = {SIGINT, SIGTSTP, SIGQUIT, SIGHUP, SIGWINCH};
    for (size_t i = 0; i < sizeof terminal / sizeof *terminal; i++)
        send_signal(&fixture, P1, STATE_WORKING, terminal[i]);
    assert_int_equal(present(&fixture, P1).state, STATE_WORKING);
    send_signal(&fixture, P1, STATE_WORKING, SIGTERM);
    expect_killed(&fixture, P1);
    fixture_close(&fixture);
}

TEST(a_consumer_that_is_killed_loses_the_item_that_it_has_and_the_other_takes_the_rest)
{
    struct plan plan = plan_of(1, 2, 0);
    plan.items = 20;
    plan.produce = (struct delay){NS_PER_MS, NS_PER_MS};
    plan.consume = (struct delay){60 * NS_PER_S, 60 * NS_PER_S};
    struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
    send_signal(&fixture, C1, STATE_SLEEPING, SIGKILL);
    expect_killed(&fixture, C1);
    clock_set_speed(fixture.clock, 1e6);
    assert_int_equal(finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->consumed, 20);
    assert_int_equal(fixture.trace->lost, 1);
    assert_int_equal(item_history_depth(fixture.trace->item_history, TIME_NEVER - 1), 0);
    fixture_close(&fixture);
}

TEST(consumers_end_when_the_last_producer_is_killed)
{
    struct plan plan = plan_of(2, 2, 100);
    struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
    wait_until_in(&fixture, C1, STATE_WAITING);
    wait_until_in(&fixture, C2, STATE_WAITING);
    send_signal(&fixture, P1, STATE_WORKING, SIGKILL);
    send_signal(&fixture, P2, STATE_WORKING, SIGKILL);
    assert_int_equal(finish(&fixture), ENGINE_FINISHED);
    assert_int_equal(fixture.trace->lost, 2);
    assert_int_equal(present(&fixture, C1).reason, REASON_NONE);
    fixture_close(&fixture);
}

TEST(producers_without_a_consumer_are_stuck_and_the_run_can_be_stopped)
{
    struct plan plan = plan_of(1, 1, 0);
    plan.produce = (struct delay){0, 0};
    plan.consume = (struct delay){3600 * NS_PER_S, 3600 * NS_PER_S};
    plan.items = 100;
    plan.capacity = 1;
    struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
    wait_until_in(&fixture, P1, STATE_WAITING);
    send_signal(&fixture, C1, STATE_SLEEPING, SIGKILL);
    assert_int_equal(finish(&fixture), ENGINE_STUCK);
    fixture_close(&fixture);
}

TEST(a_process_that_is_stopped_keeps_its_state_the_others_go_on_and_the_run_can_be_stopped)
{
    struct plan plan = plan_of(2, 1, 0);
    plan.items = 0;
    plan.produce = (struct delay){10 * NS_PER_MS, 10 * NS_PER_MS};
    struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
    send_signal(&fixture, P1, STATE_SLEEPING, SIGSTOP);
    wait_until_in(&fixture, P1, STATE_WORKING); /* it would put its next item */
    uint64_t before = trace_items(fixture.trace, P1), others = trace_items(fixture.trace, P2);
    for (struct patience patience = patience_for("P2"); trace_items(fixture.trace, P2) < others + 10; drain(&fixture))
        patience_wait(&patience, wakeup_fd(fixture.wakeup));
    assert_int_equal(trace_items(fixture.trace, P1), before);
    assert_int_equal(present(&fixture, P1).state, STATE_WORKING);
    fixture_close(&fixture);
    assert_int_equal(children_count(getpid()), 0);
}

/* ---- What is left behind ---- */

TEST(no_process_and_no_descriptor_is_left_behind)
{
    struct plan plan = plan_of(3, 2, 50);
    size_t before = descriptors_count();
    for (int round = 0; round < 3; round++) {
        struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
        size_t open = descriptors_count();
        struct plan changed = plan;
        changed.producers = 5;
        wait_until_in(&fixture, C2, STATE_WAITING);
        assert_int_equal(children_count(getpid()), 5);
        engine_change(fixture.engine, &changed);
        wait_until_in(&fixture, P1 + 4, STATE_WORKING);
        assert_int_equal(children_count(getpid()), 7);
        assert_true(descriptors_count() > open);
        changed.produce = (struct delay){0, 0};
        changed.items = 1;
        engine_change(fixture.engine, &changed);
        if (round > 0)
            send_signal(&fixture, P1, STATE_WORKING, round == 1 ? SIGKILL : SIGSTOP);
        fixture_close(&fixture);
        assert_int_equal(children_count(getpid()), 0);
        assert_int_equal(descriptors_count(), before);
    }
}

/* Of all threads but this one, ns. */
static int64_t own_cpu_time(void)
{
    struct timespec all, this;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &all);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &this);
    return (all.tv_sec - this.tv_sec) * NS_PER_S + all.tv_nsec - this.tv_nsec;
}

TEST(burnt_cpu_is_the_child_s)
{
    struct plan plan = plan_of(3, 1, 100);
    plan.burn = true;
    struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
    wait_until_in(&fixture, P1 + 2, STATE_WORKING);
    int64_t own = own_cpu_time();
    for (struct patience patience = patience_for("a burnt CPU"); children_cpu_time(getpid()) < NS_PER_S;)
        patience_wait(&patience, -1);
    assert_true(own_cpu_time() - own < NS_PER_S / 2);
    fixture_close(&fixture);
}

/* A process that runs a plan without an end and says when its children are there. */
static _Noreturn void parent_main(int ready)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* it is not left behind by a test that fails */
    struct plan plan = plan_of(2, 1, 100);
    struct fixture fixture = fixture_open_real(&plan, &mode_processes, 1);
    wait_until_in(&fixture, C1, STATE_WAITING);
    (void)!write(ready, "!", 1);
    for (;;)
        (void)pause();
}

TEST(no_child_outlives_its_parent_even_one_that_is_stopped)
{
    int ready[2];
    char sign;
    assert_int_equal(pipe(ready), 0);
    pid_t parent = fork();
    if (parent == 0)
        parent_main(ready[1]);
    assert_int_equal(read(ready[0], &sign, 1), 1);
    pid_t children[] = {child_named(parent, "overlap P1"), child_named(parent, "overlap P2"),
                        child_named(parent, "overlap C1")};
    assert_int_equal(kill(children[1], SIGSTOP), 0);
    assert_int_equal(kill(parent, SIGKILL), 0);
    assert_int_equal(waitpid(parent, NULL, 0), parent);
    for (size_t i = 0; i < sizeof children / sizeof *children; i++)
        for (struct patience patience = patience_for("the children to end"); process_is_alive(children[i]);)
            patience_wait(&patience, -1);
    (void)close(ready[0]);
    (void)close(ready[1]);
}

/* As an ordinary user who may have no more processes, threads included. */
static _Noreturn void limited_main(void)
{
    enum { OTHER_USER = 61234, PROCESSES = 8 };
    const struct rlimit limit = {PROCESSES, PROCESSES};
    if (setuid(OTHER_USER) != 0 || setrlimit(RLIMIT_NPROC, &limit) != 0)
        _exit(EXIT_SUCCESS); /* not allowed here */
    struct plan plan = plan_of(20, 1, 0);
    plan.produce = (struct delay){0, 0};
    struct fixture fixture = fixture_open(&plan, &mode_processes);
    enum engine_status status = fixture_finish(&fixture);
    struct error error;
    bool good = status == ENGINE_FINISHED && engine_trouble(fixture.engine, &error) &&
                strncmp(error.message, "cannot create a ", 16) == 0;
    fixture_close(&fixture);
    _exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
}

TEST(where_the_system_refuses_processes_the_run_ends_without_them)
{
    if (geteuid() != 0)
        skip();
    int status;
    pid_t limited = fork();
    if (limited == 0)
        limited_main();
    assert_int_equal(waitpid(limited, &status, 0), limited);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(main_starts_a_process_for_each_worker_and_all_run_at_once),
        cmocka_unit_test(no_lock_is_shared_in_either_language_and_cores_limit_them_as_they_do_threads),
        cmocka_unit_test(a_process_that_is_killed_is_seen_at_once_whatever_its_worker_does),
        cmocka_unit_test(a_plain_kill_ends_a_process_and_the_terminal_s_signals_do_not),
        cmocka_unit_test(a_consumer_that_is_killed_loses_the_item_that_it_has_and_the_other_takes_the_rest),
        cmocka_unit_test(consumers_end_when_the_last_producer_is_killed),
        cmocka_unit_test(producers_without_a_consumer_are_stuck_and_the_run_can_be_stopped),
        cmocka_unit_test(a_process_that_is_stopped_keeps_its_state_the_others_go_on_and_the_run_can_be_stopped),
        cmocka_unit_test(no_process_and_no_descriptor_is_left_behind),
        cmocka_unit_test(burnt_cpu_is_the_child_s),
        cmocka_unit_test(no_child_outlives_its_parent_even_one_that_is_stopped),
        cmocka_unit_test(where_the_system_refuses_processes_the_run_ends_without_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
