/* block_the_loop — the bug: the first worker sleeps without awaiting, and blocks the thread that all workers share */
#include "modes/async.h"
#include "modes/modes.h"

/* It calls time.sleep(), not await asyncio.sleep(). */
static bool blocks(const struct worker *worker)
{
    return async_blocks(worker) || worker_is_first(worker);
}

static void run(struct engine *engine)
{
    async_main(engine, &(struct async_program){.blocks = blocks});
}

const struct mode bug_block_the_loop = {
    .name = "async",
    .bug = "block-the-loop",
    .summary = "a worker sleeps without awaiting",
    .only_slow = true,
    .run = run,
};
