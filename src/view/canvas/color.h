/*
 * color — RGB, and the 240 colours of a 256-colour terminal that no user's palette redefines. Pure; any thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct rgb {
    uint8_t red, green, blue;
};

/* Reads #rrggbb. */
bool color_parse(const char *text, struct rgb *color);

/* The colour of fixed number 16 … 255 (a cube of 6 × 6 × 6, then 24 greys), and the number of the nearest one. Near is
 * by the weighted distance "redmean", https://www.compuphase.com/cmetric.htm: close to what eyes see, in integers. */
struct rgb color_of_fixed(int fixed);
int16_t color_nearest_fixed(struct rgb color);

/* The relative luminance of WCAG 2.1, 0 … 1, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance. */
double color_luminance(struct rgb color);

/* Their contrast ratio by the same, 1 … 21, https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio. */
double color_contrast(struct rgb one, struct rgb other);
