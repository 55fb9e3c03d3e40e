/*
 * lesson_notes — the teacher's notes of the lesson on the live screen, for `overlap lesson notes` in another terminal.
 *
 * They go through a socket in $XDG_RUNTIME_DIR, one a lesson, that only its user can open; none of it reaches a
 * network. Each packet is a whole page of UTF-8 text; who connects gets the present one at once. A reader that has
 * gone, or does not read, is forgotten, and may connect again. One thread.
 */
#pragma once

#include "base/error.h"

#include <sys/un.h>

struct lesson_live;

enum { LESSON_PAGE_SIZE = 32 * 1024 /* of a packet; what does not fit is cut */ };

/* Where the notes of the lesson with that file are. False and the reason where $XDG_RUNTIME_DIR is not a directory of
 * this user alone, or there is no room for the lesson's name. */
bool lesson_notes_address(const char *path, struct sockaddr_un *address, struct error *error);

struct lesson_notes;

struct lesson_notes *lesson_notes_new(void); /* the caller frees it */
void lesson_notes_free(struct lesson_notes *notes);

/* Readable when somebody connects; -1: there are no notes now. */
int lesson_notes_fd(const struct lesson_notes *notes);

/* Lets in who connects, and sends all of them the page of the step as it is now, if it has changed. False and the
 * reason once, where another live screen gives this lesson and has its notes; no such directory is no error. */
bool lesson_notes_update(struct lesson_notes *notes, const struct lesson_live *live, struct error *error);
