/* transcript — a run as text; see the header. */
#include "support/transcript.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

void transcript_begin(struct transcript *transcript)
{
    *transcript = (struct transcript){0};
    transcript->out = open_memstream(&transcript->text, &transcript->size);
    assert(transcript->out != NULL);
}

void transcript_event(void *context, const struct event *event)
{
    if (event->kind == EVENT_STATE)
        return; /* the lanes tell */
    struct transcript *transcript = context;
    char lane[LANE_NAME_SIZE];
    lane_id_name(event->lane, lane);
    fprintf(transcript->out, "%" PRId64 " %s %s %" PRIu32 " %" PRIx32 " %" PRId64 "\n", event->time, lane,
            event->kind == EVENT_PUT    ? "puts"
            : event->kind == EVENT_TAKE ? "takes"
                                        : "receives",
            event->item, event->other, event->until);
}

static void write_lane(FILE *out, const struct trace *trace, lane_id id, int64_t now)
{
    const struct lane *lane = trace_lane(trace, id);
    char name[LANE_NAME_SIZE];
    lane_id_name(id, name);
    for (size_t i = 0; i < lane_count(lane, now); i++) {
        struct segment segment = lane_segment(lane, i, now);
        fprintf(out, "%s %" PRId64 " %" PRId64 " %" PRId64 " %s %d %" PRIu32 " %" PRIx32 "\n", name, segment.start,
                segment.end, segment.until, state_name(segment.state), segment.reason, segment.item, segment.other);
    }
}

const char *transcript_end(struct transcript *transcript, const struct trace *trace, int64_t now)
{
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < trace->lanes[kind].count; i++)
            write_lane(transcript->out, trace, lane_id_of(kind, i), now);
    fclose(transcript->out);
    return transcript->text;
}

void transcript_free(struct transcript *transcript)
{
    free(transcript->text);
}
