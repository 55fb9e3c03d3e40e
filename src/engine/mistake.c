/* mistake — the table of the classic mistakes; see the header. */
#include "engine/mistake.h"

#include <string.h>

static const struct row {
    const char *name, *mode, *text;
    uint32_t least, most; /* consumers */
} rows[MISTAKE_COUNT] = {
    [MISTAKE_NONE] = {"none", "", "everything as it should be", 1, UINT32_MAX},
    [MISTAKE_NO_START] = {"no-start", "threads", "threads are created, but never started", 1, UINT32_MAX},
    [MISTAKE_NO_JOIN] = {"no-join", "threads", "main does not wait for its threads", 1, UINT32_MAX},
    [MISTAKE_POLL] = {"poll", "threads", "the consumer looks every 10 ms instead of waiting", 1, UINT32_MAX},
    [MISTAKE_UNLOCKED] = {"unlocked", "threads", "two consumers look and then take, without a lock", 2, UINT32_MAX},
    [MISTAKE_BLOCK_THE_LOOP] = {"block-the-loop", "async", "P1 sleeps without awaiting", 1, UINT32_MAX},
    [MISTAKE_LOST_WAKEUP] = {"lost-wakeup", "threads", "the consumer waits first and looks then", 1, 1},
    [MISTAKE_DEADLOCK] = {"deadlock", "threads", "two locks, taken in opposite order", 1, UINT32_MAX},
};

const char *mistake_name(enum mistake mistake)
{
    return rows[mistake].name;
}

const char *mistake_mode(enum mistake mistake)
{
    return rows[mistake].mode;
}

const char *mistake_text(enum mistake mistake)
{
    return rows[mistake].text;
}

uint32_t mistake_consumers(enum mistake mistake, uint32_t wanted)
{
    const struct row *row = &rows[mistake];
    return wanted < row->least ? row->least : wanted > row->most ? row->most : wanted;
}

enum mistake mistake_find(const char *name)
{
    enum mistake mistake = MISTAKE_NONE;
    while (mistake < MISTAKE_COUNT && strcmp(rows[mistake].name, name) != 0)
        mistake++;
    return mistake;
}
