/* menus — the lists over the lanes: the classic bugs, what is shown, and the themes. */
#include "view/overlays/overlays.h"
#include "view/panel.h"

#include <string.h>

static const struct style title = {.fg = ROLE_TEXT, .bg = ROLE_BAR, .attributes = ATTRIBUTE_BOLD};

/* The first entry that has a row, so that the chosen one is among them. */
static int first_shown(int chosen, int rows)
{
    return chosen >= rows ? chosen - rows + 1 : 0;
}

/* The style of an entry whose style is `usual` unless it is the chosen one. */
static struct style entry_style(struct style usual, bool chosen)
{
    if (chosen)
        usual.attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE;
    return usual;
}

/* Blanks the row of an entry and marks the chosen one. */
static void begin_entry(struct canvas *canvas, struct rect row, struct style style, bool chosen)
{
    canvas_fill(canvas, row, ' ', style);
    canvas_text(canvas, row.x + 1, row.y, 1, style, chosen ? "▶" : " ");
}

/* ---- Bugs ---- */

enum {
    NAME_WIDTH = 20,
    MODE_WIDTH = 8,
    MODE_FROM = 76 /* columns of the screen: narrower ones need them for the text */
};

static void draw_bug(struct canvas *canvas, struct rect row, const struct mode *bug, bool chosen)
{
    struct style style = entry_style(style_of(ROLE_TEXT), chosen), dim = chosen ? style : style_of(ROLE_DIM);
    int x = row.x + 3, end = row.x + row.width;
    begin_entry(canvas, row, style, chosen);
    canvas_text(canvas, x, row.y, NAME_WIDTH, style, bug->bug);
    x += NAME_WIDTH;
    if (row.width >= MODE_FROM) {
        canvas_text(canvas, x, row.y, MODE_WIDTH, dim, bug->name);
        x += MODE_WIDTH;
    }
    text_wrap(canvas, (struct rect){x, row.y, end - x, 1}, dim, bug->summary);
}

/* The keys in any case. */
static void draw_title(struct canvas *canvas, struct rect row)
{
    static const char name[] = "the classic bugs: ", keys[] = "↑/↓ choose  Enter run it  Esc back";
    int x = row.x + 1, end = row.x + row.width;
    canvas_fill(canvas, row, ' ', title);
    if (x + canvas_text_width(canvas, name) + canvas_text_width(canvas, keys) <= end)
        x = canvas_text(canvas, x, row.y, end - x, title, name);
    canvas_text(canvas, x, row.y, end - x, title, keys);
}

static const struct mode no_bug = {.name = "", .bug = "none", .summary = "everything as it should be"};

void bug_menu_draw(struct canvas *canvas, const struct scene *scene, int y)
{
    struct rect row = {.y = y, .width = canvas_width(canvas), .height = 1};
    draw_title(canvas, row);
    int rows = canvas_height(canvas) - y - 1, chosen = scene->view.chosen, count = 1;
    while (scene->bugs[count - 1] != NULL)
        count++;
    int first = first_shown(chosen, rows);
    for (int i = first; i < count && i < first + rows; i++) {
        row.y++;
        draw_bug(canvas, row, i == 0 ? &no_bug : scene->bugs[i - 1], i == chosen);
    }
}

/* ---- The view ---- */

enum { VIEW_MENU_WIDTH = 50 };

static void draw_switch(struct canvas *canvas, struct rect row, const struct scene_key *key, bool chosen)
{
    struct style style = entry_style(style_of(ROLE_TEXT), chosen);
    begin_entry(canvas, row, style, chosen);
    const char *letter = strrchr(key->keys, ' ');
    struct style bold = style;
    bold.attributes |= ATTRIBUTE_BOLD;
    canvas_text(canvas, row.x + 3, row.y, 2, bold, letter != NULL ? letter + 1 : key->keys);
    canvas_text(canvas, row.x + 6, row.y, row.width - 10, style, key->help);
    if (key->on >= 0)
        canvas_text(canvas, row.x + row.width - 4, row.y, 3, style, key->on ? "on" : "off");
}

void view_menu_draw(struct canvas *canvas, const struct scene *scene, int y)
{
    int width = canvas_width(canvas) < VIEW_MENU_WIDTH ? canvas_width(canvas) : VIEW_MENU_WIDTH;
    int rows = canvas_height(canvas) - y - 1, first = first_shown(scene->view.chosen, rows), entry = 0;
    struct rect row = {.y = y, .width = width, .height = 1};
    canvas_fill(canvas, row, ' ', title);
    canvas_text(canvas, 1, y, width - 1, title, "view: its letter, or ↑/↓ and Enter  Esc back");
    for (size_t i = 0; i < scene->key_count; i++) {
        if (scene->keys[i].group != KEYS_VIEW)
            continue;
        row.y = y + 1 + entry - first;
        if (entry >= first && entry < first + rows)
            draw_switch(canvas, row, &scene->keys[i], entry == scene->view.chosen);
        entry++;
    }
}

/* ---- Lessons ---- */

enum { MINUTES_WIDTH = 8, DONE_WIDTH = 14 };

static void draw_lesson(struct canvas *canvas, struct rect row, const struct scene_lesson_entry *lesson, bool chosen)
{
    struct style style = entry_style(style_of(ROLE_TEXT), chosen), dim = chosen ? style : style_of(ROLE_DIM);
    int x = row.x + 3, end = row.x + row.width - DONE_WIDTH - MINUTES_WIDTH;
    begin_entry(canvas, row, style, chosen);
    if (lesson->fault != NULL) {
        struct style warning = entry_style(style_of(ROLE_WARNING), chosen);
        x = canvas_format(canvas, x, row.y, end - x, warning, "%s: ", lesson->name);
        text_wrap(canvas, (struct rect){x, row.y, row.x + row.width - x, 1}, warning, lesson->fault);
        return;
    }
    text_wrap(canvas, (struct rect){x, row.y, end - x, 1}, style, lesson->title);
    canvas_format(canvas, end, row.y, MINUTES_WIDTH, dim, "%2d min", lesson->minutes);
    if (lesson->done > 0)
        canvas_format(canvas, end + MINUTES_WIDTH, row.y, DONE_WIDTH, dim, "%d of %d done", lesson->done,
                      lesson->steps);
}

void lesson_menu_draw(struct canvas *canvas, const struct scene *scene, int y)
{
    struct rect row = {.y = y, .width = canvas_width(canvas), .height = 1};
    int rows = canvas_height(canvas) - y - 1, chosen = scene->view.chosen, first = first_shown(chosen, rows);
    canvas_fill(canvas, row, ' ', title);
    canvas_text(canvas, 1, y, row.width - 1, title, "lessons: ↑/↓ select  Enter begin it  Esc back");
    for (int i = first; i < (int)scene->lesson_count && i < first + rows; i++) {
        row.y++;
        draw_lesson(canvas, row, &scene->lessons[i], i == chosen);
    }
}

/* ---- Themes ---- */

enum { AROUND = 3 /* rows that are no themes: title, samples, keys */, FAULT_ROWS = 3, FAULT_SIZE = 600 };

/* Two cells of each state, and a word in each of the inks. */
static void draw_samples(struct canvas *canvas, struct rect row, const struct render_options *render)
{
    static const enum state states[] = {STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
    static const enum role inks[] = {ROLE_PRODUCER, ROLE_CONSUMER, ROLE_QUEUE, ROLE_ACCENT, ROLE_WARNING, ROLE_DIM};
    int x = row.x + 1, end = row.x + row.width;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++, x += 3)
        overlay_swatch(canvas, x, row.y, 3, render, states[i]);
    for (size_t i = 0; i < sizeof inks / sizeof *inks && x + 3 <= end; i++, x += 3)
        canvas_text(canvas, x + 1, row.y, 2, style_bold(inks[i]), "Aa");
}

static void draw_theme(struct canvas *canvas, struct rect row, const struct theme_file *theme, bool in_use, bool chosen)
{
    bool faulty = theme->fault.message[0] != '\0';
    struct style style = entry_style(style_of(faulty ? ROLE_WARNING : ROLE_TEXT), chosen);
    begin_entry(canvas, row, style, chosen);
    const char *name = faulty ? theme->name : theme->theme.name;
    int x = canvas_text(canvas, row.x + 3, row.y, row.width - 3, style, name), end = row.x + row.width;
    const char *note = faulty ? "  faulty" : in_use ? "  (in use)" : "";
    canvas_text(canvas, x, row.y, end - x, style, note);
}

/* Without the directories of its file, for which there is no room; choosing the theme shows all of it. */
static void write_fault(const struct theme_file *theme, char *text, size_t size)
{
    const char *slash = strrchr(theme->fault.file, '/');
    struct error fault = theme->fault;
    error_place(&fault, slash != NULL ? slash + 1 : theme->fault.file, theme->fault.line);
    error_text(&fault, text, size);
}

void theme_menu_draw(struct canvas *canvas, const struct scene *scene, int x, int y, int text, int end)
{
    int count = (int)scene->theme_count, chosen = scene->view.chosen;
    char fault[FAULT_SIZE];
    write_fault(&scene->themes[chosen], fault, sizeof fault);
    int around = AROUND + (fault[0] != '\0' ? FAULT_ROWS : 0);
    int room = end - y - around, rows = count < room ? count : room;
    rows = rows > 1 ? rows : 1;
    struct rect row = {.x = x, .y = y, .width = THEME_MENU_WIDTH, .height = 1};
    row.width = x + THEME_MENU_WIDTH < canvas_width(canvas) ? THEME_MENU_WIDTH : canvas_width(canvas) - x;
    canvas_fill(canvas, (struct rect){x, y, row.width, rows + around}, ' ', style_of(ROLE_TEXT));
    canvas_fill(canvas, (struct rect){0, text, canvas_width(canvas), y + rows + around - text}, ' ',
                style_of(ROLE_TEXT));

    canvas_fill(canvas, row, ' ', title);
    canvas_text(canvas, row.x + 1, row.y++, row.width - 1, title, "themes");
    int first = first_shown(chosen, rows);
    for (int i = first; i < first + rows; i++, row.y++) {
        bool in_use = strcmp(scene->themes[i].name, scene->theme_name) == 0;
        draw_theme(canvas, row, &scene->themes[i], in_use, i == chosen);
    }
    if (fault[0] != '\0') {
        text_wrap(canvas, (struct rect){row.x + 1, row.y, row.width - 2, FAULT_ROWS}, style_of(ROLE_WARNING), fault);
        row.y += FAULT_ROWS;
    }
    draw_samples(canvas, row, &scene->render);
    row.y++;
    canvas_text(canvas, row.x + 1, row.y, row.width - 1, style_of(ROLE_TEXT), "↑/↓ look Enter keep Esc back");
}
