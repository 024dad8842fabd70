#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A client that Clang optimises as a whole program, with hidden visibility, gets the answers of the
library's objects and not those of its own classes. That this is the work of the headers is shown by
the same client with headers whose interfaces have no visibility: it calls its own classes, or the
test could not fail. Exit code 77: clang++ or lld is not installed.

usage: lto_client_test.py {ours,without_visibility} SOURCE_DIRECTORY LIBRARY SCRATCH_DIRECTORY
"""

import pathlib
import re
import shutil
import subprocess
import sys

OPTIONS = ["-std=c++20", "-O2", "-flto", "-fvisibility=hidden", "-fwhole-program-vtables",
           "-fuse-ld=lld", "-Wall", "-Wextra", "-Werror"]
VISIBILITY = re.compile(r"struct __attribute__\(\(visibility\(\"default\"\)[^\n]*\)\)")
CALLS = 7


def client_headers(kind: str, source: pathlib.Path, scratch: pathlib.Path) -> pathlib.Path:
    include = scratch / "client"
    shutil.copytree(source / "abi", include / "asyncom", ignore=shutil.ignore_patterns("record"))
    if kind == "without_visibility":
        platform = include / "asyncom" / "platform.h"
        text, count = VISIBILITY.subn("struct", platform.read_text())
        if not count:
            sys.exit("platform.h gives no visibility to interfaces")
        platform.write_text(text)
    return include


def run_client(include: pathlib.Path, source: pathlib.Path, library: pathlib.Path,
               scratch: pathlib.Path) -> tuple[int, int]:
    """The exit code, and how many calls the client's own classes answered."""
    program = scratch / "client.bin"
    subprocess.run(["clang++", *OPTIONS, "-I", str(include),
                    str(source / "tests" / "abi" / "lto_client.cpp"), str(library),
                    f"-Wl,-rpath,{library.parent}", "-o", str(program)], check=True)
    told = subprocess.run([str(program)], capture_output=True, text=True)
    print(f"{told.stdout}{told.stderr}exit code {told.returncode}")
    if len(re.findall(r": (?:the library's|OUR OWN)$", told.stdout, re.M)) != CALLS:
        sys.exit("the client did not come to its end")
    return told.returncode, told.stdout.count("OUR OWN")


def main() -> int:
    kind, source, library, scratch = sys.argv[1], *map(pathlib.Path, sys.argv[2:5])
    missing = [tool for tool in ("clang++", "ld.lld") if not shutil.which(tool)]
    if missing:
        print(f"skipped: not installed: {', '.join(missing)}")
        return 77
    shutil.rmtree(scratch, ignore_errors=True)
    include = client_headers(kind, source, scratch)
    result = run_client(include, source, library, scratch)
    wanted = (0, 0) if kind == "ours" else (1, CALLS)
    return 0 if result == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
