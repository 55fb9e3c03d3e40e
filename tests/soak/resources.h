/*
 * vitals — what a process holds at this moment, as /proc tells it.
 */
#ifndef OVERLAP_TESTS_VITALS_H
#define OVERLAP_TESTS_VITALS_H

struct vitals {
    long memory_kib, threads, descriptors;
};

/* Memory and threads are -1 where there is no such process. */
struct vitals vitals_of(int process);

#endif
