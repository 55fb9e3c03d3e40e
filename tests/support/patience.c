/* patience — waits with a limit; see the header. */
#include "support/patience.h"

#include "base/os.h"
#include "base/units.h"
#include "support/test.h"

#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LOOK_MS = 5, LOOKS = 3 };

struct patience patience_for(const char *what)
{
    return (struct patience){.what = what, .limit = os_now() + PATIENCE_SECONDS * NS_PER_S};
}

void patience_check(const struct patience *patience)
{
    if (os_now() > patience->limit)
        fail_msg("waited %d s for %s", PATIENCE_SECONDS, patience->what);
}

void patience_wait(const struct patience *patience, int descriptor)
{
    patience_check(patience);
    struct pollfd polled = {.fd = descriptor, .events = POLLIN};
    (void)poll(&polled, 1, LOOK_MS);
}

/* The letter behind the name, which is in brackets and may hold anything. */
static char state_of(int process, const char *thread)
{
    char path[300], status[512] = "";
    (void)snprintf(path, sizeof path, "/proc/%d/task/%s/stat", process, thread);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return '\0';
    status[fread(status, 1, sizeof status - 1, file)] = '\0';
    (void)fclose(file);
    const char *name_end = strrchr(status, ')');
    return name_end != NULL && name_end[1] == ' ' ? name_end[2] : '\0';
}

bool process_is_at_rest(int process)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/task", process);
    DIR *threads = opendir(path);
    if (threads == NULL)
        return true;
    long own = syscall(SYS_gettid);
    bool at_rest = true;
    for (const struct dirent *entry; at_rest && (entry = readdir(threads)) != NULL;)
        if (entry->d_name[0] != '.' && strtol(entry->d_name, NULL, 10) != own)
            at_rest = state_of(process, entry->d_name) != 'R';
    (void)closedir(threads);
    return at_rest;
}

/* More than one look: a thread that was asleep may have been woken by one that then fell asleep. */
void patience_until_at_rest(void)
{
    struct patience patience = patience_for("the other threads to come to rest");
    for (int looks = 0; looks < LOOKS; patience_wait(&patience, -1))
        looks = process_is_at_rest((int)getpid()) ? looks + 1 : 0;
}
