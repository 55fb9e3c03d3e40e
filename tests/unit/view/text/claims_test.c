/* claims — whatever a caption says is so at the moment at which it stands: held against the trace, at random moments of
 * random runs in every mode, language and bug. */
#include "modes/modes.h"
#include "support/claims.h"
#include "support/effort.h"
#include "support/moments.h"
#include "support/test.h"
#include "view/text/caption.h"

#include <string.h>

enum { RUNS_EACH = 15, MOMENTS = 5, RACES = 40 };

/* Prints what is not so. */
static bool is_so(const struct scenario *scenario, const char *text)
{
    char about[512];
    const struct plan *plan = &scenario->scene.plan;
    const char *refuted = claims_refuted(&scenario->scene, text, true);
    if (plan->language == LANGUAGE_PYTHON && plan->cpu_percent == 100 && strstr(text, "with a thread for") != NULL)
        refuted = "recommends threads";
    if (refuted == NULL && caption_fits(text))
        return true;
    refuted = refuted != NULL ? refuted : "where it is cut off";
    moments_describe(scenario, about, sizeof about);
    print_error("\"%s\" is not so, from \"%s\" on:\n    %s\n", text, refuted, about);
    return false;
}

static int wrong_of(const struct mode *mode, uint64_t stream)
{
    int wrong = 0;
    for (int number = 0; number < effort(RUNS_EACH); number++) {
        struct random random = random_stream((uint64_t)number, stream);
        struct scenario scenario;
        moments_begin(&scenario, &random, mode);
        for (int i = 0; i < MOMENTS; i++) {
            char text[CAPTION_SIZE];
            moments_next(&scenario, &random, i + 1 == MOMENTS && scenario.scene.plan.items > 0);
            (void)caption_write(&scenario.scene, NULL, text, sizeof text);
            wrong += !is_so(&scenario, text);
        }
        scenario_end(&scenario);
    }
    return wrong;
}

TEST(what_is_said_of_a_mode_is_so)
{
    int wrong = 0;
    for (uint64_t i = 0; modes[i] != NULL; i++)
        wrong += wrong_of(modes[i], i);
    assert_int_equal(wrong, 0);
}

TEST(what_is_said_of_a_bug_is_so)
{
    int wrong = 0;
    for (uint64_t i = 0; bugs[i] != NULL; i++)
        wrong += wrong_of(bugs[i], MODES_MAX + i);
    assert_int_equal(wrong, 0);
}

TEST(what_is_said_of_a_race_is_so)
{
    static const char *const names[] = {"sync", "threads", "async", "pool", "processes"};
    int wrong = 0;
    for (int number = 0; number < effort(RACES); number++) {
        struct random random = random_stream((uint64_t)number, 99);
        struct scenario scenario;
        char text[CAPTION_SIZE];
        scenario_begin(&scenario);
        scenario.scene.plan = moments_plan(&random, &mode_sync);
        scenario_race(&scenario, names, 5, (double)random_between(&random, 1, 30 * NS_PER_S) / 1e9);
        (void)caption_write(&scenario.scene, NULL, text, sizeof text);
        wrong += !is_so(&scenario, text);
        scenario_end(&scenario);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_of_a_mode_is_so),
        cmocka_unit_test(what_is_said_of_a_bug_is_so),
        cmocka_unit_test(what_is_said_of_a_race_is_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
