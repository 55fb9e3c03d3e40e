/* syntax — finds keywords, strings and comments, each with a table a language. */
#include "view/panels/syntax.h"

#include "view/canvas/color.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Between blanks. */
static const char python[] = " and as async await break class continue def del elif else except False finally for from "
                             "global if import in is lambda None nonlocal not or pass raise return True try while with "
                             "yield ";
static const char c[] =
    " bool break case char const continue default do double else enum extern false float for if int "
    "long NULL return short signed sizeof static struct switch true typedef union unsigned void "
    "volatile while ";

struct token {
    size_t length;
    enum role role;
};

static bool is_keyword(const char *keywords, const char *word, size_t length)
{
    char blanked[32];
    int written = snprintf(blanked, sizeof blanked, " %.*s ", (int)length, word);
    return written < (int)sizeof blanked && strstr(keywords, blanked) != NULL;
}

/* Up to the quote that ends it, or the line. */
static size_t string_length(const char *text)
{
    size_t length = 1;
    while (text[length] != '\0' && text[length] != text[0])
        length += text[length] == '\\' && text[length + 1] != '\0' ? 2 : 1;
    return length + (text[length] != '\0');
}

static bool is_word(char letter)
{
    return isalnum((unsigned char)letter) || letter == '_';
}

static struct token next_token(const char *text, const char *comment)
{
    size_t length = 0;
    if (strncmp(text, comment, strlen(comment)) == 0)
        return (struct token){strlen(text), ROLE_DIM};
    if (*text == '"' || *text == '\'')
        return (struct token){string_length(text), ROLE_QUEUE};
    while (is_word(text[length]))
        length++;
    if (length == 0)
        return (struct token){1, ROLE_TEXT};
    bool keyword = is_keyword(*comment == '#' ? python : c, text, length);
    return (struct token){length, keyword ? ROLE_ACCENT : ROLE_TEXT};
}

static bool is_grey(const struct theme *theme)
{
    int16_t fixed = theme->roles[ROLE_ACCENT].fixed;
    struct rgb color = fixed != THEME_TERMINAL ? color_of_fixed(fixed) : (struct rgb){0, 0, 0};
    return color.red == color.green && color.green == color.blue;
}

int syntax_draw(struct canvas *canvas, int x, int y, int width, struct style style, const struct theme *theme,
                const char *comment, const char *text)
{
    int end = x + width, after = canvas_text(canvas, x, y, width, style, text);
    struct token token;
    for (const char *at = text; *at != '\0' && x < end && !is_grey(theme); at += token.length) {
        char part[256];
        token = next_token(at, comment);
        (void)snprintf(part, sizeof part, "%.*s", (int)token.length, at);
        style.fg = (uint8_t)token.role;
        x = canvas_text(canvas, x, y, end - x, style, part);
    }
    return after;
}
