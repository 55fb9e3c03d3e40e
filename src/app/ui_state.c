/* ui_state — from a key to what it does and what is said of it; and what a frame asks of the ui; see the header. */
#include "app/ui_state.h"

#include "app/keymap.h"
#include "base/units.h"

#include <stdio.h>
#include <string.h>

/* The help screen takes the arrows from whatever has them. */
static enum focus focus_of(const struct ui_state *ui)
{
    return ui->help > 0 ? FOCUS_HELP : ui->focus;
}

static const struct binding *find_binding(const struct command *command, enum focus focus, uint32_t key)
{
    if (command->focused && command->focus != focus)
        return NULL;
    for (int i = 0; i < BINDINGS && command->bindings[i].key != 0; i++)
        if (command->bindings[i].key == key)
            return &command->bindings[i];
    return NULL;
}

void ui_say(struct ui_state *ui, const char *text)
{
    (void)snprintf(ui->notice, sizeof ui->notice, "%s", text);
    ui->notice_is_info = false;
}

void ui_remark(struct ui_state *ui, const char *text)
{
    ui_say(ui, text);
    ui->notice_is_info = true;
}

/* A key's name for the notice that it means nothing. */
static void name_unknown(struct ui_state *ui, uint32_t key)
{
    if (key > ' ' && key < 0x7f)
        (void)snprintf(ui->notice, sizeof ui->notice, "%c does nothing here: ? shows the keys.", (int)key);
    else
        ui_say(ui, "This key does nothing here: ? shows the keys.");
    ui->notice_is_info = true;
}

static void run(struct ui_state *ui, const struct command *command, const struct binding *binding)
{
    if (command->single_view && ui->race)
        ui_remark(ui, "Not in the race: x leaves it.");
    else
        command->run(&(struct action_args){ui, binding->value, command->control, command->mode});
}

void keymap_do(struct ui_state *ui, uint32_t key)
{
    ui->notice[0] = '\0';
    ui->notice_is_info = false;
    for (const struct command *command = keymap; command < keymap + keymap_count; command++) {
        const struct binding *binding = find_binding(command, focus_of(ui), key);
        if (binding != NULL) {
            run(ui, command, binding);
            return;
        }
    }
    name_unknown(ui, key);
}

void keymap_do_hit(struct ui_state *ui, int64_t mark)
{
    const struct command *command = &keymap[mark / 2];
    if (command->focused && command->focus != focus_of(ui))
        return; /* a key that came just before has taken the focus from what was pointed at */
    int binding = 0;
    while (mark % 2 != 0 && binding + 1 < BINDINGS && command->bindings[binding + 1].key != 0)
        binding++;
    ui->notice[0] = '\0';
    ui->notice_is_info = false;
    run(ui, command, &command->bindings[binding]);
}

size_t keymap_show(struct scene_key *keys, size_t most)
{
    for (size_t i = 0; i < keymap_count && i < most; i++)
        keys[i] = (struct scene_key){.keys = keymap[i].shown.keys,
                                     .name = keymap[i].shown.name,
                                     .help = keymap[i].shown.help,
                                     .group = keymap[i].group,
                                     .shown_in = keymap[i].shown_in};
    return keymap_count;
}

/* ---- For each frame ---- */

/* The numbers of the runs that are kept follow each other. */
int ui_chosen_run(const struct ui_state *ui, const struct scene *scene)
{
    int oldest = scene->runs[0].number;
    if (ui->focus != FOCUS_RUNS)
        return -1;
    return ui->chosen > oldest ? ui->chosen - oldest : 0;
}

static void update_fit(struct ui_state *ui)
{
    if (!ui->time.fits || ui->time.seen.edge != TIME_NEVER)
        return;
    struct scene scene;
    struct time_bounds time_bounds = action_time_bounds(ui, &scene);
    const struct scene_run *run = &scene.runs[scene.focus];
    int64_t start = run->trace->start, least = start + (run->ideal > 0 ? run->ideal : 0);
    if (ui->race && least > time_bounds.now) /* at least so long it takes: no need to grow until then */
        time_bounds.now = least;
    if (session_is_over(ui->session) && !ui->race)
        timeview_fit(&ui->time, &time_bounds, start, trace_end(run->trace, scene.now));
    else
        timeview_fit_growing(&ui->time, &time_bounds, start);
}

void ui_update_time(struct ui_state *ui)
{
    if (ui->time.seen.cursor != TIME_NEVER && !action_time_stands(ui))
        (void)timeview_live(&ui->time);
    update_fit(ui);
}
