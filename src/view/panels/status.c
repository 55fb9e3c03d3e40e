/* status — words and colours; see the header. */
#include "view/panels/status.h"

static const struct {
    enum role role;
    const char *word;
} statuses[] = {
    [RUN_RUNNING] = {ROLE_WORKING, "running"},
    [RUN_STUCK] = {ROLE_WARNING, "deadlock"},
    [RUN_FINISHED] = {ROLE_ACCENT, "finished"},
    [RUN_LEFT] = {ROLE_DIM, "stopped"},
};

const char *status_word(enum run_status status)
{
    return statuses[status].word;
}

struct style status_block(enum run_status status)
{
    return (struct style){
        .fg = (uint8_t)statuses[status].role, .bg = ROLE_BACKGROUND, .attributes = ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE};
}

static void write_capitals(char *capitals, size_t size, const char *text)
{
    size_t length = 0;
    for (; text[length] != '\0' && length + 1 < size; length++)
        capitals[length] = (char)(text[length] >= 'a' && text[length] <= 'z' ? text[length] - 'a' + 'A' : text[length]);
    capitals[length] = '\0';
}

int status_draw(struct canvas *canvas, int x, int y, int width, int end, struct style block, const char *mode)
{
    char capitals[32];
    write_capitals(capitals, sizeof capitals, mode);
    int least = x + width < end ? x + width : end;
    x = canvas_format(canvas, x, y, end - x, block, " %s ", capitals);
    for (; x < least; x++)
        canvas_put(canvas, x, y, ' ', block);
    return x;
}
