/*
 * caption_rules — the sentences that the caption chooses from; their order is the table in caption.c.
 *
 * Each writes its sentence (UTF-8, cut to fit) and returns true where its condition holds, else leaves the text alone.
 * Conditions rest on the run so far or on its recent time rather than on the instant, so that a sentence stays long
 * enough to be read.
 */
#ifndef OVERLAP_VIEW_TEXT_CAPTION_RULES_H
#define OVERLAP_VIEW_TEXT_CAPTION_RULES_H

#include "view/text/analysis.h"

typedef bool rule(const struct analysis *analysis, char *text, size_t size);

/* A deadlock, and its cycle: caption_stuck.c */
rule rule_call_must_return, rule_producers_stuck, rule_consumers_stuck, rule_stuck;

/* What a mode with a lock or a pool is held up by: caption_modes.c */
rule rule_pool_starves, rule_lock_is_short, rule_pool_is_short;

/* A classic bug: caption_bugs.c */
rule rule_bug;

/* How a run ended, and what its elapsed time comes from: caption_finished.c */
rule rule_compared, rule_short_of_ideal, rule_finished;

/* What goes on, and who is the bottleneck: caption_running.c */
rule rule_one_produces, rule_one_consumes, rule_one_has_its_turn, rule_loop_is_short, rule_cpu_is_short,
    rule_queue_is_full, rule_rest_is_left, rule_queue_grows, rule_consumers_lag, rule_producers_lag, rule_all_at_once,
    rule_some_at_once;

#endif
