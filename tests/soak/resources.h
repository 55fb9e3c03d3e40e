/*
 * resources — what a process holds at this moment, as /proc tells it.
 */
#pragma once

struct resources {
    long memory_kib, threads, descriptors;
};

/* Memory and threads are -1 where there is no such process. */
struct resources resources_of(int process);
