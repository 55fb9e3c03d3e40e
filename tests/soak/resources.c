/* resources — read from /proc; see the header. */
#include "soak/resources.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long status_of(int process, const char *field)
{
    char path[64], line[256];
    long value = -1;
    (void)snprintf(path, sizeof path, "/proc/%d/status", process);
    FILE *file = fopen(path, "r");
    while (file != NULL && value < 0 && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, field, strlen(field)) == 0)
            value = atol(line + strlen(field));
    if (file != NULL)
        (void)fclose(file);
    return value;
}

static long count_descriptors(int process)
{
    char path[64];
    long count = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/fd", process);
    DIR *directory = opendir(path);
    while (directory != NULL && readdir(directory) != NULL)
        count++;
    if (directory != NULL)
        (void)closedir(directory);
    return count;
}

struct resources resources_of(int process)
{
    return (struct resources){status_of(process, "VmRSS:"), status_of(process, "Threads:"), count_descriptors(process)};
}
