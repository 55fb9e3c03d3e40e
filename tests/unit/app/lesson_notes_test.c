/* lesson_notes_test — who reads a lesson's notes: each gets the present page, and none holds up the lesson. */
#include "app/lesson_notes.h"

#include "app/lesson_live.h"
#include "cli/lesson.h"
#include "support/folder.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READERS = 20 /* more than there is room for */, VOTES = 1000 };

static const char text[] = "---\ntitle: T\nminutes: 5\n---\n## Asked\nHow long?\n- [ ] short\n- [x] long — very\n"
                           "```overlap\n--mode sync\nanswer 2 if sync.elapsed > 1\n```\n<!-- note: wait -->\n";

struct class
{
    char *folder;
    struct lesson_entry entry;
    struct lesson_live live;
    struct lesson_notes *notes;
};

static int set_up(void **state)
{
    struct class *class = calloc(1, sizeof *class);
    struct lesson_words words;
    struct lesson_options options = lesson_options_of(&words);
    struct error error = {0};
    assert_non_null(class);
    class->folder = folder_new();
    assert_int_equal(setenv("XDG_RUNTIME_DIR", class->folder, 1), 0);
    class->entry = (struct lesson_entry){.file = {"t", "/somewhere/t.md"},
                                         .lesson = lesson_parse("t.md", text, sizeof text - 1, &options, &error),
                                         .progress = calloc(1, sizeof *class->entry.progress)};
    assert_non_null(class->entry.lesson);
    assert_non_null(class->entry.progress);
    progress_begin(class->entry.progress, class->entry.lesson);
    class->live.open = true;
    class->live.present = &class->entry;
    class->notes = lesson_notes_new();
    *state = class;
    return 0;
}

static int tear_down(void **state)
{
    struct class *class = *state;
    lesson_notes_free(class->notes);
    assert_int_equal(folder_count(class->folder, ""), 0); /* no socket is left */
    lesson_free(class->entry.lesson);
    free(class->entry.progress);
    folder_free(class->folder);
    free(class);
    return 0;
}

static void update(struct class *class)
{
    struct error error;
    assert_true(lesson_notes_update(class->notes, &class->live, &error));
}

static int reader_new(void)
{
    struct sockaddr_un address;
    int reader = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0);
    assert_true(lesson_notes_address("elsewhere/t.md", &address, NULL));
    assert_int_equal(connect(reader, (const struct sockaddr *)&address, sizeof address), 0);
    return reader;
}

/* The latest page that there is to read; empty: none. `end`: the lesson has forgotten the reader. */
static void read_latest(int reader, char page[LESSON_PAGE_SIZE], bool *end)
{
    ssize_t size;
    page[0] = '\0';
    while ((size = recv(reader, page, LESSON_PAGE_SIZE - 1, 0)) > 0)
        page[size] = '\0';
    *end = size == 0;
}

static void expect_page(int reader, const char *part)
{
    char page[LESSON_PAGE_SIZE];
    bool end;
    read_latest(reader, page, &end);
    assert_false(end);
    assert_non_null(strstr(page, part));
}

TEST(a_page_has_the_note_the_right_answer_and_why_and_the_votes)
{
    struct class *class = *state;
    update(class);
    int reader = reader_new();
    update(class);
    expect_page(reader, "T · step 1 of 1: Asked\n\nNote: wait\n\nQuestion: How long?\n"
                        "· 1) short\n✔ 2) long — very\n\nNow: ");
    assert_true(progress_vote(class->entry.progress, class->entry.lesson, 2));
    update(class);
    expect_page(reader, "· 1) [0 hands] short\n✔ 2) [1 hand] long — very\n");
    (void)close(reader);
}

TEST(who_does_not_read_is_forgotten_and_gets_the_present_page_when_coming_back)
{
    struct class *class = *state;
    char page[LESSON_PAGE_SIZE];
    bool end;
    update(class);
    int still = reader_new(), reader = reader_new();
    for (int i = 0; i < VOTES; i++) {
        if (!progress_vote(class->entry.progress, class->entry.lesson, 1))
            while (progress_take_back(class->entry.progress))
                continue;
        update(class);
        read_latest(reader, page, &end);
        assert_false(end);
    }
    read_latest(still, page, &end);
    assert_true(end);
    int back = reader_new();
    update(class);
    expect_page(back, "[0 hands] long");
    (void)close(back);
    (void)close(still);
    (void)close(reader);
}

TEST(those_who_have_gone_make_room_and_others_find_none)
{
    struct class *class = *state;
    char page[LESSON_PAGE_SIZE];
    int readers[READERS], turned_away = 0;
    update(class);
    for (int round = 0; round < 2; round++) {
        turned_away = 0;
        for (int i = 0; i < READERS; i++) {
            bool end;
            readers[i] = reader_new();
            update(class);
            read_latest(readers[i], page, &end);
            turned_away += end;
        }
        assert_between(turned_away, 1, READERS - 4);
        expect_page(readers[0], "Question");
        for (int i = 0; i < READERS; i++)
            (void)close(readers[i]);
    }
}

TEST(another_lesson_has_notes_of_its_own)
{
    struct class *class = *state;
    struct lesson_entry other = class->entry;
    char page[LESSON_PAGE_SIZE];
    bool end;
    update(class);
    int reader = reader_new();
    update(class);
    strcpy(other.file.path, "u.md");
    class->live.present = &other;
    update(class);
    read_latest(reader, page, &end);
    assert_true(end);
    assert_int_equal(folder_count(class->folder, ""), 1);
    (void)close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_page_has_the_note_the_right_answer_and_why_and_the_votes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_does_not_read_is_forgotten_and_gets_the_present_page_when_coming_back,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(those_who_have_gone_make_room_and_others_find_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_lesson_has_notes_of_its_own, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
