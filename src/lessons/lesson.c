/* lesson — reads a lesson's file: its front matter, then its steps. */
#include "lessons/lesson.h"

#include "base/memory.h"
#include "lessons/reader.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool reader_refuse_here(struct reader *reader, int line)
{
    return error_place(reader->error, reader->file, line);
}

bool reader_refuse(struct reader *reader, int line, const char *format, ...)
{
    char message[sizeof reader->error->message];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    error_set(reader->error, "%s", message);
    return reader_refuse_here(reader, line);
}

/* ---- Bytes ---- */

/* The length of the UTF-8 character there; 0 where there is none. */
static size_t character_length(const unsigned char *at, size_t left)
{
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = at[0] < 0x80 ? 1 : at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
    if (length == 1)
        return 1;
    if (length > left || at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    unsigned code = at[0] & (0xffU >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3f);
    }
    bool surrogate = code >= 0xd800 && code < 0xe000;
    return code < least[length] || code > 0x10ffff || surrogate ? 0 : length;
}

/* Controls, and what turns the direction of text round. */
static bool is_control(const unsigned char *at, size_t length)
{
    if (length == 1)
        return (at[0] < ' ' && at[0] != '\n' && at[0] != '\t') || at[0] == 0x7f;
    if (length == 2)
        return at[0] == 0xc2 && at[1] < 0xa0;
    return length == 3 && at[0] == 0xe2 &&
           ((at[1] == 0x80 && (at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xa8 && at[2] <= 0xae))) ||
            (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9));
}

static bool judge_bytes(struct reader *reader, const char *text, size_t size)
{
    int line = 1;
    for (size_t i = 0, length; i < size; i += length) {
        const unsigned char *at = (const unsigned char *)text + i;
        length = character_length(at, size - i);
        if (length == 0)
            return reader_refuse(reader, line, "a byte 0x%02x that is no UTF-8", *at);
        if (is_control(at, length))
            return reader_refuse(reader, line, "a control character; allowed are tabs and line feeds");
        line += *at == '\n';
    }
    return true;
}

/* ---- The front matter ---- */

/* The line from *at on, without its line feed, into `line`; false at the end, or where it is too long. */
static bool next_line(const char **at, const char *end, char *line, size_t size)
{
    size_t length = 0;
    while (*at + length < end && (*at)[length] != '\n')
        length++;
    if (*at == end || length >= size)
        return false;
    memcpy(line, *at, length);
    while (length > 0 && strchr(" \t", line[length - 1]) != NULL)
        length--;
    line[length] = '\0';
    const char *feed = memchr(*at, '\n', (size_t)(end - *at));
    *at = feed != NULL ? feed + 1 : end;
    return true;
}

static bool read_entry(struct reader *reader, const char *line, int number)
{
    struct lesson *lesson = reader->lesson;
    size_t length = strcspn(line, ":");
    const char *value = line + length + (line[length] == ':');
    value += strspn(value, " \t");
    if (length == strlen("title") && memcmp(line, "title", length) == 0) {
        if (*value == '\0' || strlen(value) > LESSON_TITLE_MAX)
            return reader_refuse(reader, number, "title must have 1 to %d bytes", LESSON_TITLE_MAX);
        lesson->title = arena_text(lesson->arena, value, strlen(value));
        return true;
    }
    if (length != strlen("minutes") || memcmp(line, "minutes", length) != 0)
        return reader_refuse(reader, number, "'%.40s' is none of: title: …, minutes: …", line);
    lesson->minutes = strlen(value) <= 2 && strspn(value, "0123456789") == strlen(value) ? atoi(value) : 0;
    return (lesson->minutes >= 1 && lesson->minutes <= LESSON_MINUTES_MAX) ||
           reader_refuse(reader, number, "minutes: '%.20s' is not a whole number from 1 to %d", value,
                         LESSON_MINUTES_MAX);
}

/* Moves `at` behind it. */
static bool read_front(struct reader *reader, const char **at, const char *end)
{
    char line[256];
    int number = 1;
    if (!next_line(at, end, line, sizeof line) || strcmp(line, "---") != 0)
        return reader_refuse(reader, number, "a lesson begins with ---, title: …, minutes: …, ---");
    for (;;) {
        number++;
        if (!next_line(at, end, line, sizeof line))
            return reader_refuse(reader, number, "the --- after title and minutes is missing");
        if (strcmp(line, "---") == 0)
            break;
        if (!read_entry(reader, line, number))
            return false;
    }
    return (reader->lesson->title != NULL && reader->lesson->minutes != 0) ||
           reader_refuse(reader, number, "%s is missing before this ---",
                         reader->lesson->title == NULL ? "title: …" : "minutes: …");
}

/* ---- All of it ---- */

static bool read_all(struct reader *reader, const char *text, size_t size)
{
    const char *body = text;
    if (size > LESSON_BYTES_MAX)
        return reader_refuse(reader, 0, "is larger than the %d bytes of a lesson", LESSON_BYTES_MAX);
    if (!judge_bytes(reader, text, size) || !read_front(reader, &body, text + size) ||
        !markdown_read(reader, text, size, body))
        return false;
    return reader->lesson->step_count > 0 ||
           reader_refuse(reader, 0, "has no step: a step begins with ## and its title");
}

struct lesson *lesson_parse(const char *file, const char *text, size_t size, const struct lesson_options *options,
                            struct error *error)
{
    struct lesson *lesson = memory_zeroed(1, sizeof *lesson);
    struct reader *reader = memory_zeroed(1, sizeof *reader);
    struct error ignored;
    lesson->arena = arena_new();
    lesson->steps = arena_take(lesson->arena, LESSON_STEPS_MAX * sizeof *lesson->steps);
    reader->lesson = lesson;
    reader->file = file;
    reader->options = options;
    reader->error = error != NULL ? error : &ignored;
    reader->error->message[0] = '\0';
    if (!read_all(reader, text, size)) {
        lesson_free(lesson);
        lesson = NULL;
    }
    free(reader);
    return lesson;
}

/* At most a byte more than a lesson may have. Windows' line ends become line feeds. */
static bool read_file(const char *path, char *text, size_t *size, struct error *error)
{
    struct stat status;
    bool there = stat(path, &status) == 0;
    if (there && !S_ISREG(status.st_mode)) { /* to open a pipe would wait for its writer */
        error_set(error, "is not a regular file");
        return error_place(error, path, 0);
    }
    FILE *file = there ? fopen(path, "re") : NULL;
    if (file == NULL) {
        error_set(error, "cannot be opened: %s", strerror(errno));
        return error_place(error, path, 0);
    }
    size_t read = fread(text, 1, LESSON_BYTES_MAX + 1, file);
    bool failed = ferror(file) != 0;
    if (failed)
        error_set(error, "cannot be read: %s", strerror(errno));
    (void)fclose(file);
    *size = 0;
    for (size_t i = 0; i < read; i++)
        if (text[i] != '\r' || i + 1 == read || text[i + 1] != '\n')
            text[(*size)++] = text[i];
    return !failed || error_place(error, path, 0);
}

struct lesson *lesson_read(const char *path, const struct lesson_options *options, struct error *error)
{
    char *text = memory_zeroed(LESSON_BYTES_MAX + 2, 1);
    size_t size = 0;
    struct lesson *lesson = read_file(path, text, &size, error) ? lesson_parse(path, text, size, options, error) : NULL;
    free(text);
    return lesson;
}

void lesson_free(struct lesson *lesson)
{
    if (lesson == NULL)
        return;
    arena_free(lesson->arena);
    free(lesson);
}
