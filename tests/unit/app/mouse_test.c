/* Keys by mouse: what it does with what the screen shows under it. */
#include "app/keymap.h"

#include "app/ui_state.h"
#include "base/units.h"
#include "modes/modes.h"
#include "support/plan.h"
#include "support/test.h"

#include <string.h>

enum { COLUMNS = 50 };

/* Time stands still at its start, with a second in view. */
static struct ui_state open_session(void)
{
    struct plan plan = usual_plan();
    const struct mode *mode = &mode_sync;
    struct ui_state ui = {.session = session_new(&mode, 1, &plan, 1, NULL),
                          .view = {.time = timeview_new(NS_PER_MS)},
                          .shown = {.columns = COLUMNS}};
    assert_non_null(ui.session);
    session_pause(ui.session, true);
    return ui;
}

static struct canvas *columns_of_time(void)
{
    struct canvas *canvas = canvas_new(COLUMNS, 1, false);
    canvas_add_hit_area(canvas, (struct hit_area){.rect = {.width = COLUMNS, .height = 1}, .kind = HIT_TIME});
    return canvas;
}

/* It is the wheel's, and not the remark of the key before. */
TEST(what_the_wheel_cannot_do_is_said_aloud)
{
    struct ui_state ui = open_session();
    struct canvas *canvas = columns_of_time();
    keymap_do(&ui, '~');
    keymap_do_mouse(&ui, canvas, (struct mouse){.action = MOUSE_WHEEL_UP});
    assert_string_equal(ui.view.notice, "Cannot zoom in below 1 ms a column.");
    assert_false(ui.view.notice_is_failure);
    canvas_free(canvas);
    session_free(ui.session);
}

TEST(a_click_takes_the_notice_away)
{
    struct ui_state ui = open_session();
    struct canvas *canvas = columns_of_time();
    keymap_do(&ui, '~');
    keymap_do_mouse(&ui, canvas, (struct mouse){.action = MOUSE_PRESS});
    assert_string_equal(ui.view.notice, "");
    canvas_free(canvas);
    session_free(ui.session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_wheel_cannot_do_is_said_aloud),
        cmocka_unit_test(a_click_takes_the_notice_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
