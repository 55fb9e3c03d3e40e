/*
 * commands — any keys at a desk whose session runs, and the screen after each, of any size.
 *
 * A byte is a key; from 0x80 on it is a key of the terminal's own, and at 0xf0 and above a size.
 */
#include "app/commands.h"

#include "fuzz/fuzz.h"
#include "modes/modes.h"
#include "term/term.h"
#include "view/screen.h"

#include <assert.h>

enum { KEYS_MOST = 48, SHOWN_MOST = 128, CELL_NS = 400000000 };

static void look(struct desk *desk, int width, int height)
{
    struct scene_key keys[SHOWN_MOST];
    struct scene scene = {
        .look = {.theme = &theme_default, .blocks = true},
        .main_lane = desk->main_lane,
        .wakes = desk->wakes,
        .items = desk->items,
        .control = desk->focus == FOCUS_CONTROLS ? (int)desk->control : -1,
        .keys = keys,
        .key_count = commands_show(keys, SHOWN_MOST),
        .notice = desk->notice,
        .help = desk->help,
    };
    struct canvas *canvas = canvas_new(width, height, false);
    session_show(desk->session, &scene);
    desk->columns = screen_columns(&scene, width);
    commands_keep_fit(desk);
    scene.view = desk->time.seen;
    screen_draw(canvas, &scene);
    canvas_free(canvas);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct plan plan = plan_default();
    plan.items = 2;
    struct error error;
    struct desk desk = {.session = session_new(&modes[0], 1, &plan, 100, &error), .time = timeview_new(CELL_NS)};
    assert(desk.session != NULL);
    look(&desk, 80, 24);
    for (size_t i = 0; i < size && i < KEYS_MOST && !desk.quit; i++) {
        if (bytes[i] >= 0xf0)
            look(&desk, (bytes[i] - 0xef) * 12, (bytes[i] - 0xef) * 4);
        else
            commands_do(&desk, bytes[i] < 0x80 ? bytes[i] : (uint32_t)KEY_CODE_UP + (bytes[i] & 0x0f));
        session_update(desk.session);
    }
    look(&desk, 80, 24);
    session_free(desk.session);
    return 0;
}
