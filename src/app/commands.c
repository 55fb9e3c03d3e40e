/* commands — from a key to what it does and what is said of it; and what a frame asks of the desk; see the header. */
#include "app/commands.h"

#include "base/units.h"
#include "keys.h"

#include <stdio.h>
#include <string.h>

/* The help screen takes the arrows from whatever has them. */
static enum focus focus_of(const struct desk *desk)
{
    return desk->help > 0 ? FOCUS_HELP : desk->focus;
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

void acts_say(struct desk *desk, const char *text)
{
    (void)snprintf(desk->notice, sizeof desk->notice, "%s", text);
    desk->quiet = false;
}

void acts_remark(struct desk *desk, const char *text)
{
    acts_say(desk, text);
    desk->quiet = true;
}

/* A key's name for the notice that it means nothing. */
static void name_unknown(struct desk *desk, uint32_t key)
{
    if (key > ' ' && key < 0x7f)
        (void)snprintf(desk->notice, sizeof desk->notice, "%c does nothing here: ? shows the keys.", (int)key);
    else
        acts_say(desk, "This key does nothing here: ? shows the keys.");
    desk->quiet = true;
}

static void run(struct desk *desk, const struct command *command, const struct binding *binding)
{
    if (command->single_view && desk->race)
        acts_remark(desk, "Not in the race: x leaves it.");
    else
        command->run(&(struct press){desk, binding->value, command->control, command->mode});
}

void commands_do(struct desk *desk, uint32_t key)
{
    desk->notice[0] = '\0';
    desk->quiet = false;
    for (const struct command *command = key_commands; command < key_commands + key_command_count; command++) {
        const struct binding *binding = find_binding(command, focus_of(desk), key);
        if (binding != NULL) {
            run(desk, command, binding);
            return;
        }
    }
    name_unknown(desk, key);
}

void commands_do_marked(struct desk *desk, int64_t mark)
{
    const struct command *command = &key_commands[mark / 2];
    if (command->focused && command->focus != focus_of(desk))
        return; /* a key that came just before has taken the focus from what was pointed at */
    int binding = 0;
    while (mark % 2 != 0 && binding + 1 < BINDINGS && command->bindings[binding + 1].key != 0)
        binding++;
    desk->notice[0] = '\0';
    desk->quiet = false;
    run(desk, command, &command->bindings[binding]);
}

size_t commands_show(struct scene_key *keys, size_t most)
{
    for (size_t i = 0; i < key_command_count && i < most; i++)
        keys[i] = (struct scene_key){.keys = key_commands[i].shown.keys,
                                     .name = key_commands[i].shown.name,
                                     .help = key_commands[i].shown.help,
                                     .group = key_commands[i].group,
                                     .matters = key_commands[i].matters};
    return key_command_count;
}

/* ---- For each frame ---- */

/* The numbers of the runs that are kept follow each other. */
int commands_chosen(const struct desk *desk, const struct scene *scene)
{
    int oldest = scene->runs[0].number;
    if (desk->focus != FOCUS_RUNS)
        return -1;
    return desk->chosen > oldest ? desk->chosen - oldest : 0;
}

static void keep_fit(struct desk *desk)
{
    if (!desk->time.fits || desk->time.seen.edge != TIME_NEVER)
        return;
    struct scene scene;
    struct extent extent = acts_extent(desk, &scene);
    const struct scene_run *run = &scene.runs[scene.focus];
    int64_t start = trace_start(run->trace), least = start + (run->ideal > 0 ? run->ideal : 0);
    if (desk->race && least > extent.now) /* at least so long it takes: no need to grow until then */
        extent.now = least;
    if (session_is_over(desk->session) && !desk->race)
        timeview_fit(&desk->time, &extent, start, trace_end(run->trace, scene.now));
    else
        timeview_fit_growing(&desk->time, &extent, start);
}

void commands_keep_time(struct desk *desk)
{
    if (desk->time.seen.cursor != TIME_NEVER && !acts_time_stands(desk))
        (void)timeview_live(&desk->time);
    keep_fit(desk);
}
