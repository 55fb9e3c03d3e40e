/* One thing has one figure on a screen: clock, items, depth and overlap read the same in the title, on the lanes, in
 * the table and in the caption, at random moments. */
#include "modes/modes.h"
#include "support/effort.h"
#include "support/moments.h"
#include "support/test.h"
#include "view/runs.h"
#include "view/text/caption.h"

#include <stdlib.h>
#include <string.h>

enum { RUNS_EACH = 8, MOMENTS = 4, LINE = 512, WORDS = 64 };

/* What stands on the screen, as it is written; "": it does not. */
struct figures {
    char title[WORDS], table[WORDS], caption[WORDS]; /* elapsed */
    char overlap_row[WORDS], overlap_table[WORDS];   /* with its × */
    char depth[WORDS], depth_caption[WORDS];         /* items in the queue */
    char items[WORDS], items_caption[WORDS];         /* taken, by the only consumer */
};

static void line_with(const char *screen, const char *words, char line[LINE])
{
    const char *found = strstr(screen, words), *start = found;
    line[0] = '\0';
    if (found == NULL)
        return;
    while (*start != '\n' && start > screen)
        start--;
    start += *start == '\n';
    (void)snprintf(line, LINE, "%.*s", (int)strcspn(start, "\n"), start);
}

/* The word before `end`, up to a blank. */
static void word_before(const char *line, const char *end, char word[WORDS])
{
    const char *start = end;
    while (start > line && start[-1] != ' ')
        start--;
    (void)snprintf(word, WORDS, "%.*s", (int)(end - start), start);
}

static void word_at(const char *text, const char *after, char word[WORDS])
{
    const char *found = strstr(text, after);
    word[0] = '\0';
    if (found != NULL)
        (void)snprintf(word, WORDS, "%.*s", (int)strcspn(found + strlen(after), " "), found + strlen(after));
}

/* "00:10.2" as tenths in the words of a duration: "10.2"; a run of less than a tenth of a second says so otherwise. */
static void read_title(const char *screen, char word[WORDS])
{
    char line[LINE];
    (void)snprintf(line, sizeof line, "%.*s", (int)strcspn(screen, "\n"), screen);
    const char *colon = strrchr(line, ':');
    assert_non_null(colon);
    (void)snprintf(word, WORDS, "%.1f", 60 * strtod(colon - 2, NULL) + strtod(colon + 1, NULL));
}

static struct figures figures_of(const struct scene *scene, const char *screen, const char *caption)
{
    struct figures figures = {.title = ""};
    const struct scene_run *run = runs_focus(scene);
    char line[LINE], mark[WORDS], took[WORDS];
    read_title(screen, figures.title);
    (void)snprintf(mark, sizeof mark, "▶ %s ", run->mode->name);
    line_with(screen, mark, line);
    const char *second = strstr(line, " s ");
    if (second != NULL)
        word_before(line, second, figures.table);
    const char *factor = strstr(line, "× ") != NULL ? strstr(line, "× ") : line + strlen(line);
    for (const char *at = factor; (at = strstr(at + 1, "×")) != NULL;)
        factor = at;
    if (strncmp(factor, "×", 2) == 0)
        word_before(line, factor, figures.overlap_table);
    line_with(screen, "\n overlap ", line);
    if (strstr(line, " run ") == NULL && (factor = strstr(line, "×")) != NULL)
        word_before(line, factor, figures.overlap_row);
    word_at(screen, "depth ", figures.depth);
    (void)snprintf(took, sizeof took, "%s took ", run->mode->name);
    word_at(caption, took, figures.caption);
    const char *queue = strstr(caption, " in the queue, and nobody");
    if (queue != NULL)
        word_at(strstr(caption, "wait. ") + 4, ". ", figures.depth_caption);
    const char *done = strstr(caption, " items done");
    if (done != NULL && run->plan.consumers == 1 && run->plan.tasks == 0) {
        word_at(screen, "\n C1 ", figures.items);
        figures.items[strcspn(figures.items, "/")] = '\0';
        const char *of = strstr(caption, " of ");
        for (const char *at = of; at != NULL && at < done; at = strstr(at + 1, " of "))
            of = at;
        word_before(caption, of != NULL && of < done ? of : done, figures.items_caption);
    }
    return figures;
}

static bool same(const char *a, const char *b)
{
    return a[0] == '\0' || b[0] == '\0' || strcmp(a, b) == 0;
}

/* Prints the screen where two figures differ. Returns how many pairs there were to compare. */
static int compare(const struct scenario *scenario, int *wrong)
{
    const struct scene *scene = &scenario->scene;
    char caption[CAPTION_SIZE], about[512];
    char *screen = scene_text(scene, 100, 30);
    (void)caption_write(scene, NULL, caption, sizeof caption);
    struct figures f = figures_of(scene, screen, caption);
    bool right = same(f.title, f.table) && same(f.title, f.caption) && same(f.overlap_row, f.overlap_table) &&
                 same(f.depth, f.depth_caption) && same(f.items, f.items_caption);
    if (!right) {
        moments_describe(scenario, about, sizeof about);
        print_error("title %s, table %s, caption %s; overlap %s and %s; depth %s and %s; items %s and %s\n%s\n%s\n",
                    f.title, f.table, f.caption, f.overlap_row, f.overlap_table, f.depth, f.depth_caption, f.items,
                    f.items_caption, about, screen);
    }
    *wrong += !right;
    free(screen);
    return (f.table[0] != '\0') + (f.caption[0] != '\0') + (f.items_caption[0] != '\0') +
           (f.overlap_row[0] != '\0' && f.overlap_table[0] != '\0');
}

static int compare_runs(const struct mode *mode, uint64_t stream, int *wrong)
{
    int compared = 0;
    for (int number = 0; number < effort(RUNS_EACH); number++) {
        struct random random = random_stream((uint64_t)number, 200 + stream);
        struct scenario scenario;
        moments_begin(&scenario, &random, mode);
        for (int i = 0; i < MOMENTS; i++) {
            moments_next(&scenario, &random, i + 1 == MOMENTS && scenario.scene.plan.items > 0);
            scenario.scene.view.time.cursor = TIME_NEVER;
            if (scenario.scene.now - runs_focus(&scenario.scene)->trace->start >= NS_PER_S) /* told in seconds */
                compared += compare(&scenario, wrong);
        }
        scenario_end(&scenario);
    }
    return compared;
}

TEST(a_screen_has_one_figure_for_one_thing)
{
    int wrong = 0, compared = 0;
    for (uint64_t i = 0; modes[i] != NULL; i++)
        compared += compare_runs(modes[i], i, &wrong);
    for (uint64_t i = 0; bugs[i] != NULL; i++)
        compared += compare_runs(bugs[i], MODES_MAX + i, &wrong);
    assert_int_equal(wrong, 0);
    assert_true(compared > 50 * effort(RUNS_EACH));
}

/* At a high speed the clock has gone on by then. */
TEST(a_deadlock_that_was_found_late_has_the_figures_of_when_it_came)
{
    int wrong = 0, stuck = 0;
    for (int number = 0; number < 8; number++) {
        struct random random = random_stream((uint64_t)number, 300);
        struct scenario scenario;
        moments_begin(&scenario, &random, &bug_deadlock);
        for (int i = 0; i < MOMENTS; i++)
            moments_next(&scenario, &random, i + 1 == MOMENTS);
        scenario.scene.view.time.cursor = TIME_NEVER;
        scenario.scene.now += NS_PER_S;
        if (runs_focus(&scenario.scene)->status == RUN_STUCK && ++stuck > 0)
            (void)compare(&scenario, &wrong);
        scenario_end(&scenario);
    }
    assert_true(stuck > 0);
    assert_int_equal(wrong, 0);
}

/* Nobody is short of cores there: whoever is ready waits for the loop, also one whose sleep has just ended. */
TEST(in_async_nobody_is_ready_for_a_core)
{
    for (int number = 0; number < effort(RUNS_EACH); number++) {
        struct random random = random_stream((uint64_t)number, 300);
        struct scenario scenario;
        moments_begin(&scenario, &random, &mode_async);
        for (int i = 0; i < MOMENTS; i++) {
            moments_next(&scenario, &random, false);
            expect_no_text(&scenario.scene, 120, 40, "a core");
        }
        scenario_end(&scenario);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_screen_has_one_figure_for_one_thing),
                                       cmocka_unit_test(a_deadlock_that_was_found_late_has_the_figures_of_when_it_came),
                                       cmocka_unit_test(in_async_nobody_is_ready_for_a_core)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
