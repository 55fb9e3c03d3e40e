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

/* What the screen says of it: see scene_key. */
struct words {
    const char *keys, *name, *help;
};

struct command {
    struct words shown;
    enum key_group group;
    unsigned matters;
    struct binding bindings[BINDINGS]; /* up to the first key 0 */
    void (*run)(const struct press *press);
    bool focused; /* means something only while `focus` has the focus */
    enum focus focus;
    enum control control;    /* for those that change one */
    const struct mode *mode; /* for those that choose one */
};

enum {
    RUNNING = 1 << SITUATION_RUNNING,
    PAUSED = 1 << SITUATION_PAUSED,
    OVER = 1 << SITUATION_OVER,
    BACK = 1 << SITUATION_BACK,
    CONTROLS = 1 << SITUATION_CONTROLS,
    RUNS = 1 << SITUATION_RUNS,
    RACE = 1 << SITUATION_RACE,
    HELP = 1 << SITUATION_HELP,
    THEMES = 1 << SITUATION_THEMES,
    LIVE = RUNNING | PAUSED | OVER,
    ANY = LIVE | BACK | RACE | CONTROLS | RUNS
};

/* In the footer's order: what matters most comes first, since a narrow screen cuts its end. */
static const struct command commands[] = {
    {.shown = {"s", "sync", "one after another"},
     .group = KEYS_RUN,
     .matters = LIVE | RACE,
     .bindings = {{'s', 0}},
     .run = act_choose_mode,
     .mode = &mode_sync},
    {.shown = {"t", "threads", "a thread for each worker"},
     .group = KEYS_RUN,
     .matters = LIVE | RACE,
     .bindings = {{'t', 0}},
     .run = act_choose_mode,
     .mode = &mode_threads},
    {.shown = {"a", "async", "all in one event loop"},
     .group = KEYS_RUN,
     .matters = LIVE | RACE,
     .bindings = {{'a', 0}},
     .run = act_choose_mode,
     .mode = &mode_async},
    {.shown = {"x", "race", "all side by side, and back"},
     .group = KEYS_RUN,
     .matters = LIVE | RACE,
     .bindings = {{'x', 0}},
     .run = act_toggle_race},
    {.shown = {"space", "pause", "pause, and go on"},
     .group = KEYS_TIME,
     .matters = RUNNING | PAUSED | BACK | RACE | CONTROLS,
     .bindings = {{' ', 0}},
     .run = act_toggle_pause},
    {.shown = {".", "step", "pause; on to what comes next"},
     .group = KEYS_TIME,
     .matters = PAUSED | BACK,
     .bindings = {{'.', 0}},
     .run = act_step},
    {.shown = {",", "before", "back to what happened before"},
     .group = KEYS_TIME,
     .matters = PAUSED | BACK,
     .bindings = {{',', 0}},
     .run = act_step_back},
    {.shown = {"←/→", "look", "back and forth in time"},
     .group = KEYS_TIME,
     .matters = PAUSED | BACK,
     .bindings = {{KEY_CODE_LEFT, -1}, {KEY_CODE_RIGHT, 1}},
     .run = act_look,
     .focused = true,
     .focus = FOCUS_LANES},
    {.shown = {"l/End", "now", "to now; Home: to the start"},
     .group = KEYS_TIME,
     .matters = BACK,
     .bindings = {{'l', 0}, {KEY_CODE_END, 0}},
     .run = act_live},
    {.shown = {"Home", NULL, NULL}, .group = KEYS_TIME, .bindings = {{KEY_CODE_HOME, 0}}, .run = act_home},
    {.shown = {"z/Z", "zoom", "less, more time in view"},
     .group = KEYS_TIME,
     .matters = BACK | OVER,
     .bindings = {{'z', -1}, {'Z', 1}},
     .run = act_zoom},
    {.shown = {"f", "fit", "the whole run in view"},
     .group = KEYS_TIME,
     .matters = BACK | OVER,
     .bindings = {{'f', 0}},
     .run = act_fit},
    {.shown = {"+/-", "speed", "faster, slower"},
     .group = KEYS_TIME,
     .matters = RUNNING | PAUSED | RACE,
     .bindings = {{'+', 1}, {'=', 1}, {'-', -1}},
     .run = act_change_speed},
    {.shown = {"r", "again", "new seed; R: the same again"},
     .group = KEYS_RUN,
     .matters = OVER | RACE,
     .bindings = {{'r', 0}},
     .run = act_restart_new_seed},
    {.shown = {"R", NULL, NULL}, .group = KEYS_RUN, .matters = OVER | RACE, .bindings = {{'R', 0}}, .run = act_restart},
    {.shown = {"?", "help", "these pages"},
     .group = KEYS_SCREEN,
     .matters = ANY | HELP,
     .bindings = {{'?', 0}},
     .run = act_toggle_help},
    {.shown = {"q", "quit", "quit; Esc goes back"},
     .group = KEYS_SCREEN,
     .matters = ANY | HELP,
     .bindings = {{'q', 0}},
     .run = act_quit},
    {.shown = {"p/P", NULL, "fewer, more producers"},
     .group = KEYS_PLAN,
     .bindings = {{'p', -1}, {'P', 1}},
     .run = act_change_control,
     .control = CONTROL_PRODUCERS},
    {.shown = {"n/N", NULL, "fewer, more items; at last ∞"},
     .group = KEYS_PLAN,
     .bindings = {{'n', -1}, {'N', 1}},
     .run = act_change_control,
     .control = CONTROL_ITEMS},
    {.shown = {"d/D", NULL, "shorter, longer to produce"},
     .group = KEYS_PLAN,
     .bindings = {{'d', -1}, {'D', 1}},
     .run = act_change_control,
     .control = CONTROL_PRODUCE},
    {.shown = {"c/C", NULL, "fewer, more consumers"},
     .group = KEYS_PLAN,
     .bindings = {{'c', -1}, {'C', 1}},
     .run = act_change_control,
     .control = CONTROL_CONSUMERS},
    {.shown = {"e/E", NULL, "shorter, longer to consume"},
     .group = KEYS_PLAN,
     .bindings = {{'e', -1}, {'E', 1}},
     .run = act_change_control,
     .control = CONTROL_CONSUME},
    {.shown = {"w/W", NULL, "less, more work; U burns CPU"},
     .group = KEYS_PLAN,
     .bindings = {{'w', -1}, {'W', 1}},
     .run = act_change_control,
     .control = CONTROL_CPU},
    {.shown = {"b/B", NULL, "smaller, larger queue"},
     .group = KEYS_PLAN,
     .bindings = {{'b', -1}, {'B', 1}},
     .run = act_change_control,
     .control = CONTROL_CAPACITY},
    {.shown = {"j/J v/V", NULL, "cores; threads of the pool"},
     .group = KEYS_PLAN,
     .bindings = {{'j', -1}, {'J', 1}},
     .run = act_change_control,
     .control = CONTROL_CORES},
    {.shown = {"v/V", NULL, NULL},
     .group = KEYS_PLAN,
     .bindings = {{'v', -1}, {'V', 1}},
     .run = act_change_control,
     .control = CONTROL_POOL},
    {.shown = {"U", NULL, NULL}, .group = KEYS_PLAN, .bindings = {{'U', 0}}, .run = act_toggle_burn},
    {.shown = {"Tab", "controls", "arrows to controls and runs"},
     .group = KEYS_PLAN,
     .matters = LIVE,
     .bindings = {{'\t', 0}},
     .run = act_next_focus},
    {.shown = {"←/→", "choose", NULL},
     .group = KEYS_PLAN,
     .matters = CONTROLS,
     .bindings = {{KEY_CODE_LEFT, -1}, {KEY_CODE_RIGHT, 1}},
     .run = act_choose_control,
     .focused = true,
     .focus = FOCUS_CONTROLS},
    {.shown = {"↓/↑", "change", NULL},
     .group = KEYS_PLAN,
     .matters = CONTROLS,
     .bindings = {{KEY_CODE_DOWN, -1}, {KEY_CODE_UP, 1}},
     .run = act_change_chosen,
     .focused = true,
     .focus = FOCUS_CONTROLS},
    {.shown = {"↓/↑", "choose", NULL},
     .group = KEYS_RUN,
     .matters = RUNS,
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = act_choose_run,
     .focused = true,
     .focus = FOCUS_RUNS},
    {.shown = {"Enter", "its lanes", "a run: see its lanes again"},
     .group = KEYS_RUN,
     .matters = RUNS,
     .bindings = {{KEY_CODE_ENTER, 0}},
     .run = act_open_run,
     .focused = true,
     .focus = FOCUS_RUNS},
    {.shown = {"u", "sort", "sort the runs otherwise"},
     .group = KEYS_RUN,
     .matters = RUNS,
     .bindings = {{'u', 0}},
     .run = act_sort_runs},
    {.shown = {"O/G", "pool", "a pool; one lock to work"},
     .group = KEYS_RUN,
     .matters = RACE,
     .bindings = {{'O', 0}},
     .run = act_choose_mode,
     .mode = &mode_pool},
    {.shown = {"G", NULL, NULL},
     .group = KEYS_RUN,
     .matters = RACE,
     .bindings = {{'G', 0}},
     .run = act_choose_mode,
     .mode = &mode_gil},
    {.shown = {"X", "mistakes", "the classic mistakes"},
     .group = KEYS_RUN,
     .matters = OVER,
     .bindings = {{'X', 0}},
     .run = act_open_mistakes},
    {.shown = {"↓/↑", NULL, NULL},
     .group = KEYS_RUN,
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = act_choose_mistake,
     .focused = true,
     .focus = FOCUS_MISTAKES},
    {.shown = {"Enter", NULL, NULL},
     .group = KEYS_RUN,
     .bindings = {{KEY_CODE_ENTER, 0}},
     .run = act_make_mistake,
     .focused = true,
     .focus = FOCUS_MISTAKES},
    {.shown = {"Esc", "back", NULL},
     .group = KEYS_SCREEN,
     .matters = BACK | CONTROLS | RUNS | HELP | THEMES,
     .bindings = {{KEY_CODE_ESCAPE, 0}},
     .run = act_leave},
    {.shown = {"T", NULL, "choose a theme: ↓/↑, Enter"},
     .group = KEYS_SCREEN,
     .bindings = {{'T', 0}},
     .run = act_open_themes},
    {.shown = {"↓/↑", "try one on", NULL},
     .group = KEYS_SCREEN,
     .matters = THEMES,
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = act_choose_theme,
     .focused = true,
     .focus = FOCUS_THEMES},
    {.shown = {"Enter", "keep it", NULL},
     .group = KEYS_SCREEN,
     .matters = THEMES,
     .bindings = {{KEY_CODE_ENTER, 0}},
     .run = act_keep_theme,
     .focused = true,
     .focus = FOCUS_THEMES},
    {.shown = {"↓/↑", NULL, "other lanes; PgDn, PgUp too"},
     .group = KEYS_LANES,
     .bindings = {{KEY_CODE_DOWN, 1}, {KEY_CODE_UP, -1}},
     .run = act_scroll,
     .focused = true,
     .focus = FOCUS_LANES},
    {.shown = {"PgDn/PgUp", NULL, NULL},
     .group = KEYS_LANES,
     .bindings = {{KEY_CODE_PAGE_DOWN, 1}, {KEY_CODE_PAGE_UP, -1}},
     .run = act_scroll_page,
     .focused = true,
     .focus = FOCUS_LANES},
    {.shown = {"h/H", NULL, "lower, higher lanes"},
     .group = KEYS_LANES,
     .bindings = {{'h', -1}, {'H', 1}},
     .run = act_change_height},
    {.shown = {"g", "groups", "bands of workers in a row"},
     .group = KEYS_LANES,
     .matters = LIVE | BACK,
     .bindings = {{'g', 0}},
     .run = act_toggle_groups},
    {.shown = {"m", NULL, "the main program's lane"},
     .group = KEYS_LANES,
     .bindings = {{'m', 0}},
     .run = act_toggle_main_lane},
    {.shown = {"i", "items", "the items on their way"},
     .group = KEYS_LANES,
     .matters = PAUSED | BACK,
     .bindings = {{'i', 0}},
     .run = act_toggle_items},
    {.shown = {"y", NULL, "the run before, dimly below"},
     .group = KEYS_LANES,
     .bindings = {{'y', 0}},
     .run = act_toggle_ghost},
    {.shown = {"k", NULL, "marks from waker to woken"},
     .group = KEYS_LANES,
     .bindings = {{'k', 0}},
     .run = act_toggle_wakes},
    {.shown = {"o", "log", "the log of items"},
     .group = KEYS_SCREEN,
     .matters = LIVE | BACK,
     .bindings = {{'o', 0}},
     .run = act_toggle_log},
    {.shown = {"F", "large", "large, for the last row"},
     .group = KEYS_SCREEN,
     .matters = LIVE | BACK,
     .bindings = {{'F', 0}},
     .run = act_toggle_presenter},
    {.shown = {"M", NULL, "the mouse: click, and zoom"},
     .group = KEYS_SCREEN,
     .bindings = {{'M', 0}},
     .run = act_toggle_mouse},
    {.shown = {"→/←", "page", NULL},
     .group = KEYS_SCREEN,
     .matters = HELP,
     .bindings = {{KEY_CODE_RIGHT, 1}, {KEY_CODE_PAGE_DOWN, 1}, {KEY_CODE_LEFT, -1}, {KEY_CODE_PAGE_UP, -1}},
     .run = act_turn_page,
     .focused = true,
     .focus = FOCUS_HELP},
    {.shown = {"^L", NULL, "draw anew; ^Z stop, ^C quit"},
     .group = KEYS_SCREEN,
     .bindings = {{KEY_CODE_REDRAW, 0}},
     .run = act_redraw},
    {.shown = {"^Z", NULL, NULL}, .group = KEYS_SCREEN, .bindings = {{KEY_CODE_SUSPEND, 0}}, .run = act_suspend},
    {.shown = {"^C", NULL, NULL}, .group = KEYS_SCREEN, .bindings = {{KEY_CODE_INTERRUPT, 0}}, .run = act_quit_at_once},
};

#define COMMANDS (sizeof commands / sizeof *commands)

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
    command->run(&(struct press){desk, binding->value, command->control, command->mode});
}

void commands_do(struct desk *desk, uint32_t key)
{
    desk->notice[0] = '\0';
    desk->quiet = false;
    for (const struct command *command = commands; command < commands + COMMANDS; command++) {
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
    const struct command *command = &commands[mark / 2];
    int binding = 0;
    while (mark % 2 != 0 && binding + 1 < BINDINGS && command->bindings[binding + 1].key != 0)
        binding++;
    desk->notice[0] = '\0';
    desk->quiet = false;
    run(desk, command, &command->bindings[binding]);
}

size_t commands_show(struct scene_key *keys, size_t most)
{
    for (size_t i = 0; i < COMMANDS && i < most; i++)
        keys[i] = (struct scene_key){.keys = commands[i].shown.keys,
                                     .name = commands[i].shown.name,
                                     .help = commands[i].shown.help,
                                     .group = commands[i].group,
                                     .matters = commands[i].matters};
    return COMMANDS;
}
