/* log — the newest items, in order; and what a line says. */
#include "trace/log.h"

#include "base/units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void what_happened_by_a_time_is_counted(void **state)
{
    (void)state;
    struct log *log = log_new();
    assert_int_equal(log_count(log, TIME_NEVER), 0);
    for (int64_t time = 10; time <= 50; time += 10)
        log_add(log, &(struct event){.time = time});
    assert_int_equal(log_count(log, 9), 0);
    assert_int_equal(log_count(log, 10), 1);
    assert_int_equal(log_count(log, 49), 4);
    assert_int_equal(log_count(log, 1000), 5);
    assert_int_equal(log_event(log, 3)->time, 40);
    log_free(log);
}

static void the_oldest_go_first(void **state)
{
    (void)state;
    struct log *log = log_new();
    for (int64_t time = 0; time < 3 * LOG_MAX + 7; time++)
        log_add(log, &(struct event){.time = time});
    assert_int_equal(log_count(log, TIME_NEVER), LOG_MAX);
    for (size_t i = 0; i < LOG_MAX; i++)
        assert_int_equal(log_event(log, i)->time, 2 * LOG_MAX + 7 + (int64_t)i);
    log_free(log);
}

static void a_line_says_who_did_what_and_when(void **state)
{
    (void)state;
    struct event put = {.time = 3 * NS_PER_S, .kind = EVENT_PUT, .lane = lane_id_of(LANE_PRODUCER, 0), .item = 12};
    struct event take = {.time = 3512 * NS_PER_MS,
                         .until = 3 * NS_PER_S,
                         .kind = EVENT_TAKE,
                         .lane = lane_id_of(LANE_CONSUMER, 1),
                         .other = put.lane,
                         .item = 12};
    char line[EVENT_LINE_SIZE];
    int words = event_line(&put, NS_PER_S, line);
    assert_string_equal(line, "    2.000 s  P1 puts item 12 (144)");
    assert_string_equal(line + words, "P1 puts item 12 (144)");
    (void)event_line(&take, 0, line);
    assert_string_equal(line, "    3.512 s  C2 takes item 12 (144) of P1 after 0.512 s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_happened_by_a_time_is_counted),
        cmocka_unit_test(the_oldest_go_first),
        cmocka_unit_test(a_line_says_who_did_what_and_when),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
