/* block_the_loop — the bug: P1 sleeps without awaiting, and blocks the thread that all workers share */
#include "modes/async.h"
#include "modes/modes.h"

/* P1 calls time.sleep(), not await asyncio.sleep(). */
static bool blocks(const struct worker *worker)
{
    return async_blocks(worker) || worker->lane == lane_id_of(LANE_PRODUCER, 0);
}

static void run(struct engine *engine)
{
    async_main(engine, &(struct async_program){.blocks = blocks});
}

const struct mode bug_block_the_loop = {
    .name = "async",
    .bug = "block-the-loop",
    .summary = "P1 sleeps without awaiting",
    .run = run,
};
