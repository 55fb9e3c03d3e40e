/* failure — in words, what went wrong in a run. */
#include "base/format.h"
#include "view/text/captions.h"

void sentence_failure(const struct failure *failure, char *text, size_t size)
{
    static const char *const words[] = {
        [FAILURE_NONE] = "nothing goes wrong",
        [FAILURE_CRASHED] = "{who} fails with an error",
        [FAILURE_KILLED] = "{who}'s process is killed",
        [FAILURE_TWICE] = "{who} takes an item that another consumer has taken",
        [FAILURE_LOST] = "{who} removes an item that nobody has taken",
        [FAILURE_OVERWRITTEN] = "{who} writes the counter over another worker's update",
        [FAILURE_LEFT] = "main says that it is finished while its workers go on",
        [FAILURE_STUCK] = "deadlock, nobody can go on",
        [FAILURE_UNFINISHED] = "it ends with work left undone",
    };
    struct format who = subject_one(failure->lane);
    sentence_fill(words[failure->kind], (const struct field[]){{"who", who.text}, {NULL, NULL}}, text, size);
}
