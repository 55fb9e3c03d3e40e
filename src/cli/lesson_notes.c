/* lesson_notes — the command that shows a lesson's notes: waits for its live screen, and follows it. */
#include "app/lesson_notes.h"

#include "cli/command.h"
#include "cli/lesson.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOK_MS = 250 /* whether there is a live screen, and how wide this one is */ };

/* On a terminal a page takes the place of the one before; elsewhere it follows it. */
static bool show(const char *page, struct output output, struct error *error)
{
    char text[LESSON_PAGE_SIZE], *next = text;
    (void)snprintf(text, sizeof text, "%s", page);
    (void)fputs(isatty(STDOUT_FILENO) ? "\033[H\033[2J" : "", stdout);
    for (char *line; (line = strsep(&next, "\n")) != NULL && next != NULL;) {
        error_make_plain(line);
        output_line(output, "%s", line);
    }
    return output_flush(error);
}

/* The page that comes within the time. False: the live screen has gone. An empty page: none came. */
static bool next_page(int live, char page[LESSON_PAGE_SIZE])
{
    struct pollfd descriptor = {.fd = live, .events = POLLIN};
    page[0] = '\0';
    if (poll(&descriptor, 1, LOOK_MS) <= 0)
        return true;
    ssize_t size = recv(live, page, LESSON_PAGE_SIZE - 1, 0);
    page[size > 0 ? size : 0] = '\0';
    return size > 0;
}

/* -1: there is no live screen. */
static int connect_to(const struct sockaddr_un *address)
{
    int live = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (connect(live, (const struct sockaddr *)address, sizeof *address) == 0)
        return live;
    (void)close(live);
    return -1;
}

int lesson_notes(const char *word, const char *path, struct output output, struct error *error)
{
    struct sockaddr_un address;
    char page[LESSON_PAGE_SIZE], shown[LESSON_PAGE_SIZE], waiting[LESSON_PAGE_SIZE];
    if (!lesson_notes_address(path, &address, error))
        return STATUS_FAILED;
    (void)snprintf(waiting, sizeof waiting,
                   "Waiting for the lesson in another terminal: overlap lesson %s\n^C ends this.\n", word);
    shown[0] = '\0';
    for (int live = -1;;) {
        struct output now = output_of(output.ascii, COLOR_NEVER);
        if (live < 0 && (live = connect_to(&address)) < 0) {
            (void)poll(NULL, 0, LOOK_MS);
            (void)strcpy(page, waiting);
        } else if (!next_page(live, page)) {
            (void)close(live);
            live = -1;
            continue;
        }
        bool changed = page[0] != '\0' && strcmp(page, shown) != 0;
        if (!changed && now.columns == output.columns)
            continue;
        if (changed)
            (void)strcpy(shown, page);
        output = now;
        if (!show(shown, output, error))
            return STATUS_FAILED;
    }
}
