/* acts_lanes — what keys do to the lanes' layout; see the header. */
#include "acts.h"

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void scroll(struct desk *desk, int rows)
{
    if (desk->shown.first_most == 0) {
        acts_remark(desk, "All lanes are on the screen.");
        return;
    }
    int first = within(desk->lanes.first, 0, desk->shown.first_most);
    desk->lanes.first = within(first + rows, 0, desk->shown.first_most);
}

void act_scroll(const struct press *press)
{
    scroll(press->desk, press->value);
}

void act_scroll_page(const struct press *press)
{
    int page = press->desk->shown.page;
    scroll(press->desk, press->value * (page > 1 ? page - 1 : 1));
}

/* From the height that was wished or, before, the one that is seen. */
void act_change_height(const struct press *press)
{
    struct desk *desk = press->desk;
    int rows = (desk->lanes.rows > 0 ? desk->lanes.rows : desk->shown.lane_rows) + press->value;
    if (rows < 1)
        acts_remark(desk, "Lanes are as low as they get.");
    else if (press->value > 0 && rows > SCENE_LANE_ROWS_MOST)
        acts_remark(desk, "Lanes are as high as they get; F shows them larger.");
    else
        desk->lanes.rows = within(rows, 1, SCENE_LANE_ROWS_MOST);
}

void act_toggle_groups(const struct press *press)
{
    struct desk *desk = press->desk;
    desk->lanes.grouped = !desk->lanes.grouped;
    desk->lanes.first = 0;
    acts_remark(desk, desk->lanes.grouped
                          ? "Workers that have not a row each share one: the more of a colour, the more of them."
                          : "A row for each worker.");
}

void act_toggle_presenter(const struct press *press)
{
    press->desk->lanes.presented = !press->desk->lanes.presented;
}
