/* keys — what terminals send for a key, whatever protocol another program has left on. */
#include "../../../src/term/keys.h"

#include "support/test.h"

#include <locale.h>
#include <stdio.h>

/* The key of these bytes, of which only the last may complete one. */
static uint32_t key_of(const char *bytes)
{
    struct escape escape = {0};
    struct mouse mouse;
    uint32_t key = KEY_CODE_NONE;
    for (; *bytes != '\0'; bytes++) {
        assert_int_equal(key, KEY_CODE_NONE);
        key = keys_from_event(&escape, escape_feed(&escape, (unsigned char)*bytes), &mouse);
    }
    return key;
}

struct example {
    const char *bytes;
    uint32_t key;
};

static void expect_each(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (key_of(examples[i].bytes) != examples[i].key)
            fail_msg("ESC %s is %x", examples[i].bytes + 1, (unsigned)key_of(examples[i].bytes));
}

#define EXPECT_EACH(examples) expect_each(examples, sizeof(examples) / sizeof *(examples))

TEST(characters_are_themselves)
{
    static const struct example examples[] = {
        {"q", 'q'},   {"\xc3\xa9", 0xe9},     {"\x03", KEY_CODE_INTERRUPT}, {"\x1a", KEY_CODE_SUSPEND},
        {"\t", '\t'}, {"\r", KEY_CODE_ENTER}, {"\n", KEY_CODE_ENTER},       {"\x7f", 0x7f},
    };
    EXPECT_EACH(examples);
    struct escape none = {.character = 0};
    struct mouse mouse;
    assert_int_equal(keys_from_event(&none, ESCAPE_CHARACTER, &mouse), KEY_CODE_OTHER); /* ^@ is no "no key" */
}

TEST(keys_that_move_have_codes_of_their_own)
{
    static const struct example examples[] = {
        {"\033[A", KEY_CODE_UP},         {"\033OA", KEY_CODE_UP},
        {"\033[1;1B", KEY_CODE_DOWN},    {"\033OD", KEY_CODE_LEFT},
        {"\033[C", KEY_CODE_RIGHT},      {"\033[H", KEY_CODE_HOME},
        {"\033[1~", KEY_CODE_HOME},      {"\033[7~", KEY_CODE_HOME},
        {"\033OF", KEY_CODE_END},        {"\033[4~", KEY_CODE_END},
        {"\033[8~", KEY_CODE_END},       {"\033[5~", KEY_CODE_PAGE_UP},
        {"\033[6~", KEY_CODE_PAGE_DOWN}, {"\033[1;129A", KEY_CODE_UP},
        {"\033OM", KEY_CODE_ENTER},      {"\033Ok", '+'},
        {"\033Oy", KEY_CODE_PAGE_UP},    {"\033[[", KEY_CODE_NONE},
    };
    EXPECT_EACH(examples);
}

TEST(what_nobody_knows_is_another_key)
{
    static const struct example examples[] = {
        {"\033OQ", KEY_CODE_OTHER},    {"\033[15~", KEY_CODE_OTHER},        {"\033[[A", KEY_CODE_OTHER},
        {"\033[1;5D", KEY_CODE_OTHER}, {"\033O5D", KEY_CODE_OTHER},         {"\033q", KEY_CODE_OTHER},
        {"\033[5D", KEY_CODE_OTHER},   {"\033[Z", KEY_CODE_OTHER},          {"\033[27;99;9~", KEY_CODE_OTHER},
        {"\033[w", KEY_CODE_OTHER},    {"\033[1;2;3;4;5q", KEY_CODE_OTHER}, {"\033[5$~", KEY_CODE_OTHER},
    };
    EXPECT_EACH(examples);
}

TEST(what_a_terminal_answers_is_no_key)
{
    static const struct example examples[] = {
        {"\033[?64;1;2c", KEY_CODE_NONE},       {"\033[>0;388;0c", KEY_CODE_NONE}, {"\033[?1u", KEY_CODE_NONE},
        {"\033]11;rgb:0/0/0\a", KEY_CODE_NONE}, {"\033[<0;3;7m", KEY_CODE_NONE},   {"\033[<0;3;7M", KEY_CODE_MOUSE},
        {"\033[M !!", KEY_CODE_MOUSE},          {"\033[M#!!", KEY_CODE_NONE},
    };
    EXPECT_EACH(examples);
}

/* https://sw.kovidgoyal.net/kitty/keyboard-protocol/ */
TEST(keys_of_kitty_are_the_same_keys)
{
    static const struct example examples[] = {
        {"\033[27u", KEY_CODE_ESCAPE},
        {"\033[13u", KEY_CODE_ENTER},
        {"\033[9u", '\t'},
        {"\033[99;5u", KEY_CODE_INTERRUPT},
        {"\033[122;5u", KEY_CODE_SUSPEND},
        {"\033[108;5u", KEY_CODE_REDRAW},
        {"\033[99;133u", KEY_CODE_INTERRUPT}, /* Num Lock is on */
        {"\033[113u", 'q'},
        {"\033[112;2u", 'P'},
        {"\033[112:80;2u", 'P'},
        {"\033[112;65u", 'P'},
        {"\033[112;66u", 'p'}, /* Caps Lock, and with Shift */
        {"\033[47;2u", '?'},
        {"\033[49:33;2;33u", '!'},
        {"\033[61;1;43u", '+'},
        {"\033[113;1:1u", 'q'},
        {"\033[113;1:2u", 'q'},
        {"\033[113;1:3u", KEY_CODE_NONE},
        {"\033[1;1:1A", KEY_CODE_UP},
        {"\033[1;1:3A", KEY_CODE_NONE},
        {"\033[5;1:3~", KEY_CODE_NONE},
        {"\033[113;3u", KEY_CODE_OTHER},
        {"\033[113;9u", KEY_CODE_OTHER},
        {"\033[57441;2u", KEY_CODE_NONE},
        {"\033[57414u", KEY_CODE_ENTER},
        {"\033[57413u", '+'},
        {"\033[57419u", KEY_CODE_UP},
        {"\033[57404u", '5'},
        {"\033[0u", KEY_CODE_OTHER},
        {"\033[u", KEY_CODE_OTHER},
        {"\033[1114112u", KEY_CODE_OTHER},
    };
    EXPECT_EACH(examples);
}

/* https://invisible-island.net/xterm/ctlseqs/ctlseqs.html */
TEST(other_keys_of_xterm_are_the_same_keys)
{
    static const struct example examples[] = {
        {"\033[27;5;99~", KEY_CODE_INTERRUPT},
        {"\033[27;6;67~", KEY_CODE_INTERRUPT},
        {"\033[27;5;108~", KEY_CODE_REDRAW},
        {"\033[27;2;80~", 'P'},
        {"\033[27;2;63~", '?'},
        {"\033[27;2;13~", KEY_CODE_ENTER},
        {"\033[27;1;27~", KEY_CODE_ESCAPE},
        {"\033[27;3;113~", KEY_CODE_OTHER},
        {"\033[99;5u", KEY_CODE_INTERRUPT},
    };
    EXPECT_EACH(examples);
}

/* ---- The mouse ---- */

static bool mouse_from_sequence(const char *sequence, struct mouse *mouse)
{
    struct escape escape = {0};
    (void)snprintf(escape.sequence, sizeof escape.sequence, "%s", sequence);
    return keys_from_event(&escape, ESCAPE_SEQUENCE, mouse) == KEY_CODE_MOUSE;
}

static void expect(struct mouse mouse, int x, int y, enum mouse_action action)
{
    assert_int_equal(mouse.x, x);
    assert_int_equal(mouse.y, y);
    assert_int_equal(mouse.action, action);
}

TEST(presses_and_the_wheel_are_told_with_their_cell)
{
    struct mouse mouse;
    assert_true(mouse_from_sequence("[<0;39;23M", &mouse));
    expect(mouse, 38, 22, MOUSE_PRESS);
    assert_true(mouse_from_sequence("[<64;1;1M", &mouse));
    expect(mouse, 0, 0, MOUSE_WHEEL_UP);
    assert_true(mouse_from_sequence("[<65;500;200M", &mouse));
    expect(mouse, 499, 199, MOUSE_WHEEL_DOWN);
    assert_true(mouse_from_sequence("[M !p", &mouse));
    expect(mouse, 0, 79, MOUSE_PRESS);
    assert_true(mouse_from_sequence("[M \xff!", &mouse));
    expect(mouse, 222, 0, MOUSE_PRESS);
    assert_true(mouse_from_sequence("[Ma#!", &mouse));
    expect(mouse, 2, 0, MOUSE_WHEEL_DOWN);
}

TEST(a_key_held_beside_makes_no_difference)
{
    struct mouse mouse;
    assert_true(mouse_from_sequence("[<28;5;6M", &mouse));
    expect(mouse, 4, 5, MOUSE_PRESS);
}

TEST(nobody_asked_for_the_rest)
{
    struct mouse mouse;
    assert_false(mouse_from_sequence("[<0;39;23m", &mouse)); /* let go */
    assert_false(mouse_from_sequence("[<2;39;23M", &mouse)); /* another button */
    assert_false(mouse_from_sequence("[<32;9;3M", &mouse));  /* moved */
    assert_false(mouse_from_sequence("[M#!!", &mouse));
}

TEST(what_is_no_report_is_none)
{
    static const char *const sequences[] = {
        "",     "[A",           "[M",        "[M !",      "[M  !",    "[M !!!",    "[<M",        "[<;M",
        "[<0M", "[<0;1M",       "[<0;1;M",   "[<0;0;1M",  "[<0;1;0M", "[<0;1;1;M", "[<0;1;1;1M", "[<0;1;1?M",
        "[<aM", "[<0;99999;1M", "[<0;-1;1M", "[<0; 1;1M", "[<0;1;1R", "[<",
    };
    struct mouse mouse;
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        assert_false(mouse_from_sequence(sequences[i], &mouse));
}

int main(void)
{
    (void)setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_themselves),
        cmocka_unit_test(keys_that_move_have_codes_of_their_own),
        cmocka_unit_test(what_nobody_knows_is_another_key),
        cmocka_unit_test(what_a_terminal_answers_is_no_key),
        cmocka_unit_test(keys_of_kitty_are_the_same_keys),
        cmocka_unit_test(other_keys_of_xterm_are_the_same_keys),
        cmocka_unit_test(presses_and_the_wheel_are_told_with_their_cell),
        cmocka_unit_test(a_key_held_beside_makes_no_difference),
        cmocka_unit_test(nobody_asked_for_the_rest),
        cmocka_unit_test(what_is_no_report_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
