#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is written more than once must be the same: interfaces of the headers and of the recorded
ABI, functions of the headers, of the recorded ABI and of the linker's export list, the parameters
of a runtime function where it is declared and where it is defined, and the identifier of an
interface for Windows' compilers and in its constant.

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
PARAMETERS = re.compile(r"ASYNCOM_API[^;(]*?ASYNCOM_CALL\s+(\w+)\(([^;]*?)\)\s*ASYNCOM_NOEXCEPT")
DEFINITION = re.compile(
    r"ASYNCOM_RUNTIME_FUNCTION\([^,]+,\s*(\w+),\s*\(((?:[^()]|\([^()]*\))*)\),")
CONSTANT = re.compile(r"GUID\s+\w+\s*=\s*\{([^;]*?)\};")
ATTRIBUTE = re.compile(r"ASYNCOM_INTERFACE\(\"([^\"]+)\"\)")
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


def parameters(pattern: re.Pattern, text: str) -> dict[str, str]:
    """By function; without the spaces that clang-format chooses, and C's void for none."""
    return {name: re.sub(r"\s*([*&,])\s*|^void$", r"\1", " ".join(found.split()))
            for name, found in pattern.findall(text)}


def check_parameters(abi: pathlib.Path) -> int:
    """A type of the same size by another name is another type to some compilers only."""
    declared = parameters(PARAMETERS, (abi / "runtime.h").read_text())
    defined = parameters(DEFINITION, (abi / "runtime_exports.cpp").read_text())
    faults = report("function", set(declared), set(defined), ("runtime.h", "runtime_exports.cpp"))
    for name in sorted(declared.keys() & defined.keys()):
        if declared[name] != defined[name]:
            print(f"{name}({declared[name]}) is defined as {name}({defined[name]})")
            faults += 1
    return faults


def spelled(guid: str) -> str:
    parts = [int(part, 16) for part in re.findall(r"0x([0-9a-fA-F]+)", guid)]
    head = "{:08x}-{:04x}-{:04x}-{:02x}{:02x}-".format(*parts[:5])
    return head + "".join(f"{part:02x}" for part in parts[5:])


def check_identifiers(abi: pathlib.Path) -> int:
    faults = 0
    for header in sorted((abi / "generated").glob("*.h")):
        sections = INTERFACE.split(header.read_text())
        for name, section in zip(sections[1::2], sections[2::2]):
            constants = {spelled(guid) for guid in CONSTANT.findall(section)}
            if len(constants) != 1 or constants != set(ATTRIBUTE.findall(section)):
                print(f"{name} does not have one identifier in both spellings")
                faults += 1
    return faults


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    abi, table = source / "abi", source / "tests" / "abi" / "table"
    faults = report("interface", declared_interfaces(abi), recorded_interfaces(table),
                    ("the headers", "the table"))
    faults += check_functions(abi, table) + check_parameters(abi) + check_identifiers(abi)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
