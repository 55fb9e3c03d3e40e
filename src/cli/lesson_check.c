/* lesson_check — runs what a lesson runs, and proves what it says of that. */
#include "cli/lesson.h"

#include "app/seeds.h"
#include "base/format.h"
#include "base/memory.h"
#include "cli/command.h"
#include "engine/engine.h"
#include "trace/failure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EVENTS_MAX UINT64_C(3000000) /* of a run: some seconds */

struct check {
    const struct lesson *lesson;
    const char *path;
    struct output output;
    struct lesson_figures figures[LESSON_RUNS_MAX];
    unsigned proved_expects, proved_figures, proved_questions, faults;
    struct error *error;
};

/* ---- Runs ---- */

/* How a run stood when its block left it. */
struct stand {
    enum engine_status status; /* still running: its time was over */
    struct failure failure;
    struct lesson_figures figures;
};

/* Until it is over, or cannot go on, or its time has come. False: it has no end. */
static bool await(struct engine *engine, struct clock *clock, const struct trace *trace, struct wakeup *wakeup,
                  enum engine_status *status)
{
    for (;;) {
        bool idle = clock_is_idle(clock); /* before the rings are emptied: then all is in the trace */
        *status = engine_drain(engine);
        if (*status != ENGINE_RUNNING || idle)
            return true;
        if (trace->events > EVENTS_MAX)
            return false;
        wakeup_wait(wakeup);
    }
}

static bool carry_out(struct engine *engine, struct clock *clock, struct trace *trace, struct wakeup *wakeup,
                      const struct lesson_block *block, struct stand *stand, struct error *error)
{
    const struct plan *plan = &block->setup.plan;
    bool timed = block->until == UNTIL_TIME;
    clock_allow(clock, timed ? block->time : TIME_NEVER);
    if (!await(engine, clock, trace, wakeup, &stand->status))
        return error_set(error, "its run does more than a lesson can prove: make the plan smaller");
    bool stuck = stand->status == ENGINE_STUCK, over = stand->status != ENGINE_RUNNING;
    if (over)
        engine_stop(engine);
    if (over && engine_trouble(engine, error))
        return false;
    stand->figures = lesson_figures_of(trace, timed ? block->time : trace->latest);
    stand->failure = failure_of(trace, over ? (uint64_t)plan_items(plan) : 0, stuck);
    return true;
}

static bool run(const struct lesson_block *block, const struct mode *mode, struct stand *stand, struct error *error)
{
    struct wakeup *wakeup = wakeup_new(error);
    if (wakeup == NULL)
        return false;
    struct clock *clock = clock_new(CLOCK_INSTANT, wakeup);
    struct trace *trace = trace_new(0);
    struct engine *engine = engine_start(&block->setup.plan, mode, clock, wakeup, trace, error);
    bool done = engine != NULL && carry_out(engine, clock, trace, wakeup, block, stand, error);
    engine_free(engine);
    clock_free(clock);
    trace_free(trace);
    wakeup_free(wakeup);
    return done;
}

/* How many of the block's seeds go wrong, as a figure. */
static bool try_seeds(const struct lesson_block *block, struct lesson_figures *figures, struct error *error)
{
    struct wakeup *wakeup = wakeup_new(error);
    atomic_bool cancelled = false;
    struct simulator simulator = {wakeup, &cancelled, EVENTS_MAX};
    struct plan plan = block->setup.plan;
    struct seeds seeds = {0};
    bool done = wakeup != NULL;
    for (uint32_t i = 0; done && i < block->setup.seeds; i++, plan.seed++)
        done = seeds_try(&simulator, &plan, block->setup.modes[0], &seeds, error);
    wakeup_free(wakeup);
    figures->values[FIGURE_FAILING] = (double)seeds.failed;
    if (!done && error->message[0] == '\0')
        error_set(error, "its runs do more than a lesson can prove: make the plan smaller");
    return done;
}

/* ---- What is not so ---- */

static void report(struct check *check, int line, const char *what, const char *why)
{
    struct error fault;
    char text[sizeof fault.file + sizeof fault.message + 16];
    error_set(&fault, "not so: %s: %s", what, why);
    error_place(&fault, check->path, line);
    error_text(&fault, text, sizeof text);
    (void)fprintf(stderr, "overlap: %s\n", text);
    check->faults++;
}

/* Whether the run came to where its block has it end. */
static void judge_end(struct check *check, const struct lesson_block *block, const char *name,
                      const struct stand *stand)
{
    bool stuck = stand->status == ENGINE_STUCK;
    if (block->until == UNTIL_END && block->setup.seeds > 0)
        return; /* of many seeds some may */
    if (block->until == UNTIL_END && stuck)
        report(check, block->line, name, "it does not come to its end: deadlock");
    else if (block->until == UNTIL_DEADLOCK && !stuck)
        report(check, block->line, name, "it comes to its end, without a deadlock");
    else if (block->until == UNTIL_FAILURE && stand->failure.kind == FAILURE_NONE)
        report(check, block->line, name, "nothing fails in it");
}

static bool run_block(struct check *check, const struct lesson_block *block, char *ran, size_t size)
{
    for (size_t i = 0; i < block->run_count; i++) {
        struct stand stand;
        const char *name = check->lesson->runs[block->first_run + i].name;
        if (!run(block, block->setup.modes[i], &stand, check->error) ||
            (block->setup.seeds > 0 && !try_seeds(block, &stand.figures, check->error)))
            return error_place(check->error, check->path, block->line);
        check->figures[block->first_run + i] = stand.figures;
        judge_end(check, block, name, &stand);
        format_append(ran, size, "%s%s %s", i > 0 ? ", " : "", name,
                      format_duration((int64_t)(stand.figures.values[FIGURE_ELAPSED] * 1e9), 1).text);
    }
    return true;
}

/* ---- Proofs ---- */

static void prove_expect(struct check *check, const struct lesson_step *step, const struct lesson_expect *expect)
{
    char what[200] = "";
    bool wanted = expect->answer == 0 || step->answers[expect->answer - 1].right;
    bool known = comparison_is_known(expect->comparison, check->figures);
    struct comparison_text text = comparison_format(expect->comparison, check->figures);
    if (expect->answer != 0)
        format_append(what, sizeof what, "answer %d is %s", expect->answer, wanted ? "right" : "wrong");
    else
        format_append(what, sizeof what, "expect %s", expect->text);
    format_append(text.text, sizeof text.text, "%s", known ? "" : " has no value");
    if (known && comparison_holds(expect->comparison, check->figures) == wanted)
        check->proved_expects++;
    else
        report(check, expect->line, what, text.text);
}

static void prove_text(struct check *check, const struct lesson_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct lesson_span *span = &text->spans[i];
        if (span->kind != SPAN_FIGURE)
            continue;
        if (isfinite(expression_value(span->figure, check->figures)))
            check->proved_figures++;
        else
            report(check, span->line, span->text, "the run has no such figure");
    }
}

static bool check_step(struct check *check, const struct lesson_step *step, int number)
{
    const struct lesson_block *block = step->block;
    unsigned faults = check->faults;
    char ran[120] = "";
    if (block != NULL && !run_block(check, block, ran, sizeof ran))
        return false;
    for (size_t i = 0; block != NULL && i < block->expect_count; i++)
        prove_expect(check, step, &block->expects[i]);
    for (size_t i = 0; i < step->part_count; i++)
        prove_text(check, &step->parts[i].text);
    for (size_t i = 0; i < step->answer_count; i++) {
        prove_text(check, &step->answers[i].text);
        prove_text(check, &step->answers[i].after);
    }
    check->proved_questions += step->answer_count > 0 && check->faults == faults;
    output_line(check->output, "step %d, %s%s%s", number, step->title, ran[0] != '\0' ? ": " : "", ran);
    return true;
}

int lesson_check(const struct lesson *lesson, const char *path, struct output output, struct error *error)
{
    struct check *check = memory_zeroed(1, sizeof *check);
    bool done = true;
    check->lesson = lesson;
    check->path = path;
    check->output = output;
    check->error = error;
    output_line(output, "%s: %s, %s", path, lesson->title, format_count((uint64_t)lesson->minutes, "minute").text);
    for (size_t i = 0; done && i < lesson->step_count; i++)
        done = check_step(check, &lesson->steps[i], (int)i + 1);
    int status = done && check->faults == 0 ? STATUS_DONE : STATUS_FAILED;
    if (done)
        output_line(output, "proved: %s, %s, %s; %s", format_count(check->proved_questions, "question").text,
                    format_count(check->proved_expects, "expectation").text,
                    format_count(check->proved_figures, "figure").text,
                    check->faults == 0 ? "all is so" : "not all is so");
    free(check);
    return status;
}
