/* theme_picker — the current theme, and the themes to choose from. */
#include "app/theme_picker.h"

#include "app/settings.h"
#include "app/themes.h"
#include "base/memory.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAULT_SIZE = 600 };

struct theme_picker {
    char kept_name[THEMES_NAME_SIZE];
    struct theme kept;
    struct themes themes;       /* as they were when it was opened, without the hidden ones */
    struct scene_theme *rows;   /* of the themes, the same index */
    char (*faults)[FAULT_SIZE]; /* theirs */
    struct scene_theme_menu shown;
};

struct theme_picker *theme_picker_new(const char *name, const struct theme *theme)
{
    struct theme_picker *picker = memory_zeroed(1, sizeof *picker);
    (void)snprintf(picker->kept_name, sizeof picker->kept_name, "%s", name);
    picker->kept = *theme;
    return picker;
}

static void forget(struct theme_picker *picker)
{
    themes_release(&picker->themes);
    free(picker->rows);
    free(picker->faults);
    picker->rows = NULL;
    picker->faults = NULL;
}

void theme_picker_free(struct theme_picker *picker)
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

/* Without the directories of its file, for which there is no room; choosing the theme shows all of it. */
static void write_fault(char text[FAULT_SIZE], const struct error *fault)
{
    const char *slash = strrchr(fault->file, '/');
    struct error shorter = *fault;
    error_place(&shorter, slash != NULL ? slash + 1 : fault->file, fault->line);
    error_text(&shorter, text, FAULT_SIZE);
}

void theme_picker_open(struct theme_picker *picker)
{
    forget(picker);
    picker->themes = themes_list(picker->kept_name);
    drop_hidden(&picker->themes);
    size_t count = picker->themes.count;
    picker->rows = memory_zeroed(count, sizeof *picker->rows);
    picker->faults = memory_zeroed(count, sizeof *picker->faults);
    picker->shown = (struct scene_theme_menu){.themes = picker->rows, .count = count};
    for (size_t i = 0; i < count; i++) {
        const struct found_theme *found = &picker->themes.found[i];
        bool faulty = found->fault.message[0] != '\0';
        write_fault(picker->faults[i], &found->fault);
        picker->rows[i] = (struct scene_theme){
            .name = faulty ? found->name : found->theme.name,
            .fault = faulty ? picker->faults[i] : NULL,
            .kept = strcmp(found->name, picker->kept_name) == 0,
        };
        if (picker->rows[i].kept)
            picker->shown.chosen = i;
    }
}

void theme_picker_move(struct theme_picker *picker, int direction)
{
    size_t count = picker->shown.count;
    picker->shown.chosen = (picker->shown.chosen + count + (size_t)direction) % count;
}

/* The chosen one; NULL where it cannot be used. */
static const struct found_theme *usable(const struct theme_picker *picker)
{
    const struct found_theme *found = &picker->themes.found[picker->shown.chosen];
    return found->fault.message[0] == '\0' ? found : NULL;
}

/* The name as it means the same from every directory: a file is its whole path. */
static const char *absolute(const char *name, char path[PATH_MAX])
{
    return themes_is_file(name) && realpath(name, path) != NULL ? path : name;
}

bool theme_picker_keep(struct theme_picker *picker, struct error *error)
{
    const struct found_theme *found = usable(picker);
    if (found == NULL) {
        *error = picker->themes.found[picker->shown.chosen].fault;
        return false;
    }
    picker->kept = found->theme;
    (void)snprintf(picker->kept_name, sizeof picker->kept_name, "%s", found->name);
    char path[PATH_MAX];
    return settings_remember_theme(absolute(found->name, path), error);
}

void theme_picker_show(const struct theme_picker *picker, struct scene *scene)
{
    bool open = scene->view.open == OVERLAY_THEMES;
    const struct found_theme *found = open ? usable(picker) : NULL;
    scene->render.theme = found != NULL ? &found->theme : &picker->kept;
    scene->themes = open ? &picker->shown : NULL;
}
