/* caption_hold — sentences can be read: figures stand for two seconds and words for three, of the viewer's, unless they
 * are no longer true. In frames of simulated time. */
#include "app/caption_hold.h"

#include "modes/modes.h"
#include "support/claims.h"
#include "support/effort.h"
#include "support/moments.h"
#include "support/test.h"

#include <string.h>

enum { RUNS_EACH = 3, FRAMES = 300 };
#define FRAME (100 * NS_PER_MS)

/* The caption without its figures, but with the digits of names. */
static void words_of(const char *text, char words[CAPTION_SIZE])
{
    size_t count = 0;
    for (const char *at = text; *at != '\0'; at++) {
        bool digit = strchr("0123456789", *at) != NULL, name = at > text && strchr("PC-", at[-1]) != NULL;
        bool point = *at == '.' && at[1] >= '0' && at[1] <= '9';
        if (name || (!digit && !point))
            words[count++] = *at;
        for (; name && at[1] >= '0' && at[1] <= '9'; at++)
            words[count++] = at[1];
    }
    words[count] = '\0';
}

/* What stands on the screen, and since when. */
struct watch {
    struct caption_hold hold;
    char text[CAPTION_SIZE], words[CAPTION_SIZE];
    int64_t words_since, figures_since, now;
    enum run_status status;
};

static void fail_about(const struct scenario *scenario, const struct watch *watch, const char *text, const char *what)
{
    char about[512];
    moments_describe(scenario, about, sizeof about);
    fail_msg("%s: \"%s\" after \"%s\"\n%s", what, text, watch->text, about);
}

static void watch_frame(const struct scenario *scenario, struct watch *watch)
{
    const struct scene *scene = &scenario->scene;
    char words[CAPTION_SIZE];
    const char *text = caption_hold(&watch->hold, scene, true, watch->now);
    words_of(text, words);
    bool anew = strcmp(words, watch->words) != 0, changed = strcmp(text, watch->text) != 0;
    if (claims_refuted(scene, text, false) != NULL)
        fail_about(scenario, watch, text, "no longer true");
    bool ended = watch->status != scenario->runs[scene->focus].status;
    if (changed && !anew && !ended && watch->now - watch->figures_since < 2 * NS_PER_S)
        fail_about(scenario, watch, text, "figures changed too soon");
    if (anew && watch->text[0] != '\0' && watch->hold.form != NULL && watch->now - watch->words_since < 3 * NS_PER_S &&
        !ended && claims_refuted(scene, watch->text, false) == NULL)
        fail_about(scenario, watch, text, "said too soon");
    if (changed)
        watch->figures_since = watch->now;
    if (anew)
        watch->words_since = watch->now;
    watch->status = scenario->runs[scene->focus].status;
    memcpy(watch->text, text, strlen(text) + 1);
    memcpy(watch->words, words, sizeof words);
}

static void watch_runs(const struct mode *mode, uint64_t stream)
{
    for (int number = 0; number < effort(RUNS_EACH); number++) {
        struct random random = random_stream((uint64_t)number, 100 + stream);
        struct scenario scenario;
        struct watch watch = {.status = RUN_RUNNING};
        moments_begin(&scenario, &random, mode);
        double speed = number % 3 == 2 ? 4 : 1;
        for (int i = 0; i < FRAMES; i++, watch.now += FRAME) {
            watch_frame(&scenario, &watch);
            scenario_go_on(&scenario, speed / 10);
        }
        scenario_end(&scenario);
    }
}

TEST(a_sentence_can_be_read_and_is_true_meanwhile)
{
    for (uint64_t i = 0; modes[i] != NULL; i++)
        watch_runs(modes[i], i);
    for (uint64_t i = 0; bugs[i] != NULL; i++)
        watch_runs(bugs[i], MODES_MAX + i);
}

/* A run in which the figures change all the time. */
SCENARIO_TEST(figures_stand_for_two_seconds)
{
    struct caption_hold hold = {0};
    char first[CAPTION_SIZE];
    scenario_run(scenario, "threads", 10.2);
    (void)strcpy(first, caption_hold(&hold, &scenario->scene, true, 0));
    scenario_go_on(scenario, 1.9);
    assert_string_equal(caption_hold(&hold, &scenario->scene, true, 19 * NS_PER_S / 10), first);
    scenario_go_on(scenario, 0.1);
    assert_string_not_equal(caption_hold(&hold, &scenario->scene, true, 2 * NS_PER_S), first);
}

/* No other frame may follow. */
SCENARIO_TEST(a_run_that_has_ended_has_its_last_figures_at_once)
{
    struct caption_hold hold = {0};
    scenario_run_mode(scenario, &bug_counter, 20);
    (void)caption_hold(&hold, &scenario->scene, true, 0);
    scenario_go_on(scenario, 100);
    assert_non_null(strstr(caption_hold(&hold, &scenario->scene, true, NS_PER_S / 10), ", should be 80: "));
}

SCENARIO_TEST(while_time_stands_still_the_sentence_is_that_of_the_moment)
{
    struct caption_hold hold = {0};
    char exact[CAPTION_SIZE];
    scenario_run(scenario, "threads", 10.2);
    (void)caption_hold(&hold, &scenario->scene, true, 0);
    scenario_go_on(scenario, 0.5);
    scenario->scene.paused = true;
    (void)caption_write(&scenario->scene, NULL, exact, sizeof exact);
    assert_string_equal(caption_hold(&hold, &scenario->scene, false, NS_PER_S / 10), exact);
    scenario->scene.view.time.cursor = 3 * NS_PER_S;
    assert_string_equal(caption_hold(&hold, &scenario->scene, false, NS_PER_S / 5), "");
}

SCENARIO_TEST(another_run_has_its_own_sentence_at_once)
{
    struct caption_hold hold = {0};
    scenario_run(scenario, "threads", 10.2);
    assert_true(caption_hold(&hold, &scenario->scene, true, 0)[0] != '\0');
    scenario_run(scenario, "sync", 0.1);
    assert_string_equal(caption_hold(&hold, &scenario->scene, false, NS_PER_S / 10), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_can_be_read_and_is_true_meanwhile),
        cmocka_unit_test(figures_stand_for_two_seconds),
        cmocka_unit_test(a_run_that_has_ended_has_its_last_figures_at_once),
        cmocka_unit_test(while_time_stands_still_the_sentence_is_that_of_the_moment),
        cmocka_unit_test(another_run_has_its_own_sentence_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
