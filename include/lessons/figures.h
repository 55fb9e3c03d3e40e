/*
 * figures — the figures of a lesson's runs, by name, and what a lesson says with them.
 *
 * An expression such as `0.6 × sync.elapsed` is read when its file is, and then known to name only figures and runs
 * that there are. Plain data; any thread.
 */
#pragma once

#include "base/format.h"
#include "trace/trace.h"

enum figure {
    FIGURE_ELAPSED,
    FIGURE_OVERLAP,
    FIGURE_THROUGHPUT,
    FIGURE_PRODUCED,
    FIGURE_CONSUMED,
    FIGURE_LATENCY_MEAN,
    FIGURE_LATENCY_MEDIAN,
    FIGURE_LATENCY_LONGEST,
    FIGURE_LATENCY_FIRST,
    FIGURE_LATENCY_LAST,
    FIGURE_MAX_DEPTH,
    FIGURE_MEAN_DEPTH,
    FIGURE_IDLE, /* this and the next four in the order of enum lane_figure */
    FIGURE_WORKING,
    FIGURE_SLEEPING,
    FIGURE_WAITING,
    FIGURE_READY,
    FIGURE_LOST,
    FIGURE_TAKEN_TWICE,
    FIGURE_FAILED,
    FIGURE_WAKEUPS,
    FIGURE_UPDATES_LOST,
    FIGURE_FAILING, /* of the block's seeds, those that go wrong; who tries them fills it in */
    FIGURE_COUNT
};

/* Those of one lane: main, and the first LESSON_LANES_MAX of each kind of workers. */
enum lane_figure {
    LANE_FIGURE_IDLE,
    LANE_FIGURE_WORKING,
    LANE_FIGURE_SLEEPING,
    LANE_FIGURE_WAITING,
    LANE_FIGURE_READY,
    LANE_FIGURE_ITEMS,
    LANE_FIGURE_DONE,     /* when it was; main: when it said that it had finished, else the run's end */
    LANE_FIGURE_RECEIVED, /* when main received its result */
    LANE_FIGURE_COUNT
};

enum {
    LESSON_LANES_MAX = 10,
    LESSON_SLOTS = 1 + 3 * LESSON_LANES_MAX /* main, and so many producers, tasks and consumers */
};

/* Of one run: times in seconds; NaN where the run has no such figure, as the latency of nothing. */
struct lesson_figures {
    double values[FIGURE_COUNT];
    double lanes[LESSON_SLOTS][LANE_FIGURE_COUNT];
};

/* Of a run up to `now`, or to its end. */
struct lesson_figures lesson_figures_of(const struct trace *trace, int64_t now);

struct expression;

/* Its value with the figures of the lesson's runs, in their order. NaN: it has none. */
double expression_value(const struct expression *expression, const struct lesson_figures runs[]);

/* The same for people: "15.0 s", "2.87×", "20"; "–" where it has none. */
struct format expression_format(const struct expression *expression, const struct lesson_figures runs[]);

/* Two expressions and a sign between them. */
struct comparison;

/* Whether both sides have a value; without, it is not so. */
bool comparison_is_known(const struct comparison *comparison, const struct lesson_figures runs[]);

/* Whether it is so. What is compared with a number by = is rounded to that number's digits first: 14.96 = 15. */
bool comparison_holds(const struct comparison *comparison, const struct lesson_figures runs[]);

/* The value of its left side, which is what was measured; of the right one where a number stands on the left. */
struct format comparison_measured(const struct comparison *comparison, const struct lesson_figures runs[]);

/* The values of both sides: "1.5 s < 0.9 s". */
struct comparison_text {
    char text[80];
};
struct comparison_text comparison_format(const struct comparison *comparison, const struct lesson_figures runs[]);
