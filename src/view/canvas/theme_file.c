/* theme_file — reads themes from INI files: two tables, of the sections and of their keys. */
#include "view/canvas/theme.h"

#include "base/inifile.h"
#include "view/canvas/color.h"
#include "view/canvas/glyph.h"

#include <stddef.h>
#include <string.h>

enum { ANSI_BLACK = 0, ANSI_WHITE = 7, ANSI_BRIGHT_WHITE = 15 };

static const struct section {
    const char *name;
    enum role role;   /* ROLE_BACKGROUND: the section is about the whole theme */
    enum state state; /* STATE_IDLE: about none */
} sections[] = {
    {"theme", ROLE_BACKGROUND, STATE_IDLE},
    {"working", ROLE_WORKING, STATE_WORKING},
    {"sleeping", ROLE_SLEEPING, STATE_SLEEPING},
    {"waiting", ROLE_WAITING, STATE_WAITING},
    {"ready", ROLE_READY, STATE_READY},
    {"producer", ROLE_PRODUCER, STATE_IDLE},
    {"consumer", ROLE_CONSUMER, STATE_IDLE},
    {"queue", ROLE_QUEUE, STATE_IDLE},
    {"accent", ROLE_ACCENT, STATE_IDLE},
    {"warning", ROLE_WARNING, STATE_IDLE},
    {"ruler", ROLE_DIM, STATE_IDLE},
    {"bar", ROLE_BAR, STATE_IDLE},
};
enum { SECTIONS = sizeof sections / sizeof *sections };

/* ---- Values ---- */

static bool parse_name(const char *value, void *field, struct error *error)
{
    const size_t size = sizeof((struct theme *)NULL)->name;
    if (*value == '\0' || strlen(value) >= size)
        return error_set(error, "the name must have 1 to %zu bytes", size - 1);
    char *name = strcpy(field, value);
    error_make_plain(name);
    return strcmp(name, value) == 0 || error_set(error, "the name has a control character");
}

static bool parse_bold(const char *value, void *field, struct error *error)
{
    bool bold = *(bool *)field = strcmp(value, "yes") == 0;
    return bold || strcmp(value, "no") == 0 || error_set(error, "'%.40s' is neither yes nor no", value);
}

static bool parse_color(const char *value, void *field, struct error *error)
{
    struct rgb color;
    bool own = strcmp(value, "default") == 0;
    if (!own && !color_parse(value, &color))
        return error_set(error, "'%.40s' is not a colour: #rrggbb, or default for the terminal's own", value);
    *(int16_t *)field = own ? THEME_TERMINAL : color_nearest_fixed(color);
    return true;
}

/* With 16 colours it is black or white. */
static bool parse_base(const char *value, struct theme_color *base, int16_t white, struct error *error)
{
    struct rgb color;
    if (color_parse(value, &color))
        base->ansi = color_luminance(color) > 0.18 ? white : ANSI_BLACK;
    return parse_color(value, &base->fixed, error);
}

static bool parse_background(const char *value, void *field, struct error *error)
{
    return parse_base(value, field, ANSI_BRIGHT_WHITE, error);
}

static bool parse_text(const char *value, void *field, struct error *error)
{
    return parse_base(value, field, ANSI_WHITE, error);
}

static bool parse_ansi(const char *value, void *field, struct error *error)
{
    static const char *const names[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
    bool bright = strncmp(value, "bright-", 7) == 0;
    int ansi = strcmp(value, "default") == 0 ? THEME_TERMINAL : 0;
    while (ansi >= 0 && ansi < 8 && strcmp(bright ? value + 7 : value, names[ansi]) != 0)
        ansi++;
    *(int16_t *)field = (int16_t)(bright ? ansi + 8 : ansi);
    return ansi < 8 || error_set(error,
                                 "'%.40s' is none of black red green yellow blue magenta cyan white, each also with "
                                 "bright- before it, or default for the terminal's own",
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

static bool parse_glyph(const char *value, void *field, struct error *error)
{
    uint32_t glyph = *(uint32_t *)field = only_glyph(value);
    return glyph != 0 || error_set(error, "'%.40s' is not one printable character, one cell wide", value);
}

static bool parse_ascii(const char *value, void *field, struct error *error)
{
    uint32_t glyph = *(uint32_t *)field = only_glyph(value);
    return (glyph != 0 && glyph <= 0x7e) || error_set(error, "'%.40s' is not one printable ASCII character", value);
}

/* ---- Keys ---- */

/* What has a key: the whole theme, what has a colour, or a state. */
enum { OF_THEME = 1, OF_ROLE = 2, OF_STATE = 4 };

static const struct key {
    const char *name;
    unsigned of;
    size_t field; /* in struct theme: of the first role or state */
    bool (*parse)(const char *value, void *field, struct error *error);
} keys[] = {
    {"name", OF_THEME, offsetof(struct theme, name), parse_name},
    {"background", OF_THEME, offsetof(struct theme, roles[ROLE_BACKGROUND]), parse_background},
    {"text", OF_THEME, offsetof(struct theme, roles[ROLE_TEXT]), parse_text},
    {"bold", OF_THEME, offsetof(struct theme, bold), parse_bold},
    {"color", OF_ROLE, offsetof(struct theme, roles[0].fixed), parse_color},
    {"ansi", OF_ROLE, offsetof(struct theme, roles[0].ansi), parse_ansi},
    {"glyph", OF_STATE, offsetof(struct theme, glyphs), parse_glyph},
    {"ascii", OF_STATE, offsetof(struct theme, ascii), parse_ascii},
};
enum { KEYS = sizeof keys / sizeof *keys };

/* A theme that is being read. */
struct draft {
    struct theme theme;
    bool given[SECTIONS][KEYS];
};

static const struct section *find_section(const char *name)
{
    for (const struct section *section = sections; section < sections + SECTIONS; section++)
        if (strcmp(section->name, name) == 0)
            return section;
    return NULL;
}

static const struct key *find_key(unsigned of, const char *name)
{
    for (const struct key *key = keys; key < keys + KEYS; key++)
        if ((key->of & of) != 0 && strcmp(key->name, name) == 0)
            return key;
    return NULL;
}

/* ---- The file ---- */

static bool set_entry(void *context, const char *section_name, const char *name, const char *value, struct error *error)
{
    struct draft *draft = context;
    const struct section *section = find_section(section_name);
    if (*section_name == '\0')
        return error_set(error, "stands before the first [section]");
    if (section == NULL)
        return error_set(error,
                         "[%.40s] is none of theme working sleeping waiting ready producer consumer queue accent "
                         "warning ruler bar",
                         section_name);
    unsigned of = section->role == ROLE_BACKGROUND ? OF_THEME
                  : section->state == STATE_IDLE   ? OF_ROLE
                                                   : OF_ROLE | OF_STATE;
    const struct key *key = find_key(of, name);
    if (key == NULL)
        return error_set(error, "[%s] has no '%.40s', only %s", section->name, name,
                         of == OF_THEME  ? "name, background, text and bold"
                         : of == OF_ROLE ? "color and ansi"
                                         : "color, ansi, glyph and ascii");
    bool *given = &draft->given[section - sections][key - keys];
    if (*given)
        return error_set(error, "[%s] has its %s twice", section->name, name);
    *given = true;
    size_t place = key->of == OF_ROLE    ? (size_t)section->role * sizeof *draft->theme.roles
                   : key->of == OF_STATE ? (size_t)section->state * sizeof *draft->theme.glyphs
                                         : 0;
    return key->parse(value, (char *)&draft->theme + key->field + place, error);
}

/* On a background of the theme's own, the terminal's text and the default's bar might not be readable. */
static bool check_background(const struct draft *draft, struct error *error)
{
    const bool *bar = draft->given[find_section("bar") - sections];
    bool complete = bar[find_key(OF_ROLE, "color") - keys] && bar[find_key(OF_ROLE, "ansi") - keys];
    if (draft->theme.roles[ROLE_BACKGROUND].fixed == THEME_TERMINAL)
        return true;
    if (draft->theme.roles[ROLE_TEXT].fixed == THEME_TERMINAL)
        return error_set(error, "[theme] has a background, so it needs a text of its own, too");
    return complete || error_set(error, "[theme] has a background, so it needs a [bar] with color and ansi, too");
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
