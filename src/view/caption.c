/*
 * caption — one sentence that says what is going on and why; see the header.
 *
 * A table of rules, tried in order; the first whose condition holds writes its sentence. Conditions rest on the run so
 * far or on its recent time rather than on the instant, so that a sentence stays long enough to be read.
 */
#include "caption.h"

#include "base/units.h"
#include "facts.h"
#include "happening.h"
#include "panel.h"
#include "text.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum { CAPTION_SIZE = 256, BACKLOG_LEAST = 4 /* items a consumer: more than chance brings */ };

static const int64_t soonest = NS_PER_S / 2; /* before, figures say little */
static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double nearly_all = 0.85, much = 0.25, busy_throughout = 0.9, little = 0.05; /* shares of time */

/* Some of a crew as the subject of a sentence: "P1", "2 producers", "the 2 producers". */
struct subject {
    char text[40];
    bool many;
};

static struct subject subject_of(const struct crew *crew, enum state state, const char *plural)
{
    struct subject subject = {.many = crew->in[state] != 1};
    if (crew->in[state] == 1)
        lane_id_name(crew->first_in[state], subject.text);
    else
        (void)snprintf(subject.text, sizeof subject.text, "%s%d %s", crew->in[state] == crew->count ? "the " : "",
                       crew->in[state], plural);
    return subject;
}

static struct subject whole_crew(const struct crew *crew, enum lane_kind kind, bool begins)
{
    struct subject subject = {.many = crew->count != 1};
    if (crew->count == 1)
        lane_id_name(lane_id_of(kind, 0), subject.text);
    else
        (void)snprintf(subject.text, sizeof subject.text, "%s %d %s", begins ? "The" : "the", crew->count,
                       kind == LANE_PRODUCER ? "producers" : "consumers");
    return subject;
}

/* "; 12 items lie in the queue, the oldest for 9.8 s" or nothing. */
static void write_backlog(char text[96], const struct facts *facts)
{
    text[0] = '\0';
    if (facts->depth > 1)
        (void)snprintf(text, 96, "; %u items lie in the queue, the oldest for %.1f s", facts->depth,
                       units_seconds(facts->oldest));
    else if (facts->depth == 1)
        (void)snprintf(text, 96, "; an item has lain in the queue for %.1f s", units_seconds(facts->oldest));
}

static const char *recent_name(const struct facts *facts)
{
    return facts->recent < FACTS_RECENT ? "time" : "last 10 s";
}

static double percent(double share)
{
    return round(fmin(share, 1) * 100);
}

static bool is_running(const struct facts *facts)
{
    return facts->run->status == RUN_RUNNING && facts->stats.elapsed >= soonest;
}

static bool producers_stuck(const struct facts *facts, char *text, size_t size)
{
    const struct crew *consumers = &facts->consumers;
    if (facts->run->status != RUN_STUCK || facts->producers.in[STATE_WAITING] == 0 ||
        consumers->in[STATE_IDLE] + consumers->in[STATE_DONE] < consumers->count)
        return false;
    struct subject waiting = subject_of(&facts->producers, STATE_WAITING, "producers");
    struct subject missing = whole_crew(consumers, LANE_CONSUMER, false);
    (void)snprintf(text, size, "Deadlock: %s %s for room in the queue, and %s, which alone would make room, %s %s.",
                   waiting.text, waiting.many ? "wait" : "waits", missing.text, missing.many ? "have" : "has",
                   consumers->in[STATE_DONE] > 0 ? "ended" : "not started");
    return true;
}

static bool consumers_stuck(const struct facts *facts, char *text, size_t size)
{
    const struct crew *producers = &facts->producers;
    if (facts->run->status != RUN_STUCK || facts->consumers.in[STATE_WAITING] == 0 ||
        producers->in[STATE_IDLE] + producers->in[STATE_DONE] < producers->count)
        return false;
    struct subject waiting = subject_of(&facts->consumers, STATE_WAITING, "consumers");
    struct subject missing = whole_crew(producers, LANE_PRODUCER, false);
    (void)snprintf(text, size, "Deadlock: %s %s for an item, and %s, which alone could put one, %s %s.", waiting.text,
                   waiting.many ? "wait" : "waits", missing.text, missing.many ? "have" : "has",
                   producers->in[STATE_DONE] > 0 ? "ended" : "not started");
    return true;
}

static bool stuck(const struct facts *facts, char *text, size_t size)
{
    if (facts->run->status != RUN_STUCK)
        return false;
    (void)snprintf(text, size,
                   "Deadlock: %d of %d workers wait for each other, and nothing is due that could wake them.",
                   facts->producers.in[STATE_WAITING] + facts->consumers.in[STATE_WAITING], facts->workers);
    return true;
}

static bool finished_compared(const struct facts *facts, char *text, size_t size)
{
    if (facts->run->status != RUN_FINISHED || facts->other == NULL)
        return false;
    const struct stats *stats = &facts->stats;
    double elapsed = units_seconds(stats->elapsed);
    double other = units_seconds(stats_of(facts->other->trace, facts->scene->now).elapsed);
    char difference[64];
    if (fabs(other - elapsed) < little * elapsed)
        (void)snprintf(difference, sizeof difference, "about as fast as %s", facts->other->mode);
    else
        (void)snprintf(difference, sizeof difference, "%.1f s %s than %s", fabs(other - elapsed),
                       elapsed < other ? "sooner" : "later", facts->other->mode);
    (void)snprintf(text, size, "%s finished in %.1f s, %s: %.1f s of delays overlapped %.2f×.", facts->run->mode,
                   elapsed, difference, units_seconds(stats->busy), stats->overlap);
    return true;
}

static bool finished(const struct facts *facts, char *text, size_t size)
{
    if (facts->run->status != RUN_FINISHED)
        return false;
    const struct stats *stats = &facts->stats;
    char overlapped[64];
    if (stats->overlap <= nothing_overlaps)
        (void)snprintf(overlapped, sizeof overlapped, "nothing overlapped");
    else
        (void)snprintf(overlapped, sizeof overlapped, "%.1f s of delays overlapped %.2f×", units_seconds(stats->busy),
                       stats->overlap);
    (void)snprintf(text, size, "%s finished in %.1f s: %s; an item waited %.1f s on average.", facts->run->mode,
                   units_seconds(stats->elapsed), overlapped, stats->latency_mean / (double)NS_PER_S);
    return true;
}

/* What marks one worker's turn after another's: no two are busy, and yet nobody waits and nobody is ready. */
static bool takes_turns(const struct facts *facts)
{
    return is_running(facts) && facts->busy == 1 && facts->workers > 1 && facts->stats.overlap <= nothing_overlaps &&
           facts_share(facts, &facts->producers, STATE_WAITING) + facts_share(facts, &facts->producers, STATE_READY) +
                   facts_share(facts, &facts->consumers, STATE_WAITING) +
                   facts_share(facts, &facts->consumers, STATE_READY) <
               little;
}

static lane_id busy_one(const struct crew *crew)
{
    return crew->in[STATE_WORKING] > 0 ? crew->first_in[STATE_WORKING] : crew->first_in[STATE_SLEEPING];
}

static bool one_produces(const struct facts *facts, char *text, size_t size)
{
    if (!takes_turns(facts) || busy_one(&facts->producers) == LANE_NONE ||
        facts->consumers.in[STATE_IDLE] < facts->consumers.count)
        return false;
    char name[LANE_NAME_SIZE], items[32] = "", backlog[96];
    lane_id_name(busy_one(&facts->producers), name);
    if (facts->run->plan.items > 0)
        (void)snprintf(items, sizeof items, "%" PRId64 " ", facts->run->plan.items);
    struct subject consumers = whole_crew(&facts->consumers, LANE_CONSUMER, false);
    write_backlog(backlog, facts);
    (void)snprintf(text, size, "One at a time: %s works through its %sitems while %s %s not begun%s.", name, items,
                   consumers.text, consumers.many ? "have" : "has", backlog);
    return true;
}

static bool one_consumes(const struct facts *facts, char *text, size_t size)
{
    if (!takes_turns(facts) || busy_one(&facts->consumers) == LANE_NONE ||
        facts->producers.in[STATE_DONE] < facts->producers.count)
        return false;
    char name[LANE_NAME_SIZE], backlog[96];
    lane_id_name(busy_one(&facts->consumers), name);
    struct subject producers = whole_crew(&facts->producers, LANE_PRODUCER, false);
    write_backlog(backlog, facts);
    (void)snprintf(text, size, "One at a time: %s takes the items only now that %s %s done%s.", name, producers.text,
                   producers.many ? "are" : "is", backlog);
    return true;
}

static bool cpu_is_short(const struct facts *facts, char *text, size_t size)
{
    double share = (facts_share(facts, &facts->producers, STATE_READY) * facts->producers.count +
                    facts_share(facts, &facts->consumers, STATE_READY) * facts->consumers.count) /
                   facts->workers;
    if (!is_running(facts) || share < much)
        return false;
    (void)snprintf(text, size,
                   "The CPU is the bottleneck: workers stand ready for %.0f %% of the %s while another has it.",
                   percent(share), recent_name(facts));
    return true;
}

static bool queue_is_full(const struct facts *facts, char *text, size_t size)
{
    double share = facts_share(facts, &facts->producers, STATE_WAITING);
    if (!is_running(facts) || share < much)
        return false;
    struct subject consumers = whole_crew(&facts->consumers, LANE_CONSUMER, true);
    struct subject producers = whole_crew(&facts->producers, LANE_PRODUCER, false);
    (void)snprintf(text, size, "%s %s the bottleneck: %s %s for room in the queue %.0f %% of the %s.", consumers.text,
                   consumers.many ? "are" : "is", producers.text, producers.many ? "wait" : "waits", percent(share),
                   recent_name(facts));
    return true;
}

static bool consumers_lag(const struct facts *facts, char *text, size_t size)
{
    double share =
        facts_share(facts, &facts->consumers, STATE_WORKING) + facts_share(facts, &facts->consumers, STATE_SLEEPING);
    if (!is_running(facts) || share < busy_throughout ||
        facts->depth <= (uint32_t)(BACKLOG_LEAST * facts->consumers.count))
        return false;
    struct subject consumers = whole_crew(&facts->consumers, LANE_CONSUMER, true);
    (void)snprintf(text, size,
                   "%s %s the bottleneck: busy %.0f %% of the %s while %u items wait, the oldest for %.1f s.",
                   consumers.text, consumers.many ? "are" : "is", percent(share), recent_name(facts), facts->depth,
                   units_seconds(facts->oldest));
    return true;
}

static bool producers_lag(const struct facts *facts, char *text, size_t size)
{
    double share = facts_share(facts, &facts->consumers, STATE_WAITING);
    if (!is_running(facts) || share < much)
        return false;
    struct subject consumers = whole_crew(&facts->consumers, LANE_CONSUMER, true);
    (void)snprintf(text, size, "%s %s for an item %.0f %% of the %s: the producer%s the bottleneck.", consumers.text,
                   consumers.many ? "wait" : "waits", percent(share), recent_name(facts),
                   facts->producers.count > 1 ? "s are" : " is");
    return true;
}

static bool all_at_once(const struct facts *facts, char *text, size_t size)
{
    if (!is_running(facts) || facts->workers < 2 || facts->stats.overlap < nearly_all * facts->workers)
        return false;
    bool sleep = facts->producers.recent.ns[STATE_SLEEPING] + facts->consumers.recent.ns[STATE_SLEEPING] >=
                 facts->producers.recent.ns[STATE_WORKING] + facts->consumers.recent.ns[STATE_WORKING];
    (void)snprintf(text, size, "All %d %s at once: %.1f s of delays fitted into %.1f s.", facts->workers,
                   sleep ? "sleep" : "work", units_seconds(facts->stats.busy), units_seconds(facts->stats.elapsed));
    return true;
}

static bool some_at_once(const struct facts *facts, char *text, size_t size)
{
    if (!is_running(facts) || facts->stats.overlap <= nothing_overlaps)
        return false;
    (void)snprintf(text, size, "On average %.1f of %d workers are busy at once: %.1f s of delays fitted into %.1f s.",
                   facts->stats.overlap, facts->workers, units_seconds(facts->stats.busy),
                   units_seconds(facts->stats.elapsed));
    return true;
}

/* Each writes its sentence and returns true where its condition holds. */
static bool (*const rules[])(const struct facts *facts, char *text, size_t size) = {
    producers_stuck, consumers_stuck, stuck,         finished_compared, finished,    one_produces, one_consumes,
    cpu_is_short,    queue_is_full,   consumers_lag, producers_lag,     all_at_once, some_at_once,
};

/* Whoever has stepped to a moment, or back to it, is told what happened then. */
static bool write_happening(const struct scene *scene, char *text, size_t size)
{
    const struct scene_run *run = &scene->runs[scene->run_count - 1];
    bool looks_back = scene->view.cursor < scene->now;
    int64_t time = looks_back ? scene->view.cursor : scene->now;
    if (!looks_back && (!scene->paused || run->status == RUN_FINISHED))
        return false;
    while (run > scene->runs && trace_start(run->trace) > time)
        run--;
    struct moment moment;
    if (!moment_at(run->trace, time, scene->now, &moment) || moment.to != time)
        return false;
    happening_write(text, size, run, moment, scene->now);
    return text[0] != '\0';
}

void caption_write(const struct scene *scene, char *text, size_t size)
{
    text[0] = '\0';
    if (scene->notice != NULL) {
        (void)snprintf(text, size, "%s", scene->notice);
        return;
    }
    if (write_happening(scene, text, size))
        return;
    struct facts facts = facts_of(scene);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](&facts, text, size))
            return;
}

static void draw(struct canvas *canvas, struct rect rect, const struct frame *frame)
{
    char text[CAPTION_SIZE];
    caption_write(frame->scene, text, sizeof text);
    bool remarks = frame->scene->notice != NULL && frame->scene->quiet;
    bool warns = !remarks && (frame->scene->notice != NULL || frame->run->status == RUN_STUCK);
    struct rect inside = {.x = rect.x + 2, .y = rect.y, .width = rect.width - 3, .height = rect.height};
    text_wrap(canvas, inside, warns ? style_bold(HUE_WARNING) : style_of(remarks ? HUE_DIM : HUE_TEXT), text);
}

/* Two rows: a long sentence needs both, a short one leaves the second as a space above the footer. */
const struct panel caption_panel = {.name = "caption", .most = 2, .draw = draw};
