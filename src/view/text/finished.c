/* finished — how long a run took, and where its time went: against another run of the same plan, or the best
 * possible. */
#include "base/format.h"
#include "base/units.h"
#include "view/text/captions.h"

#include <stdio.h>
#include <stdlib.h>

static const double nothing_overlaps = 1.02; /* overlap up to which one thing happens at a time */
static const double little = 0.05;           /* share of the elapsed time */

/* ---- What a run lost ---- */

/* The time that producers or consumers spent in a state in which they got nowhere. */
struct loss {
    const struct worker_totals *workers; /* NULL: nothing was lost that is worth a word */
    enum state state;
    int64_t ns;
};

static int64_t excess(const struct scene_run *run, const struct scene_run *other, enum lane_kind kind, enum state state,
                      int64_t now)
{
    int64_t its = analysis_times(run, kind, now).ns[state];
    return other == NULL ? its : its - analysis_times(other, kind, now).ns[state];
}

/* The greatest that one kind lost in a state and `other` (NULL: none to compare with) did not. Both ran one plan. Being
 * idle or ready is the mode's doing; waiting may only follow from that, and counts if there is no such cause. */
static struct loss loss_of(const struct analysis *analysis, const struct scene_run *run, const struct scene_run *other)
{
    static const enum state causes[] = {STATE_IDLE, STATE_READY, STATE_WAITING};
    const struct worker_totals *totals[] = {&analysis->producers, &analysis->consumers};
    struct loss greatest = {.ns = (int64_t)(little * (double)analysis->stats.elapsed)};
    for (size_t i = 0; i < 3 && !(greatest.workers != NULL && causes[i] == STATE_WAITING); i++)
        for (size_t j = 0; j < 2; j++) {
            int64_t ns = excess(run, other, totals[j]->kind, causes[i], analysis->now);
            if (ns > greatest.ns)
                greatest = (struct loss){.workers = totals[j], .state = causes[i], .ns = ns};
        }
    return greatest;
}

/* "C1 had to wait 40.1 s before it could start". */
static void append_loss(const struct analysis *analysis, const struct loss *loss, bool pool, char *text, size_t size)
{
    static const char *const missing[REASON_COUNT] = {[REASON_LOOP] = "the loop", [REASON_LOCK] = "the lock"};
    struct subject who = subject_the(loss->workers);
    struct format time = format_duration(loss->ns, 1);
    const char *all = who.many ? " in all" : "";
    if (loss->state == STATE_IDLE && pool)
        format_append(text, size, "%s waited %s%s for a thread", who.text, time.text, all);
    else if (loss->state == STATE_IDLE)
        format_append(text, size, "%s had to wait %s%s before %s could start", who.text, time.text, all,
                      subject_verb(who, "it", "they"));
    else if (loss->state == STATE_WAITING)
        format_append(text, size, "%s waited %s%s for %s", who.text, time.text, all,
                      loss->workers->kind == LANE_PRODUCER ? "room in the queue" : "an item");
    else
        format_append(text, size, "%s had to wait %s%s for %s", who.text, time.text, all,
                      missing[analysis->ready_for] != NULL ? missing[analysis->ready_for] : "a core");
}

static void append_overlap(const struct stats *stats, char *text, size_t size)
{
    if (stats->overlap <= nothing_overlaps)
        format_append(text, size, "nothing overlapped");
    else
        format_append(text, size, "overlap %.2f×", stats->overlap);
}

static void begin(const struct analysis *analysis, char *text, size_t size)
{
    (void)snprintf(text, size, "%s took %s", analysis->run->mode, format_duration(analysis->stats.elapsed, 1).text);
}

/* ---- Against another mode ---- */

static bool has_other(const struct analysis *analysis)
{
    return analysis->other != NULL;
}

static void write_compared(const struct analysis *analysis, char *text, size_t size)
{
    const struct scene_run *run = analysis->run, *other = analysis->other;
    struct stats others = stats_of(other->trace, analysis->now);
    int64_t more = analysis->stats.elapsed - others.elapsed;
    begin(analysis, text, size);
    if (llabs(more) < little * (double)analysis->stats.elapsed) {
        format_append(text, size, ", about as long as %s: ", other->mode);
        append_overlap(&analysis->stats, text, size);
    } else if (more < 0 && others.overlap <= nothing_overlaps) {
        format_append(text, size, ", %s %s: on average %s workers at a time (%.2f×) instead of one", other->mode,
                      format_duration(others.elapsed, 1).text, format_number(analysis->stats.overlap).text,
                      analysis->stats.overlap);
    } else {
        struct analysis slower = analysis_of(more < 0 ? other : run, analysis->now);
        struct loss loss = loss_of(&slower, slower.run, more < 0 ? run : other);
        format_append(text, size, ", %s %s than %s: %s", format_duration(llabs(more), 1).text,
                      more < 0 ? "less" : "more", other->mode, more < 0 && loss.workers != NULL ? "there " : "");
        if (loss.workers != NULL)
            append_loss(&slower, &loss, slower.threads > 0, text, size);
        else
            append_overlap(&analysis->stats, text, size);
    }
    format_append(text, size, ".");
}

/* ---- Against the best possible ---- */

static bool is_short_of_ideal(const struct analysis *analysis)
{
    const struct scene_run *run = analysis->run;
    return !run->changed && run->ideal > 0 && (double)analysis->stats.elapsed >= (double)run->ideal * (1 + little);
}

static void write_short_of_ideal(const struct analysis *analysis, char *text, size_t size)
{
    bool pool = analysis->threads > 0;
    struct loss loss = loss_of(analysis, analysis->run, NULL);
    begin(analysis, text, size);
    format_append(text, size,
                  pool ? "; with a thread for every task it would take %s: " : "; the same work can be done in %s: ",
                  format_duration(analysis->run->ideal, 1).text);
    append_overlap(&analysis->stats, text, size);
    if (loss.workers != NULL) {
        format_append(text, size, ", and ");
        append_loss(analysis, &loss, pool, text, size);
    }
    format_append(text, size, ".");
}

static bool has_finished(const struct analysis *analysis)
{
    return analysis->run->status == RUN_FINISHED;
}

static void write_finished(const struct analysis *analysis, char *text, size_t size)
{
    begin(analysis, text, size);
    format_append(text, size, ": ");
    append_overlap(&analysis->stats, text, size);
    format_append(text, size, "; an item waited %s on average.",
                  format_duration((int64_t)analysis->stats.latency_mean, 1).text);
}

const struct caption captions_finished[] = {
    {has_other, write_compared},
    {is_short_of_ideal, write_short_of_ideal},
    {has_finished, write_finished},
    {NULL, NULL},
};
