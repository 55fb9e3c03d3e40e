/* bug — the table of the classic bugs; see the header. */
#include "engine/bug.h"

#include <string.h>

static const struct row {
    const char *name, *mode, *text;
    uint32_t least, most; /* consumers */
} rows[BUG_COUNT] = {
    [BUG_NONE] = {"none", "", "everything as it should be", 1, UINT32_MAX},
    [BUG_NO_START] = {"no-start", "threads", "threads are created, but never started", 1, UINT32_MAX},
    [BUG_NO_JOIN] = {"no-join", "threads", "main does not wait for its threads", 1, UINT32_MAX},
    [BUG_POLL] = {"poll", "threads", "the consumer looks every 10 ms instead of waiting", 1, UINT32_MAX},
    [BUG_UNLOCKED] = {"unlocked", "threads", "two consumers look and then take, without a lock", 2, UINT32_MAX},
    [BUG_BLOCK_THE_LOOP] = {"block-the-loop", "async", "P1 sleeps without awaiting", 1, UINT32_MAX},
    [BUG_LOST_WAKEUP] = {"lost-wakeup", "threads", "the consumer waits first and looks then", 1, 1},
    [BUG_DEADLOCK] = {"deadlock", "threads", "two locks, taken in opposite order", 1, UINT32_MAX},
};

const char *bug_name(enum bug bug)
{
    return rows[bug].name;
}

const char *bug_mode(enum bug bug)
{
    return rows[bug].mode;
}

const char *bug_text(enum bug bug)
{
    return rows[bug].text;
}

uint32_t bug_consumers(enum bug bug, uint32_t wanted)
{
    const struct row *row = &rows[bug];
    return wanted < row->least ? row->least : wanted > row->most ? row->most : wanted;
}

enum bug bug_find(const char *name)
{
    enum bug bug = BUG_NONE;
    while (bug < BUG_COUNT && strcmp(rows[bug].name, name) != 0)
        bug++;
    return bug;
}
