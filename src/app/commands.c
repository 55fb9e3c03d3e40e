/* commands — the table of keys and what they do; see the header. */
#include "app/commands.h"

#include "acts.h"
#include "modes/modes.h"
#include "term/term.h"

#include <stdio.h>
#include <string.h>

enum { BINDINGS = 4 };

/* A key and the number that it hands to its command. */
struct binding {
    uint32_t key;
    int value;
};

struct command {
    struct scene_key shown;
    struct binding bindings[BINDINGS]; /* up to the first key 0 */
    void (*run)(const struct press *press);
    bool focused; /* means something only while `focus` has the focus */
    enum focus focus;
    enum control control;    /* for those that change one */
    const struct mode *mode; /* for those that choose one */
};

/* In the footer's order: what matters most comes first, since a narrow screen cuts its end. */
static const struct command commands[] = {
    {.shown = {"s", "sync", "one worker after another, on one thread"},
     .bindings = {{'s', 0}},
     .run = act_choose_mode,
     .mode = &mode_sync},
    {.shown = {"t", "threads", "a thread for every worker"},
     .bindings = {{'t', 0}},
     .run = act_choose_mode,
     .mode = &mode_threads},
    {.shown = {"a", "async", "all workers in an event loop, on one thread"},
     .bindings = {{'a', 0}},
     .run = act_choose_mode,
     .mode = &mode_async},
    {.shown = {"x", "race", "all modes side by side, and back to one; s, t and a leave the race for a new run"},
     .bindings = {{'x', 0}},
     .run = act_toggle_race},
    {.shown = {"space", "pause", "pause, and go on"}, .bindings = {{' ', 0}}, .run = act_toggle_pause},
    {.shown = {".", "step", "pause; then on to the next moment at which something happens"},
     .bindings = {{'.', 0}},
     .run = act_step},
    {.shown = {",", NULL, "back to the moment before at which something happened"},
     .bindings = {{',', 0}},
     .run = act_step_back},
    {.shown = {"?", "help", "this page"}, .bindings = {{'?', 0}}, .run = act_toggle_help},
    {.shown = {"+/-", "speed", "faster, slower"}, .bindings = {{'+', 1}, {'=', 1}, {'-', -1}}, .run = act_change_speed},
    {.shown = {"r", "again", "again with a new seed"}, .bindings = {{'r', 0}}, .run = act_restart_new_seed},
    {.shown = {"R", NULL, "again with the same seed"}, .bindings = {{'R', 0}}, .run = act_restart},
    {.shown = {"q", "quit", "quit"}, .bindings = {{'q', 0}}, .run = act_quit},
    {.shown = {"p/P", NULL, "fewer, more producers"},
     .bindings = {{'p', -1}, {'P', 1}},
     .run = act_change_control,
     .control = CONTROL_PRODUCERS},
    {.shown = {"n/N", NULL, "fewer, more items per producer; above 100: no end"},
     .bindings = {{'n', -1}, {'N', 1}},
     .run = act_change_control,
     .control = CONTROL_ITEMS},
    {.shown = {"d/D", NULL, "shorter, longer delay per produced item"},
     .bindings = {{'d', -1}, {'D', 1}},
     .run = act_change_control,
     .control = CONTROL_PRODUCE},
    {.shown = {"c/C", NULL, "fewer, more consumers"},
     .bindings = {{'c', -1}, {'C', 1}},
     .run = act_change_control,
     .control = CONTROL_CONSUMERS},
    {.shown = {"e/E", NULL, "shorter, longer delay per consumed item"},
     .bindings = {{'e', -1}, {'E', 1}},
     .run = act_change_control,
     .control = CONTROL_CONSUME},
    {.shown = {"w/W", NULL, "less, more of a delay spent working on the cpu"},
     .bindings = {{'w', -1}, {'W', 1}},
     .run = act_change_control,
     .control = CONTROL_CPU},
    {.shown = {"b/B", NULL, "smaller, larger capacity of the queue"},
     .bindings = {{'b', -1}, {'B', 1}},
     .run = act_change_control,
     .control = CONTROL_CAPACITY},
    {.shown = {"y", NULL, "the run before, dimly under the present one"},
     .bindings = {{'y', 0}},
     .run = act_toggle_ghost},
    {.shown = {"Tab", "controls", "the arrows go to the controls, and back to the lanes"},
     .bindings = {{'\t', 0}},
     .run = act_next_focus},
    {.shown = {"←/→", NULL, "back and forth in time; paused: move the cursor"},
     .bindings = {{KEY_CODE_LEFT, -1}, {KEY_CODE_RIGHT, 1}},
     .run = act_look,
     .focused = true,
     .focus = FOCUS_LANES},
    {.shown = {"z/Z", NULL, "less, more time on the screen"}, .bindings = {{'z', -1}, {'Z', 1}}, .run = act_zoom},
    {.shown = {"f", NULL, "fit the run into the screen"}, .bindings = {{'f', 0}}, .run = act_fit},
    {.shown = {"l/End", NULL, "back to now"}, .bindings = {{'l', 0}, {KEY_CODE_END, 0}}, .run = act_live},
    {.shown = {"Home", NULL, "to the start of the session"}, .bindings = {{KEY_CODE_HOME, 0}}, .run = act_home},
    {.shown = {"m", NULL, "the lane of the main program"}, .bindings = {{'m', 0}}, .run = act_toggle_main_lane},
    {.shown = {"k", NULL, "marks from who wakes to who is woken"}, .bindings = {{'k', 0}}, .run = act_toggle_wakes},
    {.shown = {"i", NULL, "the items on their way"}, .bindings = {{'i', 0}}, .run = act_toggle_items},
    {.shown = {"←/→", NULL, "in the controls: choose one"},
     .bindings = {{KEY_CODE_LEFT, -1}, {KEY_CODE_RIGHT, 1}},
     .run = act_choose_control,
     .focused = true,
     .focus = FOCUS_CONTROLS},
    {.shown = {"↓/↑", NULL, "in the controls: less, more of it"},
     .bindings = {{KEY_CODE_DOWN, -1}, {KEY_CODE_UP, 1}},
     .run = act_change_chosen,
     .focused = true,
     .focus = FOCUS_CONTROLS},
    {.shown = {"T", NULL, "choose a theme"}, .bindings = {{'T', 0}}, .run = act_open_themes},
    {.shown = {"↓/↑", NULL, "in the themes: try one on"},
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = act_choose_theme,
     .focused = true,
     .focus = FOCUS_THEMES},
    {.shown = {"Enter", NULL, "in the themes: keep it"},
     .bindings = {{KEY_CODE_ENTER, 0}},
     .run = act_keep_theme,
     .focused = true,
     .focus = FOCUS_THEMES},
    {.shown = {"Esc", NULL, "leave the help, the controls, the themes, the race"},
     .bindings = {{KEY_CODE_ESCAPE, 0}},
     .run = act_leave},
    {.shown = {"^L", NULL, "draw the screen anew"}, .bindings = {{KEY_CODE_REDRAW, 0}}, .run = act_redraw},
    {.shown = {"^Z", NULL, "suspend; fg comes back"}, .bindings = {{KEY_CODE_SUSPEND, 0}}, .run = act_suspend},
    {.shown = {"^C", NULL, "quit at once"}, .bindings = {{KEY_CODE_INTERRUPT, 0}}, .run = act_quit_at_once},
};

#define COMMANDS (sizeof commands / sizeof *commands)

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
}

/* A key's name for the notice that it means nothing. */
static void name_unknown(struct desk *desk, uint32_t key)
{
    if (key > ' ' && key < 0x7f)
        (void)snprintf(desk->notice, sizeof desk->notice, "%c does nothing here: ? shows the keys.", (int)key);
    else
        acts_say(desk, "This key does nothing here: ? shows the keys.");
}

void commands_do(struct desk *desk, uint32_t key)
{
    desk->notice[0] = '\0';
    for (const struct command *command = commands; command < commands + COMMANDS; command++) {
        const struct binding *binding = find_binding(command, desk->focus, key);
        if (binding != NULL) {
            command->run(&(struct press){desk, binding->value, command->control, command->mode});
            return;
        }
    }
    name_unknown(desk, key);
}

size_t commands_show(struct scene_key *keys, size_t most)
{
    for (size_t i = 0; i < COMMANDS && i < most; i++)
        keys[i] = commands[i].shown;
    return COMMANDS;
}
