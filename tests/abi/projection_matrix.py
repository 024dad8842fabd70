#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles each header of the C++ projection alone, as C++20 and C++23, and once more without
exceptions and RTTI, with one compiler family; and looks whether asyncom.hpp brings all of them.
Exit code 77: the compiler is not installed.

usage: projection_matrix.py {gcc,clang} CLIENT_INCLUDE_DIRECTORY PROJECTION_DIRECTORY SCRATCH
"""

import pathlib
import subprocess
import sys

from header_matrix import COMPILERS, compile_all, missing_compilers

# Clang counts -Wsign-conversion to -Wconversion, and the headers bear that too.
STRICTER = ["-Wconversion"]
VARIANTS = [("c++20", []), ("c++23", []), ("c++20", ["-fno-exceptions", "-fno-rtti"])]


def jobs_for(names: list[str], scratch: pathlib.Path, options: list[str]) -> list[tuple]:
    scratch.mkdir(parents=True, exist_ok=True)
    jobs = []
    for name in names:
        path = scratch / f"{name.replace('.', '_')}.cpp"
        path.write_text(f"#include <asyncom/{name}>\n#include <asyncom/{name}>\n")
        jobs += [(standard, path, STRICTER + options + more) for standard, more in VARIANTS]
    return jobs


def missing_in_umbrella(compiler: str, client: str, projection: pathlib.Path,
                        names: list[str]) -> list[str]:
    command = [compiler, "-std=c++20", "-M", "-I", client, "-I", str(projection),
               str(projection / "asyncom" / "asyncom.hpp")]
    brought = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seen = {pathlib.Path(path).name for path in brought}
    return [name for name in names if name not in seen]


def main() -> int:
    family, client, projection, scratch = sys.argv[1], *map(pathlib.Path, sys.argv[2:5])
    missing = missing_compilers(family)
    if missing:
        print(f"skipped: {' and '.join(missing)} not installed")
        return 77
    names = sorted(path.name for path in (projection / "asyncom").glob("*.hpp"))
    forgotten = missing_in_umbrella(COMPILERS[family][1], str(client), projection, names)
    for name in forgotten:
        print(f"asyncom.hpp does not bring {name}")
    failed = compile_all(family, str(client), jobs_for(names, scratch, ["-I", str(projection)]))
    return 1 if forgotten else failed


if __name__ == "__main__":
    sys.exit(main())
