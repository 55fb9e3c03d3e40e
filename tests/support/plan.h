/*
 * plan — the plan of most tests, which stays as it is when the program's own changes.
 */
#pragma once

#include "engine/plan.h"

/* On the command line, for a share of work. */
#define USUAL_PLAN_CPU(percent) "-n20", "--language=c", "--cpu=" percent
#define USUAL_PLAN              USUAL_PLAN_CPU("20")

/* The program's own, but 20 items each, 20 % work, and no GIL. */
static inline struct plan usual_plan(void)
{
    struct plan plan = plan_default();
    plan.items = 20;
    plan.cpu_percent = 20;
    plan.language = LANGUAGE_C;
    return plan;
}
