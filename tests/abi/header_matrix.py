#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles each public header alone, in every supported language standard, and all of them in
other orders and twice, with one compiler family. Exit code 77: the compiler is not installed.

usage: header_matrix.py {gcc,clang} CLIENT_INCLUDE_DIRECTORY SCRATCH_DIRECTORY
"""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

COMPILERS = {"gcc": ("gcc", "g++"), "clang": ("clang", "clang++")}
STANDARDS = [("c", "c11"), ("c", "c17"), ("cpp", "c++11"), ("cpp", "c++20"), ("cpp", "c++23")]
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wundef", "-Werror"]
OLD_SPELLING = {"c++23": "c++2b"}  # the compilers of Debian 12 know the standard as a draft


def headers(include: pathlib.Path) -> list[str]:
    root = include / "asyncom"
    found = sorted(root.glob("*.h")) + sorted((root / "generated").glob("*.h"))
    return [f"asyncom/{path.relative_to(root)}" for path in found]


def sources(names: list[str]) -> dict[str, str]:
    """Each header alone; all in both orders, twice; the switches that clients may set."""
    texts = {name.replace("/", "_"): f"#include <{name}>\n" for name in names}
    for order, listed in (("forwards", names), ("backwards", names[::-1])):
        texts[order] = "".join(f"#include <{name}>\n" for name in listed + listed)
    texts["without_short_names"] = "#define ASYNCOM_NO_SHORT_NAMES\n#include <asyncom/asyncom.h>\n"
    texts["c_view_in_cpp"] = "#define CINTERFACE\n#include <asyncom/asyncom.h>\n"
    return texts


def missing_compilers(family: str) -> list[str]:
    return [name for name in COMPILERS[family] if not shutil.which(name)]


def compile_one(family: str, standard: str, source: pathlib.Path, options: list[str]) -> str:
    compiler = COMPILERS[family][standard.startswith("c++")]
    spelled = OLD_SPELLING.get(standard, standard)
    command = [compiler, f"-std={spelled}", *WARNINGS, "-fsyntax-only", *options, str(source)]
    result = subprocess.run(command, capture_output=True, text=True)
    return "" if result.returncode == 0 else f"{' '.join(command)}\n{result.stderr}\n"


def jobs_for(texts: dict[str, str], scratch: pathlib.Path, standards=STANDARDS) -> list[tuple]:
    scratch.mkdir(parents=True, exist_ok=True)
    jobs = []
    for name, text in texts.items():
        for language, standard in standards:
            path = scratch / f"{name}.{language}"
            path.write_text(text)
            jobs.append((standard, path, []))
    return jobs


def compile_all(family: str, include: str, jobs: list[tuple]) -> int:
    """The exit code. A job is a standard, a source and the options that it needs."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        reports = pool.map(lambda job: compile_one(family, *job[:2], ["-I", include, *job[2]]),
                           jobs)
        failures = [text for text in reports if text]
    print("".join(failures), end="")
    print(f"{len(jobs)} compilations, {len(failures)} failures")
    return 1 if failures else 0


def main() -> int:
    family, include, scratch = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    missing = missing_compilers(family)
    if missing:
        print(f"skipped: {' and '.join(missing)} not installed")
        return 77
    return compile_all(family, include,
                       jobs_for(sources(headers(pathlib.Path(include))), scratch))


if __name__ == "__main__":
    sys.exit(main())
