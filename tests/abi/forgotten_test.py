#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The completeness test itself: what is taken out of the table, or put into the IDL or a header and
nowhere else, in a copy, must be named as missing.

usage: forgotten_test.py C_COMPILER SOURCE_DIRECTORY SCRATCH_DIRECTORY
"""

import pathlib
import re
import shutil
import sys

from completeness_test import probe_faults, table_faults

TABLE = "tests/abi/table"

# What is done: in which file, by what a text is replaced, and which names must be missed.
NEW_INTERFACE = ("idl/asyncom.idl", r"\Z", "interface INews : IUnknown\n{\n HRESULT Tell();\n}")
CHANGES = {
    "a slot without a row": (
        f"{TABLE}/interfaces.inc", r"SLOT0\(IAsyncInfo, 9, HRESULT, Cancel\)\n", "",
        "method ('IAsyncInfo', 9, 'Cancel') is missing from the table"),
    "a row in another slot": (
        f"{TABLE}/interfaces.inc", r"IAsyncInfo, 9, ", "IAsyncInfo, 10, ",
        "method ('IAsyncInfo', 9, 'Cancel') is missing from the table"),
    "another number of slots": (
        f"{TABLE}/interfaces.inc", r"(65a09f78ec77\"), 7", r"\1, 8",
        "interface ('IAsyncScheduler', 7) is missing from the table"),
    "an instance without a row": (
        f"{TABLE}/instances.inc", r"OPERATION\(float,[^)]+\)", "",
        "interface ('__FIAsyncOperation_1_float', 9) is missing from the table"),
    "a field without a row": (
        f"{TABLE}/structs.inc", r"FIELD\(AsyncomCompletion, key, 0, 8\)", "",
        "field ('AsyncomCompletion', 'key') is missing from the table"),
    "an enumerator without a row": (
        f"{TABLE}/enums.inc", r"ENUMERATOR\(AsyncStatus, Error, 3\)", "",
        "enumerator ('AsyncStatus', 'Error') is missing from the table"),
    "a callback without a row": (
        f"{TABLE}/callbacks.inc", r"CALLBACK\(AsyncomTaskCallback.*", "",
        "callback AsyncomTaskCallback is missing from the table"),
    "a constant without a row": (
        f"{TABLE}/constants.inc", r"RESULT\(E_HANDLE, .*", "",
        "constant E_HANDLE is missing from the table"),
    "a new constant of an enum": (
        "abi/asyncom.h", r"ASYNCOM_INFO_ADOPTED = 8u",
        "ASYNCOM_INFO_ADOPTED = 8u,\n    ASYNCOM_INFO_NEW = 16u",
        "constant ASYNCOM_INFO_NEW is missing from the table"),
    "a new interface": (
        *NEW_INTERFACE, "method ('INews', 3, 'Tell') is missing from the table"),
    "a new interface that no probe names": (
        *NEW_INTERFACE, "type INews is missing from the probes"),
    "a new method": (
        "idl/asyncinfo.idl", r"HRESULT Close\(\);", "HRESULT Close();\nHRESULT Pause();",
        "method ('IAsyncInfo', 11, 'Pause') is missing from the table"),
    "a new instance": (
        "idl/windows.foundation.idl", r"interface IAsyncOperation<boolean>;",
        "interface IAsyncOperation<boolean>;\ninterface IAsyncOperation<GUID>;",
        "interface ('__FIAsyncOperation_1_GUID', 9) is missing from the table"),
    "a function that no probe names": (
        f"{TABLE}/functions.inc", r"\Z", "FUNCTION(AsyncomNews, HRESULT, void*)\n",
        "function AsyncomNews is missing from the probes"),
}


def copy_of(source: pathlib.Path, scratch: pathlib.Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
    for folder in ("idl", "abi", TABLE):
        shutil.copytree(source / folder, scratch / folder,
                        ignore=shutil.ignore_patterns("record", "__pycache__"))


def is_missed(what: str, compiler: str, scratch: pathlib.Path) -> bool:
    name, pattern, replacement, wanted = CHANGES[what]
    path = scratch / name
    before = path.read_text()
    after, count = re.subn(pattern, replacement, before)
    path.write_text(after)
    lines = table_faults(compiler, scratch) + probe_faults(scratch)
    path.write_text(before)
    seen = count == 1 and wanted in lines
    print(f"{what}: {'missed' if seen else f'NOT MISSED ({count} changes)'}")
    return seen


def main() -> int:
    compiler, source, scratch = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    copy_of(source, scratch)
    untouched = table_faults(compiler, scratch) + probe_faults(scratch)
    print("\n".join(untouched))
    results = [is_missed(what, compiler, scratch) for what in CHANGES]
    return 0 if all(results) and not untouched else 1


if __name__ == "__main__":
    sys.exit(main())
