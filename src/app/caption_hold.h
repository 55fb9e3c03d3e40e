/*
 * caption_hold — keeps the caption of a run that goes on still for as long as it takes to read it.
 *
 * Figures in a sentence change at most every two seconds, and a sentence stays for three, unless it is no longer true:
 * of the viewer's time, whatever the speed. While time stands still, and when a run has ended, the caption is that of
 * the moment.
 */
#pragma once

#include "view/text/caption.h"

struct caption_hold {
    char text[CAPTION_SIZE];
    const char *form;       /* as caption_write returned it */
    int run;                /* the number of the run that the screen was about */
    bool race;              /* and whether it was a race */
    int64_t since, figures; /* machine ns: when the sentence came, and its figures; */
    int64_t looked;         /* and when there was last a look at what there is to say */
};

/* All zero to begin with. What the scene's caption is in a frame at `now`, machine ns; valid until the next call.
 * `at_once`: something other than time has changed since the frame before. */
const char *caption_hold(struct caption_hold *hold, const struct scene *scene, bool at_once, int64_t now);
