/* SPDX-License-Identifier: MIT
 *
 * The one place that says what a scalar, a calling convention and an exported name are. All other
 * headers use the names pinned here and those of <stdint.h>, so that a signature means the same on
 * every platform. On Windows the SDK's own definitions are used; elsewhere this header makes
 * definitions of the same shape.
 */
#ifndef ASYNCOM_PLATFORM_H
#define ASYNCOM_PLATFORM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The contract is laid out for 64-bit little-endian machines: GUIDs, HSTRING headers, structures
 * passed by value. Refusing to compile is kinder than an object that almost works. */
#if UINTPTR_MAX != UINT64_MAX
#error "asyncom supports 64-bit targets only"
#endif
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "asyncom supports little-endian targets only"
#endif

/* ---- functions ---------------------------------------------------------------------------------
 * ASYNCOM_API       begins the declaration of every function that the library exports.
 * ASYNCOM_CALL      stands before the name of every function, method and callback.
 * ASYNCOM_NOEXCEPT  ends the declaration of every exported function: none of them throws. Methods
 *                   do not have it, because classes that are written for Windows' headers do not
 *                   either, and could not implement them; the contract binds them all the same.
 * ASYNCOM_LABEL(n)  gives a runtime function the linker name asyncom_<n>; see runtime.h. */
#if defined(_WIN32)
#if defined(ASYNCOM_BUILDING)
#define ASYNCOM_API __declspec(dllexport)
#else
#define ASYNCOM_API __declspec(dllimport)
#endif
#define ASYNCOM_CALL __stdcall
#elif defined(__APPLE__)
#define ASYNCOM_API __attribute__((visibility("default")))
#define ASYNCOM_CALL
#define ASYNCOM_LABEL(name) __asm__("_asyncom_" name)
#else
#define ASYNCOM_API __attribute__((visibility("default")))
#define ASYNCOM_CALL
#define ASYNCOM_LABEL(name) __asm__("asyncom_" name)
#endif

/* ASYNCOM_COMPONENT_API   begins the definition of what a component exports by itself, that is, of
 *                         DllGetActivationFactory and DllCanUnloadNow.
 * ASYNCOM_OF_THIS_MODULE  begins a variable, or a function with variables, that each module has for
 *                         itself, although all of them are built with the same header. */
#if defined(_WIN32)
#define ASYNCOM_COMPONENT_API __declspec(dllexport)
#define ASYNCOM_OF_THIS_MODULE
#else
#define ASYNCOM_COMPONENT_API __attribute__((visibility("default")))
#define ASYNCOM_OF_THIS_MODULE __attribute__((visibility("hidden")))
#endif

#if defined(__cplusplus)
#define ASYNCOM_NOEXCEPT noexcept
#else
#define ASYNCOM_NOEXCEPT
#endif

/* ---- constants and interfaces ------------------------------------------------------------------
 * ASYNCOM_CONSTANT   begins a constant that lives in a header: it needs no library, and no warning
 *                    follows where it stays unused.
 * ASYNCOM_INTERFACE  begins an abstract class of the C++ view. Its default visibility (and, for
 *                    Clang, public LTO visibility) keeps an optimiser from assuming that it sees
 *                    every class that implements the interface, and from calling one directly.
 * ASYNCOM_TEMPLATE   is the same for a parameterised interface, which has no identifier.
 * ASYNCOM_VISIBLE    marks a structure or an enum that such interfaces take as an argument: an
 *                    instance is hidden where one of its arguments is. */
#if defined(__GNUC__)
#define ASYNCOM_UNUSED __attribute__((unused))
#else
#define ASYNCOM_UNUSED
#endif

#if defined(__cplusplus)
#define ASYNCOM_CONSTANT ASYNCOM_UNUSED static constexpr
#else
#define ASYNCOM_CONSTANT ASYNCOM_UNUSED static const
#endif

#if defined(_MSC_VER)
#define ASYNCOM_TEMPLATE struct __declspec(novtable)
#define ASYNCOM_INTERFACE(iid) struct __declspec(novtable) __declspec(uuid(iid))
#elif defined(_WIN32)
#define ASYNCOM_TEMPLATE struct
#define ASYNCOM_INTERFACE(iid) struct
#elif defined(__clang__)
#define ASYNCOM_TEMPLATE struct __attribute__((visibility("default"), lto_visibility_public))
#define ASYNCOM_INTERFACE(iid) ASYNCOM_TEMPLATE
#else
#define ASYNCOM_TEMPLATE struct __attribute__((visibility("default")))
#define ASYNCOM_INTERFACE(iid) ASYNCOM_TEMPLATE
#endif

#if defined(__cplusplus) && defined(__GNUC__) && !defined(_WIN32)
#define ASYNCOM_VISIBLE __attribute__((visibility("default")))
#else
#define ASYNCOM_VISIBLE
#endif

/* ---- types ---------------------------------------------------------------------------------- */
#if defined(_WIN32)

/* The system brings the types and the runtime functions; runtime.h then declares none. windows.h
 * comes first, because the others count on it; what mingw-w64 does not have, our own headers do. */
#define ASYNCOM_SYSTEM_RUNTIME
#include <windows.h>

/* mingw-w64 declares these two and has no library that defines them. GCC takes one of all the
 * definitions only if none has been declared before. */
#if defined(__MINGW32__) && !defined(INITGUID) && !defined(__inspectable_h__)
#if defined(__cplusplus)
extern "C"
#endif
    const GUID DECLSPEC_SELECTANY IID_IInspectable = {
        0xaf86e2e0, 0xb12d, 0x4c6a, {0x9c, 0x5a, 0xd7, 0xaa, 0x65, 0x10, 0x1e, 0x90}};
#endif
#if defined(__MINGW32__) && !defined(INITGUID) && !defined(__activation_h__)
#if defined(__cplusplus)
extern "C"
#endif
    const GUID DECLSPEC_SELECTANY IID_IActivationFactory = {
        0x00000035, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
#endif

#include <combaseapi.h>
#include <hstring.h>
#include <inspectable.h>
#include <objidl.h>
#include <oleauto.h>
#include <roapi.h>
#include <unknwn.h>
#include <winstring.h>
#if defined(__has_include)
#if __has_include(<roerrorapi.h>)
#include <restrictederrorinfo.h>
#include <roerrorapi.h>
#else
#define ASYNCOM_DECLARES_ROERRORAPI
#endif
#endif

#define ASYNCOM_ULONG ULONG

#else

/* A result: a failure if it is negative. See results.h. */
typedef int32_t HRESULT;

/* What Windows' own oldest interfaces count in; there it is a type of its own among the 32 bit
 * ones. Who writes AddRef and Release with the result ULONG fits everywhere. */
#define ASYNCOM_ULONG uint32_t

/* One UTF-16 code unit: two bytes everywhere, which the compiler's wide character is not. */
#if defined(__cplusplus)
typedef char16_t WCHAR;
#else
typedef uint_least16_t WCHAR;
#endif

/* An opaque native handle, or a descriptor where a declaration says so. */
typedef void* HANDLE;

/* An immutable counted string; null is the empty one. See runtime.h. */
struct ASYNCOM_VISIBLE HSTRING__ {
    int unused;
};
typedef struct HSTRING__* HSTRING;

/* A string with its length in front of it. See runtime.h. */
typedef WCHAR* BSTR;

/* A 128-bit identifier; its first three fields are stored in the byte order of the machine. The
 * guard is the one that Windows' headers use. */
#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef struct ASYNCOM_VISIBLE _GUID {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} GUID;
#endif
typedef GUID IID;
typedef GUID CLSID;

/* How Windows' own interfaces take an identifier: as a pointer, which C++ calls a reference. This
 * library's own functions and interfaces take a pointer in both languages. Other headers for COM
 * have macros of these names and of the same meaning. */
#if defined(__cplusplus)
#define ASYNCOM_IDENTIFIER const GUID&
#else
#define ASYNCOM_IDENTIFIER const GUID*
#endif
#ifndef REFGUID
typedef ASYNCOM_IDENTIFIER REFGUID;
#endif
#ifndef REFIID
typedef ASYNCOM_IDENTIFIER REFIID;
#endif
#ifndef REFCLSID
typedef ASYNCOM_IDENTIFIER REFCLSID;
#endif
#undef ASYNCOM_IDENTIFIER

/* The guard is again the one of Windows' headers. */
#ifndef _SYS_GUID_OPERATORS_
#define _SYS_GUID_OPERATORS_
#if defined(__cplusplus)
inline bool operator==(REFGUID left, REFGUID right) noexcept {
    return memcmp(&left, &right, sizeof(GUID)) == 0;
}
inline bool operator!=(REFGUID left, REFGUID right) noexcept {
    return !(left == right);
}
inline int32_t IsEqualGUID(REFGUID left, REFGUID right) noexcept {
    return left == right;
}
#else
static inline int32_t IsEqualGUID(REFGUID left, REFGUID right) {
    return memcmp(left, right, sizeof(GUID)) == 0;
}
#endif
#endif

/* Windows' names of the plain integers, for sources that are written with them. No declaration
 * here needs them, so they can be switched off where another library owns them. `boolean` is not
 * among them for that very reason. */
#if !defined(ASYNCOM_NO_SHORT_NAMES)
typedef int8_t INT8;
typedef uint8_t UINT8;
typedef int16_t INT16;
typedef uint16_t UINT16;
typedef int32_t INT32;
typedef uint32_t UINT32;
typedef int64_t INT64;
typedef uint64_t UINT64;
typedef int32_t LONG;
typedef uint32_t ULONG;
typedef uint32_t DWORD;
typedef uint32_t UINT;
typedef int32_t BOOL;
typedef float FLOAT;
typedef double DOUBLE;
typedef const WCHAR* PCWSTR;
typedef const WCHAR* LPCWSTR;
#endif

#endif

/* ---- the arguments of parameterised interfaces in C++ ------------------------------------------
 * The logical type is what an interface is named after, the ABI type is what crosses the wall. They
 * differ for Boolean only: IAsyncOperation<bool> hands out one byte. The names are Windows'. */
#if defined(__cplusplus) && !defined(CINTERFACE)
namespace ABI {
namespace Windows {
namespace Foundation {
namespace Internal {

template <class Logical, class Abi>
ASYNCOM_TEMPLATE AggregateType;

template <class Type>
struct GetAbiType {
    typedef Type type;
};
template <class Logical, class Abi>
struct GetAbiType<AggregateType<Logical, Abi>> {
    typedef Abi type;
};
template <>
struct GetAbiType<bool> {
    typedef uint8_t type;
};

template <class Type>
struct GetLogicalType {
    typedef Type type;
};
template <class Logical, class Abi>
struct GetLogicalType<AggregateType<Logical, Abi>> {
    typedef Logical type;
};

} // namespace Internal
} // namespace Foundation
} // namespace Windows
} // namespace ABI
#endif

#endif
