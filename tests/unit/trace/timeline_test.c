/* A timeline keeps its newest records in order and finds the one that holds a time. */
#include "trace/timeline.h"

#include "draw.h"
#include "support/test.h"

#include <stdlib.h>

enum { SEQUENCES = 200, LOOK_UPS = 50 };

struct record {
    int64_t start;
    int number;
};

static const struct record *record_at(const struct timeline *timeline, size_t index)
{
    return (const struct record *)timeline->records + index;
}

TEST(the_newest_records_are_kept_in_order)
{
    uint64_t seed = 1;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        size_t max = 4 + (size_t)draw(&seed, 100), kept = 0;
        int count = 1 + (int)draw(&seed, 500);
        struct timeline timeline;
        timeline_init(&timeline, sizeof(struct record), max);
        for (int i = 0; i < count; i++) {
            timeline_append(&timeline, &(struct record){.start = i / 2, .number = i});
            kept = timeline.count;
            assert_true(kept <= max && kept > ((size_t)i < max ? (size_t)i : max - max / 4));
        }
        for (size_t i = 0; i < kept; i++)
            assert_int_equal(record_at(&timeline, i)->number, (size_t)count - kept + i);
        timeline_keep(&timeline, 4);
        assert_int_equal(timeline.count, kept < 4 ? kept : 4);
        assert_int_equal(record_at(&timeline, timeline.count - 1)->number, count - 1);
        timeline_release(&timeline);
    }
}

TEST(the_last_record_that_has_started_is_found_from_anywhere_before_it)
{
    uint64_t seed = 2;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        struct timeline timeline;
        timeline_init(&timeline, sizeof(struct record), 1000);
        int64_t time = 0;
        for (int64_t i = draw(&seed, 300); i >= 0; i--)
            timeline_append(&timeline, &(struct record){.start = time += draw(&seed, 5)});
        for (int look_up = 0; look_up < LOOK_UPS; look_up++) {
            int64_t wanted = draw(&seed, time + 4);
            size_t last = 0;
            while (last + 1 < timeline.count && record_at(&timeline, last + 1)->start <= wanted)
                last++;
            assert_int_equal(timeline_find(&timeline, 0, wanted), last);
            assert_int_equal(timeline_find(&timeline, (size_t)draw(&seed, (int64_t)last + 1), wanted), last);
        }
        timeline_release(&timeline);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_records_are_kept_in_order),
        cmocka_unit_test(the_last_record_that_has_started_is_found_from_anywhere_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
