#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The headers beside what other libraries leave lying about: each after macros and type names that
windows.h, X11, libjpeg, complex.h, curses and other headers for COM bring along, and any two of
ours in either order, in the oldest and the newest standards. What compiles must mean the same, so
the recorded layout is checked beside the same neighbours. Exit code 77: the compiler is not
installed.

usage: header_neighbours.py {gcc,clang} CLIENT_INCLUDE_DIRECTORY SCRATCH_DIRECTORY
"""

import itertools
import pathlib
import sys

from header_matrix import STANDARDS, compile_all, headers, jobs_for, missing_compilers

OLDEST_C, OLDEST_CPP, NEWEST_CPP = STANDARDS[0], STANDARDS[2], STANDARDS[-1]
HERE = pathlib.Path(__file__).resolve().parent


def macros(text: str) -> str:
    return "".join(f"#define {line.strip()}\n" for line in text.strip().splitlines())


WINDOWS = macros("""
    interface struct
    small char
    near
    far
    NEAR
    FAR
    IN
    OUT
    OPTIONAL
    CONST const
    VOID void
    PURE = 0
    THIS void
    THIS_
    DELETE 0x00010000L
    ERROR 0
    NO_ERROR 0L
    STRICT 1
    TRUE 1
    FALSE 0
    pascal
    cdecl
    min(a, b) (((a) < (b)) ? (a) : (b))
    max(a, b) (((a) > (b)) ? (a) : (b))
    Yield()
    GetCurrentTime() GetTickCount()
    GetClassName GetClassNameW
    GetObject GetObjectW
    GetMessage GetMessageW
    GetFreeSpace(w) (0x100000L)
    CreateEvent CreateEventW
    ReportEvent ReportEventW
    StartService StartServiceW
    Status uint32_t
    boolean unsigned char
""")
X11 = macros("""
    Bool int
    Status int
    True 1
    False 0
    None 0L
    Always 2
    Success 0
    Above 0
    Below 1
    CurrentTime 0L
    DestroyAll 0
    Complex 0
    Unsorted 0
""")
SYSTEM = macros("""
    unix 1
    linux 1
    major(device) ((device) >> 8)
    minor(device) ((device) & 255)
    complex _Complex
    I _Complex_I
    OK 0
    ERR (-1)
    check(condition)
    verify(condition)
    require(condition)
    nil 0
    YES 1
    NO 0
    T 1
    type_check 1
""")
TYPES = """
typedef unsigned char boolean;
typedef int Bool;
typedef int Status;
typedef char* XPointer;
typedef unsigned char byte;
typedef unsigned long Window;
typedef struct object object;
typedef struct error error;
typedef struct handler handler;
typedef struct operation operation;
typedef struct iid iid;
"""
# jmorecfg.h and Xmd.h: their numbers are not ours, which is what the switch is for.
NUMBERS = """
#define ASYNCOM_NO_SHORT_NAMES
typedef unsigned char UINT8;
typedef unsigned short UINT16;
typedef short INT16;
typedef long INT32;
typedef unsigned char BOOL;
typedef long LONG;
typedef unsigned long ULONG;
typedef unsigned long DWORD;
typedef long double DOUBLE;
"""
# Other headers that bring the scalars of COM to systems without it.
COM = """
#include <stdint.h>
typedef int32_t HRESULT;
typedef int32_t LONG;
typedef int32_t BOOL;
typedef uint32_t ULONG;
typedef uint32_t DWORD;
typedef uint32_t UINT;
typedef void* HANDLE;
typedef void* LPVOID;
#ifdef __cplusplus
typedef char16_t WCHAR;
#else
typedef uint_least16_t WCHAR;
#endif
#define GUID_DEFINED
typedef struct _GUID {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} GUID;
typedef GUID IID;
typedef GUID CLSID;
#ifdef __cplusplus
#define REFGUID const GUID&
#define REFIID const IID&
#define REFCLSID const IID&
#define _SYS_GUID_OPERATORS_
inline bool operator==(REFGUID left, REFGUID right) noexcept { return left.Data1 == right.Data1; }
inline bool operator!=(REFGUID left, REFGUID right) noexcept { return !(left == right); }
#else
#define REFGUID const GUID*
#define REFIID const IID*
#define REFCLSID const IID*
#endif
#define STDMETHODCALLTYPE
#define STDMETHOD(method) virtual HRESULT STDMETHODCALLTYPE method
#define S_OK ((HRESULT)0L)
#define S_FALSE ((HRESULT)1L)
#define E_NOTIMPL ((HRESULT)0x80004001L)
#define E_POINTER ((HRESULT)0x80004003L)
#define E_FAIL ((HRESULT)0x80004005L)
#define SUCCEEDED(result) ((HRESULT)(result) >= 0)
#define FAILED(result) ((HRESULT)(result) < 0)
"""
NEIGHBOURS = {"windows": WINDOWS, "x11": X11, "system": SYSTEM, "types": TYPES, "com": COM,
              "numbers": NUMBERS,
              "macros": WINDOWS + SYSTEM + X11.replace("#define Status int\n", "")}

# The standard library does not bear such neighbours, so what the layout needs of it comes first.
LIBRARY = ["cstddef", "cstdint", "cstring", "string_view", "type_traits"]


def including(*names: str) -> str:
    return "".join(f"#include <{name}>\n" for name in names)


def pairs(names: list[str]) -> dict[str, str]:
    return {"_then_".join(pair).replace("/", "_"): including(*pair)
            for pair in itertools.permutations(names, 2)}


def after_neighbours(names: list[str]) -> dict[str, str]:
    texts = {f"{neighbour}_then_{name}".replace("/", "_"): text + including(name)
             for neighbour, text in NEIGHBOURS.items() for name in names}
    return texts | {f"{neighbour}_then_all_twice": text + including(*names, *names[::-1])
                    for neighbour, text in NEIGHBOURS.items()}


def layout_jobs(scratch: pathlib.Path) -> list[tuple]:
    """The recorded layout beside each neighbour that leaves our own short names alone."""
    jobs = []
    for neighbour, text in NEIGHBOURS.items():
        if "ASYNCOM_NO_SHORT_NAMES" in text:
            continue
        first = scratch / f"{neighbour}.h"
        first.write_text(f"#ifdef __cplusplus\n{including(*LIBRARY)}#endif\n{text}")
        for standard, source in (("c11", "layout_c.c"), ("c++20", "layout_cpp.cpp")):
            jobs.append((standard, HERE / source, ["-include", str(first)]))
    return jobs


def main() -> int:
    family, include, scratch = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    missing = missing_compilers(family)
    if missing:
        print(f"skipped: {' and '.join(missing)} not installed")
        return 77
    names = headers(pathlib.Path(include))
    jobs = jobs_for(after_neighbours(names), scratch, [OLDEST_C, OLDEST_CPP, NEWEST_CPP])
    jobs += jobs_for(pairs(names), scratch, [OLDEST_C, NEWEST_CPP]) + layout_jobs(scratch)
    return compile_all(family, include, jobs)


if __name__ == "__main__":
    sys.exit(main())
