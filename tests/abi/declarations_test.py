#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The lists of names that must be the same: interfaces of the headers and of the recorded ABI,
functions of the headers, of the recorded ABI and of the linker's export list.

usage: declarations_test.py SOURCE_DIRECTORY
"""

import pathlib
import re
import sys

INTERFACE = re.compile(r"#define __(\w+?)_INTERFACE_DEFINED__")
INSTANCE_ROW = re.compile(r"^(OPERATION|ACTION_WITH_PROGRESS|OPERATION_WITH_PROGRESS)\((\w+),",
                          re.M)
NAMESPACE = re.compile(r"^__x_ABI_CWindows_CFoundation_C(I(?=\w+Handler))?")
INSTANCE_NAMES = {
    "OPERATION": ("IAsyncOperation_1", "IAsyncOperationCompletedHandler_1"),
    "ACTION_WITH_PROGRESS": ("IAsyncActionWithProgress_1", "IAsyncActionProgressHandler_1",
                             "IAsyncActionWithProgressCompletedHandler_1"),
    "OPERATION_WITH_PROGRESS": ("IAsyncOperationWithProgress_2", "IAsyncOperationProgressHandler_2",
                                "IAsyncOperationWithProgressCompletedHandler_2"),
}
FUNCTION = re.compile(r"ASYNCOM_API[^;]*?ASYNCOM_CALL\s+(\w+)\(")
BETWEEN_COPIES = {"asyncom_get_copy"}  # one copy of the library asks another; no client does
LABEL = re.compile(r"ASYNCOM_CALL\s+(\w+)\([^;]*?ASYNCOM_LABEL\(\"(\w+)\"\);")


def declared_interfaces(abi: pathlib.Path) -> set[str]:
    names = set()
    for header in (abi / "generated").glob("*.h"):
        names |= set(INTERFACE.findall(header.read_text()))
    return {NAMESPACE.sub("", name) for name in names}


def recorded_interfaces(table: pathlib.Path) -> set[str]:
    names = set(re.findall(r"^INTERFACE\((\w+),", (table / "interfaces.inc").read_text(), re.M))
    for family, arguments in INSTANCE_ROW.findall((table / "instances.inc").read_text()):
        names |= {f"__F{name}_{arguments}" for name in INSTANCE_NAMES[family]}
    return names


def exported(abi: pathlib.Path) -> set[str]:
    return set(re.findall(r"^\s+(\w+);", (abi / "asyncom.map").read_text(), re.M))


def report(what: str, left: set[str], right: set[str], where: tuple[str, str]) -> int:
    for name in sorted(left - right):
        print(f"{what} {name} is in {where[0]} but not in {where[1]}")
    for name in sorted(right - left):
        print(f"{what} {name} is in {where[1]} but not in {where[0]}")
    return len(left ^ right)


def check_functions(abi: pathlib.Path, table: pathlib.Path) -> int:
    recorded = (table / "functions.inc").read_text()
    own = set(re.findall(r"^FUNCTION\((\w+),", recorded, re.M))
    runtime = set(re.findall(r"^RUNTIME0?\((\w+),", recorded, re.M))
    header = (abi / "runtime.h").read_text()
    faults = report("function", set(FUNCTION.findall((abi / "asyncom.h").read_text())), own,
                    ("asyncom.h", "the table"))
    faults += report("function", set(FUNCTION.findall(header)), runtime, ("runtime.h", "the table"))
    for name, label in LABEL.findall(header):
        if name != label:
            print(f"{name} is labelled {label}")
            faults += 1
    labels = {f"asyncom_{name}" for name in runtime}
    return faults + report("export", own | runtime | labels | BETWEEN_COPIES, exported(abi),
                           ("the table", "asyncom.map"))


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    abi, table = source / "abi", source / "tests" / "abi" / "table"
    faults = report("interface", declared_interfaces(abi), recorded_interfaces(table),
                    ("the headers", "the table"))
    return 1 if faults + check_functions(abi, table) else 0


if __name__ == "__main__":
    sys.exit(main())
