/*
 * app — the main loop: take in what happened, draw when something has changed, wait for a key, a signal or the next
 * frame.
 */
#include "app/app.h"

#include "app/actions.h"
#include "app/caption_hold.h"
#include "app/hint.h"
#include "app/keymap.h"
#include "app/lesson_notes.h"
#include "app/ui_state.h"
#include "base/minmax.h"
#include "base/os.h"
#include "base/units.h"
#include "term/term.h"
#include "view/layout.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEYS_MAX = 128,
    FRAME_MIN_MS = 33, /* from one frame to the next, */
    FRAME_MAX_MS = 100,
    EIGHTHS = 8
};

#define CELL_NS (400 * NS_PER_MS) /* of time in a column: about 20 s across 80 columns */

struct app {
    struct term *term;
    struct canvas *canvas;
    struct lesson_live *lessons;
    struct lesson_notes *notes;
    struct scene scene; /* the latest frame's, */
    struct caption_hold caption;
    struct ui_state ui;
    struct scene_key keys[KEYS_MAX];
    int64_t drawn; /* when the latest frame was, machine ns, */
    int64_t step;  /* and how long after it something moves on */
    bool dirty;    /* something other than time has changed since */
    bool lesson;   /* a lesson's step is being run: there may be more to do for it */
};

/* ---- A frame ---- */

/* For the run that the screen is about; where several are shown side by side, none of them is to be advised. */
static const char *hint_for(const struct app *app, const struct scene *scene)
{
    const struct scene_run *run = &scene->runs[scene->focus];
    if (scene->lesson != NULL) /* it tells by itself what comes of what */
        return NULL;
    if (run->trace->killed > 0) /* the plan is no longer what the run carries out */
        return NULL;
    return hint_worker_hint(app->ui.hint_worker, &scene->plan, !scene->view.race ? run->mode : NULL);
}

/* What moves does so by an eighth of a cell: a frame for each of them, and none between two. Machine ns from the time
 * that the scene shows to the next, but no less or more than frames may be apart. */
static int64_t step_after(const struct scene *scene)
{
    const int64_t least = FRAME_MIN_MS * NS_PER_MS, most = FRAME_MAX_MS * NS_PER_MS;
    int64_t eighth = scene->view.time.cell / EIGHTHS;
    if ((double)eighth < (double)least * scene->speed || scene->paused)
        return least;
    int64_t step = (int64_t)((double)(eighth - scene->now % eighth) / scene->speed);
    if (step < least / 2) /* the next but one */
        step += (int64_t)((double)eighth / scene->speed);
    return MIN(step, most);
}

static void draw(struct app *app)
{
    struct ui_state *ui = &app->ui;
    struct scene *scene = &app->scene;
    int width = canvas_width(app->canvas), height = canvas_height(app->canvas);
    app->drawn = os_now();
    *scene = ui_scene(ui);
    ui->shown.columns = layout_columns(scene, width);
    ui_update_time(ui);
    scene->view = ui->view;
    scene->code = ui_code(ui, scene);
    scene->keys = app->keys;
    scene->key_count = MIN(keymap_show(ui, app->keys, KEYS_MAX), KEYS_MAX);
    scene->hint = hint_for(app, scene);
    scene->caption = caption_hold(&app->caption, scene, app->dirty, app->drawn);
    struct layout layout = layout_of(scene, width, height);
    screen_draw(app->canvas, &layout);
    ui->shown = layout.shown;
    term_watch_mouse(app->term, ui->mouse);
    app->dirty = !term_draw(app->term, app->canvas, scene->render.theme, ui->redraw);
    ui->redraw = false;
    app->step = step_after(scene);
}

/* Milliseconds until the next frame is due; -1: none is. */
static int until_frame(const struct app *app)
{
    bool moves = app->dirty || app->lesson || session_moves(app->ui.session);
    int64_t next = moves ? app->drawn + app->step : ui_changes_at(&app->ui);
    if (next == TIME_NEVER)
        return -1;
    int64_t left = next - os_now();
    return left <= 0 ? 0 : (int)((left + NS_PER_MS - 1) / NS_PER_MS);
}

/* Until there is a key, a signal, something from the session or a hint, or the next frame is due. */
static void wait(const struct app *app)
{
    int terminal[2];
    term_descriptors(app->term, terminal);
    struct pollfd descriptors[] = {
        {.fd = terminal[0], .events = POLLIN},
        {.fd = terminal[1], .events = POLLIN},
        {.fd = wakeup_fd(app->ui.session->wakeup), .events = POLLIN},
        {.fd = hint_worker_fd(app->ui.hint_worker), .events = POLLIN},
        {.fd = lesson_notes_fd(app->notes), .events = POLLIN},
    };
    (void)poll(descriptors, sizeof descriptors / sizeof *descriptors,
               until_frame(app)); /* interrupted or timed out: the loop looks itself */
}

/* ---- Keys ---- */

static void resize(struct app *app)
{
    int width, height;
    term_size(app->term, &width, &height);
    canvas_resize(app->canvas, width, height);
}

static void suspend(struct app *app)
{
    bool paused = app->ui.session->paused;
    app->ui.suspend = false;
    session_pause(app->ui.session, true);
    term_suspend(app->term);
    session_pause(app->ui.session, paused);
}

static void take_key(struct app *app, uint32_t key)
{
    switch (key) {
    case KEY_CODE_QUIT:
    case KEY_CODE_END_OF_INPUT:
        app->ui.quit = true;
        break;
    case KEY_CODE_RESIZE:
        resize(app);
        break;
    case KEY_CODE_REFRESH:
        app->ui.redraw = true;
        break;
    case KEY_CODE_MOUSE:
        keymap_do_mouse(&app->ui, app->canvas, term_mouse(app->term));
        break;
    default:
        keymap_do(&app->ui, key);
        break;
    }
    if (app->ui.suspend)
        suspend(app);
}

static void take_keys(struct app *app)
{
    for (uint32_t key; !app->ui.quit && (key = term_key(app->term)) != KEY_CODE_NONE;) {
        take_key(app, key);
        app->dirty = true;
        app->step = 0; /* what a key does is seen at once */
    }
}

/* ---- What happened meanwhile ---- */

static void update(struct app *app)
{
    session_update(app->ui.session);
    app->dirty |= hint_worker_update(app->ui.hint_worker);
    app->lesson = lesson_update(&app->ui);
    app->dirty |= ui_end_remark(&app->ui, os_now());
    struct error trouble;
    if (!lesson_notes_update(app->notes, app->lessons, &trouble))
        ui_remark(&app->ui, trouble.message);
    if (session_trouble(app->ui.session, &trouble))
        ui_fail(&app->ui, trouble.message);
    if (!session_moves(app->ui.session))
        app->dirty = true; /* what woke the loop may be the last that comes */
}

static void loop(struct app *app)
{
    while (!app->ui.quit) {
        if (until_frame(app) == 0)
            draw(app);
        wait(app);
        take_keys(app);
        update(app);
    }
}

/* ---- From the beginning to the end ---- */

static struct ui_state ui_new(const struct app_settings *settings, const struct term *term, struct session *session,
                              struct hint_worker *hint_worker)
{
    struct timeview single = timeview_new(CELL_NS), race = timeview_new(CELL_NS);
    race.fit = true;
    struct ui_state ui = {.session = session,
                          .hint_worker = hint_worker,
                          .view = {.race = settings->race,
                                   .time = settings->race ? race : single,
                                   .wakeup_marks = true,
                                   .lanes = {.chosen = LANE_NONE}},
                          .other_time = settings->race ? single : race,
                          .racer_count = settings->racer_count,
                          .theme = *settings->theme,
                          .render.ascii = settings->ascii,
                          .mouse = settings->mouse};
    memcpy(ui.racers, settings->racers, settings->racer_count * sizeof *ui.racers);
    ui.render.blocks = !ui.render.ascii && term_colors(term) >= 16;
    (void)snprintf(ui.theme_name, sizeof ui.theme_name, "%s", settings->theme_name);
    ui_fail(&ui, settings->notice);
    return ui;
}

/* What the first run is: that of a lesson waits for the class. */
struct beginning {
    const struct mode *const *modes;
    size_t count;
    const struct plan *plan;
    double speed;
};

static struct beginning beginning_of(const struct app_settings *settings, const struct lesson_entry *entry)
{
    const struct lesson_block *block = entry != NULL ? lesson_live_first_block(entry->lesson) : NULL;
    if (block != NULL)
        return (struct beginning){block->setup.modes, block->run_count, &block->setup.plan, block->setup.speed};
    return settings->race
               ? (struct beginning){settings->racers, settings->racer_count, &settings->plan, settings->speed}
               : (struct beginning){&settings->mode, 1, &settings->plan, settings->speed};
}

/* With the lesson that was asked for, or with the list of them. */
static void begin_lesson(struct ui_state *ui, const struct app_settings *settings, struct lesson_entry *entry)
{
    session_pause(ui->session, entry != NULL);
    if (entry != NULL)
        lesson_open(ui, entry);
    else if (settings->lessons)
        action_lessons(&(struct action_args){.ui = ui});
}

/* The terminal comes first: from then on it is restored whatever ends the program, a thread of a run included. */
static bool open_all(struct app *app, const struct app_settings *settings, struct error *error)
{
    app->term = term_open(error);
    if (app->term == NULL)
        return false;
    app->ui.hint_worker = hint_worker_new(error);
    if (app->ui.hint_worker == NULL)
        return false;
    struct lesson_live *lessons = app->lessons = lesson_live_new(settings->read_lesson, error);
    struct lesson_entry *entry = NULL;
    if (lessons == NULL ||
        (settings->lesson != NULL && (entry = lesson_live_find(lessons, settings->lesson, error)) == NULL))
        return false;
    struct beginning beginning = beginning_of(settings, entry);
    struct session *session = session_new(beginning.modes, beginning.count, beginning.plan, beginning.speed, error);
    if (session == NULL)
        return false;
    session_set_primary(session, settings->mode);
    app->ui = ui_new(settings, app->term, session, app->ui.hint_worker);
    app->ui.lessons = lessons;
    begin_lesson(&app->ui, settings, entry);
    app->notes = lesson_notes_new();
    app->canvas = canvas_new(1, 1, app->ui.render.ascii);
    app->dirty = true;
    resize(app);
    return true;
}

static void close_all(struct app *app)
{
    term_close(app->term);
    canvas_free(app->canvas);
    free(app->ui.themes.files);
    hint_worker_free(app->ui.hint_worker);
    session_free(app->ui.session);
    lesson_notes_free(app->notes);
    lesson_live_free(app->lessons);
}

bool app_run(const struct app_settings *settings, struct error *error)
{
    struct app app = {0};
    bool opened = open_all(&app, settings, error);
    if (opened)
        loop(&app);
    int signal = opened ? term_signal(app.term) : 0;
    close_all(&app);
    if (signal != 0)
        raise(signal); /* the program ends by it, as if it had never been caught */
    return opened;
}
