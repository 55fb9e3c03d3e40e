/*
 * transcript — a run as text: every put and take in the queue's order, then every segment of every lane.
 *
 * Two runs went the same way when their transcripts are the same bytes.
 */
#pragma once

#include "trace/trace.h"

#include <stdio.h>

struct transcript {
    FILE *out;
    char *text;
    size_t size;
};

void transcript_begin(struct transcript *transcript);

/* A trace's listener; the context is the transcript. */
void transcript_event(void *transcript, const struct event *event);

/* Adds the lanes as they are at `now`; the text is complete. It is freed by transcript_free. */
const char *transcript_end(struct transcript *transcript, const struct trace *trace, int64_t now);
void transcript_free(struct transcript *transcript);
