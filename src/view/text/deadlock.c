/* deadlock — why a run in a deadlock cannot go on. */
#include "base/format.h"
#include "view/text/captions.h"

/* What producers or consumers wait for, and what only the others, the givers, can do about it. */
static const struct need {
    const char *room, *give, *text;
} needs[] = {
    [LANE_PRODUCER] = {"room", "make room",
                       "the queue is full and {stuck} {stuck:waits|wait} for room. Only {givers} {givers:makes|make} "
                       "room"},
    [LANE_CONSUMER] = {"an item", "put one",
                       "the queue is empty and {stuck} {stuck:waits|wait} for an item. Only {givers} "
                       "{givers:puts|put} one"},
};

/* Workers of that kind wait, and the others, which could help, are not there. */
static bool is_alone(const struct worker_totals *workers, const struct worker_totals *givers)
{
    return workers->in[STATE_WAITING] > 0 && givers->in[STATE_IDLE] + givers->in[STATE_DONE] == givers->count;
}

/* What keeps workers from going on. */
static const struct obstacle {
    enum state state;
    enum reason reason;
    const char *text;
} obstacles[] = {
    {STATE_WAITING, REASON_QUEUE_FULL, "{they} {they:waits|wait} for room in the queue"},
    {STATE_WAITING, REASON_QUEUE_EMPTY, "{they} {they:waits|wait} for an item"},
    {STATE_WAITING, REASON_LOCK, "{they} {they:waits|wait} for a lock"},
    {STATE_WAITING, REASON_SIGNAL, "{they} {they:waits|wait} for a signal"},
    {STATE_READY, REASON_TURN, "{they} {they:waits for its|wait for their} turn"},
    {STATE_IDLE, REASON_NONE, "{they} {they:has|have} not started"},
};

/* "P1, P2, P3 and 5 more" of those with that obstacle; "": none has it. */
static struct sentence names_of(const struct analysis *analysis, const struct obstacle *obstacle)
{
    enum { NAMED = 3 };
    struct sentence names = {""};
    lane_id named[NAMED];
    size_t count = analysis_find(analysis, obstacle->state, obstacle->reason, named, NAMED);
    for (size_t i = 0; i < count && i < NAMED; i++)
        format_append(names.text, sizeof names.text, "%s%s", format_separator(i, count > NAMED ? NAMED + 1 : count),
                      subject_one(named[i]).text);
    if (count > NAMED)
        format_append(names.text, sizeof names.text, " and %zu more", count - NAMED);
    return names;
}

static struct sentence groups_of(const struct analysis *analysis)
{
    struct sentence groups = {""}, group;
    for (size_t i = 0; i < sizeof obstacles / sizeof *obstacles; i++) {
        struct sentence names = names_of(analysis, &obstacles[i]);
        const struct field fields[] = {{"they", names.text}, {NULL, NULL}};
        sentence_fill(obstacles[i].text, fields, group.text, sizeof group.text);
        if (names.text[0] != '\0')
            format_append(groups.text, sizeof groups.text, "%s%s", groups.text[0] != '\0' ? "; " : "", group.text);
    }
    return groups;
}

/* Where main carries out a worker that waits (its turn), all whose turn would be next wait with it. */
void deadlock_write(const struct analysis *analysis, char *text, size_t size)
{
    bool starves = analysis->threads > 0 && analysis->in[STATE_IDLE] > 0;
    bool call = !starves && analysis->turn != LANE_NONE;
    bool producers = starves ? analysis->consumers.in[STATE_IDLE] > 0
                     : call  ? lane_id_kind(analysis->turn) == LANE_PRODUCER
                             : is_alone(&analysis->producers, &analysis->consumers);
    const struct need *need = &needs[producers ? LANE_PRODUCER : LANE_CONSUMER];
    const struct worker_totals *stuck = producers ? &analysis->producers : &analysis->consumers;
    const struct worker_totals *givers = producers ? &analysis->consumers : &analysis->producers;
    const char *row = "Deadlock: {groups}.";
    if (starves)
        row = "Pool starvation: {stuck} {stuck:holds|hold} {threads:the only thread|all threads} and "
              "{stuck:waits|wait} for {room}. Only {idle} could {give}, but {idle:it gets|they get} no thread.";
    else if (call && givers->in[STATE_IDLE] == givers->count)
        row = "Deadlock: {need}, and {givers:it starts|start} only after {every} {every:has|have} finished.";
    else if (call)
        row = "Deadlock: {need}, and {givers:goes|go} on only when the turn of {stuck} is over.";
    else if (is_alone(stuck, givers) && analysis->run->trace->killed > 0)
        row = "Deadlock: {need}, but {givers:its process was|their processes were} killed.";
    else if (is_alone(stuck, givers))
        row = givers->in[STATE_DONE] > 0 ? "Deadlock: {need}, but {givers:it has|they have} finished."
                                         : "Deadlock: {need}, but {givers:it has|they have} not started.";
    sentence_fill(row,
                  (const struct field[]){
                      {"stuck", (call ? subject_one(analysis->turn) : subject_in(stuck, STATE_WAITING)).text},
                      {"every", subject_every(stuck).text},
                      {"givers", subject_the(givers).text},
                      {"idle", subject_in(givers, STATE_IDLE).text},
                      {"threads", format_count((uint64_t)analysis->threads, "thread").text},
                      {"need", need->text},
                      {"room", need->room},
                      {"give", need->give},
                      {"groups", groups_of(analysis).text},
                      {NULL, NULL},
                  },
                  text, size);
}
