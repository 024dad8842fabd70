#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The guard itself: a change of the ABI, made in a copy of the headers or of the library, must be
refused by every part of the guard that can see it, and by name; without a change all parts agree.

usage: mutation_test.py CHANGE SOURCE_DIRECTORY SCRATCH_DIRECTORY [LIBRARY]
       mutation_test.py --list {headers,library}
"""

import pathlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable

import elf_symbols
from probe import COMPILERS, build
from record import RECORD, report_of, skip_reason, symbol_faults

INFO, OURS = "generated/asyncinfo.h", "generated/asyncom.h"
ALL_PARTS = {"record.c", "record.cpp", "table.c", "table.cpp"}

# Change: where, what, how often it stands there, by what it is replaced; which parts see it, and
# what each of them must name.
HEADER_CHANGES = {
    "Nothing": ([], set(), ""),
    "ReorderedSlot": ([
        (INFO, r"(virtual HRESULT ASYNCOM_CALL )(Cancel|Close)\(", 2, "swap"),
        (INFO, r"(HRESULT \(ASYNCOM_CALL\* )(Cancel|Close)\)", 2, "swap"),
    ], {"record.c", "record.cpp", "table.c"}, "Cancel"),
    "SlotReorderedInCppOnly": ([
        (INFO, r"(virtual HRESULT ASYNCOM_CALL )(Cancel|Close)\(", 2, "swap"),
    ], {"record.cpp"}, "Cancel"),
    "AddedSlot": ([
        (INFO, r"( +virtual HRESULT ASYNCOM_CALL Close\(\) = 0;\n)", 1,
         r"\1virtual HRESULT ASYNCOM_CALL Pause() = 0;\n"),
        (INFO, r"( +HRESULT \(ASYNCOM_CALL\* Close\)\(IAsyncInfo\* This\);\n)", 1,
         r"\1HRESULT (ASYNCOM_CALL* Pause)(IAsyncInfo* This);\n"),
    ], {"record.c", "record.cpp", "table.c"}, "IAsyncInfo"),
    "ChangedParameterOfMethod": ([
        (OURS, r"(\(ASYNCOM_CALL\* CancelScheduled\)\(IAsyncScheduler\* This, )uint64_t", 1,
         r"\1int64_t"),
        (OURS, r"(ASYNCOM_CALL CancelScheduled\()uint64_t", 1, r"\1int64_t"),
    ], {"record.c", "record.cpp", "table.c"}, "CancelScheduled"),
    "ChangedParameterOfFunction": ([
        ("asyncom.h", r"(AsyncomWait\(IUnknown\* operation,\s+)uint32_t", 1, r"\1int32_t"),
    ], ALL_PARTS, "AsyncomWait"),
    "ChangedParameterOfCallback": ([
        (OURS, r"(AsyncomTaskCallback\)\(void\* context, )HRESULT", 1, r"\1uint32_t"),
    ], ALL_PARTS, "AsyncomTaskCallback"),
    "RemovedFunction": ([
        ("asyncom.h", r"ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomWait\([^;]+;", 1, ""),
    ], ALL_PARTS, "AsyncomWait"),
    "RenamedRuntimeFunction": ([
        ("runtime.h", r"ASYNCOM_CALL SysFreeString\(", 1, "ASYNCOM_CALL SysReleaseString("),
    ], ALL_PARTS, "SysFreeString"),
    "ChangedEnumValue": ([
        (INFO, r"Canceled = 2", 2, "Canceled = 4"),
    ], {"record.cpp", "table.c", "table.cpp"}, "Canceled"),
    "ChangedConstantOfAnEnumWithoutName": ([
        ("asyncom.h", r"ASYNCOM_VALUE_PROGRESS = 1", 1, "ASYNCOM_VALUE_PROGRESS = 2"),
    ], {"record.cpp", "table.c", "table.cpp"}, "ASYNCOM_VALUE_PROGRESS"),
    "ChangedResult": ([
        ("asyncom.h", r"0x8004A001", 1, "0x8004A009"),
    ], {"table.c", "table.cpp"}, "ASYNCOM_E_ABANDONED"),
    "WidenedStruct": ([
        (OURS, r"uint32_t listeners;", 1, "uint64_t listeners;"),
    ], ALL_PARTS, "listeners"),
    "AppendedField": ([
        (OURS, r"\n\} AsyncomCompletion;", 1, r"\n    uint64_t more;\n} AsyncomCompletion;"),
    ], ALL_PARTS, "AsyncomCompletion"),
    "SwappedFields": ([
        (OURS, r"(    uint32_t )(listeners|handler_failures);", 2, "swap"),
    ], ALL_PARTS, "listeners"),
    "WidenedScalar": ([
        ("platform.h", r"typedef int32_t HRESULT;", 1, "typedef int64_t HRESULT;"),
    ], ALL_PARTS, "HRESULT"),
    "ChangedIdentifier": ([
        (INFO, r"0x00000036, 0x0000", 1, "0x00000036, 0x0001"),
    ], {"table.cpp"}, "IAsyncInfo"),
    "TypeThatIsNotRecorded": ([
        (OURS, r"\n#endif\n$", 1, r"\ntypedef struct AsyncomNews {\n int32_t size;\n} AsyncomNews;"
         "\n#endif\n"),
    ], {"record.c", "record.cpp"}, "AsyncomNews"),
}

# Change: of which symbol, what; what the record and what the export list has to say to it.
LIBRARY_CHANGES = {
    "RemovedSymbol": ("AsyncomWait", {"undefined": True},
                      "AsyncomWait@@ASYNCOM_1.0 is recorded and not exported",
                      "AsyncomWait is in the list and not exported"),
    "UniqueSymbol": ("AsyncomWait", {"binding": elf_symbols.UNIQUE}, "",
                     "AsyncomWait@@ASYNCOM_1.0 is STB_GNU_UNIQUE"),
    "AliasOfAnotherFunction": ("SysFreeString", {"moved_by": 16}, "",
                               "SysFreeString and asyncom_SysFreeString are two functions"),
}


def swapped(text: str, pattern: str) -> str:
    """The two names that the pattern finds change places; their surroundings stay."""
    first, second = (match.group(2) for match in re.finditer(pattern, text))
    names = {first: second, second: first}
    return re.sub(pattern, lambda match: match.group(0).replace(
        match.group(2), names[match.group(2)]), text)


def changed_headers(change: str, source: pathlib.Path, scratch: pathlib.Path) -> pathlib.Path:
    include = scratch / "client"
    shutil.copytree(source / "abi", include / "asyncom", ignore=shutil.ignore_patterns("record"))
    for name, pattern, count, replacement in HEADER_CHANGES[change][0]:
        path = include / "asyncom" / name
        text = path.read_text()
        found = len(re.findall(pattern, text))
        if found != count:
            sys.exit(f"{name}: {pattern} stands there {found} times, not {count}")
        path.write_text(swapped(text, pattern) if replacement == "swap"
                        else re.sub(pattern, replacement, text))
    return include


def compiles(command: list[str], include: pathlib.Path, file: pathlib.Path) -> str:
    told = subprocess.run([*command, "-fsyntax-only", "-I", str(include), str(file)],
                          capture_output=True, text=True)
    return told.stderr if told.returncode else ""


def header_parts(source: pathlib.Path, include: pathlib.Path,
                 scratch: pathlib.Path) -> dict[str, Callable[[], str]]:
    tests, gcc = source / "tests" / "abi", COMPILERS["gcc"]
    parts = {f"record.{view}": lambda view=view: report_of(
        RECORD / f"{view}.abi", build("gcc", view, include, scratch)) for view in gcc}
    parts |= {f"table.{view}": lambda view=view: compiles(
        gcc[view], include, tests / f"layout_{view}.{view}") for view in gcc}
    return parts


def check_headers(change: str, source: pathlib.Path, scratch: pathlib.Path) -> int:
    include = changed_headers(change, source, scratch)
    _, expected, named = HEADER_CHANGES[change]
    failures = 0
    for part, look in header_parts(source, include, scratch).items():
        report = look()
        print(f"== {part}: {'refuses' if report else 'agrees'}\n{report[:2000]}")
        failures += bool(report) != (part in expected) or bool(report) and named not in report
    print(f"to refuse, for {named or 'nothing'}: {', '.join(sorted(expected)) or 'none'}")
    return 1 if failures else 0


def check_library(change: str, source: pathlib.Path, scratch: pathlib.Path,
                  library: pathlib.Path) -> int:
    symbol, options, recorded, listed = LIBRARY_CHANGES[change]
    copy = scratch / library.name
    elf_symbols.change(library, copy, symbol, **options)
    faults = "\n".join(symbol_faults(copy))
    told = subprocess.run([sys.executable, "-B", source / "tests" / "abi" / "exports_test.py", copy,
                           source / "abi" / "asyncom.map"], capture_output=True, text=True)
    print(f"{faults}\n{told.stdout}{told.stderr}")
    seen = recorded in faults and bool(recorded) == bool(faults)
    return 0 if seen and told.returncode == 1 and listed in told.stdout else 1


def main() -> int:
    if sys.argv[1] == "--list":
        print(";".join(HEADER_CHANGES if sys.argv[2] == "headers" else LIBRARY_CHANGES))
        return 0
    change, source, scratch = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    reason = skip_reason("gcc") if change in HEADER_CHANGES else ""
    if reason:
        print(f"skipped: {reason}")
        return 77
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    if change in HEADER_CHANGES:
        return check_headers(change, source, scratch)
    return check_library(change, source, scratch, pathlib.Path(sys.argv[4]))


if __name__ == "__main__":
    sys.exit(main())
