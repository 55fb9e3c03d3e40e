/*
 * items — the items on their way: which one a worker has, as numbers inside the lanes' bars, and the queue's content.
 */
#ifndef OVERLAP_VIEW_ITEMS_H
#define OVERLAP_VIEW_ITEMS_H

#include "panel.h"

/* "5" and, where its producer is not the only one and another has it, "P2:5". */
struct item_name {
    uint64_t number;
    char brief[16], full[32];
};

/* Names the item that a worker has in this span of its lane. False where it has none, or none is known any more. */
bool items_of(const struct scene_run *run, lane_id id, struct span span, struct item_name *name);

/* How many items the worker had put or taken by `time`. */
uint64_t items_by(const struct scene_run *run, lane_id id, int64_t time);

/* Writes the numbers of the items into a lane's bars, each in the middle of its item's time, where it fits. */
void items_draw(struct canvas *canvas, int y, const struct frame *frame, lane_id id);

#endif
