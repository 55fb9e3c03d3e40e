/* glyph — what one code point takes and becomes on a grid of cells. */
#include "view/canvas/glyph.h"

#include <stddef.h>
#include <string.h>
#include <uchar.h>

struct range {
    uint32_t first, last;
};

static const struct range invisible[] = {
    {0x00ad, 0x00ad}, {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd},   {0x061c, 0x061c}, {0x064b, 0x065f},
    {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x2028, 0x202e},   {0x2060, 0x206f}, {0x20d0, 0x20ff},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0000, 0xe0fff},
};

static const struct range wide[] = {
    {0x1100, 0x115f}, {0x231a, 0x231b},   {0x23e9, 0x23ec},   {0x2614, 0x2615},   {0x26a1, 0x26a1},
    {0x2705, 0x2705}, {0x2728, 0x2728},   {0x274c, 0x274c},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},
    {0xa960, 0xa97c}, {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},
    {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1faff}, {0x20000, 0x3fffd},
};

/* Of eighths that grow upwards, by how much ink they have; of those to the right the longer half counts. */
static const struct stand_in {
    const char32_t *glyphs;
    const char *ascii;
} stand_ins[] = {
    {U"–—−━▃", "-"}, {U"×", "x"},   {U"·▁", "."},  {U"│┃❚", "|"},     {U"▶→", ">"},  {U"◀←", "<"},
    {U"▲↑", "^"},    {U"▼↓", "v"},  {U"┬┴▅", "+"}, {U"µ", "u"},       {U"÷", "/"},   {U"≈", "~"},
    {U"▂┆", ":"},    {U"▄░", "="},  {U"▆✔", "*"},  {U"▇█▌▋▊▉▓", "#"}, {U"▏▎▍", " "}, {U"▒", "%"},
    {U"∞", "inf"},   {U"…", "..."}, {U"²", "^2"},  {U"Σ", "sum"},
};

static bool within(const struct range *ranges, size_t count, uint32_t glyph)
{
    for (size_t i = 0; i < count && ranges[i].first <= glyph; i++)
        if (glyph <= ranges[i].last)
            return true;
    return false;
}

bool glyph_is_printable(uint32_t glyph)
{
    bool control = glyph < 0x20 || (glyph >= 0x7f && glyph < 0xa0), surrogate = glyph >= 0xd800 && glyph < 0xe000;
    return !control && !surrogate && glyph <= 0x10ffff;
}

int glyph_width(uint32_t glyph)
{
    if (within(invisible, sizeof invisible / sizeof *invisible, glyph))
        return 0;
    return within(wide, sizeof wide / sizeof *wide, glyph) ? 2 : 1;
}

const char *glyph_ascii(uint32_t glyph, char buffer[2])
{
    for (size_t i = 0; glyph >= 0x7f && i < sizeof stand_ins / sizeof *stand_ins; i++)
        for (const char32_t *one = stand_ins[i].glyphs; *one != 0; one++)
            if (*one == glyph)
                return stand_ins[i].ascii;
    buffer[0] = glyph < 0x7f ? (char)glyph : glyph_width(glyph) == 0 ? '\0' : '?';
    buffer[1] = '\0';
    return buffer;
}

/* Number of continuation bytes that the first byte of a sequence announces; -1: it starts none. */
static int continuations(unsigned char first)
{
    if (first < 0x80)
        return 0;
    if (first < 0xc2 || first > 0xf4)
        return -1;
    return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

uint32_t glyph_next(const char **text)
{
    static const uint32_t lowest[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)*text;
    if (*bytes == '\0')
        return 0;
    (*text)++;
    int more = continuations(*bytes);
    if (more < 0)
        return '?';
    uint32_t glyph = more == 0 ? *bytes : *bytes & (0x3fu >> more);
    for (int i = 1; i <= more; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return '?';
        glyph = glyph << 6 | (bytes[i] & 0x3fu);
    }
    if (glyph < lowest[more] || (glyph >= 0xa0 && !glyph_is_printable(glyph)))
        return '?';
    *text += more;
    return glyph_is_printable(glyph) ? glyph : '?';
}

int glyph_text_width(const char *text, bool ascii)
{
    int width = 0;
    char buffer[2];
    for (uint32_t glyph = glyph_next(&text); glyph != 0; glyph = glyph_next(&text))
        width += ascii ? (int)strlen(glyph_ascii(glyph, buffer)) : glyph_width(glyph);
    return width;
}

void glyph_encode(uint32_t glyph, char utf8[5])
{
    int more = glyph < 0x80 ? 0 : glyph < 0x800 ? 1 : glyph < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0x00, 0xc0, 0xe0, 0xf0};
    utf8[0] = (char)(leads[more] | glyph >> 6 * more);
    for (int i = 1; i <= more; i++)
        utf8[i] = (char)(0x80 | (glyph >> 6 * (more - i) & 0x3f));
    utf8[more + 1] = '\0';
}
