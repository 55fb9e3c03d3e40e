/* programs — finds and reads a mode's program. */
#include "app/programs.h"

#include "app/directories.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* "if_not_while.py" */
static void name_of(const struct mode *mode, const struct plan *plan, char name[CODE_NAME_SIZE])
{
    (void)snprintf(name, CODE_NAME_SIZE, "%s%s%s", mode->bug != NULL ? mode->bug : mode->name,
                   plan->tasks > 0 ? "_tasks" : "", plan->language == LANGUAGE_PYTHON ? ".py" : ".c");
    for (char *hyphen; (hyphen = strchr(name, '-')) != NULL;)
        *hyphen = '_';
}

/* In the first directory that has it. */
static FILE *open_program(const char *name)
{
    struct directories directories = directories_of("lessons/code");
    FILE *file = NULL;
    for (size_t i = 0; i < directories.count && file == NULL; i++) {
        char path[DIRECTORY_PATH_SIZE + CODE_NAME_SIZE];
        struct stat status;
        (void)snprintf(path, sizeof path, "%s/%s", directories.paths[i], name);
        if (stat(path, &status) == 0 && S_ISREG(status.st_mode)) /* to open a pipe would wait for its writer */
            file = fopen(path, "re");
    }
    return file;
}

static void read_program(struct code *code)
{
    char line[2 * CODE_LINE_SIZE];
    FILE *file = open_program(code->name);
    if (file == NULL) {
        (void)snprintf(code->fault, sizeof code->fault, "There is no program %s in lessons/code.", code->name);
        return;
    }
    while (fgets(line, sizeof line, file) != NULL)
        code_add_line(code, line);
    (void)fclose(file);
}

const struct code *programs_read(struct program *program, const struct mode *mode, const struct plan *plan)
{
    bool tasks = plan->tasks > 0;
    if (program->mode != mode || program->language != plan->language || program->tasks != tasks) {
        *program = (struct program){.mode = mode, .language = plan->language, .tasks = tasks};
        program->code.comment = plan->language == LANGUAGE_PYTHON ? "# " : "// ";
        name_of(mode, plan, program->code.name);
        read_program(&program->code);
    }
    return &program->code;
}
