/* scenario — runs and scenes; see the header. */
#include "support/scenario.h"

#include "app/keymap.h"
#include "base/units.h"
#include "modes/modes.h"
#include "support/plan.h"
#include "support/test.h"
#include "view/layout.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct plan scenario_plan(void)
{
    struct plan plan = usual_plan();
    plan.seed = 42;
    return plan;
}

void scenario_begin(struct scenario *scenario)
{
    memset(scenario, 0, sizeof *scenario);
    scenario->scene = (struct scene){
        .render = {.theme = &theme_default, .blocks = true},
        .view = {.help_page = 1,
                 .time = {.cell = 400 * NS_PER_MS, .edge = TIME_NEVER, .cursor = TIME_NEVER},
                 .lanes = {.chosen = LANE_NONE}},
        .speed = 1,
        .plan = scenario_plan(),
        .runs = scenario->runs,
        .keys = scenario->keys,
        .key_count = keymap_show(NULL, scenario->keys, SCENARIO_KEYS_MAX),
    };
    assert(scenario->scene.key_count <= SCENARIO_KEYS_MAX);
}

/* The runs that go on are left. */
static void leave(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->scene.run_count; i++) {
        if (scenario->runs[i].status != RUN_RUNNING)
            continue;
        if (scenario->fixtures[i].engine != NULL)
            engine_stop(scenario->fixtures[i].engine);
        else
            trace_close(scenario->fixtures[i].trace, scenario->scene.now);
        scenario->runs[i].status = RUN_LEFT;
    }
}

static struct trace *add_run(struct scenario *scenario, const struct mode *mode, int batch)
{
    struct scene *scene = &scenario->scene;
    size_t i = scene->run_count++;
    scenario->fixtures[i].trace = trace_new(scene->now);
    scenario->runs[i] = (struct scene_run){.number = (int)i + 1,
                                           .batch = batch,
                                           .mode = mode,
                                           .status = RUN_RUNNING,
                                           .plan = scene->plan,
                                           .ideal = -1,
                                           .trace = scenario->fixtures[i].trace};
    return scenario->fixtures[i].trace;
}

static int next_batch(const struct scenario *scenario)
{
    size_t count = scenario->scene.run_count;
    return count > 0 ? scenario->runs[count - 1].batch + 1 : 1;
}

void scenario_go_on(struct scenario *scenario, double seconds)
{
    static const enum run_status statuses[] = {
        [ENGINE_RUNNING] = RUN_RUNNING, [ENGINE_STUCK] = RUN_STUCK, [ENGINE_FINISHED] = RUN_FINISHED};
    struct scene *scene = &scenario->scene;
    struct scene_run *run = &scenario->runs[scene->run_count - 1];
    struct fixture *fixture = &scenario->fixtures[scene->run_count - 1];
    int64_t until = scene->now + (int64_t)(seconds * 1e9);
    if (run->status != RUN_RUNNING)
        return;
    run->status = statuses[fixture_advance(fixture, until)];
    scene->now = run->status == RUN_RUNNING ? until : fixture->trace->latest;
}

/* Carries out the newest run, on a clock of its own that begins with the scene's now. */
static void carry_out(struct scenario *scenario, double seconds)
{
    struct scene *scene = &scenario->scene;
    struct scene_run *run = &scenario->runs[scene->run_count - 1];
    struct fixture *fixture = &scenario->fixtures[scene->run_count - 1];
    fixture->wakeup = wakeup_new(NULL);
    fixture->clock = clock_new(CLOCK_INSTANT, fixture->wakeup);
    clock_allow(fixture->clock, scene->now);
    fixture->engine = engine_start(&run->plan, run->mode, fixture->clock, fixture->wakeup, fixture->trace, NULL);
    scenario_go_on(scenario, seconds);
}

static struct trace *begin_run(struct scenario *scenario, const struct mode *mode)
{
    leave(scenario);
    scenario->scene.focus = scenario->scene.run_count;
    return add_run(scenario, mode, next_batch(scenario));
}

struct trace *scenario_empty_run(struct scenario *scenario, const char *mode)
{
    return begin_run(scenario, modes_find(mode));
}

void scenario_run(struct scenario *scenario, const char *mode, double seconds)
{
    scenario_run_mode(scenario, modes_find(mode), seconds);
}

void scenario_run_mode(struct scenario *scenario, const struct mode *mode, double seconds)
{
    (void)begin_run(scenario, mode);
    carry_out(scenario, seconds);
}

void scenario_race(struct scenario *scenario, const char *const names[], size_t count, double seconds)
{
    struct scene *scene = &scenario->scene;
    leave(scenario);
    int batch = next_batch(scenario);
    int64_t start = scene->now, latest = start;
    scene->focus = scene->run_count;
    for (size_t i = 0; i < count; i++) {
        scene->now = start;
        (void)add_run(scenario, modes_find(names[i]), batch);
        scenario->runs[scene->run_count - 1].off_timeline = i > 0;
        carry_out(scenario, seconds);
        latest = scene->now > latest ? scene->now : latest;
    }
    scene->now = latest;
    scene->view.race = scene->view.time.fit = true;
}

void scenario_state(struct trace *trace, lane_id lane, double seconds, enum state state, enum reason reason)
{
    struct event event = {
        .time = (int64_t)(seconds * 1e9), .until = TIME_NEVER, .lane = lane, .other = LANE_NONE, .kind = EVENT_STATE};
    event.state = (uint8_t)state;
    event.reason = (uint8_t)reason;
    trace_apply(trace, &event);
}

void scenario_end(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->scene.run_count; i++)
        if (scenario->fixtures[i].engine != NULL)
            fixture_close(&scenario->fixtures[i]);
        else
            trace_free(scenario->fixtures[i].trace);
}

void scene_draw(struct canvas *canvas, const struct scene *scene)
{
    struct layout layout = layout_of(scene, canvas_width(canvas), canvas_height(canvas));
    screen_draw(canvas, &layout);
}

char *scene_text(const struct scene *scene, int width, int height)
{
    struct canvas *canvas = canvas_new(width, height, scene->render.ascii);
    scene_draw(canvas, scene);
    char *text = canvas_text_of(canvas);
    canvas_free(canvas);
    return text;
}

char *canvas_text_of(const struct canvas *canvas)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert(file != NULL);
    canvas_print(canvas, file);
    (void)fclose(file);
    return text;
}

bool caption_fits(const char *text)
{
    enum { COLUMNS = 77 };
    struct canvas *canvas = canvas_new(COLUMNS, 2, false);
    bool fits = true;
    text_wrap(canvas, (struct rect){0, 0, COLUMNS, 2}, (struct style){.fg = ROLE_TEXT}, text);
    for (int x = 0; x < COLUMNS; x++)
        fits = fits && canvas_cell(canvas, x, 1)->glyph != U'…';
    canvas_free(canvas);
    return fits;
}

void expect_text(const struct scene *scene, int width, int height, const char *words)
{
    char *text = scene_text(scene, width, height);
    if (strstr(text, words) == NULL)
        fail_msg("\"%s\" is not on the screen:\n%s", words, text);
    free(text);
}

void expect_no_text(const struct scene *scene, int width, int height, const char *words)
{
    char *text = scene_text(scene, width, height);
    if (strstr(text, words) != NULL)
        fail_msg("\"%s\" is on the screen:\n%s", words, text);
    free(text);
}
