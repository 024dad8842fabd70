/* SPDX-License-Identifier: MIT
 * The test types as C types, and what a compiled handler and a compiled caller look like from
 * outside. C11 and C++: each compiler builds call_handlers.inc against this header. */
#ifndef ASYNCOM_TESTS_CALL_TYPES_H
#define ASYNCOM_TESTS_CALL_TYPES_H

#include <stdint.h>

typedef uint8_t u1x2[2];
typedef uint8_t u1x4[4];
typedef uint8_t u1x5[5];
typedef uint8_t u1x6[6];
typedef uint8_t u1x7[7];
typedef uint8_t u1x8[8];
typedef uint8_t u1x9[9];
typedef uint8_t u1x10[10];
typedef uint8_t u1x11[11];
typedef uint8_t u1x13[13];
typedef uint8_t u1x14[14];
typedef uint8_t u1x15[15];
typedef uint8_t u1x50[50];
typedef u1x50 u1x50x5[5];
typedef uint16_t u2x5[5];

#define CALL_FIELD(type, member) type member;
#define CALL_INTEGER(name, type) typedef type name;
#define CALL_POINTER(name) typedef void* name;
#define CALL_REAL(name, type) typedef type name;
#define CALL_STRUCT(name, fields)                                                                  \
    typedef struct name {                                                                          \
        fields                                                                                     \
    } name;
#include "call_types.inc"
#undef CALL_FIELD
#undef CALL_INTEGER
#undef CALL_POINTER
#undef CALL_REAL
#undef CALL_STRUCT

/* A handler: its slots first, then what its Invoke received and what it answers. */
struct call_probe {
    void* const* slots;
    void* self;
    void* sender;
    uint32_t bytes;
    int64_t widened; /* of an integer, as the callee's own arithmetic sees it */
    int32_t answer;
    unsigned char value[256];
};

/* One type in one language, of one compiler, under one convention. */
struct call_case {
    const char* name;
    uint32_t bytes;
    uint32_t alignment;
    void (*invoke)(void); /* in fact int32_t(void* self, void* sender, T value), of a call_probe */
    int32_t (*call)(void* handler, void* sender, const void* value); /* calls slot 3 of handler */
};

#endif
