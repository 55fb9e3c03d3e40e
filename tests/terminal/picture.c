/*
 * picture — runs the real program in a terminal emulator and draws its screen as SVG, for the documents.
 *
 *   picture OUT.svg [COLUMNSxROWS] [NAME=VALUE] [STEP]... -- ARGUMENT...      overlap is run with the arguments
 *
 * NAME=VALUE is put into its environment. A STEP is a number, seconds to let pass, or text, keys to press. With OUT.txt
 * the screen is written as plain text.
 */
#include "terminal/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_WIDTH = 10, CELL_HEIGHT = 21, MARGIN = 10, ARGUMENTS_MAX = 32 };

#define PAPER 0x101010
#define INK   0xe0e0e0

/* The usual colours of a terminal: 16 named ones, a cube of 6 × 6 × 6, and 24 greys. */
static unsigned rgb_of(int colour, unsigned unset)
{
    static const unsigned named[16] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x1e50ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
                                       0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
    static const unsigned levels[6] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    if (colour == COLOUR_DEFAULT)
        return unset;
    if (colour >= COLOUR_DIRECT)
        return (unsigned)colour & 0xffffff;
    if (colour < 16)
        return named[colour];
    if (colour >= 232)
        return (unsigned)(8 + 10 * (colour - 232)) * 0x010101;
    int cube = colour - 16;
    return levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6];
}

static void fill(FILE *file, double x, double y, double width, double height, unsigned rgb)
{
    (void)fprintf(file, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"#%06x\"/>\n", x, y, width, height,
                  rgb);
}

static void write_utf8(FILE *file, uint32_t glyph)
{
    if (glyph == '&' || glyph == '<')
        (void)fputs(glyph == '&' ? "&amp;" : "&lt;", file);
    else
        (void)fprintf(file, "&#%u;", (unsigned)glyph);
}

/* Blocks are drawn as what they mean, not as a font has them: so no seams. */
static bool draw_block(FILE *file, uint32_t glyph, double x, double y, unsigned fg)
{
    if (glyph >= 0x2581 && glyph <= 0x2588) { /* ▁ … █, from below */
        double height = CELL_HEIGHT * (glyph - 0x2580) / 8.0;
        fill(file, x, y + CELL_HEIGHT - height, CELL_WIDTH, height, fg);
    } else if (glyph >= 0x2589 && glyph <= 0x258f) { /* ▉ … ▏, from the left */
        fill(file, x, y, CELL_WIDTH * (0x2590 - glyph) / 8.0, CELL_HEIGHT, fg);
    } else {
        return false;
    }
    return true;
}

static void draw_cell(FILE *file, struct emulator_cell cell, int row, int column)
{
    double x = MARGIN + column * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT;
    unsigned fg = rgb_of(cell.foreground, INK), bg = rgb_of(cell.background, PAPER);
    if (cell.reverse) {
        unsigned swapped = fg;
        fg = bg;
        bg = swapped;
    }
    if (bg != PAPER)
        fill(file, x, y, CELL_WIDTH * cell.width, CELL_HEIGHT, bg);
    if (cell.codepoint <= ' ' || draw_block(file, cell.codepoint, x, y, fg))
        return;
    (void)fprintf(file, "<text x=\"%g\" y=\"%g\" fill=\"#%06x\"%s>", x, y + CELL_HEIGHT - 6.0, fg,
                  cell.bold ? " font-weight=\"bold\"" : "");
    write_utf8(file, cell.codepoint);
    (void)fputs("</text>\n", file);
}

static void write_svg(FILE *file, const struct emulator *screen)
{
    int width = 2 * MARGIN + emulator_columns(screen) * CELL_WIDTH,
        height = 2 * MARGIN + emulator_rows(screen) * CELL_HEIGHT;
    (void)fprintf(file,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                  "font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"16\" "
                  "shape-rendering=\"crispEdges\">\n",
                  width, height, width, height);
    fill(file, 0, 0, width, height, PAPER);
    for (int row = 0; row < emulator_rows(screen); row++)
        for (int column = 0; column < emulator_columns(screen); column++)
            draw_cell(file, emulator_cell(screen, row, column), row, column);
    (void)fputs("</svg>\n", file);
}

static void take_step(struct terminal *terminal, const char *step)
{
    char *end;
    double seconds = strtod(step, &end);
    if (*end == '\0')
        terminal_pump_for(terminal, (int)(seconds * 1000));
    else
        terminal_send(terminal, step);
}

static int save(const char *path, struct emulator *screen)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        return EXIT_FAILURE;
    }
    const char *ending = strrchr(path, '.');
    if (ending != NULL && strcmp(ending, ".txt") == 0)
        (void)fputs(emulator_text(screen), file);
    else
        write_svg(file, screen);
    return fclose(file) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        (void)fputs("usage: picture OUT.svg|OUT.txt [COLUMNSxROWS] [NAME=VALUE] [SECONDS | KEYS]... -- ARGUMENT...\n",
                    stderr);
        return 2;
    }
    int columns, rows, at = 2, steps_end;
    if (at < argc && sscanf(argv[at], "%dx%d", &columns, &rows) == 2)
        at++;
    else
        columns = 80, rows = 24;
    const char *environment[2] = {NULL, NULL};
    if (at < argc && strchr(argv[at], '=') != NULL)
        environment[0] = argv[at++];
    for (steps_end = at; steps_end < argc && strcmp(argv[steps_end], "--") != 0;)
        steps_end++;
    const char *arguments[ARGUMENTS_MAX] = {OVERLAP_PROGRAM};
    for (int i = steps_end + 1, count = 1; i < argc && count < ARGUMENTS_MAX - 1; i++)
        arguments[count++] = argv[i];
    struct terminal *terminal = terminal_start(
        &(struct terminal_setup){.arguments = arguments, .environment = environment, .rows = rows, .columns = columns});
    for (; at < steps_end; at++)
        take_step(terminal, argv[at]);
    int status = save(argv[1], terminal_screen(terminal));
    terminal_free(terminal);
    return status;
}
