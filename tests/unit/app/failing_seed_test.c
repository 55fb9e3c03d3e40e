/* Enter opens the first seed with which a bug shows: the run of the simulation, paused just before it goes wrong. */
#include "app/keymap.h"
#include "app/ui_state.h"
#include "base/minmax.h"
#include "base/units.h"
#include "modes/modes.h"
#include "support/effort.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/test.h"
#include "term/term.h"
#include "trace/failure.h"

#include <string.h>

/* So that a thousand of its runs take no more than a second. */
static struct plan small_plan(void)
{
    struct plan plan = usual_plan();
    plan.items = 2;
    return plan;
}

static struct ui_state open_ui(const struct mode *mode, const struct plan *plan)
{
    struct ui_state ui = {.session = session_new(&mode, 1, plan, 1, NULL),
                          .hint_worker = hint_worker_new(NULL),
                          .view = {.time = timeview_new(400 * NS_PER_MS)},
                          .shown = {.columns = 50}};
    assert_non_null(ui.session);
    return ui;
}

static void close_ui(struct ui_state *ui)
{
    hint_worker_free(ui->hint_worker);
    session_free(ui->session);
}

static struct scene shown(const struct ui_state *ui)
{
    struct scene scene = {0};
    session_show(ui->session, &scene);
    return scene;
}

static const struct scene_run *run_of(const struct ui_state *ui)
{
    const struct scene scene = shown(ui);
    return &scene.runs[scene.run_count - 1];
}

/* As the app asks in every frame. */
static const struct seeds *await_seeds(const struct ui_state *ui)
{
    struct patience patience = patience_for("what other seeds do");
    struct scene scene = shown(ui);
    const struct mode *mode = session_mode(ui->session);
    const struct seeds *seeds;
    for (;; patience_wait(&patience, hint_worker_fd(ui->hint_worker))) {
        (void)hint_worker_update(ui->hint_worker);
        (void)hint_worker_hint(ui->hint_worker, &scene.plan, mode);
        if ((seeds = hint_worker_seeds(ui->hint_worker, &scene.plan, mode)) != NULL)
            return seeds;
    }
}

static void press(struct ui_state *ui, uint32_t key)
{
    keymap_do(ui, key);
    patience_until_at_rest();
    session_update(ui->session);
}

static struct failure failure_now(const struct ui_state *ui)
{
    const struct scene_run *run = run_of(ui);
    return failure_of(run->trace, 0, run->status == RUN_STUCK);
}

/* Each as its simulation has found it: nothing is wrong before, and in some steps it is. */
static void assert_opens(const struct mode *bug, struct plan plan)
{
    plan.seed = 99;
    (void)mode_fit(bug, &plan);
    struct ui_state ui = open_ui(bug, &plan);
    struct seeds seeds = *await_seeds(&ui);
    assert_true(seeds.failed > 0 && seeds.eve > 0);
    ui.view.time.ahead = NS_PER_S; /* from a deadlock */
    press(&ui, KEY_CODE_ENTER);
    ui_update_time(&ui);
    assert_non_null(strstr(ui.view.notice, "paused just before it goes wrong; . steps"));
    assert_false(ui.view.notice_is_failure);
    const struct scene_run *run = run_of(&ui);
    assert_ptr_equal(run->mode, bug);
    assert_int_equal(run->plan.seed, seeds.first);
    assert_int_equal(run->status, RUN_RUNNING);
    assert_true(ui.session->paused);
    assert_int_equal(shown(&ui).now - run->trace->start, seeds.eve);
    assert_int_equal(failure_now(&ui).kind, FAILURE_NONE);
    int64_t moment = seeds.failure.time - seeds.eve, third = moment * 3 / ui.shown.columns;
    assert_true(ui.view.time.cell <= MAX(third, NS_PER_MS)); /* a third of the screen, or as much as can be */
    assert_int_equal(ui.view.time.edge, TIME_NEVER);
    int steps = 0;
    for (; failure_now(&ui).kind == FAILURE_NONE && steps < 20; steps++)
        press(&ui, '.');
    ui_update_time(&ui);
    assert_true(ui.view.time.cell <= MAX(third, NS_PER_MS)); /* still, and the next run is as before */
    assert_int_equal(failure_now(&ui).kind, seeds.failure.kind);
    assert_int_equal(failure_now(&ui).time - run->trace->start, seeds.failure.time);
    press(&ui, 't');
    ui_update_time(&ui);
    assert_int_equal(ui.view.time.cell, 400 * NS_PER_MS);
    close_ui(&ui);
}

TEST(a_bug_is_opened_just_before_it_shows)
{
    struct plan plan = small_plan();
    plan.language = LANGUAGE_PYTHON;
    assert_opens(&bug_unlocked, plan);
    if (effort_is_short())
        return;
    plan.language = LANGUAGE_C;
    assert_opens(&bug_unlocked, plan);
    assert_opens(&bug_deadlock, plan);
    plan.produce = plan.consume = (struct delay){NS_PER_S / 2, NS_PER_S / 2};
    assert_opens(&bug_unlocked, plan); /* several are due at the same moments: who goes first decides */
}

/* It goes on at the speed of the machine, and yet in the same way. */
TEST(going_on_from_there_it_ends_as_it_was_simulated)
{
    struct plan plan = small_plan();
    plan.producers = 1;
    plan.items = 3;
    plan.produce = (struct delay){NS_PER_S / 50, NS_PER_S / 20};
    plan.consume = (struct delay){NS_PER_S / 40, NS_PER_S / 40};
    struct ui_state ui = open_ui(&bug_lost_wakeup, &plan);
    struct seeds seeds = *await_seeds(&ui);
    assert_between(seeds.failed, 1, 1000);
    keymap_do(&ui, KEY_CODE_ENTER);
    keymap_do(&ui, '.'); /* at once: it does not cut the way there short */
    patience_until_at_rest();
    session_update(ui.session);
    const struct scene_run *run = run_of(&ui);
    assert_true(shown(&ui).now - run->trace->start >= seeds.eve);
    press(&ui, ' ');
    for (struct patience patience = patience_for("the deadlock"); run_of(&ui)->status == RUN_RUNNING;) {
        patience_wait(&patience, wakeup_fd(ui.session->wakeup));
        session_update(ui.session);
    }
    assert_int_equal(run_of(&ui)->status, RUN_STUCK);
    assert_int_equal(failure_now(&ui).time - run->trace->start, seeds.failure.time);
    close_ui(&ui);
}

TEST(what_fails_at_once_or_never_is_told)
{
    struct plan plan = small_plan();
    struct ui_state ui = open_ui(&bug_no_start, &plan);
    press(&ui, KEY_CODE_ENTER);
    assert_string_equal(ui.view.notice, "It is not known yet with which seeds it fails.");
    assert_false(ui_end_remark(&ui, 0));
    (void)await_seeds(&ui);
    assert_true(ui_end_remark(&ui, 0)); /* it is known now */
    press(&ui, KEY_CODE_ENTER);
    assert_string_equal(ui.view.notice, "seed 1: it goes wrong at once");
    assert_true(ui.session->paused);
    close_ui(&ui);
    ui = open_ui(&bug_block_the_loop, &plan);
    press(&ui, KEY_CODE_ENTER);
    assert_string_equal(ui.view.notice, "Nothing goes wrong with this bug: all only takes longer.");
    assert_int_equal(shown(&ui).run_count, 1);
    close_ui(&ui);
    ui = open_ui(&mode_threads, &plan);
    press(&ui, KEY_CODE_ENTER);
    assert_string_equal(ui.view.notice, "Enter opens the first seed with which a bug shows: ! makes one.");
    close_ui(&ui);
}

/* A run that is started by another key races as the machine lets it. */
TEST(only_the_opened_run_takes_turns)
{
    struct plan plan = small_plan();
    struct ui_state ui = open_ui(&bug_no_start, &plan);
    (void)await_seeds(&ui);
    press(&ui, KEY_CODE_ENTER);
    assert_true(clock_takes_turns(ui.session->clock));
    press(&ui, 't');
    assert_false(clock_takes_turns(ui.session->clock));
    close_ui(&ui);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bug_is_opened_just_before_it_shows),
        cmocka_unit_test(going_on_from_there_it_ends_as_it_was_simulated),
        cmocka_unit_test(what_fails_at_once_or_never_is_told),
        cmocka_unit_test(only_the_opened_run_takes_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
