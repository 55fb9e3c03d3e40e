/* keymap — the table of keys, and from a key or the mouse to what it does. */
#include "app/keymap.h"

#include "app/actions.h"
#include "modes/modes.h"

#include <stdio.h>
#include <string.h>

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
    VIEW = 1 << CONTEXT_VIEW,
    LESSONS = 1 << CONTEXT_LESSONS,
    QUIT = 1 << CONTEXT_QUIT,
    VOTE = 1 << CONTEXT_VOTE,
    LESSON = 1 << CONTEXT_LESSON | VOTE,
    LIVE = RUNNING | PAUSED | OVER,
    LANES = LIVE | BACK | RACE | LESSON, /* nothing has taken the arrows from the lanes */
    ANY = LIVE | BACK | RACE | CONTROLS | RUNS,
    NEVER = 0, /* in the footer */

    EVERYWHERE = (1 << CONTEXT_COUNT) - 1,
    ALWAYS = EVERYWHERE & ~VIEW & ~QUIT,
    NOT_IN_RACE = 1 << CONTEXT_COUNT, /* it has nothing to show there, and says so */
    NOT_OF_TASKS = NOT_IN_RACE << 1,  /* likewise where there is no queue */
    SINGLE = ALWAYS | NOT_IN_RACE,
    BINDINGS = 9
};

/* A key and the number that it hands to its action. */
struct binding {
    uint32_t key;
    int value;
};

struct row {
    struct binding bindings[BINDINGS]; /* up to the first key 0 */
    enum key_group group;
    unsigned shown_in; /* the footer of these contexts, bits 1 << enum ui_context */
    unsigned works_in; /* in others the key is another row's, or nothing */
    const char *name;  /* one or two words for the footer */
    const char *help;  /* NULL: another row's help tells it, too */
    action *run;
    union action_target target;
};

static action toggle_view, run_entry;

/* clang-format off */
#define KEY(key)             {{key, 0}}
#define KEYS(less, more)     {{less, -1}, {more, 1}}
#define SWITCHED(more, less) {{more, 1}, {less, -1}}
#define MODE(name)           {.mode = &mode_##name}
#define CONTROL(name)        {.control = CONTROL_##name}
#define FLAG(name)           {.flag = offsetof(struct ui_state, name)}

/* In the footer's order: what matters most comes first, since a narrow screen cuts its end. */
static const struct row keymap[] = {
    {KEY('s'), KEYS_RUN, LIVE | RACE, ALWAYS, "sync", "one after another", action_choose_mode, MODE(sync)},
    {KEY('t'), KEYS_RUN, LIVE | RACE, ALWAYS, "threads", "a thread for each worker", action_choose_mode, MODE(threads)},
    {KEY('a'), KEYS_RUN, LIVE | RACE, ALWAYS, "async", "all in one event loop", action_choose_mode, MODE(async)},
    {KEY('o'), KEYS_RUN, LIVE | RACE, ALWAYS, "pool", "a pool of threads", action_choose_mode, MODE(pool)},
    {KEY('m'), KEYS_RUN, LIVE | RACE, ALWAYS, "processes", "a process for each worker", action_choose_mode, MODE(processes)},
    {KEY('x'), KEYS_RUN, LIVE | RACE, ALWAYS, "race", "all modes side by side", action_toggle_race, {0}},
    {{{'1', 1}, {'2', 2}, {'3', 3}, {'4', 4}, {'5', 5}, {'6', 6}, {'7', 7}, {'8', 8}, {'9', 9}}, KEYS_RUN, VOTE, LESSON, "vote", "in a lesson: a hand more", action_vote, {0}},
    {KEY(KEY_CODE_BACKSPACE), KEYS_RUN, VOTE, LESSON, "undo", NULL, action_take_back, {0}},
    {{{KEY_CODE_ENTER, 0}, {KEY_CODE_PAGE_DOWN, 0}}, KEYS_RUN, LESSON, LESSON, "on", "in a lesson: on; PgUp: back", action_lesson_next, {0}},
    {KEY(KEY_CODE_PAGE_UP), KEYS_RUN, LESSON, LESSON, "back", NULL, action_lesson_back, {0}},
    {KEY(KEY_CODE_ESCAPE), KEYS_RUN, LESSON, LESSON, "free play", NULL, action_leave, {0}},
    {KEY('l'), KEYS_SCREEN, LIVE | RACE | LESSON, ALWAYS, "lessons", "lessons: asked, then shown", action_lessons, {0}},
    {SWITCHED(KEY_CODE_DOWN, KEY_CODE_UP), KEYS_SCREEN, LESSONS, LESSONS, "choose", NULL, action_choose, {0}},
    {KEY(KEY_CODE_ENTER), KEYS_SCREEN, LESSONS, LESSONS, "begin it", NULL, action_open_lesson, {0}},
    {KEY('v'), KEYS_SCREEN, LIVE | BACK | RACE | (LESSON & ~VOTE), EVERYWHERE & ~QUIT, "view", "what is shown: a menu", toggle_view, {0}},
    {KEY(' '), KEYS_TIME, RUNNING | PAUSED | BACK | RACE | CONTROLS | (LESSON & ~VOTE), ALWAYS, "pause", "pause, and go on", action_toggle_pause, {0}},
    {{{'?', 0}, {KEY_CODE_F1, 0}}, KEYS_SCREEN, ANY | HELP | LESSON, EVERYWHERE & ~QUIT, "help", NULL, action_toggle_help, {0}},
    {KEY('k'), KEYS_SCREEN, LIVE, SINGLE, "code", "the program, line by line", action_toggle_code, {0}},
    {KEY('.'), KEYS_TIME, PAUSED | BACK, ALWAYS, "step", "pause; on to what comes next", action_step, {0}},
    {KEY(','), KEYS_TIME, PAUSED | BACK, ALWAYS, "before", "back to what happened before", action_step_back, {0}},
    {KEYS(KEY_CODE_LEFT, KEY_CODE_RIGHT), KEYS_TIME, PAUSED | BACK, LANES, "look", "back and forth in time", action_look, {0}},
    {KEY(KEY_CODE_END), KEYS_TIME, BACK, ALWAYS, "now", "to now; Home: to the start", action_live, {0}},
    {KEY(KEY_CODE_HOME), KEYS_TIME, NEVER, ALWAYS, NULL, NULL, action_home, {0}},
    {KEYS('z', 'Z'), KEYS_TIME, BACK | OVER, ALWAYS, "zoom", "less, more time in view", action_zoom, {0}},
    {KEY('f'), KEYS_TIME, BACK | OVER, ALWAYS, "fit", "the whole run in view", action_fit, {0}},
    {{{'+', 1}, {'=', 1}, {'-', -1}}, KEYS_TIME, RUNNING | PAUSED | RACE, ALWAYS, "speed", "faster, slower", action_change_speed, {0}},
    {KEY('r'), KEYS_RUN, OVER | RACE, ALWAYS, "again", "same seed; R: a new one", action_restart, {0}},
    {KEY('R'), KEYS_RUN, NEVER, ALWAYS, NULL, NULL, action_restart_new_seed, {0}},
    {KEY('q'), KEYS_SCREEN, ANY | HELP | LESSON, EVERYWHERE & ~QUIT, "quit", "quit; Esc goes back", action_quit, {0}},
    {{{'q', 0}, {'y', 0}}, KEYS_SCREEN, QUIT, QUIT, "quit", NULL, action_set, FLAG(quit)},

    {KEYS('p', 'P'), KEYS_PLAN, NEVER, ALWAYS, NULL, "fewer, more producers", action_change_control, CONTROL(PRODUCERS)},
    {KEYS('n', 'N'), KEYS_PLAN, NEVER, ALWAYS | NOT_OF_TASKS, NULL, "fewer, more items; at last ∞", action_change_control, CONTROL(ITEMS)},
    {KEYS('d', 'D'), KEYS_PLAN, NEVER, ALWAYS, NULL, "shorter, longer to produce", action_change_control, CONTROL(PRODUCE)},
    {KEYS('c', 'C'), KEYS_PLAN, NEVER, ALWAYS | NOT_OF_TASKS, NULL, "fewer, more consumers", action_change_control, CONTROL(CONSUMERS)},
    {KEYS('e', 'E'), KEYS_PLAN, NEVER, ALWAYS | NOT_OF_TASKS, NULL, "shorter, longer to consume", action_change_control, CONTROL(CONSUME)},
    {KEYS('w', 'W'), KEYS_PLAN, NEVER, ALWAYS, NULL, "less, more work on the CPU", action_change_control, CONTROL(CPU)},
    {KEYS('b', 'B'), KEYS_PLAN, NEVER, ALWAYS | NOT_OF_TASKS, NULL, "smaller, larger queue", action_change_control, CONTROL(CAPACITY)},
    {KEYS('j', 'J'), KEYS_PLAN, NEVER, ALWAYS, NULL, "fewer, more cores", action_change_control, CONTROL(CORES)},
    {KEYS('u', 'U'), KEYS_PLAN, NEVER, ALWAYS, NULL, "fewer, more pool threads", action_change_control, CONTROL(POOL)},
    {KEYS('g', 'G'), KEYS_PLAN, LIVE, ALWAYS, "results", "as completed, submitted", action_change_control, CONTROL(RESULTS)},
    {KEY('\t'), KEYS_PLAN, LIVE, ALWAYS, "plan", "arrows to controls and runs", action_next_focus, {0}},
    {KEYS(KEY_CODE_LEFT, KEY_CODE_RIGHT), KEYS_PLAN, CONTROLS, CONTROLS, "choose", NULL, action_choose_control, {0}},
    {KEYS(KEY_CODE_DOWN, KEY_CODE_UP), KEYS_PLAN, CONTROLS, CONTROLS, "change", NULL, action_change_chosen, {0}},

    {SWITCHED(KEY_CODE_DOWN, KEY_CODE_UP), KEYS_RUN, RUNS, RUNS, "choose", NULL, action_choose_run, {0}},
    {KEY(KEY_CODE_ENTER), KEYS_RUN, RUNS, RUNS, "its lanes", "a run: see its lanes again", action_open_run, {0}},
    {KEY(KEY_CODE_ENTER), KEYS_RUN, NEVER, LIVE | BACK_ALONE, NULL, "a bug: first failing seed", action_open_failing_seed, {0}},
    {KEYS(KEY_CODE_LEFT, KEY_CODE_RIGHT), KEYS_RUN, RUNS, RUNS, "sort", "the runs by another figure", action_sort_runs, {0}},
    {KEY('y'), KEYS_RUN, RACE, ALWAYS, "language", "python, with a GIL, or c", action_toggle_language, {0}},
    {KEY('!'), KEYS_RUN, OVER, ALWAYS, "bugs", "the classic bugs", action_open_bugs, {0}},
    {SWITCHED(KEY_CODE_DOWN, KEY_CODE_UP), KEYS_RUN, BUGS, BUGS, "choose", NULL, action_choose, {0}},
    {KEY(KEY_CODE_ENTER), KEYS_RUN, BUGS, BUGS, "run it", NULL, action_make_bug, {0}},
    {KEY(KEY_CODE_ESCAPE), KEYS_SCREEN, BACK | CONTROLS | RUNS | HELP | THEMES | BUGS | VIEW | LESSONS | QUIT, EVERYWHERE & ~LESSON, "back", NULL, action_leave, {0}},

    {SWITCHED(KEY_CODE_DOWN, KEY_CODE_UP), KEYS_SCREEN, THEMES, THEMES, "try one on", NULL, action_choose, {0}},
    {KEY(KEY_CODE_ENTER), KEYS_SCREEN, THEMES, THEMES, "keep it", NULL, action_keep_theme, {0}},
    {SWITCHED(KEY_CODE_DOWN, KEY_CODE_UP), KEYS_SCREEN, NEVER, LANES, NULL, "other lanes; PgDn, PgUp too", action_scroll, {0}},
    {SWITCHED(KEY_CODE_PAGE_DOWN, KEY_CODE_PAGE_UP), KEYS_SCREEN, NEVER, LANES & ~LESSON, NULL, NULL, action_scroll, {.page = true}},
    {KEYS('h', 'H'), KEYS_SCREEN, NEVER, SINGLE, NULL, "lower, higher lanes", action_change_height, {0}},
    {{{KEY_CODE_RIGHT, 1}, {KEY_CODE_PAGE_DOWN, 1}, {KEY_CODE_LEFT, -1}, {KEY_CODE_PAGE_UP, -1}}, KEYS_SCREEN, HELP, HELP, "page", NULL, action_turn_page, {0}},
    {KEY(KEY_CODE_REDRAW), KEYS_SCREEN, NEVER, EVERYWHERE, NULL, "redraw; ^Z stop, ^C quit", action_set, FLAG(redraw)},
    {KEY(KEY_CODE_SUSPEND), KEYS_SCREEN, NEVER, EVERYWHERE, NULL, NULL, action_set, FLAG(suspend)},
    {KEY(KEY_CODE_INTERRUPT), KEYS_SCREEN, NEVER, EVERYWHERE, NULL, NULL, action_set, FLAG(quit)},

    {SWITCHED(KEY_CODE_DOWN, KEY_CODE_UP), KEYS_SCREEN, VIEW, VIEW, "choose", NULL, action_choose, {0}},
    {KEY(KEY_CODE_ENTER), KEYS_SCREEN, VIEW, VIEW, "switch", NULL, run_entry, {0}},
    {KEY('m'), KEYS_VIEW, NEVER, VIEW | NOT_IN_RACE, NULL, "lanes of main and the GIL", action_toggle, FLAG(view.main_lane)},
    {KEY('w'), KEYS_VIEW, NEVER, VIEW | NOT_IN_RACE, NULL, "who wakes whom", action_toggle, FLAG(view.wakeup_marks)},
    {KEY('i'), KEYS_VIEW, NEVER, VIEW | NOT_IN_RACE | NOT_OF_TASKS, NULL, "items on their way", action_toggle, FLAG(view.items)},
    {KEY('o'), KEYS_VIEW, NEVER, VIEW | NOT_IN_RACE, NULL, "log of items", action_toggle_log, {0}},
    {KEY('b'), KEYS_VIEW, NEVER, VIEW | NOT_IN_RACE, NULL, "run before, as a thin line", action_toggle, FLAG(view.previous_run)},
    {KEY('g'), KEYS_VIEW, NEVER, VIEW | NOT_IN_RACE, NULL, "groups of workers", action_toggle, FLAG(view.lanes.grouped)},
    {KEY('l'), KEYS_VIEW, NEVER, VIEW, NULL, "large, for the last row", action_toggle, FLAG(view.lanes.large)},
    {KEY('t'), KEYS_VIEW, NEVER, VIEW, NULL, "theme: choose one", action_open_themes, {0}},
    {KEY('p'), KEYS_VIEW, NEVER, VIEW, NULL, "pointer: click, and zoom", action_toggle, FLAG(mouse)},
    {KEY('u'), KEYS_VIEW, NEVER, VIEW, NULL, "work uses the CPU", action_toggle_burn, {0}},
};
/* clang-format on */

enum { KEYMAP_SIZE = sizeof keymap / sizeof *keymap };

/* ---- From a key to its action ---- */

static const struct binding *find_binding(const struct row *row, uint32_t key)
{
    for (int i = 0; i < BINDINGS && row->bindings[i].key != 0; i++)
        if (row->bindings[i].key == key)
            return &row->bindings[i];
    return NULL;
}

static void run(struct ui_state *ui, const struct row *row, int value)
{
    ui_remark(ui, "");
    if (row->group == KEYS_VIEW)
        ui->view.open = OVERLAY_NONE;
    if ((row->works_in & NOT_IN_RACE) != 0 && ui->view.race)
        ui_remark(ui, "This key has no effect in the race (x leaves the race).");
    else if ((row->works_in & NOT_OF_TASKS) != 0 && ui->session->plan.tasks > 0)
        ui_remark(ui, "This key has no effect on tasks: each is one piece of work, and there is no queue.");
    else
        row->run(&(struct action_args){ui, value, row->target});
}

static void toggle_view(const struct action_args *args)
{
    int entries = 0;
    for (const struct row *row = keymap; row < keymap + KEYMAP_SIZE; row++)
        entries += row->group == KEYS_VIEW;
    action_open_menu(args->ui, OVERLAY_VIEW, entries, 0);
}

static void run_entry(const struct action_args *args)
{
    int entry = 0;
    for (const struct row *row = keymap; row < keymap + KEYMAP_SIZE; row++)
        if (row->group == KEYS_VIEW && entry++ == args->ui->view.chosen) {
            run(args->ui, row, row->bindings[0].value);
            return;
        }
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
    struct scene scene = ui_scene(ui);
    unsigned context = 1u << scene_context(&scene);
    for (const struct row *row = keymap; row < keymap + KEYMAP_SIZE; row++) {
        const struct binding *binding = (row->works_in & context) != 0 ? find_binding(row, key) : NULL;
        if (binding != NULL) {
            run(ui, row, binding->value);
            return;
        }
    }
    refuse(ui, key);
}

/* ---- From the mouse ---- */

static void click(struct ui_state *ui, const struct canvas *canvas, struct mouse mouse)
{
    int64_t value;
    ui_remark(ui, "");
    if (canvas_hit_area_at(canvas, HIT_KEY, mouse.x, mouse.y, &value))
        keymap_do(ui, (uint32_t)value);
    else if (canvas_hit_area_at(canvas, HIT_CONTROL, mouse.x, mouse.y, &value)) {
        ui->view.open = OVERLAY_NONE;
        ui->view.focus = FOCUS_CONTROLS;
        ui->view.control = (enum control)value;
    } else if (canvas_hit_area_at(canvas, HIT_LANE, mouse.x, mouse.y, &value))
        ui->view.lanes.chosen = ui->view.lanes.chosen == (lane_id)value ? LANE_NONE : (lane_id)value;
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

void keymap_do_mouse(struct ui_state *ui, const struct canvas *canvas, struct mouse mouse)
{
    if (mouse.action == MOUSE_PRESS)
        click(ui, canvas, mouse);
    else
        turn_wheel(ui, canvas, mouse);
}

/* ---- What is shown of it ---- */

static const char *name_of(uint32_t key, char letter[2])
{
    static const struct {
        uint32_t key;
        const char *name;
    } names[] = {
        {' ', "space"},
        {'\t', "Tab"},
        {KEY_CODE_ENTER, "Enter"},
        {KEY_CODE_ESCAPE, "Esc"},
        {KEY_CODE_UP, "↑"},
        {KEY_CODE_DOWN, "↓"},
        {KEY_CODE_LEFT, "←"},
        {KEY_CODE_RIGHT, "→"},
        {KEY_CODE_HOME, "Home"},
        {KEY_CODE_END, "End"},
        {KEY_CODE_PAGE_UP, "PgUp"},
        {KEY_CODE_PAGE_DOWN, "PgDn"},
        {KEY_CODE_BACKSPACE, "Bksp"},
        {KEY_CODE_F1, "F1"},
        {KEY_CODE_REDRAW, "^L"},
        {KEY_CODE_SUSPEND, "^Z"},
        {KEY_CODE_INTERRUPT, "^C"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].key == key)
            return names[i].name;
    letter[0] = (char)key;
    letter[1] = '\0';
    return letter;
}

/* Whether what the row switches is on; -1: it switches nothing. */
static int state_of(const struct row *row, const struct ui_state *ui)
{
    if (ui == NULL || row->group != KEYS_VIEW)
        return -1;
    if (row->run == action_toggle_log)
        return ui_shows_log(ui);
    if (row->run == action_toggle_burn)
        return ui->session->plan.burn;
    return row->run == action_toggle ? *(const bool *)((const char *)ui + row->target.flag) : -1;
}

/* Its keys as "p/P": the first for each value. */
static void show_row(const struct row *row, const struct ui_state *ui, struct scene_key *shown)
{
    bool controls = row->run == action_change_control;
    *shown = (struct scene_key){.name = row->name,
                                .help = row->help,
                                .group = row->group,
                                .shown_in = row->shown_in,
                                .control = controls ? (int)row->target.control : -1,
                                .key = row->bindings[0].key,
                                .on = state_of(row, ui)};
    (void)strcpy(shown->keys, row->group == KEYS_VIEW ? "v " : "");
    if (row->run == action_vote) {
        (void)strcpy(shown->keys, "1–9");
        return;
    }
    for (int i = 0; i < BINDINGS && row->bindings[i].key != 0; i++) {
        char letter[2];
        shown->last_key = row->bindings[i].key;
        if (i > 0 && row->bindings[i].value == row->bindings[i - 1].value)
            continue;
        (void)strcat(shown->keys, i > 0 ? "/" : ""); /* names are short */
        (void)strcat(shown->keys, name_of(row->bindings[i].key, letter));
    }
}

size_t keymap_show(const struct ui_state *ui, struct scene_key *keys, size_t capacity)
{
    for (size_t i = 0; i < KEYMAP_SIZE && i < capacity; i++)
        show_row(&keymap[i], ui, &keys[i]);
    return KEYMAP_SIZE;
}
