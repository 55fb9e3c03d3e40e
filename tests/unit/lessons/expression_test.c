/* expression_test — sums and products of figures: their values, how they are shown, and what is none. */
#include "lessons/expression.h"

#include "lessons/arena.h"
#include "lessons/lesson.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const struct lesson_run runs[] = {{"sync", NULL}, {"no-join", NULL}, {"sync", NULL}};
static const struct expression_runs all = {runs, 3};
static const struct lesson_figures figures[] = {
    {.values = {[FIGURE_ELAPSED] = 99}},
    {.values = {[FIGURE_ELAPSED] = 1.5, [FIGURE_LATENCY_MEAN] = NAN, [FIGURE_LOST] = 2}},
    {.values = {[FIGURE_ELAPSED] = 15.04, [FIGURE_OVERLAP] = 1, [FIGURE_MAX_DEPTH] = 20},
     .lanes = {[2] = {[LANE_FIGURE_DONE] = 7}}},
};

TEST(an_expression_is_worth_what_arithmetic_says_and_shown_in_its_unit)
{
    static const struct {
        const char *text;
        double value;
        const char *shown;
    } rows[] = {
        {"sync.elapsed", 15.04, "15.0 s"},
        {"sync.overlap", 1, "1.00×"},
        {"sync.max_depth", 20, "20"},
        {"no-join.elapsed", 1.5, "1.5 s"},
        {"sync.elapsed÷no-join.elapsed", 15.04 / 1.5, "10.03×"},
        {"sync.elapsed-no-join.elapsed", 13.54, "13.5 s"},
        {"no-join.elapsed − sync.elapsed", -13.54, "−13.5 s"},
        {"sync.P2.done-1 s", 6, "6.0 s"},
        {"1 + 2 * 3", 7, "7"},
        {"(1 + 2) × 3", 9, "9"},
        {"10 − 4 - 3", 3, "3"},
        {"16 / 4 ÷ 2", 2, "2"},
        {"260 ms + 1 s", 1.26, "1.3 s"},
        {"2 * no-join.elapsed", 3, "3.0 s"},
        {"no-join.latency.mean", NAN, "–"},
        {"sync.elapsed ÷ sync.lost", NAN, "–"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        const struct expression *expression = expression_read(arena, rows[i].text, all, &error);
        if (expression == NULL)
            fail_msg("%s: %s", rows[i].text, error.message);
        double value = expression_value(expression, figures);
        if (isnan(value) != isnan(rows[i].value) || fabs(value - rows[i].value) > 1e-9)
            fail_msg("%s is %g", rows[i].text, value);
        assert_string_equal(expression_format(expression, figures).text, rows[i].shown);
    }
    arena_free(arena);
}

TEST(a_comparison_holds_or_not)
{
    static const struct {
        const char *text;
        bool holds, known;
    } rows[] = {
        {"1 < 2", true, true},
        {"2 < 2", false, true},
        {"2 <= 2", true, true},
        {"2 ≤ 1", false, true},
        {"2 ≥ 2", true, true},
        {"1 >= 2", false, true},
        {"2 > 1", true, true},
        {"1 > 1", false, true},
        {"sync.elapsed = 15", true, true},
        {"sync.elapsed = 15.0", true, true},
        {"sync.elapsed = 15.00", false, true},
        {"15 s = sync.elapsed", true, true},
        {"sync.elapsed = 15040 ms", true, true},
        {"sync.elapsed = 15100 ms", false, true},
        {"sync.elapsed = sync.elapsed", true, true},
        {"sync.elapsed = 10 × no-join.elapsed", false, true},
        {"no-join.latency.mean = 0", false, false},
        {"no-join.latency.mean ≥ 0", false, false},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        const struct comparison *comparison = comparison_read(arena, rows[i].text, all, &error);
        if (comparison == NULL)
            fail_msg("%s: %s", rows[i].text, error.message);
        if (comparison_holds(comparison, figures) != rows[i].holds ||
            comparison_is_known(comparison, figures) != rows[i].known)
            fail_msg("%s", rows[i].text);
    }
    struct error error = {0};
    const struct comparison *comparison = comparison_read(arena, "no-join.elapsed < 0.9", all, &error);
    assert_string_equal(comparison_format(comparison, figures).text, "1.5 s < 0.9 s");
    arena_free(arena);
}

TEST(what_is_no_expression_is_refused)
{
    static const struct {
        const char *text, *part;
    } rows[] = {
        {"", "is not a number, nor a figure"},
        {"1 +", "is not a number, nor a figure"},
        {"1.2.3", "'1.2.3' is not a number"},
        {"(1 + 2", "a ( without its )"},
        {"1 2", "'2' is too much"},
        {"1 < 2", "'< 2' is too much"},
        {"elapsed", "nor a figure of a run such as sync.elapsed"},
        {"threads.elapsed", "no run up to here is called 'threads'; there are: sync no-join sync"},
        {"sync.latency", "'latency' is not a figure: elapsed"},
        {"sync.P1.speed", "'speed' is not a figure of a lane: idle"},
        {"sync.P11.idle", "'P11.idle' is not a figure: elapsed"},
        {"-1", "is not a number, nor a figure"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        assert_null(expression_read(arena, rows[i].text, all, &error));
        if (strstr(error.message, rows[i].part) == NULL)
            fail_msg("\"%s\": %s", rows[i].text, error.message);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expression_is_worth_what_arithmetic_says_and_shown_in_its_unit),
        cmocka_unit_test(a_comparison_holds_or_not),
        cmocka_unit_test(what_is_no_expression_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
