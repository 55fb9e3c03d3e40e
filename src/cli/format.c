/* format — figures as people read them; see the header. */
#include "cli/format.h"

#include "base/units.h"

#include <inttypes.h>

void format_duration(int64_t ns, char text[FORMAT_SIZE])
{
    if (ns > 0 && ns < NS_PER_S / 10)
        (void)snprintf(text, FORMAT_SIZE, "%.3f ms", (double)ns / (double)NS_PER_MS);
    else
        (void)snprintf(text, FORMAT_SIZE, "%.2f s", units_seconds(ns));
}

const char *format_times(bool ascii)
{
    return ascii ? "x" : "×";
}

const char *format_before(size_t index, size_t count)
{
    if (index == 0)
        return "";
    return index + 1 == count ? " and " : ", ";
}

static void print_workers(FILE *file, uint32_t count, const char *noun)
{
    (void)fprintf(file, "%" PRIu32 " %s%s", count, noun, count == 1 ? "" : "s");
}

static void print_delay(FILE *file, struct delay delay)
{
    (void)fprintf(file, ", %.9g", units_seconds(delay.min));
    if (delay.max != delay.min)
        (void)fprintf(file, "-%.9g", units_seconds(delay.max));
    (void)fputs(" s an item", file);
}

static void print_items(FILE *file, const struct plan *plan)
{
    if (plan->items == 0)
        (void)fputs(" without end", file);
    else
        (void)fprintf(file, " with %" PRId64 " item%s%s", plan->items, plan->items == 1 ? "" : "s",
                      plan->producers == 1 ? "" : " each");
}

void format_plan(FILE *file, const struct plan *plan, bool cpu)
{
    print_workers(file, plan->producers, "producer");
    print_items(file, plan);
    if (plan->distribution == DISTRIBUTION_FALLING)
        (void)fprintf(file, ", %.9g s an item of the first down to %.9g s of the last",
                      units_seconds(plan->produce.max), units_seconds(plan->produce.min));
    else
        print_delay(file, plan->produce);
    (void)fputs("; ", file);
    print_workers(file, plan->consumers, "consumer");
    print_delay(file, plan->consume);
    (void)fputc('\n', file);
    if (cpu)
        (void)fprintf(file, "cpu %" PRIu32 "%%%s; ", plan->cpu_percent, plan->burn ? ", burnt" : "");
    if (plan->cores == 0)
        (void)fputs("cores unlimited; ", file);
    else
        (void)fprintf(file, "%" PRIu32 " core%s; ", plan->cores, plan->cores == 1 ? "" : "s");
    if (plan->capacity == 0)
        (void)fputs("queue unbounded; ", file);
    else
        (void)fprintf(file, "queue of %" PRIu32 "; ", plan->capacity);
    (void)fprintf(file, "seed %" PRIu64 "\n", plan->seed);
    if (plan->bug != BUG_NONE)
        (void)fprintf(file, "bug %s in %s: %s\n", bug_name(plan->bug), bug_mode(plan->bug), bug_text(plan->bug));
}
