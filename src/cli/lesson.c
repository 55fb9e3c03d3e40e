/* lesson — the commands about lessons: the list of them, one on the live screen, its notes, and the check. */
#include "cli/lesson.h"

#include "app/lessons.h"
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

struct lesson *lesson_read_file(const char *path, struct error *error)
{
    struct lesson_words words;
    struct lesson_options options = lesson_options_of(&words);
    return lesson_read(path, &options, error);
}

static void print_error(const struct error *error)
{
    char text[sizeof error->file + sizeof error->message + 16];
    error_text(error, text, sizeof text);
    (void)fprintf(stderr, "overlap: %s\n", text);
}

int command_lessons(const struct options *options, struct error *error)
{
    struct lesson_files list = lessons_list();
    (void)options;
    (void)error;
    for (size_t i = 0; i < list.count; i++) {
        struct error fault;
        struct lesson *lesson = lesson_read_file(list.files[i].path, &fault);
        error_make_plain(list.files[i].name);
        if (lesson != NULL)
            (void)printf("%-24s %2d min  %s\n", list.files[i].name, lesson->minutes, lesson->title);
        else
            print_error(&fault);
        lesson_free(lesson);
    }
    free(list.files);
    return STATUS_DONE;
}

/* One lesson that is bad does not keep the others from being checked. */
static int check(const char *word, struct output output)
{
    struct error error = {0};
    char path[DIRECTORY_PATH_SIZE];
    int status = STATUS_USAGE;
    struct lesson *lesson = lessons_find(word, path, &error) ? lesson_read_file(path, &error) : NULL;
    if (lesson != NULL)
        status = lesson_check(lesson, path, output, &error);
    lesson_free(lesson);
    if (error.message[0] != '\0')
        print_error(&error);
    return status;
}

static bool is(const char *word, const char *name)
{
    return word != NULL && strcmp(word, name) == 0;
}

/* On the live screen: the lesson of that name or file, or the list of all. Or the notes of one. */
static int show(const struct options *options, struct error *error)
{
    char path[DIRECTORY_PATH_SIZE];
    const char *word = options->word_count > 0 ? options->words[0] : NULL;
    bool notes = is(word, "notes");
    if (options->word_count > 1 + notes || (notes && options->word_count == 1) || is(word, "check")) {
        error_set(error, "lesson takes one NAME or FILE, or: check FILE..., or: notes FILE; %s",
                  "each is a file or the name of a lesson");
        return STATUS_USAGE;
    }
    if (word != NULL && !lessons_find(options->words[notes], path, error))
        return STATUS_USAGE;
    if (notes)
        return lesson_notes(options->words[1], path, output_of(options->ascii, options->color), error);
    return command_screen(options, word == NULL, word != NULL ? path : NULL, error);
}

int command_lesson(const struct options *options, struct error *error)
{
    struct output output = output_of(options->ascii, options->color);
    int status = STATUS_DONE;
    bool checks = options->word_count > 1 && is(options->words[0], "check");
    if (!checks)
        return show(options, error);
    for (int i = 1; i < options->word_count; i++) {
        status = command_worse_status(status, check(options->words[i], output));
        if (!output_flush(error))
            return STATUS_FAILED;
    }
    return status;
}
