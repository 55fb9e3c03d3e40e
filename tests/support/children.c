/* children — the child processes of a process, as /proc has them; see the header. */
#include "support/children.h"

#include "base/units.h"
#include "support/patience.h"

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct child {
    pid_t pid, parent;
    char name[32], state;
};

/* False if it is gone. */
static bool read_child(const char *pid, struct child *child)
{
    char path[300];
    int parent;
    (void)snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    bool read = fscanf(file, "%*d (%31[^)]) %c %d", child->name, &child->state, &parent) == 3;
    (void)fclose(file);
    child->pid = (pid_t)atoi(pid);
    child->parent = (pid_t)parent;
    return read;
}

/* Calls `look` with each child until it returns true. */
static void each_child(pid_t parent, bool (*look)(const struct child *child, void *context), void *context)
{
    DIR *directory = opendir("/proc");
    bool found = false;
    for (struct dirent *entry; !found && (entry = readdir(directory)) != NULL;) {
        struct child child;
        if (isdigit((unsigned char)entry->d_name[0]) && read_child(entry->d_name, &child) && child.parent == parent)
            found = look(&child, context);
    }
    (void)closedir(directory);
}

struct wanted {
    const char *name;
    pid_t pid;
};

static bool has_name(const struct child *child, void *context)
{
    struct wanted *wanted = context;
    if (strcmp(child->name, wanted->name) == 0 && child->state != 'Z')
        wanted->pid = child->pid;
    return wanted->pid != 0;
}

pid_t child_named(pid_t parent, const char *name)
{
    struct wanted wanted = {name, 0};
    each_child(parent, has_name, &wanted);
    for (struct patience patience = patience_for(name); wanted.pid == 0; each_child(parent, has_name, &wanted))
        patience_wait(&patience, -1);
    return wanted.pid;
}

static bool count(const struct child *child, void *context)
{
    (void)child;
    ++*(size_t *)context;
    return false;
}

size_t children_count(pid_t parent)
{
    size_t children = 0;
    each_child(parent, count, &children);
    return children;
}

static bool add_cpu_time(const struct child *child, void *context)
{
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(child->pid, &clock) == 0 && clock_gettime(clock, &time) == 0)
        *(int64_t *)context += time.tv_sec * NS_PER_S + time.tv_nsec;
    return false;
}

int64_t children_cpu_time(pid_t parent)
{
    int64_t ns = 0;
    each_child(parent, add_cpu_time, &ns);
    return ns;
}

bool process_is_alive(pid_t process)
{
    char pid[16];
    struct child child;
    (void)snprintf(pid, sizeof pid, "%d", (int)process);
    return read_child(pid, &child) && child.state != 'Z';
}

size_t descriptors_count(void)
{
    size_t descriptors = 0;
    DIR *directory = opendir("/proc/self/fd");
    while (readdir(directory) != NULL)
        descriptors++;
    (void)closedir(directory);
    return descriptors;
}
