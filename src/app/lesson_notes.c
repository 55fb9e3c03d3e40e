/* lesson_notes — makes the page of a lesson's step for the teacher, and sends it to those who are connected. */
#define _GNU_SOURCE /* accept4 */
#include "app/lesson_notes.h"

#include "app/lesson_live.h"
#include "base/format.h"
#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READERS_MAX = 8 };

struct lesson_notes {
    const struct lesson_entry *entry; /* the notes are of this lesson; NULL: of none yet */
    int socket;                       /* -1: nobody can connect */
    struct sockaddr_un address;
    int readers[READERS_MAX];
    size_t count;
    char page[LESSON_PAGE_SIZE]; /* as it was sent last */
};

/* ---- The page ---- */

/* A blank line, a heading, and what the text says. */
static void add(char *page, const char *heading, const struct lesson_text *text, const struct lesson_figures figures[])
{
    char line[LESSON_TEXT_MAX + 1];
    lesson_text_write(text, figures, line, sizeof line);
    format_append(page, LESSON_PAGE_SIZE, "\n%s: %s\n", heading, line);
}

/* The text that asks is the one before the answers. */
static void add_question(char *page, const struct lesson_live *live, const struct lesson_step *step)
{
    const struct lesson_figures *figures = live->present->progress->figures;
    const struct step_progress *progress = progress_now(live->present->progress);
    for (size_t i = 1; i < step->part_count; i++)
        if (step->parts[i].kind == PART_QUESTION && step->parts[i - 1].kind <= PART_BULLET)
            add(page, "Question", &step->parts[i - 1].text, figures);
    for (size_t i = 0; i < step->answer_count; i++) {
        const struct lesson_answer *answer = &step->answers[i];
        char text[LESSON_TEXT_MAX + 1], after[LESSON_TEXT_MAX + 1];
        lesson_text_write(&answer->text, figures, text, sizeof text);
        lesson_text_write(&answer->after, figures, after, sizeof after);
        format_append(page, LESSON_PAGE_SIZE, "%s %zu) ", answer->right ? "✔" : "·", i + 1);
        if (progress->hand_count > 0)
            format_append(page, LESSON_PAGE_SIZE, "[%s] ",
                          format_count((uint64_t)progress_votes(progress, (int)i + 1), "hand").text);
        format_append(page, LESSON_PAGE_SIZE, "%s%s%s\n", text, after[0] != '\0' ? " — " : "", after);
    }
}

static void add_next(char *page, const struct lesson_live *live)
{
    const struct lesson *lesson = live->present->lesson;
    size_t next = live->present->progress->step + 1;
    const struct lesson_step *step = &lesson->steps[next];
    format_append(page, LESSON_PAGE_SIZE, "\nNow: %s\n",
                  live->open ? live->scene.prompt : "Free play: l on the live screen comes back to the step.");
    if (next == lesson->step_count)
        return;
    format_append(page, LESSON_PAGE_SIZE, "Next: %s%s", step->title, step->answer_count > 0 ? " (asks)" : "");
    for (size_t i = 0; step->block != NULL && i < step->block->run_count; i++)
        format_append(page, LESSON_PAGE_SIZE, "%s%s", i == 0 ? "; runs " : ", ",
                      lesson->runs[step->block->first_run + i].name);
    format_append(page, LESSON_PAGE_SIZE, "\n");
}

static void write_page(char *page, const struct lesson_live *live)
{
    const struct lesson_entry *present = live->present;
    const struct lesson_step *step = progress_step(present->progress, present->lesson);
    (void)snprintf(page, LESSON_PAGE_SIZE, "%s · step %zu of %zu: %s\n", present->lesson->title,
                   present->progress->step + 1, present->lesson->step_count, step->title);
    for (size_t i = 0; i < step->part_count; i++)
        if (step->parts[i].kind == PART_NOTE)
            add(page, "Note", &step->parts[i].text, present->progress->figures);
    add_question(page, live, step);
    add_next(page, live);
}

/* ---- The socket ---- */

/* What lies there belongs to nobody else, and nobody else can put something there. */
static bool is_own_directory(const char *path)
{
    struct stat status;
    return path != NULL && path[0] == '/' && lstat(path, &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == getuid() && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

bool lesson_notes_address(const char *path, struct sockaddr_un *address, struct error *error)
{
    const char *directory = getenv("XDG_RUNTIME_DIR"), *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    if (!is_own_directory(directory))
        return error_set(error, "notes need XDG_RUNTIME_DIR, a directory of yours alone (mode 0700)");
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    int length = snprintf(address->sun_path, sizeof address->sun_path, "%s/overlap-lesson-%s", directory, name);
    return length < (int)sizeof address->sun_path ||
           error_set(error, "the path of the notes in XDG_RUNTIME_DIR is too long: give '%.40s' a shorter name", name);
}

static int new_socket(void)
{
    return socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

/* Whether another program answers there. */
static bool is_served(const struct sockaddr_un *address)
{
    int socket = new_socket();
    bool served = connect(socket, (const struct sockaddr *)address, sizeof *address) == 0 || errno == EAGAIN;
    (void)close(socket);
    return served;
}

/* Removes what a program that was killed has left. */
static bool remove_stale(const struct sockaddr_un *address)
{
    struct stat status;
    return lstat(address->sun_path, &status) == 0 && S_ISSOCK(status.st_mode) && unlink(address->sun_path) == 0;
}

static bool bind_to(int socket, const struct sockaddr_un *address)
{
    return bind(socket, (const struct sockaddr *)address, sizeof *address) == 0;
}

static bool serve(struct lesson_notes *notes, struct error *error)
{
    if (!lesson_notes_address(notes->entry->file.path, &notes->address, NULL))
        return true;
    int socket = new_socket();
    if (fchmod(socket, S_IRUSR | S_IWUSR) == 0 && /* the file gets it as it comes to be */
        (bind_to(socket, &notes->address) ||
         (!is_served(&notes->address) && remove_stale(&notes->address) && bind_to(socket, &notes->address))) &&
        listen(socket, READERS_MAX) == 0) {
        notes->socket = socket;
        return true;
    }
    (void)close(socket);
    return !is_served(&notes->address) ||
           error_set(error, "Another live screen gives this lesson: the notes are those of that one.");
}

static void forget(struct lesson_notes *notes, size_t reader)
{
    (void)shutdown(notes->readers[reader], SHUT_RDWR); /* the child of a run may have it, too */
    (void)close(notes->readers[reader]);
    notes->readers[reader] = notes->readers[--notes->count];
}

static void stop(struct lesson_notes *notes)
{
    while (notes->count > 0)
        forget(notes, notes->count - 1);
    if (notes->socket < 0)
        return;
    (void)unlink(notes->address.sun_path);
    (void)shutdown(notes->socket, SHUT_RDWR);
    (void)close(notes->socket);
    notes->socket = -1;
}

static void send_page(struct lesson_notes *notes)
{
    ssize_t size = (ssize_t)strlen(notes->page);
    for (size_t i = notes->count; i-- > 0;)
        if (send(notes->readers[i], notes->page, (size_t)size, MSG_NOSIGNAL | MSG_DONTWAIT) != size)
            forget(notes, i);
}

/* ---- From the beginning to the end ---- */

struct lesson_notes *lesson_notes_new(void)
{
    struct lesson_notes *notes = memory_zeroed(1, sizeof *notes);
    notes->socket = -1;
    return notes;
}

void lesson_notes_free(struct lesson_notes *notes)
{
    if (notes != NULL)
        stop(notes);
    free(notes);
}

int lesson_notes_fd(const struct lesson_notes *notes)
{
    return notes->socket;
}

/* All get the page again then: who has gone makes room. */
static bool let_in(struct lesson_notes *notes)
{
    int reader = accept4(notes->socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (reader < 0)
        return false;
    if (notes->count == READERS_MAX)
        send_page(notes);
    if (notes->count < READERS_MAX)
        notes->readers[notes->count++] = reader;
    else
        (void)close(reader);
    return true;
}

bool lesson_notes_update(struct lesson_notes *notes, const struct lesson_live *live, struct error *error)
{
    char page[LESSON_PAGE_SIZE];
    bool served = true, more = false;
    if (live->present != notes->entry) {
        stop(notes);
        notes->entry = live->present;
        served = serve(notes, error);
    }
    if (notes->socket < 0)
        return served;
    while (let_in(notes))
        more = true;
    write_page(page, live);
    more |= strcmp(page, notes->page) != 0;
    memcpy(notes->page, page, sizeof page);
    if (more)
        send_page(notes);
    return served;
}
