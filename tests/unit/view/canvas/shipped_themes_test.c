/*
 * shipped_themes — every theme that comes with the program keeps the states apart, by glyph and by colour, on every
 * terminal, and can be read; those named after Okabe and Ito do so for every kind of colour vision.
 */
#include "support/test.h"
#include "term/display.h"
#include "trace/lane.h"
#include "view/canvas/color.h"
#include "view/canvas/theme.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATES_SHOWN = 4 };

static const enum state shown[STATES_SHOWN] = {STATE_WORKING, STATE_SLEEPING, STATE_WAITING, STATE_READY};
enum { SHIPPED_MAX = 64 };
static char *shipped[SHIPPED_MAX]; /* every file in themes/, without ".ini" */
static int shipped_count;

static struct theme read_theme(const char *name)
{
    struct theme theme;
    struct error error = {0};
    char path[512], text[600];
    (void)snprintf(path, sizeof path, "%s/%s.ini", OVERLAP_THEMES_DIR, name);
    if (!theme_file_read(path, &theme, &error)) {
        error_text(&error, text, sizeof text);
        fail_msg("%s", text);
    }
    return theme;
}

static int is_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int list_shipped(void **state)
{
    (void)state;
    struct dirent **entries;
    shipped_count = scandir(OVERLAP_THEMES_DIR, &entries, is_file, alphasort);
    assert_between(shipped_count, 8, SHIPPED_MAX);
    for (int i = 0; i < shipped_count; i++) {
        char *dot = strchr(entries[i]->d_name, '.');
        assert_non_null(dot);
        assert_string_equal(dot, ".ini");
        shipped[i] = strndup(entries[i]->d_name, (size_t)(dot - entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    return 0;
}

static int free_shipped(void **state)
{
    (void)state;
    for (int i = 0; i < shipped_count; i++)
        free(shipped[i]);
    return 0;
}

TEST(the_embedded_default_is_the_one_in_the_file)
{
    struct theme theme = read_theme("default");
    assert_string_equal(theme.name, theme_default.name);
    assert_int_equal(theme.bold, theme_default.bold);
    assert_memory_equal(theme.roles, theme_default.roles, sizeof theme.roles);
    assert_memory_equal(theme.glyphs, theme_default.glyphs, sizeof theme.glyphs);
    assert_memory_equal(theme.ascii, theme_default.ascii, sizeof theme.ascii);
}

/* ---- Any two states ---- */

static void for_every_two_states(void (*expect)(const char *name, const struct theme *theme, enum state one,
                                                enum state other))
{
    for (int i = 0; i < shipped_count; i++) {
        struct theme theme = read_theme(shipped[i]);
        for (int one = 0; one < STATES_SHOWN; one++)
            for (int other = 0; other < one; other++)
                expect(shipped[i], &theme, shown[one], shown[other]);
    }
}

static void expect_glyphs(const char *name, const struct theme *theme, enum state one, enum state other)
{
    if (theme->glyphs[one] == theme->glyphs[other] || theme->ascii[one] == theme->ascii[other])
        fail_msg("%s: %s and %s look alike without colour", name, state_name(one), state_name(other));
}

TEST(any_two_states_differ_by_glyph_and_in_ascii)
{
    for_every_two_states(expect_glyphs);
}

static struct terminal_style paint_of(const struct theme *theme, enum role role, int colors)
{
    return palette_style(theme, (struct style){.fg = (uint8_t)role, .bg = ROLE_BACKGROUND}, colors);
}

static void expect_paints(const char *name, const struct theme *theme, enum state one, enum state other)
{
    static const int depths[] = {256, 16, 8};
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
        struct terminal_style a = paint_of(theme, theme_state_role(one), depths[i]);
        struct terminal_style b = paint_of(theme, theme_state_role(other), depths[i]);
        if (a.fg == b.fg && a.bold == b.bold && a.dim == b.dim)
            fail_msg("%s: %s and %s have the same of %d colours", name, state_name(one), state_name(other), depths[i]);
    }
}

TEST(any_two_states_differ_by_colour_of_256_of_16_and_of_8)
{
    for_every_two_states(expect_paints);
}

/* ---- How far apart they are ---- */

struct linear {
    double red, green, blue;
};

static double to_linear(uint8_t channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* How a person sees a colour, as a matrix over linear RGB. */
struct vision {
    const char *name;
    double matrix[3][3];
};

/* G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for Simulation of Color Vision
 * Deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009; the matrices of severity 1.0,
 * https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html */
static const struct vision deficiencies[] = {
    {"protanopia", {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia", {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
};
static const struct vision full_vision = {"full vision", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

static double clamped(double value)
{
    return fmin(fmax(value, 0), 1);
}

static struct linear see(const struct vision *vision, struct rgb color)
{
    double in[3] = {to_linear(color.red), to_linear(color.green), to_linear(color.blue)}, out[3];
    for (int i = 0; i < 3; i++)
        out[i] = clamped(vision->matrix[i][0] * in[0] + vision->matrix[i][1] * in[1] + vision->matrix[i][2] * in[2]);
    return (struct linear){out[0], out[1], out[2]};
}

static double fixture_root(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE L*a*b* of linear sRGB under D65. */
static void to_fixture(struct linear color, double fixture[3])
{
    double x = fixture_root((0.4124 * color.red + 0.3576 * color.green + 0.1805 * color.blue) / 0.9505);
    double y = fixture_root(0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue);
    double z = fixture_root((0.0193 * color.red + 0.1192 * color.green + 0.9505 * color.blue) / 1.089);
    fixture[0] = 116 * y - 16;
    fixture[1] = 500 * (x - y);
    fixture[2] = 200 * (y - z);
}

/* The distance CIE76 of two fixed colours; 2.3 is the least that is noticed at all. */
static double distance(const struct vision *vision, int one, int other)
{
    double a[3], b[3];
    to_fixture(see(vision, color_of_fixed(one)), a);
    to_fixture(see(vision, color_of_fixed(other)), b);
    return sqrt(pow(a[0] - b[0], 2) + pow(a[1] - b[1], 2) + pow(a[2] - b[2], 2));
}

static const double DISTANCE_MIN = 20;

static void expect_distance(const struct vision *vision, const char *name, const struct theme *theme, enum state one,
                            enum state other)
{
    double far =
        distance(vision, theme->roles[theme_state_role(one)].fixed, theme->roles[theme_state_role(other)].fixed);
    if (far < DISTANCE_MIN)
        fail_msg("%s, %s: %s and %s are %.1f apart", name, vision->name, state_name(one), state_name(other), far);
}

static void expect_distance_of_all(const char *name, const struct theme *theme, enum state one, enum state other)
{
    expect_distance(&full_vision, name, theme, one, other);
}

TEST(any_two_states_are_far_apart)
{
    for_every_two_states(expect_distance_of_all);
}

static void expect_distance_for_everybody(const char *name, const struct theme *theme, enum state one, enum state other)
{
    if (strncmp(name, "okabe", 5) == 0)
        for (size_t i = 0; i < sizeof deficiencies / sizeof *deficiencies; i++)
            expect_distance(&deficiencies[i], name, theme, one, other);
}

TEST(okabe_themes_keep_any_two_states_apart_for_every_colour_vision)
{
    for_every_two_states(expect_distance_for_everybody);
}

/* ---- Contrast, of WCAG 2.1 ---- */

/* What a colour looks like; the terminal's own paper is taken for black, and its ink for light grey. */
static struct rgb color_in(const struct theme *theme, enum role role)
{
    int16_t fixed = theme->roles[role].fixed;
    if (fixed != THEME_TERMINAL)
        return color_of_fixed(fixed);
    return role == ROLE_TEXT ? (struct rgb){229, 229, 229} : (struct rgb){0, 0, 0};
}

static void expect_contrast(const char *name, const struct theme *theme, enum role fg, enum role bg, double least)
{
    double contrast = color_contrast(color_in(theme, fg), color_in(theme, bg));
    if (contrast < least)
        fail_msg("%s: role %d on role %d has a contrast of %.2f, not %.2f", name, fg, bg, contrast, least);
}

/* The role of the colour that most of a cell has: one that waits is a dot on the background. */
static enum role area_of(enum state state)
{
    return state == STATE_WAITING ? ROLE_BACKGROUND : theme_state_role(state);
}

/* Where colours are drawn in blocks, two states may have the same glyph. */
static void expect_state_contrast(const char *name, const struct theme *theme, enum state one, enum state other)
{
    const struct render_options blocks = {.theme = theme, .blocks = true};
    bool differs = theme_state_glyph(&blocks, one) != theme_state_glyph(&blocks, other);
    expect_contrast(name, theme, area_of(one), area_of(other), differs ? 2 : 3);
}

TEST(any_two_states_have_a_contrast_of_3_or_of_2_and_another_glyph)
{
    for_every_two_states(expect_state_contrast);
}

/* On an area of that colour, in the ink that is chosen for it. */
static void expect_inscription(const char *name, const struct theme *theme, enum role ground)
{
    expect_contrast(name, theme, theme_text_suits(theme, ground) ? ROLE_TEXT : ROLE_BACKGROUND, ground, 4.5);
}

static void expect_readable(const char *name, const struct theme *theme)
{
    static const enum role written[] = {ROLE_DIM, ROLE_PRODUCER, ROLE_CONSUMER, ROLE_QUEUE, ROLE_ACCENT, ROLE_WARNING};
    static const enum role inscribed[] = {ROLE_WORKING, ROLE_SLEEPING, ROLE_WARNING, ROLE_ACCENT, ROLE_DIM};
    expect_contrast(name, theme, ROLE_TEXT, ROLE_BACKGROUND, 7);
    expect_contrast(name, theme, ROLE_TEXT, ROLE_BAR, 4.5);
    expect_contrast(name, theme, ROLE_WAITING, ROLE_BACKGROUND, 3); /* dots */
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        expect_contrast(name, theme, written[i], ROLE_BACKGROUND, 4.5);
    for (size_t i = 0; i < sizeof inscribed / sizeof *inscribed; i++) /* numbers of items, the mode, marks */
        expect_inscription(name, theme, inscribed[i]);
}

TEST(what_is_written_has_a_contrast_of_4_5)
{
    for (int i = 0; i < shipped_count; i++) {
        struct theme theme = read_theme(shipped[i]);
        expect_readable(shipped[i], &theme);
    }
}

/* On which paper the default is seen is not known: many terminals have a dark grey one. */
TEST(the_default_can_be_read_on_dark_grey_too)
{
    struct theme theme = theme_default;
    theme.roles[ROLE_BACKGROUND].fixed = color_nearest_fixed((struct rgb){30, 30, 30});
    for (enum role role = ROLE_PRODUCER; role <= ROLE_WARNING; role++)
        expect_contrast("default", &theme, role, ROLE_BACKGROUND, 4.5);
    expect_contrast("default", &theme, ROLE_DIM, ROLE_BACKGROUND, 4.5);
}

/* It means that something failed: nothing else may look like it. */
TEST(red_is_far_from_every_state)
{
    for (int i = 0; i < shipped_count; i++)
        for (int k = 0; k < STATES_SHOWN; k++) {
            struct theme theme = read_theme(shipped[i]);
            double far =
                distance(&full_vision, theme.roles[ROLE_WARNING].fixed, theme.roles[theme_state_role(shown[k])].fixed);
            if (far < 2 * DISTANCE_MIN && strcmp(shipped[i], "mono") != 0)
                fail_msg("%s: red and %s are %.1f apart", shipped[i], state_name(shown[k]), far);
        }
}

TEST(no_ink_is_its_paper)
{
    static const int depths[] = {256, 16, 8};
    for (int i = 0; i < shipped_count; i++) {
        struct theme theme = read_theme(shipped[i]);
        for (size_t j = 0; j < sizeof depths / sizeof *depths; j++)
            for (enum role role = ROLE_BACKGROUND; role < ROLE_COUNT; role++) {
                struct terminal_style result = paint_of(&theme, role, depths[j]);
                if (role != ROLE_BACKGROUND && role != ROLE_BAR && result.bg != THEME_TERMINAL &&
                    result.fg == result.bg)
                    fail_msg("%s: hue %d cannot be seen among %d colours", shipped[i], role, depths[j]);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_embedded_default_is_the_one_in_the_file),
        cmocka_unit_test(any_two_states_differ_by_glyph_and_in_ascii),
        cmocka_unit_test(any_two_states_differ_by_colour_of_256_of_16_and_of_8),
        cmocka_unit_test(any_two_states_are_far_apart),
        cmocka_unit_test(okabe_themes_keep_any_two_states_apart_for_every_colour_vision),
        cmocka_unit_test(any_two_states_have_a_contrast_of_3_or_of_2_and_another_glyph),
        cmocka_unit_test(what_is_written_has_a_contrast_of_4_5),
        cmocka_unit_test(the_default_can_be_read_on_dark_grey_too),
        cmocka_unit_test(red_is_far_from_every_state),
        cmocka_unit_test(no_ink_is_its_paper),
    };
    return cmocka_run_group_tests(tests, list_shipped, free_shipped);
}
