/* await_one_by_one — the bug: main awaits each coroutine before it creates the next, so that nothing overlaps */
#include "modes/async.h"
#include "modes/modes.h"

/* for …: await generate(…) instead of await gather(…). */
static void run(struct engine *engine)
{
    async_main(engine, &(struct async_program){.blocks = async_blocks, .one_by_one = true});
}

const struct mode bug_await_one_by_one = {
    .name = "async",
    .bug = "await-one-by-one",
    .summary = "main awaits each coroutine before the next",
    .only_slow = true,
    .run = run,
};
