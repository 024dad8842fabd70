/* SPDX-License-Identifier: MIT
 * What the C half of the layout test tells the C++ half. */
#ifndef ASYNCOM_TESTS_ABI_LAYOUT_C_H
#define ASYNCOM_TESTS_ABI_LAYOUT_C_H

#include <asyncom/asyncom.h>

#if defined(__cplusplus)
extern "C" {
#endif

typedef struct recorded_identifier {
    const char* name;
    const GUID* constant; /* as the header has it */
    const char* text;     /* as the table has it */
} recorded_identifier;

extern const recorded_identifier recorded_identifiers[];
extern const int recorded_identifier_count;

#if defined(__cplusplus)
}
#endif

#endif
