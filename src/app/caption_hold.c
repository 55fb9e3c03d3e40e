/* caption_hold — see the header. */
#include "app/caption_hold.h"

#include "base/units.h"
#include "view/runs.h"

#include <ctype.h>
#include <string.h>

#define LOOK_NS    (NS_PER_S / 5)
#define FIGURES_NS (2 * NS_PER_S)
#define STAYS_NS   (3 * NS_PER_S)

/* Whether a digit is one of a name: "P1", "Task-12". */
static bool is_of_name(const char *digit, const char *start)
{
    while (digit > start && isdigit((unsigned char)digit[-1]))
        digit--;
    return digit > start && (isalpha((unsigned char)digit[-1]) || digit[-1] == '-');
}

/* Moves past a figure: "17.1". */
static const char *skip_figure(const char *text, const char *start)
{
    bool name = is_of_name(text, start);
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

/* The next digit of a name, and the letters before it. */
static const char *next_in_name(const char *text, const char *start)
{
    while (*text != '\0' && !(isdigit((unsigned char)*text) && is_of_name(text, start)))
        text++;
    return text;
}

static bool same_names(const char *one, const char *other)
{
    const char *a = one, *b = other;
    do {
        a = next_in_name(a, one);
        b = next_in_name(b, other);
        if (*a != *b || (*a != '\0' && a[-1] != b[-1]))
            return false;
    } while (*a++ != '\0' && *b++ != '\0');
    return true;
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
