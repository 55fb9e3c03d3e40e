/* bugs — the menu of the classic bugs, at any size: the chosen one and the keys are always to be read. */
#include "view/overlays/overlays.h"

#include "base/units.h"
#include "modes/modes.h"
#include "support/test.h"

#include <string.h>

enum { ROW_SIZE = 256, TOP = 2 };

/* What a row reads, in ASCII; "…" is "..." of which the canvas has one cell. */
static void read_row(const struct canvas *canvas, int y, char text[ROW_SIZE])
{
    int width = canvas_width(canvas);
    for (int x = 0; x < width; x++) {
        uint32_t glyph = canvas_cell(canvas, x, y)->glyph;
        text[x] = glyph < 0x7f ? (char)glyph : glyph == U'…' ? '~' : glyph == U'▶' ? '>' : '?';
    }
    text[width] = '\0';
}

static const char *name_of(int bug)
{
    return bug == 0 ? "none" : bugs[bug - 1]->bug;
}

static const char *summary_of(int bug)
{
    return bug == 0 ? "everything as it should be" : bugs[bug - 1]->summary;
}

static struct canvas *drawn(int width, int height, int chosen)
{
    struct scene scene = {.render = {.theme = &theme_default, .blocks = true},
                          .view = {.open = OVERLAY_BUGS, .chosen = chosen},
                          .bugs = bugs};
    struct canvas *canvas = canvas_new(width, height, false);
    bug_menu_draw(canvas, &scene, TOP);
    return canvas;
}

/* Whether a row reads so, from its second column on. */
static bool has(const struct canvas *canvas, const char *text)
{
    for (int y = TOP; y < canvas_height(canvas); y++) {
        char row[ROW_SIZE];
        read_row(canvas, y, row);
        if (strncmp(row + 1, text, strlen(text)) == 0)
            return true;
    }
    return false;
}

TEST(the_keys_are_told_at_any_width)
{
    for (int width = 40; width <= 120; width++) {
        struct canvas *canvas = drawn(width, 12, 0);
        char row[ROW_SIZE];
        read_row(canvas, TOP, row);
        assert_non_null(strstr(row, "choose"));
        assert_non_null(strstr(row, "Enter run"));
        assert_non_null(strstr(row, "Esc back"));
        canvas_free(canvas);
    }
}

TEST(what_is_cut_says_so)
{
    for (int width = 40; width <= 120; width++) {
        struct canvas *canvas = drawn(width, 24, 0);
        for (int bug = 0; bug == 0 || bugs[bug - 1] != NULL; bug++) {
            char row[ROW_SIZE];
            read_row(canvas, TOP + 1 + bug, row);
            assert_non_null(strstr(row, name_of(bug)));
            assert_true(strstr(row, summary_of(bug)) != NULL || strchr(row, '~') != NULL);
            if (width >= 80)
                assert_non_null(strstr(row, summary_of(bug)));
        }
        canvas_free(canvas);
    }
}

TEST(the_chosen_one_is_on_the_screen)
{
    int rows = 1; /* "none" */
    while (bugs[rows - 1] != NULL)
        rows++;
    for (int height = 10; height <= 30; height++)
        for (int bug = 0; bug == 0 || bugs[bug - 1] != NULL; bug++) {
            char row[ROW_SIZE] = "> ";
            strcat(row, name_of(bug));
            struct canvas *canvas = drawn(40, height, bug);
            assert_true(has(canvas, row));
            assert_true(height < TOP + rows + 1 || has(canvas, "  none") || has(canvas, "> none"));
            canvas_free(canvas);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keys_are_told_at_any_width),
        cmocka_unit_test(what_is_cut_says_so),
        cmocka_unit_test(the_chosen_one_is_on_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
