/* screen_update — a frame drawn over the one before it: what has moved is as if drawn anew, the rest stands. */
#include "support/scenario.h"
#include "support/test.h"
#include "view/screen.h"

enum { WIDTH = 80, HEIGHT = 24 };

/* With cells of 0.4 s the session stands 0.04 s after the beginning of one at this time of the second run. */
static const double begin = 10.24;

static void scenario_at(struct scenario *scenario, double seconds)
{
    scenario_begin(scenario);
    scenario_run(scenario, "sync", 12.6);
    scenario_run(scenario, "threads", seconds);
}

/* The panels that are watched end where the legend begins. */
static int legend_row(const struct canvas *canvas)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (canvas_cell(canvas, x, y)->glyph == U'▒')
                return y;
    return -1;
}

static bool same(const struct canvas *a, const struct canvas *b, struct rect rect)
{
    for (int y = rect.y; y < rect.y + rect.height; y++)
        for (int x = rect.x; x < rect.x + rect.width; x++)
            if (!cell_equal(canvas_cell(a, x, y), canvas_cell(b, x, y)))
                return false;
    return true;
}

/* A canvas drawn at the beginning, and over that as `news` at a later time; one drawn anew then; and what was drawn. */
struct show {
    struct canvas *first, *over, *anew;
    enum screen_news drawn;
    int columns, legend;
};

static struct show show_after(double seconds, enum screen_news news, int help)
{
    struct show show = {.first = canvas_new(WIDTH, HEIGHT, false),
                        .over = canvas_new(WIDTH, HEIGHT, false),
                        .anew = canvas_new(WIDTH, HEIGHT, false)};
    struct screen *screen = screen_new();
    struct scenario scenario;
    scenario_at(&scenario, begin);
    scenario.scene.view.open = help > 0 ? OVERLAY_HELP : OVERLAY_NONE;
    screen_draw(show.first, &scenario.scene);
    assert_int_equal(screen_update(screen, show.over, &scenario.scene, SCREEN_TIME), SCREEN_ALL);
    assert_true(same(show.first, show.over, (struct rect){0, 0, WIDTH, HEIGHT}));
    scenario_end(&scenario);
    scenario_at(&scenario, begin + seconds);
    scenario.scene.view.open = help > 0 ? OVERLAY_HELP : OVERLAY_NONE;
    show.drawn = screen_update(screen, show.over, &scenario.scene, news);
    screen_draw(show.anew, &scenario.scene);
    show.columns = screen_columns(&scenario.scene, WIDTH);
    show.legend = legend_row(show.anew);
    scenario_end(&scenario);
    screen_free(screen);
    return show;
}

static void end_show(struct show *show)
{
    canvas_free(show->first);
    canvas_free(show->over);
    canvas_free(show->anew);
}

TEST(what_is_watched_is_as_if_drawn_anew)
{
    for (double seconds = 0.05; seconds < 0.35; seconds += 0.05) {
        struct show show = show_after(seconds, SCREEN_FIGURES, 0);
        assert_int_equal(show.drawn, SCREEN_FIGURES);
        assert_true(show.legend > 10);
        assert_true(same(show.over, show.anew, (struct rect){0, 0, WIDTH, show.legend}));
        assert_false(same(show.first, show.anew, (struct rect){0, 0, WIDTH, show.legend}));
        end_show(&show);
    }
}

TEST(between_figures_the_columns_of_time_grow_alone)
{
    for (double seconds = 0.05; seconds < 0.35; seconds += 0.05) {
        struct show show = show_after(seconds, SCREEN_TIME, 0);
        assert_int_equal(show.drawn, SCREEN_TIME);
        struct rect time = {.x = 10, .y = 3, .width = show.columns, .height = show.legend - 3};
        struct rect figures = {.x = 10 + show.columns, .y = 3, .width = WIDTH - 10 - show.columns, .height = 18};
        assert_true(same(show.over, show.anew, time));
        assert_true(same(show.over, show.first, figures));
        assert_true(same(show.over, show.first, (struct rect){.width = WIDTH, .height = 3}));
        end_show(&show);
    }
}

TEST(tables_and_sentences_stand)
{
    struct show show = show_after(0.3, SCREEN_FIGURES, 0);
    struct rect rest = {.y = show.legend, .width = WIDTH, .height = HEIGHT - show.legend};
    assert_true(same(show.over, show.first, rest));
    assert_false(same(show.anew, show.first, rest));
    end_show(&show);
}

TEST(where_columns_move_all_is_drawn)
{
    struct show show = show_after(0.4, SCREEN_TIME, 0);
    assert_int_equal(show.drawn, SCREEN_ALL);
    assert_true(same(show.over, show.anew, (struct rect){0, 0, WIDTH, HEIGHT}));
    end_show(&show);
}

TEST(and_where_there_is_more_than_panels)
{
    struct show show = show_after(0.1, SCREEN_TIME, 1);
    assert_int_equal(show.drawn, SCREEN_ALL);
    assert_true(same(show.over, show.anew, (struct rect){0, 0, WIDTH, HEIGHT}));
    end_show(&show);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_watched_is_as_if_drawn_anew),
        cmocka_unit_test(between_figures_the_columns_of_time_grow_alone),
        cmocka_unit_test(tables_and_sentences_stand),
        cmocka_unit_test(where_columns_move_all_is_drawn),
        cmocka_unit_test(and_where_there_is_more_than_panels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
