/*
 * lane_rows — which workers stand in which rows, where there may be more of them than rows.
 *
 * Workers that have not a row each are scrolled: of producers and consumers there is always something to see, and all
 * come into view in turn. Or they are grouped: a row then stands for a group of workers of one kind. Pure figures: the
 * lanes of one run use them, and so can each panel of a race.
 */
#pragma once

#include "view/scene.h"

/* Workers of a kind side by side. */
struct group {
    enum lane_kind kind;
    uint32_t first, count;
};

/* What is to be placed. */
struct lane_rows_wanted {
    int main; /* lanes above those of the workers: 1: main, 2: and the interpreter lock's */
    int producers, consumers;
    bool pool;    /* a pool's threads stand in the place of the producers */
    int height;   /* rows there are */
    int rows;     /* of each lane; 0: as many as there is room for */
    int rows_min; /* rows of each group at least, with a gap between two where they are more than one */
    int rows_max; /* rows of each lane or group at most, if none are chosen */
    int first;    /* rows scrolled past; too many is as many as there are */
    bool grouped;
};

struct rows_layout {
    int main;             /* of those shown: lanes above those of the workers */
    int shown;            /* how many stand one below the other */
    int height, gap;      /* screen rows of each, and between two */
    int size;             /* workers in each, but for the last of a kind; above 1 in groups */
    int first, first_max; /* rows scrolled past, and how many there can be */
    bool cut;             /* not all of them are shown: the last screen row is free to say so */
    int producers;        /* of those shown */
    bool pool;            /* they are a pool's threads */
    int workers[LANE_KIND_COUNT], begins[LANE_KIND_COUNT]; /* of each kind: how many, and the first row of it shown */
};

struct rows_layout lane_rows_fit(const struct lane_rows_wanted *wanted);

/* Who stands in one of the rows shown. */
struct group rows_group(const struct rows_layout *rows, int row);

/* "P1–50", or of one worker "P1". */
enum { GROUP_NAME_SIZE = 2 * LANE_NAME_SIZE + 4 };
void lane_group_name(struct group group, char name[GROUP_NAME_SIZE]);
