#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The update of the record, in a copy of the tree: it writes what is already there, takes an
addition, and refuses what would break clients unless it is told to accept it. Exit code 77: as
record.py.

usage: update_test.py SOURCE_DIRECTORY SCRATCH_DIRECTORY
"""

import pathlib
import shutil
import subprocess
import sys

from record import skip_reason

OURS = "abi/generated/asyncom.h"
END = "\n#endif\n"
NEWS = "\ntypedef struct AsyncomNews {\n    int32_t size;\n} AsyncomNews;\n"

# What happens to the tree, the options of the update, its exit code, whether the record changes.
STEPS = [
    ("nothing", [], lambda tree: None, 0, False),
    ("an addition", [], lambda tree: edit(tree, OURS, END, NEWS + END), 0, True),
    ("a widened field", [], lambda tree: edit(tree, OURS, "int32_t size;\n} AsyncomNews",
                                              "int64_t size;\n} AsyncomNews"), 1, False),
    ("that, accepted", ["--accept-changes"], lambda tree: None, 0, True),
    ("a removed symbol", [], lambda tree: edit(tree, "abi/asyncom.map", "    AsyncomWait;\n", ""),
     1, False),
    ("that, accepted", ["--accept-changes"], lambda tree: None, 0, True),
]


def edit(tree: pathlib.Path, name: str, old: str, new: str) -> None:
    path = tree / name
    text = path.read_text()
    if old not in text:
        sys.exit(f"{name} does not hold {old}")
    at = text.rindex(old)
    path.write_text(text[:at] + new + text[at + len(old):])


def record_of(tree: pathlib.Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (tree / "abi" / "record").iterdir()}


def holds(tree: pathlib.Path, step: tuple) -> bool:
    what, options, change, wanted, changes = step
    before = record_of(tree)
    change(tree)
    told = subprocess.run([sys.executable, "-B", str(tree / "tests/abi/record.py"), "--update",
                           *options], capture_output=True, text=True)
    result = told.returncode == wanted and (record_of(tree) != before) == changes
    print(f"{what}: exit code {told.returncode}, {'as wanted' if result else 'NOT AS WANTED'}")
    print(told.stdout + told.stderr)
    return result


def main() -> int:
    source, tree = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    reason = skip_reason("gcc")
    if reason:
        print(f"skipped: {reason}")
        return 77
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(source / "abi", tree / "abi")
    (tree / "tests/abi").mkdir(parents=True)
    for name in ("record.py", "probe.py"):
        shutil.copy(source / "tests/abi" / name, tree / "tests/abi")
    return 0 if all(holds(tree, step) for step in STEPS) else 1


if __name__ == "__main__":
    sys.exit(main())
