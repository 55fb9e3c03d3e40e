/*
 * controls — what of the plan the user can change while it is carried out: what each is called, its value as text, and
 * the next one below and above. Any thread.
 */
#pragma once

#include "engine/plan.h"

#include <stdbool.h>

enum control {
    CONTROL_PRODUCERS, /* or tasks */
    CONTROL_ITEMS,
    CONTROL_PRODUCE,
    CONTROL_CPU,
    CONTROL_CONSUMERS,
    CONTROL_CONSUME,
    CONTROL_CAPACITY,
    CONTROL_CORES,
    CONTROL_POOL,
    CONTROL_RESULTS,
    CONTROL_COUNT
};

/* Whether the plan has it: tasks have neither items to count nor consumers nor a queue. */
bool control_applies(const struct plan *plan, enum control control);

/* Its noun: "producers", or "producer" where the plan has one; and whether it comes before the value: "cpu 20%". */
const char *control_name(const struct plan *plan, enum control control);
bool control_noun_first(enum control control);

/* Its value in UTF-8: "2", "0.5–1.5 s", "20%", "∞", "completed". */
#define CONTROL_VALUE_SIZE 32
void control_value(const struct plan *plan, enum control control, char value[CONTROL_VALUE_SIZE]);

/* One notch less (direction < 0) or more (> 0). False and the plan unchanged where the limit is reached. Delays scale
 * by about a quarter, keeping the ratio of min to max. */
bool control_step(struct plan *plan, enum control control, int direction);
