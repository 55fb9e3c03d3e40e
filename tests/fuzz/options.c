/* options — the command line: words, each ended by a 0. What is accepted must be a plan within its limits. */
#include "cli/options.h"

#include "fuzz/fuzz.h"

#include <assert.h>
#include <string.h>

enum { WORDS_MAX = 32, BYTES_MAX = 4096 };

static void judge_delay(struct delay delay)
{
    assert(0 <= delay.min && delay.min <= delay.max && delay.max <= PLAN_DELAY_MAX);
}

static void judge(const struct options *options)
{
    const struct plan *plan = &options->plan;
    assert(options->mode != NULL && (options->command != NULL || options->help || options->version));
    assert(plan->producers >= 1 && plan->producers <= PLAN_WORKERS_MAX);
    assert(plan->consumers >= 1 && plan->consumers <= PLAN_WORKERS_MAX);
    assert(plan->items >= 0 && plan->items <= PLAN_ITEMS_MAX);
    assert(plan->cpu_percent <= 100 && plan->capacity <= PLAN_CAPACITY_MAX);
    assert(options->speed >= 0.1 && options->speed <= 100);
    judge_delay(plan->produce);
    judge_delay(plan->consume);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char text[BYTES_MAX + 1], *argv[WORDS_MAX + 2] = {"overlap"};
    if (size > BYTES_MAX)
        return 0;
    memcpy(text, bytes, size);
    text[size] = '\0';
    int argc = 1;
    for (size_t at = 0; at < size && argc <= WORDS_MAX; at += strlen(text + at) + 1)
        argv[argc++] = text + at;
    struct options options;
    options_default(&options);
    struct error error = {0};
    if (options_parse(argc, argv, &options, &error)) {
        judge(&options);
    } else {
        assert(error.message[0] != '\0');
        for (const char *at = error.message; *at != '\0'; at++)
            assert((unsigned char)*at >= ' ' && *at != 0x7f);
    }
    return 0;
}
