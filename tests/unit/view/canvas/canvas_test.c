/* canvas — what is drawn stays inside, whole and harmless. */
#include "view/canvas/canvas.h"

#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static const struct style plain = {.fg = ROLE_TEXT, .bg = ROLE_BACKGROUND};

static void assert_prints(const struct canvas *canvas, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    canvas_print(canvas, file);
    (void)fclose(file);
    assert_string_equal(text, expected);
    free(text);
}

/* Draws the text at the left of a canvas five cells wide. */
static void assert_draws(bool ascii, int width, const char *text, int end, const char *expected)
{
    struct canvas *canvas = canvas_new(5, 1, ascii);
    assert_int_equal(canvas_text(canvas, 0, 0, width, plain, text), end);
    assert_prints(canvas, expected);
    canvas_free(canvas);
}

TEST(a_new_canvas_is_blank)
{
    struct canvas *canvas = canvas_new(3, 2, false);
    assert_prints(canvas, "\n\n");
    assert_int_equal(canvas_cell(canvas, 2, 1)->style.fg, ROLE_TEXT);
    assert_int_equal(canvas_cell(canvas, 2, 1)->style.bg, ROLE_BACKGROUND);
    canvas_free(canvas);
    canvas_free(NULL);
}

TEST(drawing_outside_is_cut_off)
{
    struct canvas *canvas = canvas_new(3, 2, false);
    canvas_put(canvas, -1, 0, 'x', plain);
    canvas_put(canvas, 3, 0, 'x', plain);
    canvas_put(canvas, 0, 2, 'x', plain);
    canvas_put(canvas, 0, -1, 'x', plain);
    canvas_text(canvas, -2, 1, 10, plain, "abcdefg");
    canvas_fill(canvas, (struct rect){2, -5, 100, 6}, '#', plain);
    assert_prints(canvas, "  #\ncde\n");
    canvas_free(canvas);
}

TEST(text_is_cut_at_its_width)
{
    assert_draws(false, 3, "abcdef", 3, "abc\n");
    assert_draws(false, 5, "0–1 s", 5, "0–1 s\n");
    assert_draws(false, 0, "abc", 0, "\n");
    assert_draws(false, -1, "abc", 0, "\n");
}

TEST(a_wide_glyph_is_drawn_whole_or_not_at_all)
{
    assert_draws(false, 5, "a漢b", 4, "a漢b\n");
    assert_draws(false, 2, "a漢b", 1, "a\n");
    struct canvas *canvas = canvas_new(3, 1, false);
    canvas_put(canvas, 2, 0, U'漢', plain);
    assert_prints(canvas, "\n");
    canvas_free(canvas);
}

TEST(writing_over_half_a_wide_glyph_leaves_no_half)
{
    struct canvas *canvas = canvas_new(4, 1, false);
    canvas_text(canvas, 0, 0, 4, plain, "漢字");
    canvas_put(canvas, 1, 0, 'x', plain);
    assert_prints(canvas, " x字\n");
    canvas_put(canvas, 2, 0, 'y', plain);
    assert_prints(canvas, " xy\n");
    canvas_text(canvas, 0, 0, 4, plain, "漢字");
    canvas_put(canvas, 1, 0, U'語', plain);
    assert_prints(canvas, " 語\n");
    canvas_free(canvas);
}

TEST(control_characters_and_bad_bytes_become_question_marks)
{
    assert_draws(false, 5, "a\033[m", 4, "a?[m\n");
    assert_draws(false, 5, "\n\t\x7f\xc2\x9b", 4, "????\n");
    assert_draws(false, 5, "\xffz\xc3", 3, "?z?\n");
    assert_draws(false, 5, "\xed\xa0\x80", 3, "???\n"); /* a surrogate */
    assert_draws(false, 5, "\xc0\xaf", 2, "??\n");      /* longer than it needs to be */
    struct canvas *canvas = canvas_new(2, 1, false);
    canvas_put(canvas, 0, 0, 27, plain);
    canvas_put(canvas, 1, 0, 0, plain);
    assert_prints(canvas, "??\n");
    canvas_free(canvas);
}

TEST(combining_marks_take_no_cell)
{
    assert_draws(false, 5, "e\xcc\x81x", 2, "ex\n");
    assert_draws(true, 5, "e\xcc\x81x", 2, "ex\n");
}

TEST(ascii_has_a_stand_in_for_every_glyph)
{
    assert_draws(true, 5, "∞–×", 5, "inf-x\n");
    assert_draws(true, 2, "∞", 2, "in\n");
    assert_draws(true, 5, "│▶·█░", 5, "|>.#=\n");
    assert_draws(true, 5, "é漢", 2, "??\n");
    assert_draws(true, 5, "▁▂▃▄▇", 5, ".:-=#\n");
}

TEST(widths_are_those_that_are_drawn)
{
    struct canvas *unicode = canvas_new(1, 1, false), *ascii = canvas_new(1, 1, true);
    assert_int_equal(canvas_text_width(unicode, "a漢∞"), 4);
    assert_int_equal(canvas_text_width(ascii, "a漢∞"), 5);
    assert_int_equal(canvas_text_width(unicode, ""), 0);
    canvas_free(unicode);
    canvas_free(ascii);
}

TEST(resizing_blanks)
{
    struct canvas *canvas = canvas_new(2, 1, false);
    canvas_text(canvas, 0, 0, 2, plain, "ab");
    canvas_resize(canvas, 3, 2);
    assert_int_equal(canvas_width(canvas), 3);
    assert_int_equal(canvas_height(canvas), 2);
    assert_prints(canvas, "\n\n");
    canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_canvas_is_blank),
        cmocka_unit_test(drawing_outside_is_cut_off),
        cmocka_unit_test(text_is_cut_at_its_width),
        cmocka_unit_test(a_wide_glyph_is_drawn_whole_or_not_at_all),
        cmocka_unit_test(writing_over_half_a_wide_glyph_leaves_no_half),
        cmocka_unit_test(control_characters_and_bad_bytes_become_question_marks),
        cmocka_unit_test(combining_marks_take_no_cell),
        cmocka_unit_test(ascii_has_a_stand_in_for_every_glyph),
        cmocka_unit_test(widths_are_those_that_are_drawn),
        cmocka_unit_test(resizing_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
