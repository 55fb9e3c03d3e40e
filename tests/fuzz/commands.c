/*
 * commands — any keys, clicks and turns of the wheel at a desk whose session runs, and the screen after each, of any
 * size.
 *
 * A byte is a key; from 0x80 on it is a key of the terminal's own, from 0xc0 on the mouse (the next two bytes say
 * where), and from 0xf0 on a size.
 */
#include "app/commands.h"

#include "app/picker.h"
#include "app/pointer.h"
#include "fuzz/fuzz.h"
#include "fuzz/home.h"
#include "modes/modes.h"
#include "view/screen.h"

#include <assert.h>

enum { KEYS_MOST = 48, SHOWN_MOST = 128, CELL_NS = 400000000 };

/* What the main loop shows of the desk. */
static void look(struct desk *desk, struct canvas *canvas)
{
    struct scene_key keys[SHOWN_MOST];
    struct scene scene = {
        .look = {.blocks = true},
        .main_lane = desk->main_lane,
        .wakes = desk->wakes,
        .items = desk->items,
        .control = desk->focus == FOCUS_CONTROLS ? (int)desk->control : -1,
        .race = desk->race,
        .ghost = desk->ghost,
        .order = desk->order,
        .keys = keys,
        .key_count = commands_show(keys, SHOWN_MOST),
        .notice = desk->notice[0] != '\0' ? desk->notice : NULL,
        .help = desk->help,
        .mistakes = desk->focus == FOCUS_MISTAKES,
        .mistake = desk->mistake,
        .lanes = desk->lanes,
        .log = desk->log,
    };
    session_show(desk->session, &scene);
    scene.chosen = commands_chosen(desk, &scene);
    picker_show(desk->picker, desk->focus == FOCUS_THEMES, &scene);
    desk->columns = screen_columns(&scene, canvas_width(canvas));
    commands_keep_time(desk);
    scene.view = desk->time.seen;
    scene.fits = desk->time.fits;
    screen_draw(canvas, &scene);
    desk->shown = screen_measure(&scene, canvas_width(canvas), canvas_height(canvas));
}

/* Does what begins at the bytes, of which there are `size`. Returns how many it was. */
static size_t act(struct desk *desk, struct canvas *canvas, const uint8_t *bytes, size_t size)
{
    if (bytes[0] >= 0xf0) {
        canvas_resize(canvas, (bytes[0] - 0xef) * 12, (bytes[0] - 0xef) * 4);
        return 1;
    }
    if (bytes[0] < 0xc0 || size < 3) {
        commands_do(desk, bytes[0] < 0x80 ? bytes[0] : (uint32_t)KEY_CODE_UP + (bytes[0] & 0x0f));
        return 1;
    }
    struct mouse mouse = {bytes[1] % canvas_width(canvas), bytes[2] % canvas_height(canvas),
                          (enum mouse_action)(bytes[0] % 3)};
    pointer_do(desk, canvas, mouse);
    return 3;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    (void)home_settings(); /* where a theme that is kept is noted */
    struct plan plan = plan_default();
    plan.items = 2;
    struct error error;
    struct desk desk = {
        .session = session_new(&modes[0], 1, &plan, 100, &error),
        .picker = picker_new("default", &theme_default),
        .time = timeview_new(CELL_NS),
        .other_time = timeview_new(CELL_NS),
        .racers = modes,
        .racer_count = MODES_RACING,
        .lanes = {.chosen = LANE_NONE},
    };
    assert(desk.session != NULL);
    struct canvas *canvas = canvas_new(80, 24, false);
    look(&desk, canvas);
    for (size_t i = 0, keys = 0; i < size && keys < KEYS_MOST && !desk.quit; keys++) {
        i += act(&desk, canvas, bytes + i, size - i);
        session_update(desk.session);
        look(&desk, canvas);
    }
    canvas_free(canvas);
    picker_free(desk.picker);
    session_free(desk.session);
    return 0;
}
