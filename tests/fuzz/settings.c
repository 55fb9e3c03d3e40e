/* settings — the settings file: what it says holds, within its limits, or it is refused with words. */
#include "cli/options.h"

#include "fuzz/fuzz.h"
#include "fuzz/home.h"

#include <assert.h>
#include <stdio.h>

enum { FILE_SIZE_MAX = 4096 };

static void write_file(const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(home_settings(), "wb");
    assert(file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static void expect_defaults(void)
{
    struct options options;
    options_default(&options);
    options_read_settings(&options);
    char warning[OPTIONS_WARNING_SIZE];
    options_warning(&options, warning);
    for (const char *at = warning; *at != '\0'; at++)
        assert((unsigned char)*at >= ' ' && *at != 0x7f);
    assert(options.plan.producers >= 1 && options.plan.producers <= PLAN_WORKERS_MAX);
    assert(options.plan.items >= 0 && options.plan.items <= PLAN_ITEMS_MAX);
    assert(options.speed >= 0.1 && options.speed <= 100);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size > FILE_SIZE_MAX)
        return 0;
    write_file(bytes, size);
    expect_defaults();
    return 0;
}
