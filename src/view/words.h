/*
 * words — parts of the caption's sentences that several rules use.
 */
#ifndef OVERLAP_VIEW_WORDS_H
#define OVERLAP_VIEW_WORDS_H

#include "facts.h"

enum { WORDS_SIZE = 96 };

/* Workers as the subject of a sentence: "P1", "2 producers", "the 2 producers". */
struct subject {
    char text[40];
    bool many;
};

struct subject words_one(lane_id id);
struct subject words_some(const struct crew *crew, enum state state); /* those that are in it now */
struct subject words_all(const struct crew *crew, bool begins);       /* `begins`: the sentence, so with a capital */

/* "; 12 items lie in the queue, the oldest for 9.8 s", or nothing where it is empty. */
void words_backlog(char text[WORDS_SIZE], const struct facts *facts);

/* The recent time that facts_share is about: "time", "last 10 s". */
const char *words_recent(const struct facts *facts);

/* Of a share of time, without the sign: at most 100. */
double words_percent(double share);

#endif
