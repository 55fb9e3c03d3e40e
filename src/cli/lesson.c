/* lesson — the commands about lessons: the list of them, and the check. */
#include "cli/lesson.h"

#include "app/lessons.h"
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

static struct lesson *read_lesson(const char *path, struct error *error)
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
        struct lesson *lesson = read_lesson(list.files[i].path, &fault);
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
    struct lesson *lesson = lessons_find(word, path, &error) ? read_lesson(path, &error) : NULL;
    if (lesson != NULL)
        status = lesson_check(lesson, path, output, &error);
    lesson_free(lesson);
    if (error.message[0] != '\0')
        print_error(&error);
    return status;
}

int command_lesson(const struct options *options, struct error *error)
{
    struct output output = output_of(options->ascii, options->color);
    int status = STATUS_DONE;
    if (options->word_count < 2 || strcmp(options->words[0], "check") != 0) {
        error_set(error, "lesson takes: check FILE..., each a file or the name of a lesson");
        return STATUS_USAGE;
    }
    for (int i = 1; i < options->word_count; i++) {
        status = command_worse_status(status, check(options->words[i], output));
        if (!output_flush(error))
            return STATUS_FAILED;
    }
    return status;
}
