/* emulator — libvterm, asked the questions that tests ask; see the header. */
#include "terminal/emulator.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

enum { BYTES_PER_CODEPOINT = 4, RIGHT_HALF = -1 /* libvterm's code point there */ };

struct emulator {
    VTerm *vterm;
    VTermScreen *screen;
    int rows, columns;
    bool cursor_visible, alternate_screen, mouse_reported;
    size_t row_size; /* bytes for the text of one row and its end */
    char *row_texts; /* rows × row_size */
    char *text;      /* the screen's */
};

static void make_room_for_text(struct emulator *emulator)
{
    size_t rows = (size_t)emulator->rows;
    emulator->row_size = (size_t)emulator->columns * VTERM_MAX_CHARS_PER_CELL * BYTES_PER_CODEPOINT + 1;
    emulator->row_texts = realloc(emulator->row_texts, rows * emulator->row_size);
    emulator->text = realloc(emulator->text, rows * emulator->row_size + 1); /* a newline in place of each end */
    assert(emulator->row_texts != NULL && emulator->text != NULL);
}

static int on_property(VTermProp property, VTermValue *value, void *context)
{
    struct emulator *emulator = context;
    switch (property) {
    case VTERM_PROP_CURSORVISIBLE:
        emulator->cursor_visible = value->boolean;
        break;
    case VTERM_PROP_ALTSCREEN:
        emulator->alternate_screen = value->boolean;
        break;
    case VTERM_PROP_MOUSE:
        emulator->mouse_reported = value->number != VTERM_PROP_MOUSE_NONE;
        break;
    default:
        break;
    }
    return 1;
}

struct emulator *emulator_new(int rows, int columns, emulator_reply *reply, void *context)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    struct emulator *emulator = calloc(1, sizeof *emulator);
    assert(emulator != NULL);
    emulator->rows = rows;
    emulator->columns = columns;
    make_room_for_text(emulator);

    emulator->vterm = vterm_new(rows, columns);
    assert(emulator->vterm != NULL);
    vterm_set_utf8(emulator->vterm, 1);
    vterm_output_set_callback(emulator->vterm, reply, context);
    emulator->screen = vterm_obtain_screen(emulator->vterm);
    vterm_screen_enable_altscreen(emulator->screen, 1);
    vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
    vterm_screen_reset(emulator->screen, 1);
    return emulator;
}

void emulator_free(struct emulator *emulator)
{
    if (emulator == NULL)
        return;
    vterm_free(emulator->vterm);
    free(emulator->row_texts);
    free(emulator->text);
    free(emulator);
}

void emulator_feed(struct emulator *emulator, const char *bytes, size_t length)
{
    vterm_input_write(emulator->vterm, bytes, length);
}

void emulator_resize(struct emulator *emulator, int rows, int columns)
{
    emulator->rows = rows;
    emulator->columns = columns;
    make_room_for_text(emulator);
    vterm_set_size(emulator->vterm, rows, columns);
}

int emulator_rows(const struct emulator *emulator)
{
    return emulator->rows;
}

int emulator_columns(const struct emulator *emulator)
{
    return emulator->columns;
}

static VTermScreenCell cell_at(const struct emulator *emulator, int row, int column)
{
    assert(row >= 0 && row < emulator->rows && column >= 0 && column < emulator->columns);
    VTermScreenCell cell;
    (void)vterm_screen_get_cell(emulator->screen, (VTermPos){.row = row, .col = column}, &cell);
    return cell;
}

/* Writes the code point as UTF-8; returns how many bytes. */
static size_t encode(uint32_t codepoint, char *bytes)
{
    static const struct {
        uint32_t below;
        unsigned lead;
    } lengths[] = {{0x80, 0x00}, {0x800, 0xC0}, {0x10000, 0xE0}, {0x110000, 0xF0}};
    assert(codepoint < 0x110000);
    size_t more = 0; /* bytes after the first */
    while (codepoint >= lengths[more].below)
        more++;
    for (size_t i = more; i > 0; i--, codepoint >>= 6)
        bytes[i] = (char)(0x80 | (codepoint & 0x3F));
    bytes[0] = (char)(lengths[more].lead | codepoint);
    return more + 1;
}

/* Writes what the cell reads, a space where it is blank, nothing where it is a right half; returns how many bytes. */
static size_t encode_cell(const VTermScreenCell *cell, char *bytes)
{
    if (cell->chars[0] == (uint32_t)RIGHT_HALF)
        return 0;
    if (cell->chars[0] == 0) {
        bytes[0] = ' ';
        return 1;
    }
    size_t length = 0;
    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
        length += encode(cell->chars[i], bytes + length);
    return length;
}

const char *emulator_row(struct emulator *emulator, int row)
{
    assert(row >= 0 && row < emulator->rows);
    char *text = emulator->row_texts + (size_t)row * emulator->row_size;
    size_t length = 0;
    for (int column = 0; column < emulator->columns; column++) {
        VTermScreenCell cell = cell_at(emulator, row, column);
        length += encode_cell(&cell, text + length);
    }
    while (length > 0 && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
    return text;
}

const char *emulator_text(struct emulator *emulator)
{
    char *end = emulator->text;
    for (int row = 0; row < emulator->rows; row++) {
        const char *text = emulator_row(emulator, row);
        size_t length = strlen(text);
        memcpy(end, text, length);
        end[length] = '\n';
        end += length + 1;
    }
    *end = '\0';
    return emulator->text;
}

/* The column of the glyph that starts `offset` bytes into the row's text. */
static int column_of(const struct emulator *emulator, int row, size_t offset)
{
    char bytes[VTERM_MAX_CHARS_PER_CELL * BYTES_PER_CODEPOINT];
    int column = 0;
    for (size_t length = 0; length < offset; column++) {
        VTermScreenCell cell = cell_at(emulator, row, column);
        length += encode_cell(&cell, bytes);
    }
    while (column < emulator->columns && cell_at(emulator, row, column).chars[0] == (uint32_t)RIGHT_HALF)
        column++;
    return column;
}

bool emulator_find(struct emulator *emulator, const char *text, int *row, int *column)
{
    for (int r = 0; r < emulator->rows; r++) {
        const char *line = emulator_row(emulator, r);
        const char *place = strstr(line, text);
        if (place == NULL)
            continue;
        if (row != NULL)
            *row = r;
        if (column != NULL)
            *column = column_of(emulator, r, (size_t)(place - line));
        return true;
    }
    return false;
}

static int colour_of(const VTermColor *colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
        return COLOUR_DEFAULT;
    if (VTERM_COLOR_IS_INDEXED(colour))
        return colour->indexed.idx;
    return COLOUR_DIRECT | colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue;
}

struct emulator_cell emulator_cell(const struct emulator *emulator, int row, int column)
{
    VTermScreenCell cell = cell_at(emulator, row, column);
    return (struct emulator_cell){
        .codepoint = cell.chars[0] == (uint32_t)RIGHT_HALF ? 0 : cell.chars[0],
        .width = cell.width,
        .foreground = colour_of(&cell.fg),
        .background = colour_of(&cell.bg),
        .bold = cell.attrs.bold,
        .underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
        .italic = cell.attrs.italic,
        .blink = cell.attrs.blink,
        .reverse = cell.attrs.reverse,
    };
}

void emulator_cursor(const struct emulator *emulator, int *row, int *column)
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &position);
    *row = position.row;
    *column = position.col;
}

bool emulator_cursor_visible(const struct emulator *emulator)
{
    return emulator->cursor_visible;
}

bool emulator_alternate_screen(const struct emulator *emulator)
{
    return emulator->alternate_screen;
}

bool emulator_mouse_reported(const struct emulator *emulator)
{
    return emulator->mouse_reported;
}
