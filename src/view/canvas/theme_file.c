/* theme_file — reads themes from INI files: two tables, of the sections and of their keys. */
#include "view/canvas/theme.h"

#include "base/inifile.h"
#include "view/canvas/color.h"
#include "view/canvas/glyph.h"

#include <string.h>

/* What a section is about; what a key belongs to. */
enum { OF_THEME = 1, OF_ROLE = 2, OF_STATE = 4 };

enum { ANSI_BLACK = 0, ANSI_WHITE = 7, ANSI_BRIGHT_WHITE = 15 };

static const struct section {
    const char *name;
    unsigned of;
    enum role role;
    enum state state;
} sections[] = {
    {"theme", OF_THEME, ROLE_BACKGROUND, STATE_IDLE},
    {"working", OF_ROLE | OF_STATE, ROLE_WORKING, STATE_WORKING},
    {"sleeping", OF_ROLE | OF_STATE, ROLE_SLEEPING, STATE_SLEEPING},
    {"waiting", OF_ROLE | OF_STATE, ROLE_WAITING, STATE_WAITING},
    {"ready", OF_ROLE | OF_STATE, ROLE_READY, STATE_READY},
    {"producer", OF_ROLE, ROLE_PRODUCER, STATE_IDLE},
    {"consumer", OF_ROLE, ROLE_CONSUMER, STATE_IDLE},
    {"queue", OF_ROLE, ROLE_QUEUE, STATE_IDLE},
    {"accent", OF_ROLE, ROLE_ACCENT, STATE_IDLE},
    {"warning", OF_ROLE, ROLE_WARNING, STATE_IDLE},
    {"ruler", OF_ROLE, ROLE_DIM, STATE_IDLE},
    {"bar", OF_ROLE, ROLE_BAR, STATE_IDLE},
};
enum { SECTIONS = sizeof sections / sizeof *sections };

enum key { KEY_NAME, KEY_BACKGROUND, KEY_TEXT, KEY_BOLD, KEY_COLOR, KEY_ANSI, KEY_GLYPH, KEY_ASCII, KEYS };

static const struct {
    const char *name;
    unsigned of;
} keys[KEYS] = {
    [KEY_NAME] = {"name", OF_THEME},   [KEY_BACKGROUND] = {"background", OF_THEME},
    [KEY_TEXT] = {"text", OF_THEME},   [KEY_BOLD] = {"bold", OF_THEME},
    [KEY_COLOR] = {"color", OF_ROLE},  [KEY_ANSI] = {"ansi", OF_ROLE},
    [KEY_GLYPH] = {"glyph", OF_STATE}, [KEY_ASCII] = {"ascii", OF_STATE},
};

/* A theme that is being read. */
struct draft {
    struct theme theme;
    bool given[SECTIONS][KEYS];
};

/* ---- Values ---- */

static bool parse_name(const char *value, char name[], size_t size, struct error *error)
{
    if (*value == '\0' || strlen(value) >= size)
        return error_set(error, "the name must have 1 to %zu bytes", size - 1);
    (void)strcpy(name, value);
    error_make_plain(name);
    return strcmp(name, value) == 0 || error_set(error, "the name has a control character");
}

static bool parse_bold(const char *value, bool *bold, struct error *error)
{
    *bold = strcmp(value, "yes") == 0;
    return *bold || strcmp(value, "no") == 0 || error_set(error, "'%.40s' is neither yes nor no", value);
}

static bool parse_fixed(const char *value, int16_t *fixed, struct rgb *color, struct error *error)
{
    if (strcmp(value, "default") == 0) {
        *fixed = THEME_TERMINAL;
        return true;
    }
    if (!color_parse(value, color))
        return error_set(error, "'%.40s' is no colour: #rrggbb, or default for the terminal's own", value);
    *fixed = color_nearest_fixed(*color);
    return true;
}

/* Of background or text; with 16 colours it is black or white. */
static bool parse_base(const char *value, struct theme_color *base, int16_t white, struct error *error)
{
    struct rgb color;
    if (!parse_fixed(value, &base->fixed, &color, error))
        return false;
    if (base->fixed != THEME_TERMINAL)
        base->ansi = color_luminance(color) > 0.18 ? white : ANSI_BLACK;
    return true;
}

static bool parse_ansi(const char *value, int16_t *ansi, struct error *error)
{
    static const char *const names[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
    if (strcmp(value, "default") == 0) {
        *ansi = THEME_TERMINAL;
        return true;
    }
    bool bright = strncmp(value, "bright-", 7) == 0;
    for (int i = 0; i < 8; i++)
        if (strcmp(bright ? value + 7 : value, names[i]) == 0) {
            *ansi = (int16_t)(bright ? i + 8 : i);
            return true;
        }
    return error_set(error,
                     "'%.40s' is none of black red green yellow blue magenta cyan white, each also with bright- "
                     "before it, or default for the terminal's own",
                     value);
}

/* The only glyph of a text; 0 where it is not just one that shows, one cell wide. */
static uint32_t only_glyph(const char *value)
{
    bool question = strcmp(value, "?") == 0; /* which a control character or a bad byte is taken for, too */
    uint32_t glyph = glyph_next(&value);
    bool blank = glyph <= ' ' || glyph == 0xa0 || (glyph >= 0x2000 && glyph <= 0x200a) || glyph == 0x2800;
    if (blank || *value != '\0' || glyph_width(glyph) != 1 || (glyph == '?' && !question))
        return 0;
    return glyph;
}

static bool parse_glyph(const char *value, uint32_t *glyph, struct error *error)
{
    *glyph = only_glyph(value);
    return *glyph != 0 || error_set(error, "'%.40s' is not one printable character, one cell wide", value);
}

static bool parse_ascii(const char *value, uint32_t *glyph, struct error *error)
{
    *glyph = only_glyph(value);
    return (*glyph != 0 && *glyph <= 0x7e) || error_set(error, "'%.40s' is not one printable ASCII character", value);
}

static bool set_value(struct theme *theme, const struct section *section, enum key key, const char *value,
                      struct error *error)
{
    struct theme_color *color = &theme->roles[section->role];
    switch (key) {
    case KEY_NAME:
        return parse_name(value, theme->name, sizeof theme->name, error);
    case KEY_BACKGROUND:
        return parse_base(value, &theme->roles[ROLE_BACKGROUND], ANSI_BRIGHT_WHITE, error);
    case KEY_TEXT:
        return parse_base(value, &theme->roles[ROLE_TEXT], ANSI_WHITE, error);
    case KEY_BOLD:
        return parse_bold(value, &theme->bold, error);
    case KEY_COLOR:
        return parse_fixed(value, &color->fixed, &(struct rgb){0}, error);
    case KEY_ANSI:
        return parse_ansi(value, &color->ansi, error);
    case KEY_GLYPH:
        return parse_glyph(value, &theme->glyphs[section->state], error);
    default:
        return parse_ascii(value, &theme->ascii[section->state], error);
    }
}

/* ---- The file ---- */

static const struct section *find_section(const char *name)
{
    for (const struct section *section = sections; section < sections + SECTIONS; section++)
        if (strcmp(section->name, name) == 0)
            return section;
    return NULL;
}

static enum key find_key(const struct section *section, const char *name)
{
    enum key key = 0;
    while (key < KEYS && ((keys[key].of & section->of) == 0 || strcmp(keys[key].name, name) != 0))
        key++;
    return key;
}

static bool refuse_section(const char *name, struct error *error)
{
    if (*name == '\0')
        return error_set(error, "stands before the first [section]");
    return error_set(error,
                     "[%.40s] is none of theme working sleeping waiting ready producer consumer queue accent warning "
                     "ruler bar",
                     name);
}

static bool set_entry(void *context, const char *section_name, const char *name, const char *value, struct error *error)
{
    struct draft *draft = context;
    const struct section *section = find_section(section_name);
    if (section == NULL)
        return refuse_section(section_name, error);
    enum key key = find_key(section, name);
    if (key == KEYS)
        return error_set(error, "[%s] has no '%.40s', only %s", section->name, name,
                         section->of == OF_THEME  ? "name, background, text and bold"
                         : section->of == OF_ROLE ? "color and ansi"
                                                  : "color, ansi, glyph and ascii");
    bool *given = &draft->given[section - sections][key];
    if (*given)
        return error_set(error, "[%s] has its %s twice", section->name, name);
    *given = true;
    return set_value(&draft->theme, section, key, value, error);
}

/* On a background of the theme's own, the terminal's text and the default's bar might not be readable. */
static bool check_background(const struct draft *draft, struct error *error)
{
    const bool *bar = draft->given[find_section("bar") - sections];
    if (draft->theme.roles[ROLE_BACKGROUND].fixed == THEME_TERMINAL)
        return true;
    if (draft->theme.roles[ROLE_TEXT].fixed == THEME_TERMINAL)
        return error_set(error, "[theme] has a background, so it needs a text of its own, too");
    return (bar[KEY_COLOR] && bar[KEY_ANSI]) ||
           error_set(error, "[theme] has a background, so it needs a [bar] with color and ansi, too");
}

/* On such a background the terminal's colour is the theme's text. */
static void replace_terminal_colors(struct theme_color roles[])
{
    for (enum role role = ROLE_BACKGROUND; role < ROLE_COUNT; role++) {
        if (roles[role].fixed == THEME_TERMINAL)
            roles[role].fixed = roles[ROLE_TEXT].fixed;
        if (roles[role].ansi == THEME_TERMINAL)
            roles[role].ansi = roles[ROLE_TEXT].ansi;
    }
}

bool theme_file_read(const char *path, struct theme *theme, struct error *error)
{
    struct draft draft = {.theme = theme_default};
    if (!inifile_read(path, set_entry, &draft, error))
        return false;
    if (!check_background(&draft, error))
        return error_place(error, path, 0);
    if (draft.theme.roles[ROLE_BACKGROUND].fixed != THEME_TERMINAL)
        replace_terminal_colors(draft.theme.roles);
    *theme = draft.theme;
    return true;
}
