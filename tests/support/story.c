/* story — a plan to tell of, and what a lane shows as text; see the header. */
#include "support/story.h"

#include "base/units.h"
#include "support/test.h"

#include <inttypes.h>
#include <stdio.h>

struct plan story_plan(uint32_t producers, int64_t items)
{
    return (struct plan){
        .producers = producers,
        .consumers = 1,
        .items = items,
        .produce = {NS_PER_S, NS_PER_S},
        .consume = {NS_PER_S / 2, NS_PER_S / 2},
    };
}

static const char *const reason_names[REASON_COUNT] = {
    [REASON_QUEUE_EMPTY] = "queue empty",
    [REASON_LOCK] = "lock",
    [REASON_QUEUE_FULL] = "queue full",
    [REASON_GIL] = "gil",
    [REASON_LOOP] = "the loop",
    [REASON_START] = "start",
    [REASON_JOIN] = "join",
    [REASON_POLL] = "poll",
    [REASON_TURN] = "turn",
    [REASON_CORE] = "the cores",
    [REASON_RESULT] = "result",
    [REASON_SIGNAL] = "signal",
    [REASON_RETRY] = "look",
    [REASON_WINDOW] = "window",
    [REASON_FAILED] = "failed",
};

static size_t write_segment(char *text, size_t size, const struct segment *segment)
{
    int length = snprintf(text, size, "%" PRId64 " %s", segment->start / NS_PER_MS, state_name(segment->state));
    size_t at = (size_t)length;
    if (segment->item != 0 && (segment->state == STATE_WORKING || segment->state == STATE_SLEEPING))
        at += (size_t)snprintf(text + at, size - at, "#%" PRIu32, segment->item);
    if (segment->reason != REASON_NONE)
        at += (size_t)snprintf(text + at, size - at, "(%s)", reason_names[segment->reason]);
    if (segment->other != LANE_NONE) {
        char name[LANE_NAME_SIZE];
        lane_id_name(segment->other, name);
        at += (size_t)snprintf(text + at, size - at, " by %s", name);
    }
    return at;
}

enum { STORY_SIZE = 4096, WORD_MAX = 128 };

void story_expect(const struct fixture *fixture, lane_id id, const char *story)
{
    const struct lane *lane = trace_lane(fixture->trace, id);
    int64_t now = clock_now(fixture->clock);
    char told[STORY_SIZE] = "";
    size_t at = 0;
    for (size_t i = 0; i < lane_count(lane, now) && at + WORD_MAX < STORY_SIZE; i++) {
        struct segment segment = lane_segment(lane, i, now);
        if (i > 0)
            at += (size_t)snprintf(told + at, STORY_SIZE - at, ", ");
        at += write_segment(told + at, STORY_SIZE - at, &segment);
    }
    assert_string_equal(told, story);
}
