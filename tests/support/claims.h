/*
 * claims — reads what a sentence says: its words against a form, the figures and names in it as values.
 *
 * A form is the sentence's text with, in the place of what differs,
 *   %w  a worker or several: "P1", "2 consumers", "the 3 producers", "both producers", "all 12 consumers"
 *   %d  a duration: "4.6 s"      %p  a share: "79 %"      %n  a number: "2.4"      %f  a factor: "2.87×"
 *   %t  a span of the run up to now: "time", "last 10 s"
 *   %m  modes: "threads", "sync, threads and async"
 *   [a|b|]  one of these words, or nothing
 */
#pragma once

#include "support/truth.h"
#include "trace/step.h"

enum { CLAIM_VALUES_MAX = 8, CLAIM_MODES_MAX = 8 };

struct claim_value {
    char kind;
    double number, precision;      /* ns, share or number as it is written, and half of its last digit */
    enum lane_kind workers;        /* %w: producers or consumers, */
    size_t count;                  /* so many, */
    lane_id one;                   /* the one that is named, or LANE_NONE */
    bool all;                      /* "the", "all", "both" */
    bool recent;                   /* %t: the last 10 s */
    size_t modes[CLAIM_MODES_MAX]; /* %m: their indices; `count` of them */
    bool loose;                    /* any figure will do */
};

/* Whether the text begins with that form: how long it is then, with its values, else 0. */
size_t claim_read(const char *text, const char *form, struct claim_value values[CLAIM_VALUES_MAX]);

/* Whether a figure is what was written, as far as its digits say. */
bool claim_is(const struct claim_value *value, double figure);

/* ---- Whether what is claimed is so ---- */

/* What a sentence is held against, and what its first parts have said. */
struct claim_context {
    const struct scene *scene;
    struct truth truth, other;    /* of the run that it is about, and of the one that it names beside it */
    struct claim_value subject;   /* the workers that the sentence spoke of last */
    struct step step;             /* the moment that it is about, if it is about one */
    const struct item_record *it; /* the item named last */
    double best;                  /* ns that the winners of a race took */
};

/* A part of a sentence, and whether it is so. */
struct claim {
    const char *form;
    bool (*holds)(struct claim_context *context, const struct claim_value *values);
};

/* What is claimed of a run that goes on or has finished, of a problem in it, of one moment, of a bug of locks; a form
 * of NULL ends each. A form that begins another one comes after it. */
extern const struct claim claims_of_runs[], claims_of_results[], claims_of_problems[], claims_of_steps[],
    claims_of_races[], claims_of_locks[];

/* The first part of the caption that is not so or has no known form, else NULL. Without `figures` any will do: then the
 * sentence's words are so. */
const char *claims_refuted(const struct scene *scene, const char *caption, bool figures);

/* Whether there are as many workers as it says, all or one of them of that name. */
bool claim_names(const struct claim_context *context, const struct claim_value *workers);

/* Whether the run without its bug could take so long at best. */
bool claim_could_take(struct claim_context *context, const struct claim_value *duration);

/* That consumer has failed because the other one, or one of several others, took what it had seen. */
bool claim_was_beaten_by(struct claim_context *context, const struct claim_value *failed_and_other);
bool claim_was_beaten(struct claim_context *context, const struct claim_value *failed);

/* Whether all workers that it names are in one of the states at that time, or as many of them as it says. */
bool claim_in(const struct claim_context *context, const struct claim_value *workers, unsigned states, int64_t time);

/* ns that they spent together in one of the states; as truth_spent. */
double claim_spent(const struct truth *truth, const struct claim_value *workers, unsigned states, unsigned reasons,
                   int64_t from);

static inline bool claim_true(struct claim_context *context, const struct claim_value *values)
{
    return context != NULL && values != NULL;
}
