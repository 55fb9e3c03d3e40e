/* child — fork, exec, wait4; see the header. */
#include "bench/child.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void become(char *command, int output)
{
    char *arguments[CHILD_ARGUMENTS] = {NULL}, *rest = NULL;
    size_t count = 0;
    for (char *word = strtok_r(command, " ", &rest); word != NULL && count + 1 < CHILD_ARGUMENTS;
         word = strtok_r(NULL, " ", &rest))
        arguments[count++] = word;
    (void)dup2(output, STDOUT_FILENO);
    (void)execvp(arguments[0], arguments);
    _exit(127);
}

/* A new process whose stdout is read here; in it, the child's process is 0 and its output the writing end. */
static struct child fork_child(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return (struct child){.process = -1};
    (void)fflush(stdout);
    pid_t process = fork();
    (void)close(ends[process == 0 ? 0 : 1]);
    return (struct child){.process = process, .output = ends[process == 0 ? 1 : 0]};
}

struct child child_start(const char *command)
{
    char copy[1024];
    (void)snprintf(copy, sizeof copy, "%s", command);
    struct child child = fork_child();
    if (child.process == 0)
        become(copy, child.output);
    return child;
}

struct child child_start_function(void (*function)(void))
{
    struct child child = fork_child();
    if (child.process != 0)
        return child;
    (void)dup2(child.output, STDOUT_FILENO);
    function();
    (void)fflush(stdout);
    _exit(0);
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void interrupt_after(pid_t process, double after)
{
    struct timespec time = {.tv_sec = (time_t)after, .tv_nsec = (long)(fmod(after, 1) * 1e9)};
    (void)nanosleep(&time, NULL);
    (void)kill(process, SIGTERM);
}

struct result child_finish(struct child child, double signal_after)
{
    struct result result = {0};
    if (child.process <= 0)
        return result;
    if (signal_after > 0)
        interrupt_after(child.process, signal_after);
    FILE *output = fdopen(child.output, "r");
    result.json = json_loadf(output, 0, NULL);
    (void)fclose(output);
    int status = 0;
    struct rusage usage = {0};
    (void)wait4(child.process, &status, 0, &usage);
    result.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    result.memory = (double)usage.ru_maxrss * 1024;
    return result;
}

struct result child_run(const char *command)
{
    return child_finish(child_start(command), 0);
}

double result_number(const struct result *result, const char *path)
{
    const json_t *value = result->json;
    char copy[128], *rest = NULL;
    (void)snprintf(copy, sizeof copy, "%s", path);
    for (char *key = strtok_r(copy, ".", &rest); key != NULL; key = strtok_r(NULL, ".", &rest))
        value = json_object_get(value, key);
    return json_is_number(value) ? json_number_value(value) : (double)NAN;
}

void result_release(struct result *result)
{
    json_decref(result->json);
    result->json = NULL;
}
