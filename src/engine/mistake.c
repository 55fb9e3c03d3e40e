/* mistake — the table of the classic mistakes; see the header. */
#include "engine/mistake.h"

#include <string.h>

static const struct row {
    const char *name, *mode, *text;
    uint32_t consumers;
} rows[MISTAKE_COUNT] = {
    [MISTAKE_NONE] = {"none", "", "everything as it should be", 1},
    [MISTAKE_NO_START] = {"no-start", "threads", "threads are created, but never started", 1},
    [MISTAKE_NO_JOIN] = {"no-join", "threads", "main does not wait for its threads", 1},
    [MISTAKE_POLL] = {"poll", "threads", "the consumer looks every 10 ms instead of waiting", 1},
    [MISTAKE_UNLOCKED] = {"unlocked", "threads", "two consumers look and then take, without a lock", 2},
    [MISTAKE_BLOCK_THE_LOOP] = {"block-the-loop", "async", "P1 sleeps without awaiting", 1},
    [MISTAKE_LOST_WAKEUP] = {"lost-wakeup", "threads", "the consumer waits first and looks then", 1},
    [MISTAKE_DEADLOCK] = {"deadlock", "threads", "two locks, taken in opposite order", 1},
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

uint32_t mistake_consumers(enum mistake mistake)
{
    return rows[mistake].consumers;
}

enum mistake mistake_find(const char *name)
{
    enum mistake mistake = MISTAKE_NONE;
    while (mistake < MISTAKE_COUNT && strcmp(rows[mistake].name, name) != 0)
        mistake++;
    return mistake;
}
