/*
 * items — the items on their way: which one a worker has, as numbers inside the lanes' bars, and the queue's content.
 */
#pragma once

#include "view/layout.h"

/* "5" and, where its producer is not the only one and another has it, "P2:5". */
struct item_name {
    uint64_t number;
    char brief[16], full[32];
};

/* Names the item that a worker has in this segment of its lane. False where it has none, or none is known any more. */
bool items_of(const struct scene_run *run, lane_id id, struct segment segment, struct item_name *name);

/* How many items each producer had put and each consumer taken by some time. */
struct item_counts {
    size_t workers[LANE_KIND_COUNT];
    uint64_t *done[LANE_KIND_COUNT]; /* owned */
};

/* In one walk over what came after it. The caller releases it. */
struct item_counts items_by(const struct scene_run *run, int64_t time);
uint64_t items_done(const struct item_counts *counts, lane_id id); /* 0: of any but those workers */
void items_release(struct item_counts *counts);

/* Writes the numbers of the items into a lane's bars, each in the middle of its item's time, where it fits. */
void items_draw(struct canvas *canvas, int y, const struct draw_context *context, lane_id id);
