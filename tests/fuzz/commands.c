/*
 * commands — any keys, clicks and turns of the wheel at a ui whose session runs, and the screen after each, of any
 * size.
 *
 * A byte is a key; from 0x80 on it is a key of the terminal's own, from 0xc0 on the mouse (the next two bytes say
 * where), and from 0xf0 on a size.
 */
#include "app/keymap.h"
#include "app/ui_state.h"

#include "fuzz/fuzz.h"
#include "fuzz/home.h"
#include "modes/modes.h"
#include "view/layout.h"

#include <assert.h>
#include <stdlib.h>

enum { KEYS_MAX = 48, SHOWN_MAX = 128, CELL_NS = 400000000 };

/* What the main loop shows of the ui. */
static void render(struct ui_state *ui, struct canvas *canvas)
{
    struct scene_key keys[SHOWN_MAX];
    struct scene scene = ui_scene(ui);
    scene.keys = keys;
    scene.key_count = keymap_show(NULL, keys, SHOWN_MAX);
    ui->shown.columns = layout_columns(&scene, canvas_width(canvas));
    ui_update_time(ui);
    scene.view = ui->view;
    struct layout layout = layout_of(&scene, canvas_width(canvas), canvas_height(canvas));
    screen_draw(canvas, &layout);
    ui->shown = layout.shown;
}

/* Does what begins at the bytes, of which there are `size`. Returns how many it was. */
static size_t act(struct ui_state *ui, struct canvas *canvas, const uint8_t *bytes, size_t size)
{
    if (bytes[0] >= 0xf0) {
        canvas_resize(canvas, (bytes[0] - 0xef) * 12, (bytes[0] - 0xef) * 4);
        return 1;
    }
    if (bytes[0] < 0xc0 || size < 3) {
        keymap_do(ui, bytes[0] < 0x80 ? bytes[0] : (uint32_t)KEY_CODE_UP + (bytes[0] & 0x0f));
        return 1;
    }
    struct mouse mouse = {bytes[1] % canvas_width(canvas), bytes[2] % canvas_height(canvas),
                          (enum mouse_action)(bytes[0] % 3)};
    keymap_do_mouse(ui, canvas, mouse);
    return 3;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    (void)home_settings(); /* where a theme that is kept is noted */
    struct plan plan = plan_default();
    plan.items = 2;
    struct error error;
    struct ui_state ui = {
        .session = session_new(&modes[0], 1, &plan, 100, &error),
        .theme_name = "default",
        .theme = theme_default,
        .render.blocks = true,
        .view = {.time = timeview_new(CELL_NS), .lanes = {.chosen = LANE_NONE}},
        .other_time = timeview_new(CELL_NS),
        .racers = {&mode_sync, &mode_threads, &mode_async},
        .racer_count = MODES_RACING,
    };
    assert(ui.session != NULL);
    struct canvas *canvas = canvas_new(80, 24, false);
    render(&ui, canvas);
    for (size_t i = 0, keys = 0; i < size && keys < KEYS_MAX && !ui.quit; keys++) {
        i += act(&ui, canvas, bytes + i, size - i);
        session_update(ui.session);
        render(&ui, canvas);
    }
    canvas_free(canvas);
    free(ui.themes.files);
    session_free(ui.session);
    return 0;
}
