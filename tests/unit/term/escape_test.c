/* escape — bytes of a terminal, cut in every place, and what they are. */
#include "../../../src/term/keys.h"

#include "support/test.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static void note(char *events, size_t size, const struct escape *escape, enum escape_event event)
{
    size_t length = strlen(events);
    if (event == ESCAPE_CHARACTER && escape->character > ' ' && escape->character < 0x7f)
        (void)snprintf(events + length, size - length, "%c", (char)escape->character);
    else if (event == ESCAPE_CHARACTER)
        (void)snprintf(events + length, size - length, "<%x>", (unsigned)escape->character);
    else if (event == ESCAPE_SEQUENCE)
        (void)snprintf(events + length, size - length, "{%s}", escape->sequence);
}

/* A "|" in the bytes is a pause, longer than a sequence takes, or with `pauses` false nothing. */
static void expect_with(const char *bytes, bool pauses, const char *expected)
{
    struct escape escape = {0};
    char events[256] = "";
    for (; *bytes != '\0'; bytes++)
        if (*bytes != '|')
            note(events, sizeof events, &escape, escape_feed(&escape, (unsigned char)*bytes));
        else if (pauses && escape_is_undecided(&escape))
            note(events, sizeof events, &escape, escape_timeout(&escape));
    assert_string_equal(events, expected);
}

static void expect(const char *bytes, const char *expected)
{
    expect_with(bytes, true, expected);
}

/* Whether there are pauses makes no difference. */
static void expect_either_way(const char *bytes, const char *expected)
{
    expect_with(bytes, true, expected);
    expect_with(bytes, false, expected);
}

TEST(characters_are_decoded)
{
    expect("aZ\r\x1a", "aZ<d><1a>");
    expect("\xc3\xa9", "<e9>");
    expect("\xe2\x88|\x9e", "<221e>");
    expect("\xc3q\xff", "q<fffd>"); /* what is cut short is nothing */
}

TEST(sequences_end_where_their_grammar_says)
{
    expect("\033[Aq", "{[A}q");
    expect("\033[1;5Dq", "{[1;5D}q");
    expect("\033OPq", "{OP}q");
    expect("\033O5Pq", "{O5P}q");
    expect("\033[?1;2$yq", "{[?1;2$y}q");
    expect("\033[[Aq", "{[[A}q"); /* Linux */
    expect("\033(Bq", "{(B}q");
    expect("\033gq", "{g}q"); /* with Alt */
    expect("\033[M q\xffq", "{[M q\xff}q");
    expect("\033[1\r\n2Aq", "{[12A}q");
}

TEST(a_sequence_of_any_length_is_one)
{
    struct escape escape = {0};
    (void)escape_feed(&escape, '\033');
    (void)escape_feed(&escape, '[');
    for (int i = 0; i < 1000; i++)
        assert_int_equal(escape_feed(&escape, '1'), ESCAPE_NONE);
    assert_int_equal(escape_feed(&escape, 'A'), ESCAPE_SEQUENCE);
    assert_string_equal(escape.sequence, "");
    assert_int_equal(escape_feed(&escape, 'q'), ESCAPE_CHARACTER);
}

TEST(a_control_string_is_nothing_however_it_ends)
{
    expect_either_way("\033]|11;rgb:ffff/0000/0000|\033|\\q", "q");
    expect_either_way("\033]l|quit|\aq", "q");
    expect_either_way("\033P>|XTerm(388)|\033\\q", "q");
    expect_either_way("\033_Gi=31;OK\033\\\033^pqr\033\\\033Xqqq\033\\q", "q");
    expect_either_way("\x9d"
                      "1|1;rgb\x9cq",
                      "q");
    expect_either_way("\xc2|\x9dl\xe2\x9c\x9cquit\xc2\x9cq", "q"); /* the sign's last byte is no end */
    expect_either_way("\033]l\r\n\t\001quit\033\\q", "q");
    expect_either_way("\033]lquit\033[Aq", "{[A}q"); /* another sequence ends it */
}

TEST(controls_of_8_bits_begin_sequences_too)
{
    expect_either_way("\x9b|1;5|Aq", "{[1;5A}q");
    expect_either_way("\xc2\x9b|Aq\xc2\x8f|Pq", "{[A}q{OP}q");
}

TEST(what_has_begun_does_not_time_out)
{
    expect_either_way("\033[|1|;|5|Dq", "{[1;5D}q");
    expect_either_way("\033O|Pq", "{OP}q");
    expect_either_way("\033[[|Aq", "{[[A}q");
    expect_either_way("\033\xc3|\xa9q", "{\xe9}q");
    expect_either_way("\033[<0;|3;|7Mq", "{[<0;3;7M}q");
    expect_either_way("\033[M| |q|qq", "{[M qq}q");
}

TEST(escape_alone_is_a_key)
{
    expect("\033|", "<1b>");
    expect("\033|q", "<1b>q");
    expect("\033|P|", "<1b>P");
    expect("\033|P|q|X|q", "<1b>PqXq");
    expect("\033\033|", "<1b><1b>");
    expect("\033\033[A", "<1b>{[A}");
}

TEST(a_sequence_that_comes_late_is_one)
{
    expect("\033|[|Dq", "<1b>{[D}q");
    expect("\033|OPq", "<1b>{OP}q");
    expect("\033|O|q", "<1b>Oq"); /* letters of a user */
    expect("\033|]11;rgb\aq", "<1b>q");
    expect("\033|P>|XTerm(388)|\033\\q", "<1b>q");
    expect("\033|P1$r0 q|q\033|\\q", "<1b>q");
    expect("\033|Xqqq|qq\033\\q", "<1b>q");
    expect("\033|_Gi=31;OK\033\\\033|^pqr\033\\q", "<1b><1b>q");
    expect("\033|P\003q", "<1b><3>q");
}

TEST(the_user_has_a_way_out)
{
    static const char *const begun[] = {"", "[", "[1;", "O", "]l", "P", "[M", "[M q", "(", "[["};
    for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
        char bytes[32];
        (void)snprintf(bytes, sizeof bytes, "\033%s\003q", begun[i]);
        expect_either_way(bytes, "<3>q");
        (void)snprintf(bytes, sizeof bytes, "\033%s\033|q", begun[i]);
        expect(bytes, i == 0 ? "<1b><1b>q" : strchr("]P", begun[i][0]) != NULL ? "q" : "<1b>q");
    }
    expect("\033[1\030q\033]l\030q", "qq");
}

int main(void)
{
    (void)setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_decoded),
        cmocka_unit_test(sequences_end_where_their_grammar_says),
        cmocka_unit_test(a_sequence_of_any_length_is_one),
        cmocka_unit_test(a_control_string_is_nothing_however_it_ends),
        cmocka_unit_test(controls_of_8_bits_begin_sequences_too),
        cmocka_unit_test(what_has_begun_does_not_time_out),
        cmocka_unit_test(escape_alone_is_a_key),
        cmocka_unit_test(a_sequence_that_comes_late_is_one),
        cmocka_unit_test(the_user_has_a_way_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
