/*
 * failing — the program, linked so that one call to the system fails: OVERLAP_FAIL="calloc 17" lets the 17th call of
 * calloc fail, and makes the file OVERLAP_FAILED when it has come to that.
 */
#pragma once

/* The calls that can fail; also the linker's list (see CMakeLists.txt). */
#define FAILING_CALLS                                                                                                  \
    {                                                                                                                  \
        "calloc", "aligned_alloc", "realloc", "pthread_create", "fork", "socketpair", "pipe2", "fcntl", "write",       \
            "dup2", "fflush", "newterm", "tcgetattr", "open", "read", "scandir", "fopen", "fdopen", "fclose", "mkdir", \
            "mkstemp", "rename",                                                                                       \
    }
