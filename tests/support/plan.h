/*
 * plan — the plan of most tests, which stays as it is when the program's own changes.
 */
#pragma once

#include "base/units.h"
#include "engine/plan.h"

/* On the command line, for a share of work. */
#define USUAL_PLAN_CPU(percent) "-n20", "--language=c", "--cpu=" percent
#define USUAL_PLAN              USUAL_PLAN_CPU("20")

/* 2 producers × 20 items of 0.5–1.5 s, 1 consumer with 0.5 s, a fifth of it work, 4 cores, a pool of 5 threads, in c.
 */
static inline struct plan usual_plan(void)
{
    return (struct plan){
        .producers = 2,
        .consumers = 1,
        .items = 20,
        .produce = {NS_PER_S / 2, NS_PER_S * 3 / 2},
        .consume = {NS_PER_S / 2, NS_PER_S / 2},
        .cpu_percent = 20,
        .cores = 4,
        .pool = 5,
        .language = LANGUAGE_C,
    };
}
