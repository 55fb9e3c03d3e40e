/* lesson_test — a lesson on the real screen, at two sizes: a class votes twice, sees what comes of it, goes back,
 * leaves for free play and comes back. */
#include "support/folder.h"
#include "support/test.h"
#include "terminal/user.h"

#include <stdlib.h>
#include <string.h>

static const char page_up[] = "\033[5~", enter[] = "\r", backspace[] = "\177", escape[] = "\033";

static const char text[] =
    "---\ntitle: Two in a row\nminutes: 2\n---\n"
    "## In a row\n\nP1 has four items of a second each, C1 needs half a second for each of them.\n\nHow long does it "
    "take?\n\n"
    "- [ ] four seconds — C1 begins too late for that\n- [x] six seconds — nothing overlaps\n- [ ] no time\n\n"
    "```overlap\n--mode sync -p 1 -n 4 --produce 1 --consume 0.5 --cpu 0 --speed 20\nanswer 2 if sync.elapsed = "
    "6\n```\n\n"
    "It took {sync.elapsed}, and the queue had {sync.max_depth} items.\n\n"
    "## Side by side\n\nAnd with threads?\n\n- [x] less — they overlap\n- [ ] as long — so it was in sync\n\n"
    "```overlap\n--mode threads --speed 1.5\nanswer 1 if threads.elapsed < sync.elapsed\n```\n\nOnly "
    "{threads.elapsed}.\n\n"
    "## The end\n\nThis is all.\n";

static const struct size {
    int rows, columns;
} sizes[] = {{24, 80}, {36, 120}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static char path[FOLDER_PATH_SIZE];

static int set_up(void **state)
{
    *state = folder_new();
    folder_write(*state, "rows.md", text);
    folder_path(*state, "rows.md", path);
    return 0;
}

static int tear_down(void **state)
{
    folder_free(*state);
    return 0;
}

static struct terminal *start(struct size size, const char *word)
{
    const char *const arguments[] = {OVERLAP_PROGRAM, "lesson", word, NULL};
    return terminal_start(&(struct terminal_setup){.arguments = arguments, .rows = size.rows, .columns = size.columns});
}

/* The row of an answer. */
static const char *answer_row(struct terminal *terminal, const char *answer)
{
    int row = user_row(terminal, answer);
    assert_true(row >= 0);
    return emulator_row(terminal_screen(terminal), row);
}

/* Votes once for 2 and twice for 3, and sees that. */
static void vote(struct terminal *terminal)
{
    user_sees(terminal, "Vote: 1–3 is one hand more");
    user_presses(terminal, "2333", "4 hands, the last for 3");
    user_presses(terminal, backspace, "3 hands, the last for 3");
    assert_null(strchr(answer_row(terminal, "no time"), '2')); /* nobody is led by the others */
    user_presses(terminal, enter, "Talk about it");
    assert_non_null(strchr(answer_row(terminal, "no time"), '2'));
    assert_non_null(strchr(answer_row(terminal, "six seconds"), '1'));
}

TEST(a_class_votes_twice_sees_what_comes_of_it_and_goes_on_and_back)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], path);
        vote(terminal);
        user_presses(terminal, "22", "2 hands, the last for 2");
        user_presses(terminal, enter, "2 (before 1)");
        user_sees(terminal, "0 (before 2)");
        assert_int_equal(user_row(terminal, "nothing overlaps"), -1);
        user_presses(terminal, enter, "six seconds (measured: 6.");
        assert_non_null(strstr(answer_row(terminal, "six seconds"), "✔ 2"));
        user_sees(terminal, " s, and the queue had 4 items.");
        user_presses(terminal, "1", "The vote is over.");
        user_presses(terminal, ",,",
                     "C1 wakes up and takes item 3"); /* the moment is told of, where nothing is asked */
        user_presses(terminal, escape, "Enter: on to Side by side");
        user_presses(terminal, enter, "And with threads?");
        user_presses(terminal, page_up, "It took 6.");
        user_presses(terminal, page_up, "This is the first step.");
        user_presses(terminal, enter, "And with threads?");
        user_presses(terminal, enter, "It is being run.");
        user_presses(terminal, enter, "Only 4.");
        user_presses(terminal, page_up, "s back"); /* its lanes, too */
        user_sees(terminal, "It took 6.");
        user_presses(terminal, enter, "Only 4.");
        user_presses(terminal, enter, "This is all.");
        user_presses(terminal, enter, "This was the last step");
        user_quits(terminal);
    }
}

TEST(escape_leads_to_free_play_and_l_back_and_the_key_of_what_is_asked_answers)
{
    for (int i = 0; i < SIZES; i++) {
        struct terminal *terminal = start(sizes[i], path);
        vote(terminal);
        user_presses(terminal, escape, "Free play");
        user_misses(terminal, "How long does it take?");
        user_presses(terminal, "t", "THREADS");
        user_presses(terminal, "l", "How long does it take?");
        assert_non_null(strchr(answer_row(terminal, "no time"), '2'));
        user_presses(terminal, "s", "It took 6.");
        user_presses(terminal, enter, "And with threads?");
        user_presses(terminal, "t", "It is being run.");
        user_presses(terminal, enter, "Only 4.");
        user_presses(terminal, "l", "Two in a row");
        user_sees(terminal, "3 of 3 done");
        terminal_send(terminal, escape);
        user_misses(terminal, "3 of 3 done");
        user_presses(terminal, "q", "Quit? The lesson and ");
        terminal_send(terminal, escape);
        user_misses(terminal, "Quit?");
        user_quits(terminal);
    }
}

TEST(another_run_than_the_steps_is_told_from_it)
{
    struct terminal *terminal = start(sizes[0], path);
    user_sees(terminal, "Vote: 1–3");
    user_presses(terminal, enter, "six seconds (measured"); /* without a vote */
    user_presses(terminal, enter, "And with threads?");
    user_presses(terminal, "\ra", "That is another run");
    user_presses(terminal, enter, "It is being run.");
    user_presses(terminal, enter, "Only 4.");
    user_quits(terminal);
}

/* The seeds are tried by themselves while nothing moves on the screen. */
TEST(the_seeds_of_a_step_are_counted_without_a_key)
{
    static const char seeds[] = "---\ntitle: T\nminutes: 1\n---\n## How many?\n\n- [x] some\n- [ ] none\n\n```overlap\n"
                                "--bug if-not-while -c 2 -n 5 --seed 3 --speed 100 --runs 200\nuntil failure\n"
                                "answer 1 if if-not-while.failing > 0\n```\n\n{if-not-while.failing} of 200.\n";
    char *folder = folder_new(), file[FOLDER_PATH_SIZE];
    folder_write(folder, "seeds.md", seeds);
    folder_path(folder, "seeds.md", file);
    struct terminal *terminal = start(sizes[0], file);
    user_sees(terminal, "Vote: 1–2");
    user_presses(terminal, enter, " of 200.");
    user_quits(terminal);
    folder_free(folder);
}

TEST(a_small_screen_says_how_large_it_must_be_and_the_list_is_there_without_a_name)
{
    struct terminal *terminal = start((struct size){10, 40}, path);
    user_sees(terminal, "a lesson needs 56×18, this is");
    user_resizes(terminal, 24, 80);
    user_sees(terminal, "Vote: 1–3");
    user_quits(terminal);
    terminal = start(sizes[0], NULL);
    user_sees(terminal, "Ten sleeps: threads that wait");
    user_presses(terminal, "\033OB\033OB\033OB", "▶");
    user_presses(terminal, enter, ": Ten sleeps, one after another");
    user_quits(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_class_votes_twice_sees_what_comes_of_it_and_goes_on_and_back),
        cmocka_unit_test(escape_leads_to_free_play_and_l_back_and_the_key_of_what_is_asked_answers),
        cmocka_unit_test(another_run_than_the_steps_is_told_from_it),
        cmocka_unit_test(the_seeds_of_a_step_are_counted_without_a_key),
        cmocka_unit_test(a_small_screen_says_how_large_it_must_be_and_the_list_is_there_without_a_name),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
