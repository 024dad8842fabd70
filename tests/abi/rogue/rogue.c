/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <unistd.h>

static void called(const char* name) {
    printf("the rogue's %s was called\n", name);
    fflush(stdout);
    _exit(70);
}

#define ROGUE(name)                                                                                \
    void name(void) {                                                                              \
        called(#name);                                                                             \
    }
#include "rogue_names.inc"
