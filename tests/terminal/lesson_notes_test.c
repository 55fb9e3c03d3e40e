/* lesson_notes_test — a lesson on one screen and its notes on others: they follow it, wait for it, and disturb nobody.
 */
#include "support/folder.h"
#include "support/test.h"
#include "terminal/user.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char enter[] = "\r", escape[] = "\033";

static const char text[] = "---\ntitle: In a row\nminutes: 2\n---\n"
                           "## How long\n\nHow long do four seconds take?\n\n"
                           "- [ ] no time — so it looks\n- [x] four seconds — nothing overlaps\n\n"
                           "```overlap\n--mode sync --tasks 4 --produce 1 --cpu 0 --speed 20\n"
                           "answer 2 if sync.elapsed = 4\n```\n\nIt took {sync.elapsed}.\n"
                           "<!-- note: wait for three hands -->\n\n"
                           "## Side by side\n\nWith threads.\n\n```overlap\n--mode threads\n```\n"
                           "<!-- note: it was {sync.elapsed} in sync -->\n";

/* A folder for the socket, in which the lesson's file lies, too. */
struct place {
    char *folder, path[FOLDER_PATH_SIZE], variable[FOLDER_PATH_SIZE + 32];
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    place->folder = folder_new();
    folder_write(place->folder, "rows.md", text);
    folder_path(place->folder, "rows.md", place->path);
    (void)snprintf(place->variable, sizeof place->variable, "XDG_RUNTIME_DIR=%s", place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    folder_free(place->folder);
    free(place);
    return 0;
}

static struct terminal *start(const struct place *place, int rows, int columns, bool notes)
{
    const char *const environment[] = {place->variable, NULL};
    const char *arguments[] = {OVERLAP_PROGRAM, "lesson", notes ? "notes" : place->path, notes ? place->path : NULL,
                               NULL};
    return terminal_start(
        &(struct terminal_setup){.arguments = arguments, .environment = environment, .rows = rows, .columns = columns});
}

static struct terminal *start_lesson(const struct place *place)
{
    struct terminal *lesson = start(place, 24, 80, false);
    user_sees(lesson, "Vote: 1–2");
    return lesson;
}

static void end(struct terminal *terminal, int number)
{
    terminal_signal(terminal, number);
    assert_true(terminal_pump_end(terminal, TERMINAL_PATIENCE));
    terminal_free(terminal);
}

TEST(notes_wait_for_the_lesson_follow_its_steps_and_wait_again)
{
    const struct place *place = *state;
    struct terminal *notes = start(place, 24, 80, true), *others = start(place, 18, 56, true);
    user_sees(notes, "Waiting for the lesson");
    user_sees(others, "Waiting for the lesson");
    struct terminal *lesson = start_lesson(place);
    user_sees(notes, "In a row · step 1 of 2: How long");
    user_misses(notes, "Waiting");
    user_sees(notes, "Note: wait for three hands");
    user_sees(notes, "Question: How long do four seconds take?");
    user_sees(notes, "· 1) no time — so it looks");
    user_sees(notes, "✔ 2) four seconds — nothing overlaps");
    user_sees(notes, "Next: Side by side; runs threads");
    user_presses(lesson, "122", "3 hands, the last for 2");
    user_sees(notes, "✔ 2) [2 hands] four");
    user_sees(others, "· 1) [1 hand] no time");
    user_misses(lesson, "wait for three hands"); /* the class does not see them */
    user_presses(lesson, enter, "Talk about it");
    user_presses(lesson, enter, "It took 4.0 s");
    user_presses(lesson, enter, "Side by side");
    user_sees(notes, "step 2 of 2: Side by side");
    user_sees(notes, "Note: it was 4.0 s in sync");
    user_misses(notes, "Next:");
    user_presses(lesson, escape, "Free play");
    user_sees(others, "Now: Free play");
    user_quits(lesson);
    user_sees(notes, "Waiting for the lesson");
    lesson = start_lesson(place);
    user_sees(notes, "step 1 of 2: How long");
    user_sees(others, "step 1 of 2: How long");
    user_quits(lesson);
    end(notes, SIGINT);
    end(others, SIGINT);
    assert_int_equal(folder_count(place->folder, ""), 1); /* the lesson: no socket is left */
}

TEST(notes_that_vanish_or_stand_still_disturb_nobody)
{
    const struct place *place = *state;
    struct terminal *lesson = start_lesson(place);
    struct terminal *vanishing = start(place, 24, 80, true), *still = start(place, 24, 80, true);
    struct terminal *notes = start(place, 24, 80, true);
    user_sees(vanishing, "step 1 of 2");
    user_sees(still, "step 1 of 2");
    user_sees(notes, "step 1 of 2");
    end(vanishing, SIGKILL);
    terminal_signal(still, SIGSTOP);
    for (int i = 0; i < 200; i++)
        terminal_send(lesson, "2");
    user_sees(lesson, "200 hands, the last for 2");
    user_sees(notes, "[200 hands]");
    terminal_signal(still, SIGCONT);
    user_sees(still, "[200 hands]");
    user_presses(lesson, "1", "201 hands");
    user_sees(still, "[1 hand]");
    user_quits(lesson);
    end(still, SIGINT);
    end(notes, SIGINT);
}

TEST(a_socket_that_was_left_is_replaced_and_one_in_use_is_kept)
{
    const struct place *place = *state;
    struct stat status;
    char path[FOLDER_PATH_SIZE];
    folder_path(place->folder, "overlap-lesson-rows.md", path);
    end(start_lesson(place), SIGKILL);
    assert_int_equal(lstat(path, &status), 0); /* it was left */
    struct terminal *lesson = start_lesson(place), *notes = start(place, 24, 80, true);
    assert_int_equal(lstat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    user_sees(notes, "step 1 of 2");
    struct terminal *second = start(place, 24, 80, false);
    user_sees(second, "Another live screen gives this lesson");
    user_presses(second, "1", "1 hand, the last for 1");
    user_quits(second);
    user_presses(lesson, "22", "2 hands, the last for 2");
    user_sees(notes, "✔ 2) [2 hands]");
    user_misses(notes, "[1 hand]");
    user_quits(lesson);
    end(notes, SIGINT);
}

TEST(what_is_no_directory_of_ones_own_is_refused_and_the_lesson_goes_on_without)
{
    const struct place *place = *state;
    assert_int_equal(chmod(place->folder, 0755), 0);
    struct terminal *notes = start(place, 24, 80, true), *lesson = start_lesson(place);
    assert_true(terminal_pump_end(notes, TERMINAL_PATIENCE));
    assert_int_equal(terminal_exit_status(notes), 1);
    user_sees(notes, "XDG_RUNTIME_DIR");
    terminal_free(notes);
    user_presses(lesson, "1", "1 hand");
    assert_int_equal(folder_count(place->folder, ""), 1);
    user_quits(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(notes_wait_for_the_lesson_follow_its_steps_and_wait_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(notes_that_vanish_or_stand_still_disturb_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_socket_that_was_left_is_replaced_and_one_in_use_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_directory_of_ones_own_is_refused_and_the_lesson_goes_on_without,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
