/* SPDX-License-Identifier: MIT
 * What the two halves of the recorder test share: one object for each interface, made in C++, that
 * answers its own slot number from every method. */
#ifndef ASYNCOM_TESTS_ABI_RECORDER_H
#define ASYNCOM_TESTS_ABI_RECORDER_H

#include <asyncom/asyncom.h>

#if defined(__cplusplus)
extern "C" {
#endif

/* Is told of one call: which method, the slot that it is recorded in, what it answered. */
typedef void (*recorder_visit)(const char* method, int slot, int answer);

/* Calls every method of every interface through lpVtbl. */
void recorder_call_all(recorder_visit visit);

typedef void* recorder_object;
#undef INTERFACE /* a macro of Windows */
#define INTERFACE(name, constant, text, slots) recorder_object recorder_of_##name(void);
#define BASE(...)
#define INHERITED(...)
#define SLOT(...)
#define SLOT0(...)
#include "table/all_interfaces.inc"
#undef INTERFACE
#undef BASE
#undef INHERITED
#undef SLOT
#undef SLOT0

#if defined(__cplusplus)
}
#endif

#endif
