/* pointer — what the mouse does. */
#include "app/pointer.h"

#include "app/actions.h"
#include "app/keymap.h"

static void choose_lane(struct ui_state *ui, lane_id lane)
{
    ui->view.lanes.chosen = ui->view.lanes.chosen == lane ? LANE_NONE : lane;
}

static void choose_control(struct ui_state *ui, enum control control)
{
    ui->view.open = OVERLAY_NONE;
    ui->view.focus = FOCUS_CONTROLS;
    ui->view.control = control;
}

static void click(struct ui_state *ui, const struct canvas *canvas, struct mouse mouse)
{
    int64_t value;
    ui_say(ui, "");
    if (canvas_hit_area_at(canvas, HIT_KEY, mouse.x, mouse.y, &value))
        keymap_do_hit(ui, value);
    else if (canvas_hit_area_at(canvas, HIT_CONTROL, mouse.x, mouse.y, &value))
        choose_control(ui, (enum control)value);
    else if (canvas_hit_area_at(canvas, HIT_LANE, mouse.x, mouse.y, &value))
        choose_lane(ui, (lane_id)value);
}

/* In the help it turns pages, over the columns of time it zooms; elsewhere it scrolls the lanes. */
static void turn_wheel(struct ui_state *ui, const struct canvas *canvas, struct mouse mouse)
{
    struct action_args args = {.ui = ui, .value = mouse.action == MOUSE_WHEEL_UP ? -1 : 1};
    int64_t time;
    if (ui->view.open == OVERLAY_HELP)
        action_turn_page(&args);
    else if (canvas_hit_area_at(canvas, HIT_TIME, mouse.x, mouse.y, &time))
        action_zoom_around(ui, args.value, time);
    else
        action_scroll(&args);
}

void pointer_do(struct ui_state *ui, const struct canvas *canvas, struct mouse mouse)
{
    if (mouse.action == MOUSE_PRESS)
        click(ui, canvas, mouse);
    else
        turn_wheel(ui, canvas, mouse);
}
