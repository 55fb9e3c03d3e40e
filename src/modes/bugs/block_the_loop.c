/* block_the_loop — the bug: P1 sleeps without awaiting, and blocks the thread that all workers share */
#include "modes/async.h"
#include "modes/modes.h"

static bool sleep_on_the_thread(struct loop *loop, struct worker *worker)
{
    if (worker->lane != lane_id_of(LANE_PRODUCER, 0) || worker->op.ns == 0)
        return async_sleep(loop, worker);
    int64_t until = worker_enter_delay(worker, STATE_SLEEPING); /* time.sleep(), not await asyncio.sleep() */
    engine_enter_main(loop->engine, STATE_SLEEPING, REASON_TURN, worker->lane);
    return clock_sleep(engine_main(loop->engine), until);
}

static void run(struct engine *engine)
{
    async_main(engine, sleep_on_the_thread);
}

const struct mode bug_block_the_loop = {
    .name = "async",
    .bug = "block-the-loop",
    .summary = "P1 sleeps without awaiting",
    .run = run,
};
