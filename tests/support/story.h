/*
 * story — a plan to tell of, and what a lane shows as a line of text that a test can compare.
 *
 * Each segment of some length is a word, its start in ms and its state: "0 sleeping#1, 1000 waiting(queue empty), 1500
 * done". #n is the item, (…) the reason, "by P1" who else it is about.
 */
#pragma once

#include "support/fixture.h"

/* The lanes by their names. */
enum {
    MAIN = LANE_MAIN << 24,
    GIL = LANE_GIL << 24,
    P1 = LANE_PRODUCER << 24,
    P2,
    P3,
    C1 = LANE_CONSUMER << 24,
    C2,
};

/* Some producers of as many items each, and one consumer. An item takes 1 s to produce and half a second to consume,
 * all of it asleep. */
struct plan story_plan(uint32_t producers, int64_t items);

/* Fails the test unless that is the lane's story up to the clock's present time. */
void story_expect(const struct fixture *fixture, lane_id id, const char *story);
