/*
 * lesson_live — the lessons of one sitting: those that are found, how far the class is in each, and the one that is on
 * the screen. One thread.
 */
#pragma once

#include "app/app.h"
#include "app/lessons.h"
#include "app/seeds.h"
#include "app/session.h"
#include "lessons/progress.h"

/* A lesson that was found or given. */
struct lesson_entry {
    struct lesson_file file;
    struct lesson *lesson;            /* NULL: it has a fault */
    struct lesson_progress *progress; /* NULL: not begun in this sitting */
    char fault[640];
};

struct lesson_live {
    lesson_reader *read;
    struct lesson_entry *entries;
    size_t count;
    struct lesson_entry *present; /* the latest that was on the screen; NULL: none yet */
    bool open;                    /* it is there now; else free play */
    bool shows_code;              /* its step has brought the program to the screen */

    /* Of the block that is being run: its seeds that have been tried. */
    struct wakeup *wakeup;
    struct seeds seeds;

    /* As the view has them. */
    struct scene_lesson scene;
    struct scene_lesson_entry *list;
    char *texts; /* LESSON_BYTES_MAX bytes, of which so many are used */
    size_t used;
};

/* NULL and the reason where the system gives no descriptor. The caller frees it. */
struct lesson_live *lesson_live_new(lesson_reader *read, struct error *error);
void lesson_live_free(struct lesson_live *live); /* NULL is allowed */

/* Reads all lessons that are found, once: it takes longer than a frame. */
void lesson_live_read(struct lesson_live *live);

/* The lesson of that file, which is read if it is not among those that were found. NULL and the reason where it has a
 * fault. */
struct lesson_entry *lesson_live_find(struct lesson_live *live, const char *path, struct error *error);

/* The first block of a lesson that runs something; NULL: none does. */
const struct lesson_block *lesson_live_first_block(const struct lesson *lesson);

/* The present lesson's block at its present step; NULL: it has none. */
const struct lesson_block *lesson_live_block(const struct lesson_live *live);

/* Whether the session's present batch is what a block runs, as it is and not left. */
bool lesson_live_is_batch(const struct lesson_block *block, const struct session *session);

/* Tries seeds of the block for some milliseconds. True when there are none left. */
bool lesson_live_try_seeds(struct lesson_live *live, const struct lesson_block *block);

/* When its runs have come to what the block waits for: their figures, as many as it has runs. False before. */
bool lesson_live_figures(const struct lesson_live *live, const struct lesson_block *block,
                         const struct session *session, struct lesson_figures figures[]);

/* lesson_scene.c: makes the scene's lesson, and the list of all of them. Call it when something has changed. */
void lesson_live_show(struct lesson_live *live);
