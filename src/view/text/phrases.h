/*
 * phrases — parts of the caption's sentences that several rules use.
 */
#ifndef OVERLAP_VIEW_TEXT_PHRASES_H
#define OVERLAP_VIEW_TEXT_PHRASES_H

#include "view/text/analysis.h"

enum { PHRASE_SIZE = 96 };

/* Workers as the subject of a sentence: "P1", "2 producers", "the 2 producers". */
struct subject {
    char text[40];
    bool many;
};

struct subject phrase_one(lane_id id);
struct subject phrase_some(const struct worker_totals *worker_totals, enum state state); /* those that are in it now */
struct subject sentence_all(const struct worker_totals *worker_totals,
                            bool begins); /* `begins`: the sentence, so with a capital */

/* "; 12 items lie in the queue, the oldest for 9.8 s", or nothing where it is empty. */
void phrase_backlog(char text[PHRASE_SIZE], const struct analysis *analysis);

/* The recent time that analysis_share is about: "time", "last 10 s". */
const char *phrase_recent(const struct analysis *analysis);

/* Of a share of time, without the sign: at most 100. */
double phrase_percent(double share);

#endif
