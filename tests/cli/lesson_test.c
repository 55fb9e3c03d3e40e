/* lesson_test — `overlap lesson check` and `overlap lessons` from outside: what is proved, and what is refused. */
#include "program.h"

#include "app/directories.h"
#include "support/folder.h"
#include "support/test.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUN(...) run((const char *const[]){__VA_ARGS__, NULL})

/* A question that is right; each test makes something of it wrong. */
#define LESSON(mode, a, b, expectation)                                                                                \
    "---\ntitle: T\nminutes: 1\n---\n## S\n- [" a "] half\n- [" b "] whole\n```overlap\n--mode " mode                  \
    " --items 2 --cpu 0\n" expectation                                                                                 \
    "\nanswer 1 if threads.elapsed < 3\nanswer 2 if threads.elapsed ≥ 3\n```\n{threads.overlap}\n"

static struct program_end run(const char *const words[])
{
    struct program program = program_start(TO_PIPE, NULL, words);
    return program_finish(&program);
}

static void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static int set_up(void **state)
{
    *state = folder_new();
    return 0;
}

static int tear_down(void **state)
{
    folder_free(*state);
    return 0;
}

/* Checks a lesson of that text; the file's path stands before `part` on standard error. */
static void check(const char *folder, const char *text, int status, const char *part)
{
    char path[FOLDER_PATH_SIZE], expected[FOLDER_PATH_SIZE + 200];
    folder_write(folder, "a.md", text);
    folder_path(folder, "a.md", path);
    struct program_end end = RUN("lesson", "check", path);
    if (end.status != status)
        fail_msg("status %d, not %d: %s", end.status, status, end.err);
    (void)snprintf(expected, sizeof expected, "overlap: %s%s", path, part);
    if (*part != '\0')
        assert_contains(end.err, expected);
    else
        assert_string_equal(end.err, "");
    program_end_release(&end);
}

TEST(what_is_so_is_proved)
{
    check(*state, LESSON("threads", "x", " ", "expect threads.lost = 0"), 0, "");
}

TEST(what_is_not_so_is_named_by_file_and_line)
{
    check(*state, LESSON("threads", " ", "x", ""), 1, ":11: not so: answer 1 is wrong: ");
    check(*state, LESSON("threads", " ", "x", ""), 1, ":12: not so: answer 2 is right: ");
    check(*state, LESSON("threads", "x", " ", "expect threads.lost > 0"), 1,
          ":10: not so: expect threads.lost > 0: 0 > 0");
    check(*state, LESSON("threads", "x", " ", "until deadlock"), 1, ":9: not so: threads: it comes to its end");
    check(*state, LESSON("threads", "x", " ", "until failure"), 1, ":9: not so: threads: nothing fails");
    check(*state, LESSON("sync --capacity 1 --bug none", "x", " ", "as threads"), 1,
          ":9: not so: threads: it does not come to its end: deadlock");
    check(*state, LESSON("threads --bug no-start", "x", " ", "as threads\nexpect threads.latency.mean < 1"), 1,
          ":11: not so: expect threads.latency.mean < 1: – < 1.0 s has no value");
}

TEST(a_run_ends_where_its_block_says)
{
    check(*state, LESSON("sync --capacity 1", "x", " ", "as threads\nuntil deadlock"), 0, "");
    check(*state, LESSON("threads", "x", " ", "until 1.25 s\nexpect threads.elapsed = 1.25"), 0, "");
    check(*state, LESSON("threads --bug no-start", "x", " ", "as threads\nuntil failure"), 0, "");
}

TEST(a_bad_file_is_refused)
{
    check(*state, LESSON("threads --item", "x", " ", ""), 2, ":9: --items '--items' is not allowed");
    check(*state, LESSON("thread", "x", " ", ""), 2, ":9: --mode 'thread' is not allowed");
    check(*state, LESSON("threads", "x", "x", ""), 2, ":7: a second [x]");
    check(*state, "---\n\x1b[2J\n", 2, ":2: a control character");
    char *large = calloc(1, 1 << 20);
    assert_non_null(large);
    memset(large, 'a', (1 << 20) - 1);
    check(*state, large, 2, ": is larger than the 65536 bytes of a lesson");
    free(large);
}

TEST(one_bad_lesson_does_not_keep_others_from_being_checked)
{
    char good[FOLDER_PATH_SIZE];
    folder_write(*state, "a.md", LESSON("threads", "x", " ", ""));
    folder_path(*state, "a.md", good);
    struct program_end end = RUN("lesson", "check", "nobody", good, "/nowhere/b.md");
    assert_int_equal(end.status, 2);
    assert_contains(end.err, "there is no lesson 'nobody'; allowed are a file (.md) or one of: 01-synchronous");
    assert_contains(end.err, "/nowhere/b.md: cannot be opened");
    assert_contains(end.out, "proved: 1 question, 2 expectations, 1 figure; all is so");
    program_end_release(&end);
    end = RUN("lesson", "prove", good);
    assert_int_equal(end.status, 2);
    assert_contains(end.err, "lesson takes one NAME or FILE, or: check FILE...");
    program_end_release(&end);
    end = RUN("lesson", "notes");
    assert_int_equal(end.status, 2);
    assert_contains(end.err, "or: notes FILE; each is a file or the name of a lesson");
    program_end_release(&end);
}

/* ---- The lessons that there are ---- */

static void assert_is_so(const char *path)
{
    struct program_end end = RUN("lesson", "check", path);
    if (end.status != 0)
        fail_msg("%s", end.err);
    assert_string_equal(end.err, "");
    const char *proved = strstr(end.out, "proved: ");
    assert_non_null(proved);
    if (strtol(proved + strlen("proved: "), NULL, 10) < 2)
        fail_msg("%s asks less than twice", path);
    program_end_release(&end);
}

/* In 80 columns a line of code, and of what is run, has room for so many characters. */
static void assert_code_fits(const char *path)
{
    enum { COLUMNS = 75 };
    char line[512];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (bool code = false, mark; fgets(line, sizeof line, file) != NULL; code ^= mark) {
        int columns = 0;
        mark = strncmp(line, "```", 3) == 0;
        for (const char *at = line; *at != '\0' && *at != '\n'; at++)
            columns += (*at & 0xc0) != 0x80;
        if (code && !mark && columns > COLUMNS)
            fail_msg("%s: more than %d columns: %s", path, COLUMNS, line);
    }
    fclose(file);
}

TEST(all_shipped_lessons_are_so)
{
    struct dirent **entries;
    int count = scandir(OVERLAP_LESSONS_DIR, &entries, NULL, alphasort), lessons = 0;
    struct program_end list = RUN("lessons");
    assert_int_equal(list.status, 0);
    assert_string_equal(list.err, "");
    for (int i = 0; i < count; i++) {
        char *end = strstr(entries[i]->d_name, ".md"), path[DIRECTORY_PATH_SIZE];
        (void)snprintf(path, sizeof path, "%s/%s", OVERLAP_LESSONS_DIR, entries[i]->d_name);
        if (end != NULL) {
            assert_is_so(path);
            assert_code_fits(path);
            *end = '\0';
            assert_contains(list.out, entries[i]->d_name);
            lessons++;
        }
        free(entries[i]);
    }
    assert_true(lessons > 0);
    free(entries);
    program_end_release(&list);
}

/* What stands between two texts; the caller frees it. */
static char *between(const char *text, const char *begin, const char *end)
{
    const char *from = strstr(text, begin), *to = from != NULL ? strstr(from + strlen(begin), end) : NULL;
    if (to == NULL)
        fail_msg("there is no \"%s\" … \"%s\"", begin, end);
    return strndup(from + strlen(begin), (size_t)(to - from) - strlen(begin));
}

TEST(the_example_of_the_documents_is_so_and_prints_what_stands_there)
{
    char *page = folder_read(OVERLAP_DOCS_DIR, "lessons.md");
    char *lesson = between(page, "````markdown\n", "````\n");
    char *printed = between(page, "    do-threads-help.md: ", "\n\n"), path[FOLDER_PATH_SIZE];
    folder_write(*state, "do-threads-help.md", lesson);
    folder_path(*state, "do-threads-help.md", path);
    struct program_end end = RUN("lesson", "check", path);
    assert_string_equal(end.err, "");
    for (char *line = strtok(printed, "\n"); line != NULL; line = strtok(NULL, "\n"))
        assert_contains(end.out, line + strspn(line, " "));
    program_end_release(&end);
    free(printed);
    free(lesson);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_so_is_proved, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_so_is_named_by_file_and_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_run_ends_where_its_block_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bad_file_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_bad_lesson_does_not_keep_others_from_being_checked, set_up, tear_down),
        cmocka_unit_test(all_shipped_lessons_are_so),
        cmocka_unit_test_setup_teardown(the_example_of_the_documents_is_so_and_prints_what_stands_there, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
