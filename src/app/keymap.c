/* keymap — the table of commands, and from a key to its command. */
#include "app/keymap.h"

#include "modes/modes.h"
#include "term/term.h"

#include <stdio.h>

enum {
    RUNNING = 1 << CONTEXT_RUNNING,
    PAUSED = 1 << CONTEXT_PAUSED,
    OVER = 1 << CONTEXT_OVER,
    BACK_ALONE = 1 << CONTEXT_BACK, /* not in the race */
    BACK = BACK_ALONE | 1 << CONTEXT_RACE_BACK,
    CONTROLS = 1 << CONTEXT_CONTROLS,
    RUNS = 1 << CONTEXT_RUNS,
    RACE = 1 << CONTEXT_RACE,
    HELP = 1 << CONTEXT_HELP,
    THEMES = 1 << CONTEXT_THEMES,
    BUGS = 1 << CONTEXT_BUGS,
    LIVE = RUNNING | PAUSED | OVER,
    LANES = LIVE | BACK | RACE, /* nothing has taken the arrows from the lanes */
    ANY = LIVE | BACK | RACE | CONTROLS | RUNS
};

/* In the footer's order: what matters most comes first, since a narrow screen cuts its end. */
static const struct command keymap[] = {
    {.shown = {"s", "sync", "one after another"},
     .group = KEYS_RUN,
     .shown_in = LIVE | RACE,
     .bindings = {{'s', 0}},
     .run = action_choose_mode,
     .mode = &mode_sync},
    {.shown = {"t", "threads", "a thread for each worker"},
     .group = KEYS_RUN,
     .shown_in = LIVE | RACE,
     .bindings = {{'t', 0}},
     .run = action_choose_mode,
     .mode = &mode_threads},
    {.shown = {"a", "async", "all in one event loop"},
     .group = KEYS_RUN,
     .shown_in = LIVE | RACE,
     .bindings = {{'a', 0}},
     .run = action_choose_mode,
     .mode = &mode_async},
    {.shown = {"x", "race", "all side by side, and back"},
     .group = KEYS_RUN,
     .shown_in = LIVE | RACE,
     .bindings = {{'x', 0}},
     .run = action_toggle_race},
    {.shown = {"space", "pause", "pause, and go on"},
     .group = KEYS_TIME,
     .shown_in = RUNNING | PAUSED | BACK | RACE | CONTROLS,
     .bindings = {{' ', 0}},
     .run = action_toggle_pause},
    {.shown = {".", "step", "pause; on to what comes next"},
     .group = KEYS_TIME,
     .shown_in = PAUSED | BACK,
     .bindings = {{'.', 0}},
     .run = action_step},
    {.shown = {",", "before", "back to what happened before"},
     .group = KEYS_TIME,
     .shown_in = PAUSED | BACK,
     .bindings = {{',', 0}},
     .run = action_step_back},
    {.shown = {"←/→", "look", "back and forth in time"},
     .group = KEYS_TIME,
     .shown_in = PAUSED | BACK,
     .bindings = {{KEY_CODE_LEFT, -1}, {KEY_CODE_RIGHT, 1}},
     .run = action_look,
     .only_in = LANES},
    {.shown = {"l/End", "now", "to now; Home: to the start"},
     .group = KEYS_TIME,
     .shown_in = BACK,
     .bindings = {{'l', 0}, {KEY_CODE_END, 0}},
     .run = action_live},
    {.shown = {"Home", NULL, NULL}, .group = KEYS_TIME, .bindings = {{KEY_CODE_HOME, 0}}, .run = action_home},
    {.shown = {"z/Z", "zoom", "less, more time in view"},
     .group = KEYS_TIME,
     .shown_in = BACK | OVER,
     .bindings = {{'z', -1}, {'Z', 1}},
     .run = action_zoom},
    {.shown = {"f", "fit", "the whole run in view"},
     .group = KEYS_TIME,
     .shown_in = BACK | OVER,
     .bindings = {{'f', 0}},
     .run = action_fit},
    {.shown = {"+/-", "speed", "faster, slower"},
     .group = KEYS_TIME,
     .shown_in = RUNNING | PAUSED | RACE,
     .bindings = {{'+', 1}, {'=', 1}, {'-', -1}},
     .run = action_change_speed},
    {.shown = {"r", "again", "new seed; R: the same again"},
     .group = KEYS_RUN,
     .shown_in = OVER | RACE,
     .bindings = {{'r', 0}},
     .run = action_restart_new_seed},
    {.shown = {"R", NULL, NULL},
     .group = KEYS_RUN,
     .shown_in = OVER | RACE,
     .bindings = {{'R', 0}},
     .run = action_restart},
    {.shown = {"?", "help", "these pages"},
     .group = KEYS_SCREEN,
     .shown_in = ANY | HELP,
     .bindings = {{'?', 0}},
     .run = action_toggle_help},
    {.shown = {"q", "quit", "quit; Esc goes back"},
     .group = KEYS_SCREEN,
     .shown_in = ANY | HELP,
     .bindings = {{'q', 0}},
     .run = action_quit},
    {.shown = {"p/P", NULL, "fewer, more producers"},
     .group = KEYS_PLAN,
     .bindings = {{'p', -1}, {'P', 1}},
     .run = action_change_control,
     .control = CONTROL_PRODUCERS},
    {.shown = {"n/N", NULL, "fewer, more items; at last ∞"},
     .group = KEYS_PLAN,
     .bindings = {{'n', -1}, {'N', 1}},
     .run = action_change_control,
     .control = CONTROL_ITEMS},
    {.shown = {"d/D", NULL, "shorter, longer to produce"},
     .group = KEYS_PLAN,
     .bindings = {{'d', -1}, {'D', 1}},
     .run = action_change_control,
     .control = CONTROL_PRODUCE},
    {.shown = {"c/C", NULL, "fewer, more consumers"},
     .group = KEYS_PLAN,
     .bindings = {{'c', -1}, {'C', 1}},
     .run = action_change_control,
     .control = CONTROL_CONSUMERS},
    {.shown = {"e/E", NULL, "shorter, longer to consume"},
     .group = KEYS_PLAN,
     .bindings = {{'e', -1}, {'E', 1}},
     .run = action_change_control,
     .control = CONTROL_CONSUME},
    {.shown = {"w/W", NULL, "less, more work; U burns CPU"},
     .group = KEYS_PLAN,
     .bindings = {{'w', -1}, {'W', 1}},
     .run = action_change_control,
     .control = CONTROL_CPU},
    {.shown = {"b/B", NULL, "smaller, larger queue"},
     .group = KEYS_PLAN,
     .bindings = {{'b', -1}, {'B', 1}},
     .run = action_change_control,
     .control = CONTROL_CAPACITY},
    {.shown = {"j/J v/V", NULL, "cores; threads of the pool"},
     .group = KEYS_PLAN,
     .bindings = {{'j', -1}, {'J', 1}},
     .run = action_change_control,
     .control = CONTROL_CORES},
    {.shown = {"v/V", NULL, NULL},
     .group = KEYS_PLAN,
     .bindings = {{'v', -1}, {'V', 1}},
     .run = action_change_control,
     .control = CONTROL_POOL},
    {.shown = {"U", NULL, NULL}, .group = KEYS_PLAN, .bindings = {{'U', 0}}, .run = action_toggle_burn},
    {.shown = {"Tab", "controls", "arrows to controls and runs"},
     .group = KEYS_PLAN,
     .shown_in = LIVE,
     .bindings = {{'\t', 0}},
     .run = action_next_focus},
    {.shown = {"←/→", "choose", NULL},
     .group = KEYS_PLAN,
     .shown_in = CONTROLS,
     .bindings = {{KEY_CODE_LEFT, -1}, {KEY_CODE_RIGHT, 1}},
     .run = action_choose_control,
     .only_in = CONTROLS},
    {.shown = {"↓/↑", "change", NULL},
     .group = KEYS_PLAN,
     .shown_in = CONTROLS,
     .bindings = {{KEY_CODE_DOWN, -1}, {KEY_CODE_UP, 1}},
     .run = action_change_chosen,
     .only_in = CONTROLS},
    {.shown = {"↓/↑", "choose", NULL},
     .group = KEYS_RUN,
     .shown_in = RUNS,
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = action_choose_run,
     .only_in = RUNS},
    {.shown = {"Enter", "its lanes", "a run: see its lanes again"},
     .group = KEYS_RUN,
     .shown_in = RUNS,
     .bindings = {{KEY_CODE_ENTER, 0}},
     .run = action_open_run,
     .only_in = RUNS},
    {.shown = {"u", "sort", "sort the runs otherwise"},
     .group = KEYS_RUN,
     .shown_in = RUNS,
     .bindings = {{'u', 0}},
     .run = action_sort_runs,
     .single_view = true},
    {.shown = {"O", "pool", "a pool of threads"},
     .group = KEYS_RUN,
     .shown_in = RACE,
     .bindings = {{'O', 0}},
     .run = action_choose_mode,
     .mode = &mode_pool},
    {.shown = {"y", "language", "python, with a GIL, or c"},
     .group = KEYS_RUN,
     .shown_in = RACE,
     .bindings = {{'y', 0}},
     .run = action_toggle_language},
    {.shown = {"X", "bugs", "the classic bugs"},
     .group = KEYS_RUN,
     .shown_in = OVER,
     .bindings = {{'X', 0}},
     .run = action_open_bugs},
    {.shown = {"↓/↑", "choose", NULL},
     .group = KEYS_RUN,
     .shown_in = BUGS,
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = action_choose_bug,
     .only_in = BUGS},
    {.shown = {"Enter", "make it", NULL},
     .group = KEYS_RUN,
     .shown_in = BUGS,
     .bindings = {{KEY_CODE_ENTER, 0}},
     .run = action_make_bug,
     .only_in = BUGS},
    {.shown = {"Esc", "back", NULL},
     .group = KEYS_SCREEN,
     .shown_in = BACK | CONTROLS | RUNS | HELP | THEMES | BUGS,
     .bindings = {{KEY_CODE_ESCAPE, 0}},
     .run = action_leave},
    {.shown = {"T", NULL, "choose a theme: ↓/↑, Enter"},
     .group = KEYS_SCREEN,
     .bindings = {{'T', 0}},
     .run = action_open_themes},
    {.shown = {"↓/↑", "try one on", NULL},
     .group = KEYS_SCREEN,
     .shown_in = THEMES,
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = action_choose_theme,
     .only_in = THEMES},
    {.shown = {"Enter", "keep it", NULL},
     .group = KEYS_SCREEN,
     .shown_in = THEMES,
     .bindings = {{KEY_CODE_ENTER, 0}},
     .run = action_keep_theme,
     .only_in = THEMES},
    {.shown = {"↓/↑", NULL, "other lanes; PgDn, PgUp too"},
     .group = KEYS_LANES,
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = action_scroll,
     .only_in = LANES},
    {.shown = {"PgDn/PgUp", NULL, NULL},
     .group = KEYS_LANES,
     .bindings = {{KEY_CODE_PAGE_DOWN, 1}, {KEY_CODE_PAGE_UP, -1}},
     .run = action_scroll_page,
     .only_in = LANES},
    {.shown = {"h/H", NULL, "lower, higher lanes"},
     .group = KEYS_LANES,
     .bindings = {{'h', -1}, {'H', 1}},
     .run = action_change_height,
     .single_view = true},
    {.shown = {"g", "groups", "bands of workers in a row"},
     .group = KEYS_LANES,
     .shown_in = LIVE | BACK_ALONE,
     .bindings = {{'g', 0}},
     .run = action_toggle_groups,
     .single_view = true},
    {.shown = {"m", NULL, "the main program's lane"},
     .group = KEYS_LANES,
     .bindings = {{'m', 0}},
     .run = action_toggle_main_lane,
     .single_view = true},
    {.shown = {"i", "items", "the items on their way"},
     .group = KEYS_LANES,
     .shown_in = PAUSED | BACK_ALONE,
     .bindings = {{'i', 0}},
     .run = action_toggle_items,
     .single_view = true},
    {.shown = {"Y", NULL, "the run before, dimly below"},
     .group = KEYS_LANES,
     .bindings = {{'Y', 0}},
     .run = action_toggle_ghost,
     .single_view = true},
    {.shown = {"k", NULL, "marks from waker to woken"},
     .group = KEYS_LANES,
     .bindings = {{'k', 0}},
     .run = action_toggle_wakes,
     .single_view = true},
    {.shown = {"o", "log", "the log of items"},
     .group = KEYS_SCREEN,
     .shown_in = LIVE | BACK_ALONE,
     .bindings = {{'o', 0}},
     .run = action_toggle_log,
     .single_view = true},
    {.shown = {"F", "large", "large, for the last row"},
     .group = KEYS_SCREEN,
     .shown_in = LIVE | BACK_ALONE,
     .bindings = {{'F', 0}},
     .run = action_toggle_presenter,
     .single_view = true},
    {.shown = {"M", NULL, "the mouse: click, and zoom"},
     .group = KEYS_SCREEN,
     .bindings = {{'M', 0}},
     .run = action_toggle_mouse},
    {.shown = {"→/←", "page", NULL},
     .group = KEYS_SCREEN,
     .shown_in = HELP,
     .bindings = {{KEY_CODE_RIGHT, 1}, {KEY_CODE_PAGE_DOWN, 1}, {KEY_CODE_LEFT, -1}, {KEY_CODE_PAGE_UP, -1}},
     .run = action_turn_page,
     .only_in = HELP},
    {.shown = {"^L", NULL, "draw anew; ^Z stop, ^C quit"},
     .group = KEYS_SCREEN,
     .bindings = {{KEY_CODE_REDRAW, 0}},
     .run = action_redraw},
    {.shown = {"^Z", NULL, NULL}, .group = KEYS_SCREEN, .bindings = {{KEY_CODE_SUSPEND, 0}}, .run = action_suspend},
    {.shown = {"^C", NULL, NULL},
     .group = KEYS_SCREEN,
     .bindings = {{KEY_CODE_INTERRUPT, 0}},
     .run = action_quit_at_once},
};

static const size_t keymap_count = sizeof keymap / sizeof *keymap;

/* Whether the command means something in a context. */
static bool applies(const struct command *command, enum ui_context context)
{
    return command->only_in == 0 || (command->only_in & 1u << context) != 0;
}

static const struct binding *find_binding(const struct command *command, uint32_t key)
{
    for (int i = 0; i < BINDINGS && command->bindings[i].key != 0; i++)
        if (command->bindings[i].key == key)
            return &command->bindings[i];
    return NULL;
}

static void run(struct ui_state *ui, const struct command *command, const struct binding *binding)
{
    if (command->single_view && ui->view.race)
        ui_remark(ui, "Not in the race: x leaves it.");
    else
        command->run(&(struct action_args){ui, binding->value, command->control, command->mode});
}

static enum ui_context context_of(const struct ui_state *ui)
{
    struct scene scene = ui_scene(ui);
    return scene_context(&scene);
}

static void refuse(struct ui_state *ui, uint32_t key)
{
    char text[64] = "This key does nothing here: ? shows the keys.";
    if (key > ' ' && key < 0x7f)
        (void)snprintf(text, sizeof text, "%c does nothing here: ? shows the keys.", (int)key);
    ui_remark(ui, text);
}

void keymap_do(struct ui_state *ui, uint32_t key)
{
    enum ui_context context = context_of(ui);
    ui_say(ui, "");
    for (const struct command *command = keymap; command < keymap + keymap_count; command++) {
        const struct binding *binding = applies(command, context) ? find_binding(command, key) : NULL;
        if (binding != NULL) {
            run(ui, command, binding);
            return;
        }
    }
    refuse(ui, key);
}

void keymap_do_hit(struct ui_state *ui, int64_t hit)
{
    const struct command *command = &keymap[hit / 2];
    if (!applies(command, context_of(ui)))
        return; /* a key that came just before has changed what was pointed at */
    int binding = 0;
    while (hit % 2 != 0 && binding + 1 < BINDINGS && command->bindings[binding + 1].key != 0)
        binding++;
    ui_say(ui, "");
    run(ui, command, &command->bindings[binding]);
}

size_t keymap_show(struct scene_key *keys, size_t capacity)
{
    for (size_t i = 0; i < keymap_count && i < capacity; i++)
        keys[i] = (struct scene_key){.keys = keymap[i].shown.keys,
                                     .name = keymap[i].shown.name,
                                     .help = keymap[i].shown.help,
                                     .group = keymap[i].group,
                                     .shown_in = keymap[i].shown_in};
    return keymap_count;
}
