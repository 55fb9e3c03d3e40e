/* lesson_test — a lesson's file: what it becomes, and what is refused, with file and line. */
#include "lessons/lesson.h"

#include "base/units.h"
#include "cli/lesson.h"
#include "support/folder.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#define FRONT        "---\ntitle: T\nminutes: 5\n---\n"                           /* lines 1 to 4 */
#define BLOCK(lines) FRONT "## S\n```overlap\n" lines "\n```\n"                   /* its lines begin with line 7 */
#define ASKED(lines) FRONT "## S\n- [ ] a\n- [x] b\n```overlap\n" lines "\n```\n" /* with line 9 */

static struct lesson *parse(const char *text, size_t size, struct error *error)
{
    struct lesson_words words;
    struct lesson_options options = lesson_options_of(&words);
    return lesson_parse("f.md", text, size, &options, error);
}

static struct lesson *parse_good(const char *text)
{
    struct error error = {0};
    struct lesson *lesson = parse(text, strlen(text), &error);
    if (lesson == NULL)
        fail_msg("line %d: %s", error.line, error.message);
    return lesson;
}

static void assert_refused(const char *text, size_t size, int line, const char *part)
{
    struct error error = {0};
    struct lesson *lesson = parse(text, size, &error);
    if (lesson != NULL)
        fail_msg("not refused: %.300s", text);
    assert_string_equal(error.file, "f.md");
    if (strstr(error.message, part) == NULL || error.line != line)
        fail_msg("line %d, not %d: \"%s\", not \"%s\"", error.line, line, error.message, part);
}

/* ---- What it becomes ---- */

static const char whole[] = "---\n"
                            "title: Two words\n"
                            "minutes: 6\n"
                            "---\n"
                            "## First\n"
                            "A *word* and `code {x}`\n"
                            "in a paragraph &amp; [a link](http://example.org).\n"
                            "\n"
                            "- a bullet\n"
                            "\n"
                            "```python\n"
                            "  if x:\n"
                            "\n"
                            "    {}\n"
                            "```\n"
                            "```overlap\n"
                            "--mode sync -p 3\n"
                            "--items 5 --cpu 0\n"
                            "until 8 s\n"
                            "```\n"
                            "It took {sync.elapsed}.\n"
                            "<!-- note: one -->\n"
                            "<!-- note: two\n"
                            "lines -->\n"
                            "## Second\n"
                            "- [ ] first — because {threads.overlap}\n"
                            "- [X] second\n"
                            "```overlap\n"
                            "--mode threads\n"
                            "expect threads.elapsed < 0.6 * sync.elapsed\n"
                            "answer 2 if threads.lost = 0\n"
                            "```\n";

static void assert_text(const struct lesson_text *text, const char *expected)
{
    static const struct lesson_figures figures[LESSON_RUNS_MAX] = {{.values = {[FIGURE_ELAPSED] = 12.34}},
                                                                   {.values = {[FIGURE_OVERLAP] = 2.5}}};
    char written[256];
    lesson_text_write(text, figures, written, sizeof written);
    assert_string_equal(written, expected);
}

TEST(its_parts_stand_in_the_order_of_the_file)
{
    static const struct {
        enum lesson_part_kind kind;
        int line;
        const char *text;
    } parts[] = {
        {PART_PARAGRAPH, 6, "A word and code {x} in a paragraph & a link."},
        {PART_BULLET, 9, "a bullet"},
        {PART_CODE, 12, "  if x:\n\n    {}"},
        {PART_BLOCK, 17, NULL},
        {PART_PARAGRAPH, 21, "It took 12.3 s."},
        {PART_NOTE, 22, "one"},
        {PART_NOTE, 23, "two lines"},
    };
    struct lesson *lesson = parse_good(whole);
    const struct lesson_step *step = &lesson->steps[0];
    assert_string_equal(lesson->title, "Two words");
    assert_int_equal(lesson->minutes, 6);
    assert_int_equal(lesson->step_count, 2);
    assert_string_equal(step->title, "First");
    assert_int_equal(step->line, 5);
    assert_int_equal(step->part_count, sizeof parts / sizeof *parts);
    for (size_t i = 0; i < step->part_count; i++) {
        assert_int_equal(step->parts[i].kind, parts[i].kind);
        assert_int_equal(step->parts[i].line, parts[i].line);
        if (parts[i].text != NULL)
            assert_text(&step->parts[i].text, parts[i].text);
    }
    assert_int_equal(step->parts[0].text.spans[1].strong, true);
    assert_int_equal(step->parts[0].text.spans[3].kind, SPAN_CODE);
    lesson_free(lesson);
}

TEST(a_block_shows_the_code_if_it_says_so)
{
    struct lesson *lesson =
        parse_good("---\ntitle: T\nminutes: 1\n---\n## One\n```overlap\n--mode sync\nshow code\n```\n"
                   "## Two\n```overlap\n--mode async\n```\n");
    assert_true(lesson->steps[0].block->shows_code);
    assert_false(lesson->steps[1].block->shows_code);
    lesson_free(lesson);
}

TEST(a_block_is_what_its_options_say_after_those_before)
{
    struct lesson *lesson = parse_good(whole);
    const struct lesson_block *first = lesson->steps[0].block, *second = lesson->steps[1].block;
    assert_string_equal(first->setup.modes[0]->name, "sync");
    assert_int_equal(first->setup.plan.producers, 3);
    assert_int_equal(first->setup.plan.items, 5);
    assert_int_equal(first->until, UNTIL_TIME);
    assert_true(first->time == 8 * NS_PER_S);
    assert_string_equal(second->setup.modes[0]->name, "threads");
    assert_int_equal(second->setup.plan.producers, 3);
    assert_int_equal(second->setup.plan.seed, 1);
    assert_int_equal(second->until, UNTIL_END);
    assert_int_equal(second->first_run, 1);
    assert_int_equal(second->expect_count, 2);
    assert_int_equal(second->expects[0].answer, 0);
    assert_int_equal(second->expects[1].answer, 2);
    assert_string_equal(second->expects[1].text, "threads.lost = 0");
    assert_int_equal(lesson->run_count, 2);
    lesson_free(lesson);
}

TEST(a_question_has_answers_and_what_is_said_after_them)
{
    struct lesson *lesson = parse_good(whole);
    const struct lesson_step *step = &lesson->steps[1];
    assert_int_equal(step->answer_count, 2);
    assert_false(step->answers[0].right);
    assert_true(step->answers[1].right);
    assert_int_equal(step->answers[1].line, 27);
    assert_text(&step->answers[0].text, "first");
    assert_text(&step->answers[0].after, "because 2.50×");
    assert_text(&step->answers[1].text, "second");
    assert_int_equal(step->answers[1].after.count, 0);
    lesson_free(lesson);
}

TEST(a_mode_puts_an_end_to_a_bug_and_a_bug_to_a_mode)
{
    struct lesson *lesson = parse_good(FRONT "## 1\n```overlap\n--mode sync\n```\n"
                                             "## 2\n```overlap\n--bug no-join\n```\n"
                                             "## 3\n```overlap\n--items 3\n```\n"
                                             "## 4\n```overlap\n--mode async\nas mine\n```\n"
                                             "## 5\n```overlap\n--modes sync,pool\n```\n"
                                             "## 6\n```overlap\n--bug unlocked\n```\n"
                                             "## 7\n```overlap\n--mode sync\n```\n");
    static const char *const names[] = {"sync", "no-join", "no-join", "mine", "sync", "pool", "unlocked", "sync"};
    assert_int_equal(lesson->run_count, sizeof names / sizeof *names);
    for (size_t i = 0; i < lesson->run_count; i++)
        assert_string_equal(lesson->runs[i].name, names[i]);
    assert_int_equal(lesson->steps[4].block->run_count, 2);
    assert_int_equal(lesson->steps[5].block->setup.plan.consumers, 2);
    assert_int_equal(lesson->steps[6].block->setup.plan.consumers, 1);
    lesson_free(lesson);
}

TEST(a_file_of_windows_is_read_likewise)
{
    char *folder = folder_new(), path[FOLDER_PATH_SIZE];
    struct lesson_words words;
    struct lesson_options options = lesson_options_of(&words);
    struct error error = {0};
    folder_write(folder, "a.md", "---\r\ntitle: T\r\nminutes: 5\r\n---\r\n## S\r\ntext\r\n");
    folder_path(folder, "a.md", path);
    struct lesson *lesson = lesson_read(path, &options, &error);
    assert_non_null(lesson);
    assert_text(&lesson->steps[0].parts[0].text, "text");
    lesson_free(lesson);
    assert_null(lesson_read(folder, &options, &error));
    assert_string_equal(error.message, "is not a regular file");
    folder_path(folder, "b.md", path);
    assert_null(lesson_read(path, &options, &error));
    assert_non_null(strstr(error.message, "cannot be opened"));
    folder_free(folder);
}

/* ---- What is refused ---- */

TEST(what_is_not_as_it_should_be_is_refused_by_its_line)
{
    static const struct {
        const char *text;
        int line;
        const char *part;
    } rows[] = {
        {"", 1, "a lesson begins with ---"},
        {"# T\n", 1, "a lesson begins with ---"},
        {"---\ntitle: T\n", 3, "is missing"},
        {"---\ntitle: T\nminute: 4\n---\n", 3, "'minute: 4' is none of: title: …, minutes: …"},
        {"---\ntitle: T\nminutes: 0\n---\n", 3, "from 1 to 90"},
        {"---\ntitle:\n---\n", 2, "title must have 1 to 60 bytes"},
        {"---\ntitle: T\n---\n## S\n", 3, "minutes: … is missing"},
        {FRONT, 0, "has no step"},
        {FRONT "text\n## S\n", 5, "before the first step"},
        {FRONT "# S\n", 5, "a heading that is not ##"},
        {FRONT "## S\n\n## T\n", 5, "an empty step"},
        {FRONT "## S\n1. a\n", 6, "a numbered list"},
        {FRONT "## S\n- a\n  - b\n", 7, "a list in a list"},
        {FRONT "## S\na ![b](c.png)\n", 6, "a picture"},
        {FRONT "## S\na <b>c</b>\n", 6, "HTML within a text"},
        {FRONT "## S\n\n<script>\nx\n</script>\n", 7, "only <!-- note: … -->"},
        {FRONT "## S\na\n\n<!-- nota: b -->\n", 8, "only <!-- note: … -->"},
        {FRONT "## S\na &#27; b\n", 6, "'&#27;'"},
        {FRONT "## S\n```sh\nls\n```\n", 7, "a block of code that is not overlap"},
        {FRONT "## S\n```\nls\n```\n", 7, "a block of code that is not overlap"},
        {FRONT "## S\n> a\n", 6, "a quotation"},
        {FRONT "## S\n- a\n\n  ```c\n  x\n  ```\n", 9, "code in a list"},
        {FRONT "## S\na\n\nb {c\n", 8, "a brace without its other one"},
        {FRONT "## S\n{sync.elapsed}\n", 6, "no run up to here is called 'sync'; there are: none"},
        {BLOCK("--mode sync") "{sync.elapsd}\n", 9, "'elapsd' is not a figure: elapsed"},
        {BLOCK("\n\n--mode sync\nexpekt 1 < 2"), 10, "'expekt' is none of"},
        {BLOCK("--mode sync\n--mode threds"), 8, "--mode 'threds' is not allowed; it takes: sync | threads"},
        {BLOCK("--mode sync --frobnicate"), 7, "unknown option '--frobnicate'"},
        {BLOCK("--mode sync /bin/sh"), 7, "'/bin/sh' is no option"},
        {BLOCK("--mode sync; ls"), 7, "--mode 'sync;' is not allowed"},
        {BLOCK("--theme /etc/passwd"), 7, "--theme may not stand in a lesson"},
        {BLOCK("--them /etc/passwd"), 7, "--theme may not stand in a lesson"},
        {BLOCK("--burn"), 7, "--burn may not stand in a lesson"},
        {BLOCK("--help"), 7, "--help may not stand in a lesson"},
        {BLOCK("--runs 1001"), 7, "--runs 1001: in a lesson it takes a whole number from 1 to 1000"},
        {BLOCK("--modes sync,pool --runs 3"), 7, "--runs has no meaning with --modes"},
        {BLOCK("--cores machine"), 7, "--cores machine differs"},
        {BLOCK("--items 0"), 7, "--items 0 has no end"},
        {BLOCK("--items 10001"), 7, "more than the 20000 items"},
        {BLOCK("-p 1000"), 7, "1001 workers"},
        {BLOCK("--mode sync\n--bug no-join"), 7, "bug no-join is one of mode threads, not of sync"},
        {BLOCK("--mode sync\nuntil later"), 8, "until 'later'; it takes: end, deadlock"},
        {BLOCK("--mode sync\nuntil -1"), 8, "until '-1'"},
        {BLOCK("--mode sync\nshow lanes"), 8, "show 'lanes'; it takes: code"},
        {BLOCK("until end"), 7, "options are missing"},
        {BLOCK("--mode sync\nas 9"), 8, "as '9'"},
        {BLOCK("--modes sync,async\nas both"), 7, "as both"},
        {BLOCK("--mode sync\nexpect sync.elapsed"), 8, "one of < ≤ = ≥ > is missing"},
        {BLOCK("--mode sync\nexpect 1 < async.elapsed"), 8, "no run up to here is called 'async'; there are: sync"},
        {BLOCK("--mode sync\nanswer 1 when 1 < 2"), 8, "answer 2 if"},
        {BLOCK("--mode sync\nanswer 1 if 1 < 2"), 8, "answer 1: the step has 0 answers"},
        {BLOCK("--mode sync") "```overlap\n--mode sync\n```\n", 10, "a second overlap block"},
        {FRONT "## S\n- [x] a\n", 6, "two answers or more"},
        {FRONT "## S\n- [ ] a\n- [ ] b\n", 6, "one of them with [x]"},
        {FRONT "## S\n- [x] a\n- [x] b\n", 7, "a second [x]"},
        {FRONT "## S\n- [ ] a\n- [x] b\n", 7, "[x] follows from nothing"},
        {FRONT "## S\n- [ ] a\n- [x] b\n\ntext\n- [ ] c\n", 10, "a step asks one question"},
        {ASKED("--mode sync"), 7, "[x] follows from nothing"},
        {ASKED("--mode sync\nanswer 1 if sync.lost = 0"), 7, "must say: answer 2 if"},
        {FRONT "## S\ntab\x1b[31m\n", 6, "a control character"},
        {FRONT "## S\n\xc2\x9b\n", 6, "a control character"},
        {FRONT "## S\n\xe2\x80\xae\n", 6, "a control character"},
        {FRONT "## S\n\n\xff\n", 7, "is no UTF-8"},
        {FRONT "## S\n\xc0\x80\n", 6, "is no UTF-8"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_refused(rows[i].text, strlen(rows[i].text), rows[i].line, rows[i].part);
    assert_refused(FRONT "## S\na\0b\n", sizeof FRONT - 1 + 9, 6, "a control character");
}

/* A text of `count` times the same after the front matter. */
static char *repeat(const char *begin, const char *part, size_t count)
{
    size_t length = strlen(begin), step = strlen(part);
    char *text = malloc(length + count * step + 1);
    assert_non_null(text);
    (void)strcpy(text, begin);
    for (size_t i = 0; i < count; i++)
        memcpy(text + length + i * step, part, step + 1);
    return text;
}

TEST(what_is_too_much_is_refused)
{
    static const struct {
        const char *begin, *part;
        size_t count;
        int line;
        const char *what;
    } rows[] = {
        {FRONT "## S\n", "word ", 200000, 0, "larger than the 65536 bytes"},
        {FRONT "## S\n", "word ", 1000, 6, "a text of more than 4000 bytes"},
        {FRONT "## S\n", "*a* b ", 200, 6, "pieces"},
        {FRONT, "## S\na\n", LESSON_STEPS_MAX + 1, 5 + 2 * LESSON_STEPS_MAX, "more than 40 steps"},
        {FRONT "## S\n", "a\n\n", LESSON_PARTS_MAX + 1, 6 + 2 * LESSON_PARTS_MAX, "more than 40 parts"},
        {FRONT "## S\n", "- [ ] a\n", 10, 15, "more than 9 answers"},
        {FRONT "## S\n```overlap\n--mode sync\n", "expect 1 < 2\n", 33, 40, "expects more than 32 things"},
        {FRONT "## S\n```overlap\n", "-p 1 ", 20, 7, "more than 32 words"},
        {FRONT "## S\n```overlap\nexpect ", "(", 20, 7, "more than 16 parentheses"},
        {FRONT "## ", "S", 61, 5, "1 to 60 bytes"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = repeat(rows[i].begin, rows[i].part, rows[i].count);
        assert_refused(text, strlen(text), rows[i].line, rows[i].what);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_parts_stand_in_the_order_of_the_file),
        cmocka_unit_test(a_block_shows_the_code_if_it_says_so),
        cmocka_unit_test(a_block_is_what_its_options_say_after_those_before),
        cmocka_unit_test(a_question_has_answers_and_what_is_said_after_them),
        cmocka_unit_test(a_mode_puts_an_end_to_a_bug_and_a_bug_to_a_mode),
        cmocka_unit_test(a_file_of_windows_is_read_likewise),
        cmocka_unit_test(what_is_not_as_it_should_be_is_refused_by_its_line),
        cmocka_unit_test(what_is_too_much_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
