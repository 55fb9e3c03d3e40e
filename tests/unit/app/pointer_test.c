/* pointer — what the mouse does with what the screen shows under it. */
#include "../../../src/app/pointer.h"

#include "base/units.h"
#include "modes/modes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { COLUMNS = 50 };

/* Time stands still at its start, with a second in view. */
static struct desk open_desk(void)
{
    struct plan plan = plan_default();
    const struct mode *mode = &mode_sync;
    struct desk desk = {
        .session = session_new(&mode, 1, &plan, 1, NULL), .time = timeview_new(NS_PER_S / COLUMNS), .columns = COLUMNS};
    assert_non_null(desk.session);
    session_pause(desk.session, true);
    return desk;
}

static struct canvas *columns_of_time(void)
{
    struct canvas *canvas = canvas_new(COLUMNS, 1, false);
    canvas_mark(canvas, (struct mark){.rect = {.width = COLUMNS, .height = 1}, .kind = MARK_TIME});
    return canvas;
}

/* It is the wheel's, and not the remark of the key before. */
static void what_the_wheel_cannot_do_is_said_aloud(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    struct canvas *canvas = columns_of_time();
    commands_do(&desk, '~');
    assert_true(desk.quiet);
    pointer_do(&desk, canvas, (struct mouse){.action = MOUSE_WHEEL_UP});
    assert_string_equal(desk.notice, "A second is the least.");
    assert_false(desk.quiet);
    canvas_free(canvas);
    session_free(desk.session);
}

static void a_click_takes_the_notice_away(void **state)
{
    (void)state;
    struct desk desk = open_desk();
    struct canvas *canvas = columns_of_time();
    commands_do(&desk, '~');
    pointer_do(&desk, canvas, (struct mouse){.action = MOUSE_PRESS});
    assert_string_equal(desk.notice, "");
    canvas_free(canvas);
    session_free(desk.session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_wheel_cannot_do_is_said_aloud),
        cmocka_unit_test(a_click_takes_the_notice_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
