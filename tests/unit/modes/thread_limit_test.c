/* A system that really refuses threads: the run goes on with those that it got, and leaves none behind. */
#include "modes/modes.h"
#include "support/fixture.h"
#include "support/patience.h"
#include "support/plan.h"
#include "support/test.h"
#include "support/thread_limit.h"

#include <dirent.h>
#include <string.h>

static int threads_of_this_process(void)
{
    int count = 0;
    DIR *tasks = opendir("/proc/self/task");
    assert_non_null(tasks);
    for (const struct dirent *task; (task = readdir(tasks)) != NULL;)
        count += task->d_name[0] != '.';
    closedir(tasks);
    return count;
}

static void run_with_few_threads(const struct mode *mode)
{
    struct plan plan = usual_plan();
    plan.producers = 100;
    plan.items = 2;
    plan.pool = 100;
    (void)fixture_carry_out(&(struct plan){.producers = 1, .consumers = 1, .items = 1}, mode);
    int before = threads_of_this_process(); /* with those of a sanitizer, which come with the first of ours */
    struct fixture fixture = fixture_open(&plan, mode);
    assert_int_equal(fixture_finish(&fixture), ENGINE_FINISHED);
    struct error error;
    assert_true(engine_trouble(fixture.engine, &error));
    assert_non_null(strstr(error.message, "cannot create a thread for "));
    assert_true(fixture.trace->produced > 0);
    fixture_close(&fixture);
    /* The system lists a thread for a moment after it was joined. */
    for (struct patience patience = patience_for("all threads to end"); threads_of_this_process() != before;)
        patience_wait(&patience, -1);
}

TEST(threads_go_on_without_the_workers_that_got_none)
{
    run_with_few_threads(&mode_threads);
}

TEST(a_pool_stays_smaller)
{
    run_with_few_threads(&mode_pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_go_on_without_the_workers_that_got_none),
        cmocka_unit_test(a_pool_stays_smaller),
    };
    return thread_limit() ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
}
