/* color — RGB, and the fixed colours of a terminal. */
#include "view/canvas/color.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { FIXED_FIRST = 16, FIXED_END = 256, GREY_FIRST = 232, CUBE = 6 };

bool color_parse(const char *text, struct rgb *color)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    unsigned value = 0;
    if (text[0] != '#' || strlen(text) != 7)
        return false;
    for (const char *at = text + 1; *at != '\0'; at++) {
        const char *digit = strchr(digits, *at);
        if (digit == NULL)
            return false;
        value = value * 16 + (unsigned)(digit - digits) % 16;
    }
    *color = (struct rgb){(uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value};
    return true;
}

struct rgb color_of_fixed(int fixed)
{
    static const uint8_t levels[CUBE] = {0, 95, 135, 175, 215, 255};
    if (fixed >= GREY_FIRST) {
        uint8_t grey = (uint8_t)(8 + 10 * (fixed - GREY_FIRST));
        return (struct rgb){grey, grey, grey};
    }
    int place = fixed - FIXED_FIRST;
    return (struct rgb){levels[place / (CUBE * CUBE)], levels[place / CUBE % CUBE], levels[place % CUBE]};
}

static int distance(struct rgb a, struct rgb b)
{
    int mean = (a.red + b.red) / 2, red = a.red - b.red, green = a.green - b.green, blue = a.blue - b.blue;
    return ((512 + mean) * red * red >> 8) + 4 * green * green + ((767 - mean) * blue * blue >> 8);
}

int16_t color_nearest_fixed(struct rgb color)
{
    int nearest = FIXED_FIRST, least = INT_MAX;
    for (int fixed = FIXED_FIRST; fixed < FIXED_END; fixed++) {
        int far = distance(color, color_of_fixed(fixed));
        if (far < least) {
            least = far;
            nearest = fixed;
        }
    }
    return (int16_t)nearest;
}

static double linear(uint8_t channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

double color_luminance(struct rgb color)
{
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double color_contrast(struct rgb one, struct rgb other)
{
    double a = color_luminance(one) + 0.05, b = color_luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}
