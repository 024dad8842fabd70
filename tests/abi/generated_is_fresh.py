#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the headers again from the IDL and compares them with those that are checked in. Exit code
77: the IDL compiler is not installed, or is another version than the one the headers are made with.

usage: generated_is_fresh.py SOURCE_DIRECTORY SCRATCH_DIRECTORY
"""

import difflib
import pathlib
import shutil
import subprocess
import sys

COMPILER, VERSION = "widl-stable", "8.0"


def skip_reason() -> str:
    if not shutil.which(COMPILER):
        return f"{COMPILER} is not installed (Debian: wine64-tools)"
    told = subprocess.run([COMPILER, "-V"], capture_output=True, text=True).stdout
    return "" if f"version {VERSION}" in told else f"{COMPILER} is not version {VERSION}"


def differences(checked_in: pathlib.Path, made: pathlib.Path) -> list[str]:
    names = {path.name for folder in (checked_in, made) for path in folder.glob("*.h")}
    lines = []
    for name in sorted(names):
        old, new = (path.read_text().splitlines(keepends=True) if path.exists() else []
                    for path in (checked_in / name, made / name))
        lines += difflib.unified_diff(old, new, f"abi/generated/{name}", f"from the IDL: {name}")
    return lines


def main() -> int:
    source, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    reason = skip_reason()
    if reason:
        print(f"skipped: {reason}")
        return 77
    shutil.rmtree(scratch, ignore_errors=True)
    subprocess.run([sys.executable, str(source / "idl" / "generate.py"), "--output", str(scratch)],
                   check=True)
    lines = differences(source / "abi" / "generated", scratch)
    print("".join(lines), end="")
    if lines:
        print("run idl/generate.py")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
