/* golden — a screen compared with the one that was judged to be right; see the header. */
#include "support/golden.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

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

static void print_roles(const struct canvas *canvas, FILE *file)
{
    for (int y = 0; y < canvas_height(canvas); y++) {
        int last = canvas_width(canvas) - 1;
        while (last >= 0 && letter_of(canvas_cell(canvas, last, y)) == ' ')
            last--;
        for (int x = 0; x <= last; x++)
            (void)fputc(letter_of(canvas_cell(canvas, x, y)), file);
        (void)fputc('\n', file);
    }
}

static char *picture_of(const struct canvas *canvas)
{
    char *picture = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&picture, &size);
    assert_non_null(file);
    canvas_print(canvas, file);
    (void)fputs("--\n", file);
    print_roles(canvas, file);
    (void)fclose(file);
    return picture;
}

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return NULL;
    char *text = NULL;
    size_t size = 0;
    ssize_t length = getdelim(&text, &size, '\0', file);
    (void)fclose(file);
    if (length >= 0)
        return text;
    free(text);
    return NULL;
}

static void write_all(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void golden_check(const struct canvas *canvas, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s.txt", OVERLAP_GOLDEN_DIR, name);
    char *picture = picture_of(canvas);
    const char *wanted = getenv("OVERLAP_GOLDEN");
    if (wanted != NULL && strcmp(wanted, "write") == 0)
        write_all(path, picture);
    char *golden = read_all(path);
    bool same = golden != NULL && strcmp(golden, picture) == 0;
    if (!same)
        (void)fprintf(stderr, "%s\nis:\n%s\nshould be:\n%s\n(OVERLAP_GOLDEN=write takes it as it is)\n", path, picture,
                      golden != NULL ? golden : "(there is no such file)\n");
    free(golden);
    free(picture);
    assert_true(same);
}
