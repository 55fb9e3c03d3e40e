/* os — how many cores this process may use. */
#define _GNU_SOURCE
#include "base/os.h"

#include "support/test.h"

#include <sched.h>

TEST(affinity_counts)
{
    cpu_set_t before, one;
    assert_int_equal(sched_getaffinity(0, sizeof before, &before), 0);
    size_t cpu = 0;
    while (!CPU_ISSET(cpu, &before))
        cpu++;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(os_cores(), 1);
    assert_int_equal(sched_setaffinity(0, sizeof before, &before), 0);
    assert_true(os_cores() >= 1 && os_cores() <= (uint32_t)CPU_COUNT(&before));
}

TEST(a_quota_is_rounded_up_to_whole_cores)
{
    assert_int_equal(os_quota_cores("150000 100000\n"), 2);
    assert_int_equal(os_quota_cores("200000 100000"), 2);
    assert_int_equal(os_quota_cores("1000 100000"), 1);
    static const char *const none[] = {"max 100000\n", "", "nonsense", "0 100000", "100000 0", "-5 100000"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_true(os_quota_cores(none[i]) == UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(affinity_counts),
        cmocka_unit_test(a_quota_is_rounded_up_to_whole_cores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
