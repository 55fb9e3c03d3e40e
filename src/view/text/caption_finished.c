/* caption_finished — how a run ended, and where its time went: what another run of the same plan, or none, did not
 * lose. */
#include "base/units.h"
#include "view/text/caption_rules.h"
#include "view/text/phrases.h"

#include <math.h>
#include <stdio.h>

static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double little = 0.05;           /* share of the elapsed time */

/* ---- What a run lost ---- */

/* Time that a worker_totals spent in a state in which it got nowhere. */
struct loss {
    struct subject who;
    enum state state;
    int64_t ns;
};

static int64_t excess(const struct scene_run *run, const struct scene_run *other, enum lane_kind kind, enum state state,
                      int64_t now)
{
    int64_t its = analysis_total(run, kind, now).ns[state];
    return other == NULL ? its : its - analysis_total(other, kind, now).ns[state];
}

/* The greatest that one worker_totals lost in a state, and `other` (NULL: nothing to compare it with) did not. Both ran
 * the newest run's plan. To stand idle or ready is the mode's doing; to wait may only follow from that, and counts
 * where there is no such cause. */
static struct loss greatest_loss(const struct analysis *analysis, const struct scene_run *run,
                                 const struct scene_run *other)
{
    static const enum state causes[] = {STATE_IDLE, STATE_READY, STATE_WAITING};
    const struct worker_totals *totals[] = {&analysis->producers, &analysis->consumers};
    struct loss greatest = {.ns = (int64_t)(little * (double)analysis->stats.elapsed)};
    bool found = false;
    for (size_t i = 0; i < 3 && !(found && causes[i] == STATE_WAITING); i++)
        for (size_t j = 0; j < 2; j++) {
            int64_t ns = excess(run, other, totals[j]->kind, causes[i], analysis->scene->now);
            if (ns <= greatest.ns)
                continue;
            found = true;
            greatest = (struct loss){.who = sentence_all(totals[j], false), .state = causes[i], .ns = ns};
        }
    return greatest;
}

/* "there C1 stood idle for 40.1 s"; false where nothing was lost that is worth a word. */
static bool write_loss(char text[PHRASE_SIZE], const struct loss *loss, const char *before)
{
    static const char *const verbs[STATE_COUNT] = {
        [STATE_IDLE] = "stood idle for", [STATE_READY] = "stood ready for", [STATE_WAITING] = "waited"};
    if (loss->who.text[0] == '\0')
        return false;
    (void)snprintf(text, PHRASE_SIZE, "%s %s %s %.1f s%s", before, loss->who.text, verbs[loss->state],
                   units_seconds(loss->ns), loss->who.many ? " in all" : "");
    return true;
}

/* "61.0 s of delays overlapped 2.76×". */
static void write_overlap(char text[PHRASE_SIZE], const struct stats *stats)
{
    if (stats->overlap <= nothing_overlaps)
        (void)snprintf(text, PHRASE_SIZE, "nothing overlapped");
    else
        (void)snprintf(text, PHRASE_SIZE, "%.1f s of delays overlapped %.2f×", stats->busy / (double)NS_PER_S,
                       stats->overlap);
}

/* ---- The rules ---- */

/* "39.7 s sooner than sync: there C1 stood idle for 40.1 s". False where no cause was worth a word. */
static bool write_difference(char text[2 * PHRASE_SIZE], const struct analysis *analysis, double difference)
{
    const struct scene_run *run = analysis->run, *other = analysis->other;
    bool sooner = difference > 0;
    struct loss loss = sooner ? greatest_loss(analysis, other, run) : greatest_loss(analysis, run, other);
    char cause[PHRASE_SIZE] = "";
    bool told = write_loss(cause, &loss, sooner ? ": there" : ": here");
    (void)snprintf(text, 2 * PHRASE_SIZE, "%.1f s %s than %s%s", fabs(difference), sooner ? "sooner" : "later",
                   other->mode, cause);
    return told;
}

bool rule_compared(const struct analysis *analysis, char *text, size_t size)
{
    if (analysis->run->status != RUN_FINISHED || analysis->other == NULL)
        return false;
    double elapsed = units_seconds(analysis->stats.elapsed);
    double difference = units_seconds(stats_of(analysis->other->trace, analysis->scene->now).elapsed) - elapsed;
    char than[2 * PHRASE_SIZE], overlap[PHRASE_SIZE];
    const char *link = ": ";
    if (fabs(difference) < little * elapsed)
        (void)snprintf(than, sizeof than, "about as fast as %s", analysis->other->mode);
    else if (write_difference(than, analysis, difference))
        link = difference > 0 ? "; here " : "; ";
    write_overlap(overlap, &analysis->stats);
    (void)snprintf(text, size, "%s finished in %.1f s, %s%s%s.", analysis->run->mode, elapsed, than, link, overlap);
    return true;
}

bool rule_short_of_ideal(const struct analysis *analysis, char *text, size_t size)
{
    const struct scene_run *run = analysis->run;
    if (run->status != RUN_FINISHED || run->changed || run->ideal <= 0 ||
        (double)analysis->stats.elapsed < (double)run->ideal * (1 + little))
        return false;
    char loss[PHRASE_SIZE] = "", overlap[PHRASE_SIZE];
    write_overlap(overlap, &analysis->stats);
    struct loss greatest = greatest_loss(analysis, run, NULL);
    (void)write_loss(loss, &greatest, ", and");
    (void)snprintf(text, size, "%s finished in %.1f s, though its delays fit into %.1f s: %s%s.", run->mode,
                   units_seconds(analysis->stats.elapsed), units_seconds(run->ideal), overlap, loss);
    return true;
}

bool rule_finished(const struct analysis *analysis, char *text, size_t size)
{
    if (analysis->run->status != RUN_FINISHED)
        return false;
    char overlap[PHRASE_SIZE];
    write_overlap(overlap, &analysis->stats);
    (void)snprintf(text, size, "%s finished in %.1f s: %s; an item waited %.1f s on average.", analysis->run->mode,
                   units_seconds(analysis->stats.elapsed), overlap, analysis->stats.latency_mean / (double)NS_PER_S);
    return true;
}
