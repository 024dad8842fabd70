/* SPDX-License-Identifier: MIT
 *
 * A C client of objects that a C++ compiler has made: every recorded method, the inherited ones
 * too, is called through the table of functions that the C view declares.
 */
#include "recorder.h"

/* Arguments of the recorded types. A C++ reference is never null. */
#define ANY(type) _Generic((type){0}, REFIID : &IID_IUnknown, default : (type){0})
#define ARGUMENTS_1(a) , ANY(a)
#define ARGUMENTS_2(a, ...) , ANY(a) ARGUMENTS_1(__VA_ARGS__)
#define ARGUMENTS_3(a, ...) , ANY(a) ARGUMENTS_2(__VA_ARGS__)
#define ARGUMENTS_4(a, ...) , ANY(a) ARGUMENTS_3(__VA_ARGS__)
#define ARGUMENTS_5(a, ...) , ANY(a) ARGUMENTS_4(__VA_ARGS__)
#define ARGUMENTS_6(a, ...) , ANY(a) ARGUMENTS_5(__VA_ARGS__)
#define SEVENTH(a, b, c, d, e, f, g, ...) g
#define ARGUMENTS(...)                                                                             \
    SEVENTH(__VA_ARGS__, ARGUMENTS_6, ARGUMENTS_5, ARGUMENTS_4, ARGUMENTS_3, ARGUMENTS_2,          \
            ARGUMENTS_1, none)                                                                     \
    (__VA_ARGS__)

#define OBJECT(name) ((name*)recorder_of_##name())
#define SLOT0(name, slot, result, method)                                                          \
    visit(#name "::" #method, slot, (int)OBJECT(name)->lpVtbl->method(OBJECT(name)));
#define SLOT(name, slot, result, method, ...)                                                      \
    visit(#name "::" #method, slot,                                                                \
          (int)OBJECT(name)->lpVtbl->method(OBJECT(name) ARGUMENTS(__VA_ARGS__)));

/* What an interface inherits from the two roots has no rows of its own. */
#define ROOT_ROWS(name)                                                                            \
    SLOT(name, 0, HRESULT, QueryInterface, REFIID, void**)                                         \
    SLOT0(name, 1, ASYNCOM_ULONG, AddRef)                                                          \
    SLOT0(name, 2, ASYNCOM_ULONG, Release)
#define BASE(name, base) BASE_##base(name)
#define BASE_IUnknown(name) ROOT_ROWS(name)
#define BASE_IInspectable(name)                                                                    \
    ROOT_ROWS(name)                                                                                \
    SLOT(name, 3, HRESULT, GetIids, ASYNCOM_ULONG*, GUID**)                                        \
    SLOT(name, 4, HRESULT, GetRuntimeClassName, HSTRING*)                                          \
    SLOT(name, 5, HRESULT, GetTrustLevel, TrustLevel*)
#define BASE_ILanguageExceptionErrorInfo(name)                                                     \
    ROOT_ROWS(name)                                                                                \
    SLOT(name, 3, HRESULT, GetLanguageException, IUnknown**)
#define BASE_IAsyncScheduler(name)                                                                 \
    ROOT_ROWS(name)                                                                                \
    SLOT(name, 3, HRESULT, Schedule, AsyncomTaskCallback, void*)                                   \
    SLOT(name, 4, HRESULT, ScheduleAfter, int64_t, AsyncomTaskCallback, void*, uint64_t*)          \
    SLOT(name, 5, HRESULT, CancelScheduled, uint64_t)                                              \
    SLOT(name, 6, HRESULT, get_Now, int64_t*)
#define INHERITED(...)
#define INTERFACE(...)

void recorder_call_all(recorder_visit visit) {
#include "table/all_interfaces.inc"
}
