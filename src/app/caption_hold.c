/* caption_hold — see the header. */
#include "app/caption_hold.h"

#include "base/units.h"
#include "view/runs.h"

#include <ctype.h>
#include <string.h>

#define LOOK_NS    (NS_PER_S / 5)
#define FIGURES_NS (2 * NS_PER_S)
#define STAYS_NS   (3 * NS_PER_S)

/* Moves past a figure: "17.1", but not the digits of a name: "P1". */
static const char *skip_figure(const char *text, const char *start)
{
    bool name = text > start && isalpha((unsigned char)text[-1]);
    while (!name && (isdigit((unsigned char)*text) || (*text == '.' && isdigit((unsigned char)text[1]))))
        text++;
    return text;
}

/* Whether two sentences differ in their figures at most. */
static bool same_words(const char *one, const char *other)
{
    const char *a = one, *b = other;
    do {
        a = skip_figure(a, one);
        b = skip_figure(b, other);
        if (*a != *b)
            return false;
    } while (*a++ != '\0' && *b++ != '\0');
    return true;
}

/* The next "P1" or "C12". */
static const char *next_name(const char *text)
{
    while (*text != '\0' && !(isupper((unsigned char)*text) && isdigit((unsigned char)text[1])))
        text++;
    return text;
}

static bool same_names(const char *a, const char *b)
{
    size_t length;
    do {
        a = next_name(a);
        b = next_name(b);
        length = *a != '\0' ? 1 + strspn(a + 1, "0123456789") : 0;
        if (strncmp(a, b, length) != 0 || isdigit((unsigned char)b[length]))
            return false;
        a += length;
        b += length;
    } while (length > 0);
    return *b == '\0';
}

static bool has_ended(const struct scene *scene)
{
    size_t count, running = 0;
    const struct scene_run *runs = runs_of_batch(scene, &count);
    for (size_t i = 0; i < count; i++)
        running += runs[i].status == RUN_RUNNING;
    return running == 0;
}

static bool stands_still(const struct scene *scene)
{
    return scene->paused || has_ended(scene) || scene->view.notice[0] != '\0' || scene->view.time.cursor < scene->now ||
           scene->view.time.edge < scene->now;
}

const char *caption_hold(struct caption_hold *hold, const struct scene *scene, bool at_once, int64_t now)
{
    int run = runs_focus(scene)->number;
    bool holds = run == hold->run && scene->view.race == hold->race && !stands_still(scene);
    char text[CAPTION_SIZE];
    if (holds && !at_once && now - hold->looked < LOOK_NS)
        return hold->text;
    const char *stood = holds && now - hold->since < STAYS_NS ? hold->form : NULL;
    const char *form = caption_write(scene, stood, text, sizeof text);
    bool same = holds && same_words(text, hold->text);
    bool alike = holds && form != NULL && form == hold->form && same_names(text, hold->text);
    hold->looked = now;
    if (same ? now - hold->figures < FIGURES_NS || strcmp(text, hold->text) == 0
             : alike && now - hold->since < STAYS_NS)
        return hold->text;
    memcpy(hold->text, text, sizeof text);
    hold->form = form;
    hold->run = run;
    hold->race = scene->view.race;
    hold->since = same ? hold->since : now;
    hold->figures = now;
    return hold->text;
}
