/* suggest — the edit distance of Levenshtein, in one row; see the header. */
#include "cli/suggest.h"

#include <stddef.h>
#include <string.h>

enum { LONGEST = 31 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *word, const char *name)
{
    size_t row[LONGEST + 1], width = strlen(name);
    for (size_t column = 0; column <= width; column++)
        row[column] = column;
    for (; *word != '\0'; word++) {
        size_t diagonal = row[0]++;
        for (size_t column = 1; column <= width; column++) {
            size_t replaced = diagonal + (*word != name[column - 1]);
            diagonal = row[column];
            row[column] = least(replaced, least(row[column], row[column - 1]) + 1);
        }
    }
    return row[width];
}

bool suggest_of(const char *word, const char *name)
{
    if (strlen(word) > LONGEST || strlen(name) > LONGEST)
        return false;
    size_t changes = distance(word, name);
    return changes <= 2 && changes * 2 < strlen(name);
}
