/* theme_file — themes as INI files: two tables, of the sections and of what they hold; see the header. */
#include "view/canvas/theme_file.h"

#include "base/inifile.h"
#include "view/canvas/color.h"
#include "view/canvas/glyph.h"

#include <string.h>

/* What a section is about; what a key belongs to. */
enum { OF_THEME = 1, OF_ROLE = 2, OF_STATE = 4 };

enum { ANSI_BLACK = 0, ANSI_BLUE = 4, ANSI_WHITE = 7, ANSI_BRIGHT_WHITE = 15 };

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

/* A theme that is being read. */
struct draft {
    struct theme theme;
    struct rgb bg, text;      /* where they are not the terminal's own */
    unsigned given[SECTIONS]; /* a bit for each of the keys */
};

/* ---- Values ---- */

static bool take_fixed(const char *value, int16_t *fixed, struct rgb *color, struct error *error)
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

static bool take_ansi(const char *value, int16_t *ansi, struct error *error)
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

/* ---- Keys ---- */

static bool take_name(struct draft *draft, const struct section *section, const char *value, struct error *error)
{
    (void)section;
    if (*value == '\0' || strlen(value) >= sizeof draft->theme.name)
        return error_set(error, "the name must have 1 to %zu bytes", sizeof draft->theme.name - 1);
    (void)strcpy(draft->theme.name, value);
    error_make_plain(draft->theme.name);
    return strcmp(draft->theme.name, value) == 0 || error_set(error, "the name has a control character");
}

static bool take_background(struct draft *draft, const struct section *section, const char *value, struct error *error)
{
    struct theme_color *bg = &draft->theme.roles[section->role];
    if (!take_fixed(value, &bg->fixed, &draft->bg, error))
        return false;
    if (bg->fixed != THEME_TERMINAL)
        bg->ansi = color_luminance(draft->bg) > 0.18 ? ANSI_BRIGHT_WHITE : ANSI_BLACK;
    return true;
}

static bool take_text(struct draft *draft, const struct section *section, const char *value, struct error *error)
{
    (void)section;
    struct theme_color *text = &draft->theme.roles[ROLE_TEXT];
    if (!take_fixed(value, &text->fixed, &draft->text, error))
        return false;
    if (text->fixed != THEME_TERMINAL)
        text->ansi = color_luminance(draft->text) > 0.18 ? ANSI_WHITE : ANSI_BLACK;
    return true;
}

static bool take_bold(struct draft *draft, const struct section *section, const char *value, struct error *error)
{
    (void)section;
    draft->theme.bold = strcmp(value, "yes") == 0;
    return draft->theme.bold || strcmp(value, "no") == 0 || error_set(error, "'%.40s' is neither yes nor no", value);
}

static bool take_color(struct draft *draft, const struct section *section, const char *value, struct error *error)
{
    struct rgb color;
    return take_fixed(value, &draft->theme.roles[section->role].fixed, &color, error);
}

static bool take_named(struct draft *draft, const struct section *section, const char *value, struct error *error)
{
    return take_ansi(value, &draft->theme.roles[section->role].ansi, error);
}

static bool take_glyph(struct draft *draft, const struct section *section, const char *value, struct error *error)
{
    uint32_t glyph = only_glyph(value);
    if (glyph == 0)
        return error_set(error, "'%.40s' is not one printable character, one cell wide", value);
    draft->theme.glyphs[section->state] = glyph;
    return true;
}

static bool take_ascii(struct draft *draft, const struct section *section, const char *value, struct error *error)
{
    uint32_t glyph = only_glyph(value);
    if (glyph == 0 || glyph > 0x7e)
        return error_set(error, "'%.40s' is not one printable ASCII character", value);
    draft->theme.ascii[section->state] = glyph;
    return true;
}

static const struct key {
    const char *name;
    unsigned of;
    bool (*take)(struct draft *draft, const struct section *section, const char *value, struct error *error);
} keys[] = {
    {"name", OF_THEME, take_name},   {"background", OF_THEME, take_background},
    {"text", OF_THEME, take_text},   {"bold", OF_THEME, take_bold},
    {"color", OF_ROLE, take_color},  {"ansi", OF_ROLE, take_named},
    {"glyph", OF_STATE, take_glyph}, {"ascii", OF_STATE, take_ascii},
};
enum { KEYS = sizeof keys / sizeof *keys, COLOR = 4, ANSI = 5 /* places of two of them */ };

/* ---- The file ---- */

static const struct section *find_section(const char *name)
{
    for (const struct section *section = sections; section < sections + SECTIONS; section++)
        if (strcmp(section->name, name) == 0)
            return section;
    return NULL;
}

static const struct key *find_key(const struct section *section, const char *name)
{
    for (const struct key *key = keys; key < keys + KEYS; key++)
        if ((key->of & section->of) != 0 && strcmp(key->name, name) == 0)
            return key;
    return NULL;
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

static bool take_entry(void *context, const char *section_name, const char *name, const char *value,
                       struct error *error)
{
    struct draft *draft = context;
    const struct section *section = find_section(section_name);
    if (section == NULL)
        return refuse_section(section_name, error);
    const struct key *key = find_key(section, name);
    if (key == NULL)
        return error_set(error, "[%s] has no '%.40s', only %s", section->name, name,
                         section->of == OF_THEME  ? "name, background, text and bold"
                         : section->of == OF_ROLE ? "color and ansi"
                                                  : "color, ansi, glyph and ascii");
    unsigned bit = 1U << (key - keys);
    if ((draft->given[section - sections] & bit) != 0)
        return error_set(error, "[%s] has its %s twice", section->name, name);
    draft->given[section - sections] |= bit;
    return key->take(draft, section, value, error);
}

static bool is_given(const struct draft *draft, const char *section, int key)
{
    return (draft->given[find_section(section) - sections] & 1U << key) != 0;
}

/* What follows from a background of the theme's own. */
static void derive(struct draft *draft)
{
    struct theme_color *roles = draft->theme.roles;
    if (!is_given(draft, "bar", COLOR))
        roles[ROLE_BAR].fixed = color_nearest_fixed(color_between(draft->bg, draft->text));
    if (!is_given(draft, "bar", ANSI))
        roles[ROLE_BAR].ansi = roles[ROLE_BACKGROUND].ansi == ANSI_BLACK ? ANSI_BLUE : ANSI_WHITE;
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
    if (!inifile_read(path, take_entry, &draft, error))
        return false;
    const struct theme_color *roles = draft.theme.roles;
    if (roles[ROLE_BACKGROUND].fixed != THEME_TERMINAL) {
        if (roles[ROLE_TEXT].fixed == THEME_TERMINAL) {
            error_set(error, "[theme] has a background, but no text of its own");
            return error_place(error, path, 0);
        }
        derive(&draft);
    }
    *theme = draft.theme;
    return true;
}
