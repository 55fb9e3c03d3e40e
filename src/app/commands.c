/* commands — the table of keys and what they do; see the header. */
#include "app/commands.h"

#include "engine/random.h"
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

/* A key was pressed: what its command gets. */
struct press {
    struct desk *desk;
    const struct command *command;
    int value; /* of the binding */
};

struct command {
    struct scene_key shown;
    struct binding bindings[BINDINGS]; /* up to the first key 0 */
    void (*run)(const struct press *press);
    enum control control;    /* for those that change one */
    const struct mode *mode; /* for those that choose one */
};

static void say(struct desk *desk, const char *text)
{
    (void)snprintf(desk->notice, sizeof desk->notice, "%s", text);
}

/* ---- Runs ---- */

static void choose_mode(const struct press *press)
{
    struct error error;
    if (!session_start(press->desk->session, &press->command->mode, 1, &error))
        say(press->desk, error.message);
}

static void restart(const struct press *press)
{
    struct error error;
    if (!session_restart(press->desk->session, &error))
        say(press->desk, error.message);
}

static void restart_new_seed(const struct press *press)
{
    session_set_seed(press->desk->session, random_seed());
    restart(press);
}

/* ---- Time ---- */

static void toggle_pause(const struct press *press)
{
    if (session_is_over(press->desk->session))
        say(press->desk, "The run is over: r runs a new one, R the same again.");
    else
        session_pause(press->desk->session, !session_is_paused(press->desk->session));
}

static void step(const struct press *press)
{
    if (session_is_over(press->desk->session))
        say(press->desk, "The run is over: r runs a new one, R the same again.");
    else if (!session_is_paused(press->desk->session))
        session_pause(press->desk->session, true);
    else if (!session_step(press->desk->session))
        say(press->desk, "Nobody is due to do anything: there is nothing to step to.");
}

static void change_speed(const struct press *press)
{
    static const double speeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};
    const int count = sizeof speeds / sizeof *speeds;
    double speed = session_speed(press->desk->session);
    int next =
        press->value > 0 ? 0 : count - 1; /* the nearest beyond the present one, which need not be in the table */
    while (next >= 0 && next < count && (speeds[next] - speed) * press->value <= 0)
        next += press->value;
    if (next < 0 || next >= count)
        say(press->desk, press->value > 0 ? "This is as fast as it goes." : "This is as slow as it goes.");
    else
        session_set_speed(press->desk->session, speeds[next]);
}

/* ---- Controls ---- */

static void change(struct desk *desk, enum control control, int direction)
{
    if (!session_change(desk->session, control, direction))
        say(desk, direction > 0 ? "This is the most there can be." : "This is the least there can be.");
    else if (session_is_over(desk->session))
        say(desk, "For the next run: r with a new seed, R with the same, or a mode's key.");
}

static void change_control(const struct press *press)
{
    change(press->desk, press->command->control, press->value);
}

static void choose_control(const struct press *press)
{
    if (press->desk->control < 0)
        press->desk->control = press->value > 0 ? 0 : CONTROL_COUNT - 1;
    else
        press->desk->control = (press->desk->control + press->value + CONTROL_COUNT) % CONTROL_COUNT;
}

static void change_chosen(const struct press *press)
{
    if (press->desk->control < 0)
        press->desk->control = 0;
    else
        change(press->desk, (enum control)press->desk->control, press->value);
}

/* ---- The screen ---- */

static void toggle_help(const struct press *press)
{
    press->desk->help = !press->desk->help;
}

static void leave(const struct press *press)
{
    press->desk->help = false;
    press->desk->control = -1;
}

static void redraw(const struct press *press)
{
    press->desk->redraw = true;
}

static void suspend(const struct press *press)
{
    press->desk->suspend = true;
}

/* As in less: in the help screen it leaves that. */
static void quit(const struct press *press)
{
    press->desk->quit = !press->desk->help;
    press->desk->help = false;
}

static void quit_at_once(const struct press *press)
{
    press->desk->quit = true;
}

/* In the footer's order: what matters most comes first, since a narrow screen cuts its end. */
static const struct command commands[] = {
    {.shown = {"s", "sync", "one worker after another, on one thread"},
     .bindings = {{'s', 0}},
     .run = choose_mode,
     .mode = &mode_sync},
    {.shown = {"t", "threads", "a thread for every worker"},
     .bindings = {{'t', 0}},
     .run = choose_mode,
     .mode = &mode_threads},
    {.shown = {"a", "async", "all workers in an event loop, on one thread"},
     .bindings = {{'a', 0}},
     .run = choose_mode,
     .mode = &mode_async},
    {.shown = {"space", "pause", "pause, and go on"}, .bindings = {{' ', 0}}, .run = toggle_pause},
    {.shown = {".", "step", "pause; then on to the next moment at which something is due"},
     .bindings = {{'.', 0}},
     .run = step},
    {.shown = {"+/-", "speed", "faster, slower"}, .bindings = {{'+', 1}, {'=', 1}, {'-', -1}}, .run = change_speed},
    {.shown = {"r", "again", "again with a new seed"}, .bindings = {{'r', 0}}, .run = restart_new_seed},
    {.shown = {"R", NULL, "again with the same seed"}, .bindings = {{'R', 0}}, .run = restart},
    {.shown = {"?", "help", "this page"}, .bindings = {{'?', 0}}, .run = toggle_help},
    {.shown = {"q", "quit", "quit"}, .bindings = {{'q', 0}}, .run = quit},
    {.shown = {"p/P", NULL, "fewer, more producers"},
     .bindings = {{'p', -1}, {'P', 1}},
     .run = change_control,
     .control = CONTROL_PRODUCERS},
    {.shown = {"d/D", NULL, "shorter, longer delay per produced item"},
     .bindings = {{'d', -1}, {'D', 1}},
     .run = change_control,
     .control = CONTROL_PRODUCE},
    {.shown = {"c/C", NULL, "fewer, more consumers"},
     .bindings = {{'c', -1}, {'C', 1}},
     .run = change_control,
     .control = CONTROL_CONSUMERS},
    {.shown = {"e/E", NULL, "shorter, longer delay per consumed item"},
     .bindings = {{'e', -1}, {'E', 1}},
     .run = change_control,
     .control = CONTROL_CONSUME},
    {.shown = {"w/W", NULL, "less, more of a delay spent working on the cpu"},
     .bindings = {{'w', -1}, {'W', 1}},
     .run = change_control,
     .control = CONTROL_CPU},
    {.shown = {"b/B", NULL, "smaller, larger capacity of the queue"},
     .bindings = {{'b', -1}, {'B', 1}},
     .run = change_control,
     .control = CONTROL_CAPACITY},
    {.shown = {"←/→", NULL, "choose a control"},
     .bindings = {{KEY_CODE_LEFT, -1}, {KEY_CODE_RIGHT, 1}},
     .run = choose_control},
    {.shown = {"↓/↑", NULL, "less, more of the chosen control"},
     .bindings = {{KEY_CODE_DOWN, -1}, {KEY_CODE_UP, 1}},
     .run = change_chosen},
    {.shown = {"Esc", NULL, "leave the help or the chosen control"}, .bindings = {{KEY_CODE_ESCAPE, 0}}, .run = leave},
    {.shown = {"^L", NULL, "draw the screen anew"}, .bindings = {{KEY_CODE_REDRAW, 0}}, .run = redraw},
    {.shown = {"^Z", NULL, "suspend; fg comes back"}, .bindings = {{KEY_CODE_SUSPEND, 0}}, .run = suspend},
    {.shown = {"^C", NULL, "quit at once"}, .bindings = {{KEY_CODE_INTERRUPT, 0}}, .run = quit_at_once},
};

#define COMMANDS (sizeof commands / sizeof *commands)

static const struct binding *find_binding(const struct command *command, uint32_t key)
{
    for (int i = 0; i < BINDINGS && command->bindings[i].key != 0; i++)
        if (command->bindings[i].key == key)
            return &command->bindings[i];
    return NULL;
}

/* A key's name for the notice that it means nothing. */
static void name_unknown(struct desk *desk, uint32_t key)
{
    if (key > ' ' && key < 0x7f)
        (void)snprintf(desk->notice, sizeof desk->notice, "%c does nothing here: ? shows the keys.", (int)key);
    else
        say(desk, "This key does nothing here: ? shows the keys.");
}

void commands_do(struct desk *desk, uint32_t key)
{
    desk->notice[0] = '\0';
    for (const struct command *command = commands; command < commands + COMMANDS; command++) {
        const struct binding *binding = find_binding(command, key);
        if (binding != NULL) {
            command->run(&(struct press){desk, command, binding->value});
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
