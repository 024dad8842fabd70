#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the shared library shows to the linker: exactly the names of the export list, each in the
version node ASYNCOM_1.0, none of the kind that keeps one copy per process (STB_GNU_UNIQUE), both
names of a runtime function at one address, and no library needed but those of the compiler and of
C. Nor does it need what makes a static at its first use.

usage: exports_test.py LIBRARY EXPORT_LIST
"""

import pathlib
import re
import subprocess
import sys

NODE = "ASYNCOM_1.0"
NEEDED = re.compile(r"lib(c|m|stdc\+\+|gcc_s)\.so\.\d+|ld-linux[-\w]*\.so\.\d+")
SANITIZER = re.compile(r"lib(asan|ubsan|tsan|lsan)\.so")


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def symbol_faults(library: str, wanted: set[str]) -> list[str]:
    faults, found = [], set()
    for line in run("nm", "-D", "--defined-only", "--with-symbol-versions", library).splitlines():
        kind, symbol = line.split()[-2:]
        name, _, version = symbol.partition("@@")
        if kind == "A" and symbol.startswith(NODE):
            continue  # the node itself
        if kind == "u":
            faults.append(f"{symbol} is STB_GNU_UNIQUE: the library could never be unloaded")
        if version != NODE:
            faults.append(f"{symbol} is not in {NODE}")
        found.add(name)
    faults += [f"{name} is exported and not in the list" for name in sorted(found - wanted)]
    return faults + [f"{name} is in the list and not exported" for name in sorted(wanted - found)]


def alias_faults(library: str) -> list[str]:
    """Windows' name and the one that our headers bind to are one function."""
    places = {}
    for line in run("nm", "-D", "--defined-only", library).splitlines():
        place, _, name = line.split()
        places[name.partition("@@")[0]] = place
    return [f"{name} and asyncom_{name} are two functions" for name, place in places.items()
            if places.get(f"asyncom_{name}", place) != place]


def needed_faults(library: str) -> list[str]:
    needed = re.findall(r"NEEDED.*\[(.+)\]", run("readelf", "-W", "-d", library))
    if any(SANITIZER.match(name) for name in needed):
        return []  # an instrumented build brings its own runtime
    return [f"{name} is needed at run time" for name in needed if not NEEDED.fullmatch(name)]


def guard_faults(library: str) -> list[str]:
    if "__cxa_guard_acquire" not in run("nm", "-D", "--undefined-only", library):
        return []
    return ["a static is made at its first use: the child of a fork would wait for a thread of its "
            "parent that was making it"]


def flag_faults(library: str) -> list[str]:
    flags = run("readelf", "-W", "-d", library)
    return [] if "NODELETE" in flags else ["the library is not linked with -z nodelete"]


def main() -> int:
    library, list_file = sys.argv[1], pathlib.Path(sys.argv[2])
    wanted = set(re.findall(r"^\s+(\w+);", list_file.read_text(), re.M))
    faults = symbol_faults(library, wanted) + alias_faults(library)
    faults += needed_faults(library) + guard_faults(library) + flag_faults(library)
    print("\n".join(faults) or f"{len(wanted)} names, all as listed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
