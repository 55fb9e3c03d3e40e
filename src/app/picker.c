/* picker — the theme that the screen wears, and the themes to choose from; see the header. */
#include "app/picker.h"

#include "app/settings.h"
#include "app/themes.h"
#include "base/memory.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAULT_SIZE = 600 };

struct picker {
    char kept_word[THEMES_WORD_SIZE];
    struct theme kept;
    struct themes themes;       /* as they were when it was opened, without the hidden ones */
    struct scene_theme *rows;   /* of the themes, the same index */
    char (*faults)[FAULT_SIZE]; /* theirs */
    struct scene_picker shown;
};

struct picker *picker_new(const char *word, const struct theme *theme)
{
    struct picker *picker = memory_zeroed(1, sizeof *picker);
    (void)snprintf(picker->kept_word, sizeof picker->kept_word, "%s", word);
    picker->kept = *theme;
    return picker;
}

static void forget(struct picker *picker)
{
    themes_release(&picker->themes);
    free(picker->rows);
    free(picker->faults);
    picker->rows = NULL;
    picker->faults = NULL;
}

void picker_free(struct picker *picker)
{
    if (picker == NULL)
        return;
    forget(picker);
    free(picker);
}

static void drop_hidden(struct themes *themes)
{
    size_t count = 0;
    for (size_t i = 0; i < themes->count; i++)
        if (!themes->found[i].hidden)
            themes->found[count++] = themes->found[i];
    themes->count = count;
}

/* Without the directories of its file, for which there is no room; all of it is said where somebody wants to keep it.
 */
static void write_fault(char text[FAULT_SIZE], const struct error *fault)
{
    const char *slash = strrchr(fault->file, '/');
    struct error shorter = *fault;
    error_place(&shorter, slash != NULL ? slash + 1 : fault->file, fault->line);
    error_text(&shorter, text, FAULT_SIZE);
}

void picker_open(struct picker *picker)
{
    forget(picker);
    picker->themes = themes_list(picker->kept_word);
    drop_hidden(&picker->themes);
    size_t count = picker->themes.count;
    picker->rows = memory_zeroed(count, sizeof *picker->rows);
    picker->faults = memory_zeroed(count, sizeof *picker->faults);
    picker->shown = (struct scene_picker){.themes = picker->rows, .count = count};
    for (size_t i = 0; i < count; i++) {
        const struct found_theme *found = &picker->themes.found[i];
        bool faulty = found->fault.message[0] != '\0';
        write_fault(picker->faults[i], &found->fault);
        picker->rows[i] = (struct scene_theme){
            .name = faulty ? found->word : found->theme.name,
            .fault = faulty ? picker->faults[i] : NULL,
            .kept = strcmp(found->word, picker->kept_word) == 0,
        };
        if (picker->rows[i].kept)
            picker->shown.chosen = i;
    }
}

void picker_move(struct picker *picker, int direction)
{
    size_t count = picker->shown.count;
    picker->shown.chosen = (picker->shown.chosen + count + (size_t)direction) % count;
}

/* The chosen one; NULL where it cannot be used. */
static const struct found_theme *usable(const struct picker *picker)
{
    const struct found_theme *found = &picker->themes.found[picker->shown.chosen];
    return found->fault.message[0] == '\0' ? found : NULL;
}

/* The word as it means the same from every directory: a file is its whole path. */
static const char *lasting(const char *word, char path[PATH_MAX])
{
    return themes_is_file(word) && realpath(word, path) != NULL ? path : word;
}

bool picker_keep(struct picker *picker, struct error *error)
{
    const struct found_theme *found = usable(picker);
    if (found == NULL) {
        *error = picker->themes.found[picker->shown.chosen].fault;
        return false;
    }
    picker->kept = found->theme;
    (void)snprintf(picker->kept_word, sizeof picker->kept_word, "%s", found->word);
    char path[PATH_MAX];
    return settings_keep("theme", lasting(found->word, path), error);
}

void picker_show(const struct picker *picker, bool open, struct scene *scene)
{
    const struct found_theme *found = open ? usable(picker) : NULL;
    scene->look.theme = found != NULL ? &found->theme : &picker->kept;
    scene->picker = open ? &picker->shown : NULL;
}
