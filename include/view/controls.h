/*
 * controls — what of the plan the user can change while it is carried out: what each is called, its value as text, and
 * the next one below and above. Any thread.
 */
#pragma once

#include "engine/plan.h"

#include <stdbool.h>

enum control {
    CONTROL_PRODUCERS,
    CONTROL_ITEMS,
    CONTROL_PRODUCE,
    CONTROL_CONSUMERS,
    CONTROL_CONSUME,
    CONTROL_CPU,
    CONTROL_CAPACITY,
    CONTROL_CORES,
    CONTROL_POOL,
    CONTROL_COUNT
};

/* The control's noun as the screen shows it: "producers", …; singular where the plan has one of them. "" where the
 * value says it all. Never NULL. */
const char *control_name(const struct plan *plan, enum control control);

/* Its value in UTF-8: "2", "0.5–1.5 s", "20%", "∞". */
#define CONTROL_VALUE_SIZE 32
void control_value(const struct plan *plan, enum control control, char value[CONTROL_VALUE_SIZE]);

/* One notch less (direction < 0) or more (> 0), within the limits. False where the limit is already reached (plan
 * unchanged). Delays scale by about a quarter, keeping the ratio of min to max; the cpu share goes by 10 %, capacity ∞,
 * 64, 48, 32, 24, 16, 12, 10, 9, … 2, 1, items 1, 2, 5, 10, 20, 50, 100, no end, cores and threads of a pool ∞, 16, 15,
 * … 2, 1. */
bool control_step(struct plan *plan, enum control control, int direction);
