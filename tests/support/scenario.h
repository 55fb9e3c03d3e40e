/*
 * scenario — runs in simulated time, and scenes that show them, for the tests of the view.
 */
#pragma once

#include "support/fixture.h"
#include "view/layout.h"

enum { SCENARIO_RUNS_MAX = 8, SCENARIO_KEYS_MAX = 128 };

/* Runs one after another on one timeline, and the scene that shows them. */
struct scenario {
    struct scene scene;
    struct scene_run runs[SCENARIO_RUNS_MAX];
    struct fixture fixtures[SCENARIO_RUNS_MAX];
    struct scene_key keys[SCENARIO_KEYS_MAX];
};

/* The usual plan, with seed 42. */
struct plan scenario_plan(void);

/* A scene without a run, at time 0, drawn with the default theme in blocks; that plan, and the program's keys. */
void scenario_begin(struct scenario *scenario);

/* A test that is given a scenario that has begun. */
#define SCENARIO_TEST(name)                                                                                            \
    static void name##_in(struct scenario *scenario);                                                                  \
    TEST(name)                                                                                                         \
    {                                                                                                                  \
        struct scenario scenario;                                                                                      \
        scenario_begin(&scenario);                                                                                     \
        name##_in(&scenario);                                                                                          \
        scenario_end(&scenario);                                                                                       \
    }                                                                                                                  \
    static void name##_in(struct scenario *scenario)

/* Adds a run of the scene's plan in a mode that starts at the scene's now and goes on for at most
 * `seconds`, which moves now on. It is then running, finished or stuck; a running one is left when another is added. */
void scenario_run(struct scenario *scenario, const char *mode, double seconds);
void scenario_run_mode(struct scenario *scenario, const struct mode *mode, double seconds); /* a bug's, too */

/* The newest run goes on for at most so long, if it can. */
void scenario_go_on(struct scenario *scenario, double seconds);

/* The same for several modes side by side; the scene then shows the race, with the first of them in focus. */
void scenario_race(struct scenario *scenario, const char *const names[], size_t count, double seconds);

/* Adds a run without any event. Returns its trace, to which the test applies events of its own. */
struct trace *scenario_empty_run(struct scenario *scenario, const char *mode);

/* One STATE event from `seconds` of the session on. */
void scenario_state(struct trace *trace, lane_id lane, double seconds, enum state state, enum reason reason);

void scenario_end(struct scenario *scenario);

/* Draws the scene on a canvas of any size. */
void scene_draw(struct canvas *canvas, const struct scene *scene);

/* What is drawn, a line a row; the caller frees it. */
char *scene_text(const struct scene *scene, int width, int height);
char *canvas_text_of(const struct canvas *canvas);

/* Whether a caption fits into the two rows that 80 columns have for it, with nothing cut off. */
bool caption_fits(const char *text);

/* Fails unless the words stand on the screen, or with the screen if they do. */
void expect_text(const struct scene *scene, int width, int height, const char *words);
void expect_no_text(const struct scene *scene, int width, int height, const char *words);
