/*
 * settings — the settings file: handed over whole, or refused with words. What is kept in it is read again, and nothing
 * else in it changes.
 */
#include "app/settings.h"

#include "cli/defaults.h"
#include "fuzz/fuzz.h"
#include "fuzz/home.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { FILE_SIZE_MAX = 4096 };

static void write_file(const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(home_settings(), "wb");
    assert(file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static void expect_file(const uint8_t *bytes, size_t size)
{
    static uint8_t there[FILE_SIZE_MAX + 1];
    FILE *file = fopen(home_settings(), "rb");
    assert(file != NULL && fread(there, 1, sizeof there, file) == size && memcmp(there, bytes, size) == 0);
    (void)fclose(file);
}

/* The latest theme, and all other settings one after the other. */
struct settings {
    char theme[512], others[4 * FILE_SIZE_MAX];
    size_t length;
};

static bool take(void *context, const char *name, const char *value, struct error *error)
{
    (void)error;
    struct settings *settings = context;
    if (strcmp(name, "theme") == 0)
        (void)snprintf(settings->theme, sizeof settings->theme, "%s", value);
    else
        settings->length += (size_t)sprintf(settings->others + settings->length, "%s=%s\n", name, value);
    return true;
}

static bool read_all(struct settings *settings)
{
    struct error error = {0};
    settings->length = 0;
    settings->others[0] = '\0';
    bool good = settings_read(take, settings, &error);
    assert(good || error.message[0] != '\0');
    return good;
}

static void expect_defaults(void)
{
    struct options options;
    defaults_read(&options);
    char warning[DEFAULTS_WARNING_SIZE];
    defaults_warning(&options, warning);
    for (const char *at = warning; *at != '\0'; at++)
        assert((unsigned char)*at >= ' ' && *at != 0x7f);
    assert(options.plan.producers >= 1 && options.plan.producers <= PLAN_WORKERS_MAX);
    assert(options.plan.items >= 0 && options.plan.items <= PLAN_ITEMS_MAX);
    assert(options.speed >= 0.1 && options.speed <= 100);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct settings before, after;
    if (size > FILE_SIZE_MAX)
        return 0;
    write_file(bytes, size);
    expect_defaults();
    bool readable = read_all(&before);
    struct error error = {0};
    if (!settings_keep("theme", "chosen one", &error)) {
        assert(error.message[0] != '\0');
        expect_file(bytes, size);
    } else if (readable) {
        assert(read_all(&after));
        assert(strcmp(after.theme, "chosen one") == 0 && strcmp(after.others, before.others) == 0);
    }
    return 0;
}
