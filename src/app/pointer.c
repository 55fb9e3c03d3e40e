/* pointer — what the mouse does; see the header. */
#include "pointer.h"

#include "acts.h"

static void choose_lane(struct desk *desk, lane_id lane)
{
    desk->lanes.chosen = desk->lanes.chosen == lane ? LANE_NONE : lane;
}

static void choose_control(struct desk *desk, enum control control)
{
    desk->focus = FOCUS_CONTROLS;
    desk->control = control;
}

static void click(struct desk *desk, const struct canvas *canvas, struct mouse mouse)
{
    int64_t value;
    desk->notice[0] = '\0';
    if (canvas_marked(canvas, MARK_KEY, mouse.x, mouse.y, &value))
        commands_do_marked(desk, value);
    else if (canvas_marked(canvas, MARK_CONTROL, mouse.x, mouse.y, &value))
        choose_control(desk, (enum control)value);
    else if (canvas_marked(canvas, MARK_LANE, mouse.x, mouse.y, &value))
        choose_lane(desk, (lane_id)value);
}

/* In the help it turns pages, over the columns of time it zooms; elsewhere it scrolls the lanes. */
static void turn_wheel(struct desk *desk, const struct canvas *canvas, struct mouse mouse)
{
    int direction = mouse.action == MOUSE_WHEEL_UP ? -1 : 1;
    int64_t time;
    if (desk->help > 0)
        act_turn_page(&(struct press){.desk = desk, .value = direction});
    else if (canvas_marked(canvas, MARK_TIME, mouse.x, mouse.y, &time))
        acts_zoom(desk, direction, time);
    else
        act_scroll(&(struct press){.desk = desk, .value = direction});
}

void pointer_do(struct desk *desk, const struct canvas *canvas, struct mouse mouse)
{
    if (mouse.action == MOUSE_PRESS)
        click(desk, canvas, mouse);
    else
        turn_wheel(desk, canvas, mouse);
}
