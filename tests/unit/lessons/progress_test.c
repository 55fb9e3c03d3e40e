/* progress_test — where a class is in a lesson: votes, what is seen of them, runs, steps. */
#include "lessons/progress.h"

#include "cli/lesson.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static const char text[] = "---\ntitle: T\nminutes: 5\n---\n"
                           "## Asked\nHow long?\n- [ ] short\n- [x] long\n```overlap\n--mode sync\n"
                           "answer 2 if sync.elapsed > 1\n```\n"
                           "## Run\n```overlap\n--mode threads\n```\n"
                           "## Told\nThat is all.\n";

struct class
{
    struct lesson *lesson;
    struct lesson_progress progress;
};

static void class_begin(struct class *class)
{
    struct lesson_words words;
    struct lesson_options options = lesson_options_of(&words);
    struct error error = {0};
    class->lesson = lesson_parse("f.md", text, sizeof text - 1, &options, &error);
    if (class->lesson == NULL)
        fail_msg("line %d: %s", error.line, error.message);
    progress_begin(&class->progress, class->lesson);
}

static bool vote(struct class *class, int answer)
{
    return progress_vote(&class->progress, class->lesson, answer);
}

static enum lesson_phase phase(struct class *class)
{
    return progress_now(&class->progress)->phase;
}

static int votes(struct class *class, int answer)
{
    return progress_votes(progress_now(&class->progress), answer);
}

#define CLASS_TEST(name)                                                                                               \
    static void name##_in(struct class *class);                                                                        \
    TEST(name)                                                                                                         \
    {                                                                                                                  \
        struct class class;                                                                                            \
        class_begin(&class);                                                                                           \
        name##_in(&class);                                                                                             \
        lesson_free(class.lesson);                                                                                     \
    }                                                                                                                  \
    static void name##_in(struct class *class)

CLASS_TEST(a_step_begins_with_its_question_its_run_or_its_end)
{
    static const enum lesson_phase phases[] = {PHASE_ASKED, PHASE_READY, PHASE_EXPLAINED};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(class->progress.steps[i].phase, phases[i]);
    assert_int_equal(progress_done(&class->progress, class->lesson), 1);
    assert_true(isnan(class->progress.figures[0].values[FIGURE_ELAPSED]));
}

CLASS_TEST(hands_are_counted_and_the_latest_is_taken_back)
{
    assert_true(vote(class, 1));
    assert_true(vote(class, 2));
    assert_true(vote(class, 2));
    assert_false(vote(class, 0));
    assert_false(vote(class, 3)); /* there are two answers */
    assert_int_equal(votes(class, 1), 1);
    assert_int_equal(votes(class, 2), 2);
    assert_true(progress_take_back(&class->progress));
    assert_int_equal(votes(class, 2), 1);
    assert_true(progress_take_back(&class->progress));
    assert_true(progress_take_back(&class->progress));
    assert_false(progress_take_back(&class->progress));
}

CLASS_TEST(there_are_only_so_many_hands)
{
    for (int i = 0; i < LESSON_HANDS_MAX; i++)
        assert_true(vote(class, 1));
    assert_false(vote(class, 1));
    assert_int_equal(votes(class, 1), LESSON_HANDS_MAX);
}

CLASS_TEST(a_second_vote_begins_when_the_first_is_seen_and_keeps_it)
{
    vote(class, 1);
    vote(class, 1);
    progress_reveal(&class->progress);
    assert_int_equal(phase(class), PHASE_READY);
    assert_false(progress_take_back(&class->progress));
    assert_false(progress_now(&class->progress)->again);
    assert_true(vote(class, 2));
    assert_int_equal(phase(class), PHASE_ASKED);
    assert_true(progress_now(&class->progress)->again);
    assert_int_equal(progress_now(&class->progress)->before[0], 2);
    assert_int_equal(votes(class, 1), 0);
    assert_int_equal(votes(class, 2), 1);
}

CLASS_TEST(a_run_that_is_left_can_be_run_again_and_one_that_is_over_gives_its_figures)
{
    struct lesson_figures figures = {.values = {[FIGURE_ELAPSED] = 30}};
    progress_run(&class->progress);
    assert_false(vote(class, 1));
    progress_leave_run(&class->progress);
    assert_int_equal(phase(class), PHASE_READY);
    progress_run(&class->progress);
    progress_explain(&class->progress, class->lesson, &figures);
    assert_int_equal(phase(class), PHASE_EXPLAINED);
    assert_false(vote(class, 1));
    progress_leave_run(&class->progress);
    progress_reveal(&class->progress);
    assert_int_equal(phase(class), PHASE_EXPLAINED);
    assert_true(class->progress.figures[0].values[FIGURE_ELAPSED] == 30);
    assert_true(isnan(class->progress.figures[1].values[FIGURE_ELAPSED]));
    assert_int_equal(progress_done(&class->progress, class->lesson), 2);
}

CLASS_TEST(steps_go_on_and_back_and_keep_their_votes)
{
    vote(class, 2);
    assert_false(progress_back(&class->progress));
    assert_true(progress_next(&class->progress, class->lesson));
    assert_false(vote(class, 1)); /* it asks nothing */
    assert_true(progress_next(&class->progress, class->lesson));
    assert_string_equal(progress_step(&class->progress, class->lesson)->title, "Told");
    assert_false(progress_next(&class->progress, class->lesson));
    assert_true(progress_back(&class->progress));
    assert_true(progress_back(&class->progress));
    assert_int_equal(votes(class, 2), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_begins_with_its_question_its_run_or_its_end),
        cmocka_unit_test(hands_are_counted_and_the_latest_is_taken_back),
        cmocka_unit_test(there_are_only_so_many_hands),
        cmocka_unit_test(a_second_vote_begins_when_the_first_is_seen_and_keeps_it),
        cmocka_unit_test(a_run_that_is_left_can_be_run_again_and_one_that_is_over_gives_its_figures),
        cmocka_unit_test(steps_go_on_and_back_and_keep_their_votes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
