/* replay — feeds a target with the files named on the command line, and with every beginning of them. */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILE_SIZE_MAX = 1 << 16 };

/* A copy of the right size, so that a sanitizer sees a step beyond its end. */
static void feed(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size + (size == 0));
    for (size_t i = 0; copy != NULL && i < size; i++)
        copy[i] = bytes[i];
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

int main(int argc, char *argv[])
{
    static uint8_t bytes[FILE_SIZE_MAX];
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) {
            perror(argv[i]);
            return 1;
        }
        size_t size = fread(bytes, 1, sizeof bytes, file);
        (void)fclose(file);
        for (size_t part = 0; part <= size; part += size / 16 + 1)
            feed(bytes, part);
        feed(bytes, size);
    }
    (void)printf("%d files\n", argc - 1);
    return 0;
}
