// SPDX-License-Identifier: MIT
// The C++ view of the contract against the recorded ABI, as far as a compiler can tell: sizes,
// offsets, constants, signatures, identifiers. Headers that say otherwise do not compile here.
#include "identifier_text.h"

#include <asyncom/asyncom.h>

#include <cstddef>
#include <type_traits>

#define STRUCT(name, bytes, alignment)                                                             \
    static_assert(sizeof(name) == (bytes) && alignof(name) == (alignment),                         \
                  #name " has another size or alignment");
#define FIELD(structure, field, place, bytes)                                                      \
    static_assert(offsetof(structure, field) == (place) && sizeof(structure::field) == (bytes),    \
                  #structure "." #field " has moved or changed its size");
#include "table/structs.inc"

#define VALUE(name, value) static_assert((name) == (value), #name " has another value");
#define RESULT(name, bits)                                                                         \
    static_assert((name) == static_cast<HRESULT>(bits), #name " has another value");
#include "table/constants.inc"

#define ENUMERATOR(type, name, value)                                                              \
    static_assert(static_cast<int32_t>(type::name) == (value) && sizeof(type::name) == 4,          \
                  #type "." #name " has changed");
#include "table/enums.inc"

#undef CALLBACK // a macro of Windows
#define CALLBACK(name, result, ...)                                                                \
    static_assert(std::is_same_v<name, result(ASYNCOM_CALL*)(__VA_ARGS__)>,                        \
                  "the signature of " #name " has changed");
#include "table/callbacks.inc"

// They throw nothing, and say so.
#define FUNCTION(name, result, ...)                                                                \
    static_assert(std::is_same_v<decltype(&name), result(ASYNCOM_CALL*)(__VA_ARGS__) noexcept>,    \
                  "the signature of " #name " has changed");
#if defined(ASYNCOM_SYSTEM_RUNTIME)
#define RUNTIME(...) // the system's
#define RUNTIME0(...)
#else
#define RUNTIME(...) FUNCTION(__VA_ARGS__)
#define RUNTIME0(...) FUNCTION(__VA_ARGS__)
#endif
#include "table/functions.inc"

// On Windows they are the system's, and known to the linker only; layout_test.cpp compares them.
#if !defined(ASYNCOM_SYSTEM_RUNTIME)
#define INTERFACE(name, constant, text, slots)                                                     \
    static_assert(is_written(constant, text), #name " has another identifier");
#define BASE(...)
#define INHERITED(...)
#define SLOT(...)
#define SLOT0(...)
#include "table/all_interfaces.inc"
#endif

// Windows' headers have the same names.
namespace foundation = ABI::Windows::Foundation;
static_assert(std::is_same_v<foundation::IAsyncOperation<uint32_t>, __FIAsyncOperation_1_UINT32>);
static_assert(std::is_same_v<foundation::IAsyncOperation<bool>, __FIAsyncOperation_1_boolean>);
static_assert(std::is_same_v<foundation::IAsyncOperationProgressHandler<HSTRING, double>,
                             __FIAsyncOperationProgressHandler_2_HSTRING_double>);
static_assert(std::is_same_v<foundation::IAsyncAction, IAsyncAction>);
static_assert(std::is_same_v<foundation::AsyncStatus, AsyncStatus>);
