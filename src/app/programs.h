/*
 * programs — finds and reads the programs that the class would write: lessons/code, beside lessons and themes
 * (directories.h). One thread.
 */
#pragma once

#include "view/code.h"

/* The program that was read last, and what it is of; at first zeroed. */
struct program {
    const struct mode *mode;
    enum language language;
    bool tasks;
    struct code code;
};

/* The program of a mode or bug for such a plan, valid until the next call; one that cannot be read has a fault. */
const struct code *programs_read(struct program *program, const struct mode *mode, const struct plan *plan);
