/* footer — the keys that matter now, from the command table, wrapped to the width; what does not fit is left out. */
#include "view/canvas/glyph.h"
#include "view/panel.h"
#include "view/runs.h"

#include <string.h>

/* Results are a pool's. */
static bool shown_in(const struct scene *scene, const struct scene_key *key)
{
    return key->name != NULL && (key->shown_in & 1u << scene_context(scene)) != 0 &&
           (key->control != CONTROL_RESULTS || runs_has_pool(runs_focus(scene)));
}

static int entry_width(const struct render_options *render, const struct scene_key *key)
{
    return glyph_text_width(key->keys, render->ascii) + 1 + glyph_text_width(key->name, render->ascii);
}

/* What is kept free in the last row for the later ones of help and quit: who is lost must find the way out. */
static int reserved_width(const struct scene *scene, int index)
{
    int width = 0;
    for (int i = index + 1; i < (int)scene->key_count; i++)
        if ((scene->keys[i].key == '?' || scene->keys[i].key == 'q') && shown_in(scene, &scene->keys[i]))
            width += entry_width(&scene->render, &scene->keys[i]) + 2;
    return width;
}

/* Goes through the places of the keys that matter. Keys of one group stand closer together. */
struct place {
    int index; /* of the key; at first −1 */
    int x, y, end;
    enum key_group group;
};

static bool next_place(struct place *place, const struct scene *scene, int width, int rows)
{
    for (place->index++; place->index < (int)scene->key_count; place->index++) {
        const struct scene_key *key = &scene->keys[place->index];
        if (!shown_in(scene, key))
            continue;
        int taken = entry_width(&scene->render, key);
        place->x = place->end + (place->end == 0 || key->group == place->group ? 1 : 2);
        if (place->x + taken > width && place->y + 1 < rows) {
            place->x = 1;
            place->y++;
        }
        if (place->x + taken <= width - (place->y + 1 < rows ? 0 : reserved_width(scene, place->index))) {
            place->end = place->x + taken;
            place->group = key->group;
            return true;
        }
    }
    return false;
}

static void hit(struct canvas *canvas, int x, int end, int y, uint32_t key)
{
    struct rect rect = {.x = x, .y = y, .width = end - x, .height = 1};
    canvas_add_hit_area(canvas, (struct hit_area){.rect = rect, .kind = HIT_KEY, .value = key});
}

/* Of two keys "h/H" the right part stands for the second. */
static void draw_entry(struct canvas *canvas, int x, int y, const struct scene_key *key)
{
    int width = canvas_width(canvas);
    int after = canvas_text(canvas, x, y, width - x, style_bold(ROLE_TEXT), key->keys);
    int end = canvas_text(canvas, after + 1, y, width - after, style_of(ROLE_DIM), key->name);
    hit(canvas, x, end, y, key->key);
    const char *slash = strchr(key->keys, '/');
    if (slash != NULL && slash > key->keys && slash[1] != '\0')
        hit(canvas, after - canvas_text_width(canvas, slash), after, y, key->last_key);
}

void footer_draw(struct canvas *canvas, struct rect rect, const struct scene *scene)
{
    struct place place = {.index = -1};
    while (next_place(&place, scene, rect.width, rect.height))
        draw_entry(canvas, rect.x + place.x, rect.y + place.y, &scene->keys[place.index]);
}

static void draw(struct canvas *canvas, struct rect rect, const struct draw_context *context)
{
    footer_draw(canvas, rect, context->scene);
}

/* A second row only where the keys need it. */
static int height(const struct draw_context *context, int detail)
{
    struct place place = {.index = -1};
    while (next_place(&place, context->scene, context->width, detail))
        continue;
    return place.y + 1;
}

const struct panel footer_panel = {.name = "footer", .height = height, .draw = draw};
