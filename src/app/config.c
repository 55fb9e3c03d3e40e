/* config — the user's directory of this program; see the header. */
#include "app/config.h"

#include <stdio.h>
#include <stdlib.h>

bool config_path(const char *name, char *path, size_t size)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *below = "";
    if (base == NULL || base[0] != '/') {
        base = getenv("HOME");
        below = "/.config";
    }
    if (base == NULL || base[0] == '\0')
        return false;
    int length = snprintf(path, size, "%s%s/overlap/%s", base, below, name);
    return length > 0 && (size_t)length < size;
}
