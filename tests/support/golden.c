/* golden — what is drawn, compared with what was judged to be right; see the header. */
#include "support/golden.h"

#include "support/test.h"
#include "view/canvas/glyph.h"
#include "view/layout.h"
#include "view/panel.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 2048 };

static char letter_of(const struct cell *cell)
{
    static const char inks[ROLE_COUNT] = {
        [ROLE_BACKGROUND] = ' ', [ROLE_TEXT] = 't',     [ROLE_DIM] = 'd',     [ROLE_BAR] = 'b',
        [ROLE_WORKING] = 'w',    [ROLE_SLEEPING] = 's', [ROLE_WAITING] = '.', [ROLE_READY] = 'r',
        [ROLE_PRODUCER] = 'p',   [ROLE_CONSUMER] = 'c', [ROLE_QUEUE] = 'q',   [ROLE_ACCENT] = 'a',
        [ROLE_WARNING] = '!',
    };
    static const char papers[ROLE_COUNT] = {
        [ROLE_BAR] = 'B', [ROLE_WORKING] = 'W', [ROLE_SLEEPING] = 'S', [ROLE_READY] = 'R'};
    if (cell->style.bg != ROLE_BACKGROUND)
        return papers[cell->style.bg] != '\0' ? papers[cell->style.bg] : '?';
    bool shows = cell->glyph != ' ' || (cell->style.attributes & ATTRIBUTE_REVERSE) != 0;
    return shows ? inks[cell->style.fg] : ' ';
}

/* A layer of what is drawn: the glyphs, or the roles as letters. Without trailing blanks. */
static void write_rows(FILE *file, const struct canvas *canvas, struct rect rect, bool roles)
{
    for (int y = rect.y; y < rect.y + rect.height; y++) {
        int blanks = 0;
        for (int x = rect.x; x < rect.x + rect.width; x++) {
            const struct cell *cell = canvas_cell(canvas, x, y);
            uint32_t glyph = roles ? (unsigned char)letter_of(cell) : cell->glyph;
            if (glyph == ' ') {
                blanks++;
                continue;
            }
            char utf8[5];
            glyph_encode(glyph, utf8); /* the right half of a wide glyph prints nothing */
            (void)fprintf(file, "%*s%s", blanks, "", utf8);
            blanks = 0;
        }
        (void)fputc('\n', file);
    }
}

static void write_part(struct golden *golden, const char *situation, const struct canvas *canvas, struct rect rect)
{
    (void)fputs("== ", golden->file);
    for (const char *letter = situation; *letter != '\0'; letter++)
        (void)fputc(*letter == '_' ? ' ' : *letter, golden->file);
    (void)fprintf(golden->file, ", %d×%d\n", canvas_width(canvas), canvas_height(canvas));
    write_rows(golden->file, canvas, rect, false);
    (void)fputs("--\n", golden->file);
    write_rows(golden->file, canvas, rect, true);
}

void golden_begin(struct golden *golden, const char *name)
{
    *golden = (struct golden){.name = name};
    golden->file = open_memstream(&golden->text, &golden->size);
    assert_non_null(golden->file);
}

void golden_canvas(struct golden *golden, const char *situation, const struct canvas *canvas)
{
    write_part(golden, situation, canvas, (struct rect){0, 0, canvas_width(canvas), canvas_height(canvas)});
}

static struct rect rect_of(const struct layout *layout, const char *panel)
{
    for (size_t i = 0; i < layout->count; i++)
        if (strcmp(layout->placed[i].panel->name, panel) == 0)
            return layout->placed[i].rect;
    fail_msg("there is no panel %s on a screen of %d×%d", panel, layout->context.width, layout->context.height);
    return (struct rect){0};
}

void golden_panel(struct golden *golden, const char *situation, const char *panel, const struct scene *scene, int width,
                  int height)
{
    struct canvas *canvas = canvas_new(width, height, scene->render.ascii);
    struct layout layout = layout_of(scene, width, height);
    screen_draw(canvas, &layout);
    write_part(golden, situation, canvas, rect_of(&layout, panel));
    canvas_free(canvas);
}

static FILE *open_golden(const char *name, const char *how)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s.txt", OVERLAP_GOLDEN_DIR, name);
    for (char *blank = strrchr(path, '/'); (blank = strchr(blank, ' ')) != NULL;)
        *blank = '-';
    FILE *file = fopen(path, how);
    if (file == NULL)
        fail_msg("%s cannot be opened (OVERLAP_GOLDEN=write writes it)", path);
    return file;
}

static void write_golden(const struct golden *golden)
{
    FILE *file = open_golden(golden->name, "w");
    assert_true(fputs(golden->text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void expect_golden(const struct golden *golden)
{
    FILE *file = open_golden(golden->name, "r"), *drawn = fmemopen(golden->text, golden->size, "r");
    assert_non_null(drawn);
    char part[LINE_SIZE] = "";
    for (;;) {
        char is[LINE_SIZE] = "(nothing)\n", should_be[LINE_SIZE] = "(nothing)\n";
        bool more = fgets(is, sizeof is, drawn) != NULL;
        if (fgets(should_be, sizeof should_be, file) == NULL && !more)
            break;
        if (strncmp(is, "==", 2) == 0)
            strcpy(part, is);
        if (strcmp(is, should_be) != 0)
            fail_msg("%s.txt\n%sis:        %sshould be: %s(OVERLAP_GOLDEN=write takes it as it is)", golden->name, part,
                     is, should_be);
    }
    (void)fclose(file);
    (void)fclose(drawn);
}

void golden_end(struct golden *golden)
{
    assert_int_equal(fclose(golden->file), 0);
    const char *wanted = getenv("OVERLAP_GOLDEN");
    if (wanted != NULL && strcmp(wanted, "write") == 0)
        write_golden(golden);
    expect_golden(golden);
    free(golden->text);
}
