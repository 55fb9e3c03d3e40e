/*
 * fuzz — what every target is: a function of bytes that comes back, whatever they are.
 *
 * Linked with libFuzzer (preset fuzz) it is fed with what that thinks of; with replay.c, with the files of a corpus.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
