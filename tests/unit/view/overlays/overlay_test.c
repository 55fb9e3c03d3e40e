/* overlay — a glyph over what is there: its colours, and the canvas's edges. */
#include "view/overlays/overlays.h"

#include "support/test.h"
#include "view/panel.h"

enum { WIDTH = 10, HEIGHT = 4 };

TEST(a_bar_lends_its_colour_to_the_ground)
{
    struct canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
    canvas_put(canvas, 3, 1, U'█', style_of(ROLE_WORKING));
    overlay_put(canvas, 3, 1, U'┃');
    overlay_put(canvas, 4, 1, U'┃');
    const struct cell *bar = canvas_cell(canvas, 3, 1), *blank = canvas_cell(canvas, 4, 1);
    assert_int_equal(bar->glyph, U'┃');
    assert_int_equal(bar->style.fg, ROLE_WORKING);
    assert_true((bar->style.attributes & ATTRIBUTE_REVERSE) != 0);
    assert_int_equal(blank->style.fg, ROLE_TEXT);
    assert_false((blank->style.attributes & ATTRIBUTE_REVERSE) != 0);
    canvas_free(canvas);
}

TEST(what_lies_beyond_an_edge_is_left_out)
{
    struct canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
    overlay_text(canvas, WIDTH - 4, HEIGHT - 1, "main: finished");
    overlay_text(canvas, -2, 0, "main");
    overlay_text(canvas, 0, HEIGHT, "main: finished");
    overlay_text(canvas, 0, -1, "main: finished");
    assert_int_equal(canvas_cell(canvas, WIDTH - 1, HEIGHT - 1)->glyph, 'n');
    assert_int_equal(canvas_cell(canvas, 0, 0)->glyph, 'i');
    assert_int_equal(canvas_cell(canvas, 1, 0)->glyph, 'n');
    assert_int_equal(canvas_cell(canvas, 2, 0)->glyph, ' ');
    canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_lends_its_colour_to_the_ground),
        cmocka_unit_test(what_lies_beyond_an_edge_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
