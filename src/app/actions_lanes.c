/* actions_lanes — what keys do to the lanes' layout; see the header. */
#include "app/actions.h"

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void scroll(struct ui_state *ui, int rows)
{
    if (ui->shown.first_most == 0) {
        ui_remark(ui, "All lanes are on the screen.");
        return;
    }
    int first = within(ui->view.lanes.first, 0, ui->shown.first_most);
    ui->view.lanes.first = within(first + rows, 0, ui->shown.first_most);
}

void action_scroll(const struct action_args *args)
{
    scroll(args->ui, args->value);
}

void action_scroll_page(const struct action_args *args)
{
    int page = args->ui->shown.page;
    scroll(args->ui, args->value * (page > 1 ? page - 1 : 1));
}

/* From the height that was wished or, before, the one that is seen. */
void action_change_height(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    int rows = (ui->view.lanes.rows > 0 ? ui->view.lanes.rows : ui->shown.lane_rows) + args->value;
    if (rows < 1)
        ui_remark(ui, "Lanes are as low as they get.");
    else if (args->value > 0 && rows > SCENE_LANE_ROWS_MAX)
        ui_remark(ui, "Lanes are as high as they get; F shows them larger.");
    else
        ui->view.lanes.rows = within(rows, 1, SCENE_LANE_ROWS_MAX);
}

void action_toggle_groups(const struct action_args *args)
{
    struct ui_state *ui = args->ui;
    ui->view.lanes.grouped = !ui->view.lanes.grouped;
    ui->view.lanes.first = 0;
    ui_remark(ui, ui->view.lanes.grouped
                      ? "Workers that have not a row each share one: the more of a colour, the more of them."
                      : "A row for each worker.");
}

void action_toggle_presenter(const struct action_args *args)
{
    args->ui->view.lanes.large = !args->ui->view.lanes.large;
}
