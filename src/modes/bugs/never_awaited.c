/* never_awaited — the bug: the first worker's coroutine is called, but not awaited: that creates it, and its body never runs */
#include "modes/async.h"
#include "modes/modes.h"

/* generate(…) instead of await generate(…) or create_task(generate(…)). */
static bool forgets(const struct worker *worker)
{
    return worker_is_first(worker);
}

static void run(struct engine *engine)
{
    async_main(engine, &(struct async_program){.blocks = async_blocks, .forgets = forgets});
}

const struct mode bug_never_awaited = {
    .name = "async",
    .bug = "never-awaited",
    .summary = "a coroutine is called, but not awaited",
    .run = run,
};
