/*
 * sections — the parts of the bench; each measures one thing beside its peers and reports it.
 *
 * The programs that they run are found by the definitions of the build: BENCH_OVERLAP, BENCH_RING, BENCH_PEERS_PY
 * always; BENCH_GLIB, BENCH_CHANNEL, BENCH_PYTHON where what they need is installed, else "".
 */
#pragma once

#include "bench/report.h"

struct settings {
    int rounds;    /* how often each pair is measured */
    bool thorough; /* the long versions */
};

void bench_throughput(struct report *report, const struct settings *settings);
void bench_scale(struct report *report, const struct settings *settings);
void bench_recording(struct report *report, const struct settings *settings);
void bench_fidelity(struct report *report, const struct settings *settings);
void bench_processes(struct report *report, const struct settings *settings);
void bench_screen(struct report *report, const struct settings *settings);
void bench_memory(struct report *report, const struct settings *settings);

/* CPU time of the calling thread, and the machine's monotonic time; ns. */
double bench_cpu_now(void);
double bench_now(void);
