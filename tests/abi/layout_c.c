/* SPDX-License-Identifier: MIT
 *
 * The C view of the contract against the recorded ABI: every slot, signature, size, offset and
 * constant is checked while this file is compiled. Identifiers are listed for the test to compare.
 */
#include "layout_c.h"

#define AT(type, method) (offsetof(type, method) / sizeof(void*))
#define IS_METHOD(name, method, ...)                                                               \
    _Static_assert(_Generic(((name##Vtbl*)0)->method, __VA_ARGS__ : 1, default : 0),               \
                   "the signature of " #name "::" #method " has changed")
#define IS_SLOT(name, slot, method)                                                                \
    _Static_assert(AT(name##Vtbl, method) == (slot), #name "::" #method " has moved")

#define ROOT_SLOTS(name)                                                                           \
    IS_SLOT(name, 0, QueryInterface);                                                              \
    IS_SLOT(name, 1, AddRef);                                                                      \
    IS_SLOT(name, 2, Release);                                                                     \
    IS_METHOD(name, QueryInterface, HRESULT(ASYNCOM_CALL*)(name*, REFIID, void**));                \
    IS_METHOD(name, AddRef, ASYNCOM_ULONG(ASYNCOM_CALL*)(name*));                                  \
    IS_METHOD(name, Release, ASYNCOM_ULONG(ASYNCOM_CALL*)(name*));                                 \
    _Static_assert(offsetof(name, lpVtbl) == 0 && sizeof(name) == sizeof(void*),                   \
                   #name " is more than a pointer to its table")
#define INSPECTABLE_SLOTS(name)                                                                    \
    ROOT_SLOTS(name);                                                                              \
    IS_SLOT(name, 3, GetIids);                                                                     \
    IS_SLOT(name, 4, GetRuntimeClassName);                                                         \
    IS_SLOT(name, 5, GetTrustLevel)

/* ---- interfaces and instances ---- */
#undef INTERFACE /* a macro of Windows */
#define INTERFACE(name, constant, text, slots)                                                     \
    _Static_assert(sizeof(name##Vtbl) == (slots) * sizeof(void*), #name " has other slots");       \
    ROOT_SLOTS(name);
#define BASE(name, base) BASE_##base(name)
#define BASE_IUnknown(name)
#define BASE_IInspectable(name) INSPECTABLE_SLOTS(name);
#define BASE_ILanguageExceptionErrorInfo(name)
#define BASE_IAsyncScheduler(name)
#define INHERITED(name, slot, method) IS_SLOT(name, slot, method);
#define SLOT(name, slot, result, method, ...)                                                      \
    IS_SLOT(name, slot, method);                                                                   \
    IS_METHOD(name, method, result(ASYNCOM_CALL*)(name*, __VA_ARGS__));
#define SLOT0(name, slot, result, method)                                                          \
    IS_SLOT(name, slot, method);                                                                   \
    IS_METHOD(name, method, result(ASYNCOM_CALL*)(name*));
#include "table/all_interfaces.inc"
#undef INTERFACE
#undef BASE
#undef INHERITED
#undef SLOT
#undef SLOT0

/* ---- structures, constants, functions ---- */
#define STRUCT(name, bytes, alignment)                                                             \
    _Static_assert(sizeof(name) == (bytes) && _Alignof(name) == (alignment),                       \
                   #name " has another size or alignment");
#define FIELD(structure, field, offset, bytes)                                                     \
    _Static_assert(offsetof(structure, field) == (offset) &&                                       \
                       sizeof(((structure*)0)->field) == (bytes),                                  \
                   #structure "." #field " has moved or changed its size");
#include "table/structs.inc"

#define VALUE(name, value) _Static_assert((name) == (value), #name " has another value");
#define RESULT(name, bits) _Static_assert((name) == (HRESULT)(bits), #name " has another value");
#include "table/constants.inc"

#define ENUMERATOR(type, name, value)                                                              \
    _Static_assert((name) == (value), #type "." #name " has changed");
#include "table/enums.inc"
_Static_assert((AsyncStatus)-1 < 0, "an enum is a signed 32-bit number in C");

#undef CALLBACK /* a macro of Windows */
#define CALLBACK(name, result, ...)                                                                \
    _Static_assert(_Generic((name)0, result(ASYNCOM_CALL*)(__VA_ARGS__) : 1, default : 0),         \
                   "the signature of " #name " has changed");
#include "table/callbacks.inc"

#define FUNCTION(name, result, ...)                                                                \
    _Static_assert(_Generic(&name, result(ASYNCOM_CALL*)(__VA_ARGS__) : 1, default : 0),           \
                   "the signature of " #name " has changed");
#if defined(ASYNCOM_SYSTEM_RUNTIME)
#define RUNTIME(...) /* the system's */
#define RUNTIME0(...)
#else
#define RUNTIME(...) FUNCTION(__VA_ARGS__)
#define RUNTIME0(name, result) FUNCTION(name, result, void)
#endif
#include "table/functions.inc"

/* ---- identifiers ---- */
#define INTERFACE(name, constant, text, slots) {#name, &constant, text},
#define BASE(...)
#define INHERITED(...)
#define SLOT(...)
#define SLOT0(...)
const recorded_identifier recorded_identifiers[] = {
#include "table/all_interfaces.inc"
    {"IAsyncAction in its namespace", &IID___x_ABI_CWindows_CFoundation_CIAsyncAction,
     "5a648006-843a-4da9-865b-9d26e5dfad7b"},
    {"AsyncActionCompletedHandler in its namespace",
     &IID___x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler,
     "a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7"},
};
const int recorded_identifier_count = sizeof recorded_identifiers / sizeof recorded_identifiers[0];
