/* folder — a temporary folder with files for a test to read and write; see the header. */
#include "support/folder.h"

#include "base/memory.h"

#include <assert.h>
#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *folder_new(void)
{
    char *folder = strdup("/tmp/overlap-test-XXXXXX");
    assert(folder != NULL && mkdtemp(folder) != NULL);
    return folder;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void folder_free(char *folder)
{
    assert(nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0);
    free(folder);
}

void folder_path(const char *folder, const char *name, char path[FOLDER_PATH_SIZE])
{
    int length = snprintf(path, FOLDER_PATH_SIZE, "%s/%s", folder, name);
    assert(length < FOLDER_PATH_SIZE);
    (void)length;
}

void folder_write(const char *folder, const char *name, const char *text)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, name, path);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0700);
        *slash = '/';
    }
    FILE *file = fopen(path, "w");
    assert(file != NULL && fputs(text, file) >= 0);
    assert(fclose(file) == 0);
}

char *folder_read(const char *folder, const char *name)
{
    enum { SIZE = 64 * 1024 };
    char path[FOLDER_PATH_SIZE], *text = memory_zeroed(SIZE, 1);
    folder_path(folder, name, path);
    FILE *file = fopen(path, "r");
    assert(file != NULL);
    size_t length = fread(text, 1, SIZE - 1, file);
    assert(length < SIZE - 1);
    text[length] = '\0';
    assert(fclose(file) == 0);
    return text;
}

int folder_count(const char *folder, const char *name)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, name, path);
    DIR *directory = opendir(path);
    assert(directory != NULL);
    int count = 0;
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(directory);
    return count;
}
