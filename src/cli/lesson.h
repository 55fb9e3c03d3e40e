/*
 * lesson — lessons on the command line: their options are those of every command, and what they say is proved.
 */
#pragma once

#include "cli/options.h"
#include "lessons/lesson.h"

/* What the blocks of a lesson have asked for so far. */
struct lesson_words {
    const char *before[OPTION_COUNT]; /* in blocks before this one, */
    const char *block[OPTION_COUNT];  /* and in this one; NULL: not asked for */
};

/* For one lesson_read or lesson_parse, in which the words are used. */
struct lesson_options lesson_options_of(struct lesson_words *words);

/* A lesson_reader for the live screen. */
struct lesson *lesson_read_file(const char *path, struct error *error);

/* Runs all blocks in simulated time, and writes what was proved to standard output and what is not so to standard
 * error. Returns an exit status: 1 where something is not so; with an error the lesson could not be run. */
int lesson_check(const struct lesson *lesson, const char *path, struct output output, struct error *error);

/* Shows the teacher's notes of the lesson with that file, which the user calls `word`, as the live screen in another
 * terminal goes on, until it is interrupted. Without one it waits, and says so. Returns an exit status. */
int lesson_notes(const char *word, const char *path, struct output output, struct error *error);
